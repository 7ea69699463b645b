package pgstore_test

import (
	"encoding/binary"
	"errors"
	"sync"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/pgstore"
	"etabli/storage/pgstore/pgtest"
)

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func numberAt(r storage.Reader, key string) (uint64, error) {
	raw, err := r.Get([]byte(key))
	if errors.Is(err, storage.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint64(raw), nil
}

func increment(tx storage.Tx, key string) error {
	n, err := numberAt(tx, key)
	if err != nil {
		return err
	}
	return tx.Put([]byte(key), number(n+1))
}

func read(t *testing.T, s *pgstore.Store, key string) (n uint64) {
	t.Helper()
	err := s.View(t.Context(), func(r storage.Reader) (err error) {
		n, err = numberAt(r, key)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// stores opens several stores on one database, as several processes do.
func stores(t *testing.T, url string, n int) []*pgstore.Store {
	list := make([]*pgstore.Store, n)
	for i := range list {
		list[i] = open(t, url)
	}
	return list
}

func TestProcessesThatLockNothingLoseNoUpdate(t *testing.T) {
	const each = 20
	all := stores(t, pgtest.Start(t).Database(t), 3)
	var working sync.WaitGroup
	for i, s := range all {
		working.Go(func() {
			for n := range each {
				err := s.Update(t.Context(), func(tx storage.Tx) error {
					if (n+i)%3 == 0 { // some lock, and first read all the same
						if _, err := tx.Get([]byte("count")); err != nil && !errors.Is(err, storage.ErrNotFound) {
							return err
						}
						if err := tx.Lock([]byte("key")); err != nil {
							return err
						}
					}
					return increment(tx, "count")
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	working.Wait()
	if n := read(t, all[0], "count"); n != 3*each {
		t.Errorf("counted to %d, want %d", n, 3*each)
	}
}

func TestProcessesThatLockOneKeyTakeTurns(t *testing.T) {
	const each = 20
	all := stores(t, pgtest.Start(t).Database(t), 3)
	var working sync.WaitGroup
	for _, s := range all {
		working.Go(func() {
			for range each {
				err := s.Update(t.Context(), func(tx storage.Tx) error {
					if err := tx.Lock([]byte("head")); err != nil {
						return err
					}
					return increment(tx, "count")
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	working.Wait()
	if n := read(t, all[0], "count"); n != 3*each {
		t.Errorf("counted to %d, want %d", n, 3*each)
	}
}

// TestWhoWaitsForWhom holds one transaction open and looks which others end.
func TestWhoWaitsForWhom(t *testing.T) {
	lock := func(key string) func(storage.Tx) error {
		return func(tx storage.Tx) error {
			return errors.Join(tx.Lock([]byte(key)), tx.Put([]byte("row "+key), []byte("1")))
		}
	}
	alone := func(tx storage.Tx) error { return increment(tx, "count") }
	both := stores(t, pgtest.Start(t).Database(t), 2)
	for name, c := range map[string]struct {
		holder, other func(storage.Tx) error
		waits         bool
	}{
		"another key":               {lock("a"), lock("b"), false},
		"the same key":              {lock("a"), lock("a"), true},
		"a key, then none":          {lock("a"), alone, true},
		"none, then a key":          {alone, lock("a"), true},
		"none on either side":       {alone, alone, true},
		"a key, read after locking": {lock("b"), alone, true},
	} {
		t.Run(name, func(t *testing.T) {
			order := make(chan string, 2)
			var working sync.WaitGroup
			err := both[0].Update(t.Context(), func(tx storage.Tx) error {
				if err := c.holder(tx); err != nil {
					return err
				}
				working.Go(func() {
					if err := both[1].Update(t.Context(), c.other); err != nil {
						t.Error(err)
					}
					order <- "other"
				})
				if c.waits {
					time.Sleep(50 * time.Millisecond) // it may take longer to come here, never to get past
					order <- "holder"
					return nil
				}
				first := <-order
				order <- first
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			working.Wait()
			if first := <-order; (first == "holder") != c.waits {
				t.Errorf("%s came first", first)
			}
		})
	}
}

// TestAStoppedProcessLosesItsTurn pauses one writer inside its transaction for
// longer than the server allows.
func TestAStoppedProcessLosesItsTurn(t *testing.T) {
	url := pgtest.Start(t).Database(t)
	slow, quick := open(t, url+"&idle_in_transaction_session_timeout=200"), open(t, url)
	paused, resume := make(chan bool), make(chan bool)
	runs := 0
	var working sync.WaitGroup
	working.Go(func() {
		err := slow.Update(t.Context(), func(tx storage.Tx) error {
			if err := errors.Join(tx.Lock([]byte("head")), increment(tx, "count")); err != nil {
				return err
			}
			if runs++; runs == 1 {
				paused <- true
				<-resume
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-paused
	err := quick.Update(t.Context(), func(tx storage.Tx) error {
		return errors.Join(tx.Lock([]byte("head")), increment(tx, "count"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := read(t, quick, "count"); n != 1 {
		t.Errorf("the paused transaction shows: %d", n)
	}
	resume <- true
	working.Wait()
	if n := read(t, quick, "count"); n != 2 || runs != 2 {
		t.Errorf("counted to %d in %d runs of the paused one, want 2 in 2", n, runs)
	}
}

// TestAWrongGuessIsFoundOut lets another process write, between the look ahead
// and the turn, what a transaction then takes to be missing.
func TestAWrongGuessIsFoundOut(t *testing.T) {
	both := stores(t, pgtest.Start(t).Database(t), 2)
	for name, c := range map[string]struct {
		other, mine string // what is written if "seen" is missing
	}{
		"the row is written":     {"seen", "seen"},
		"the row is only read":   {"seen", "elsewhere"},
		"the row is not touched": {"other", "seen"},
	} {
		t.Run(name, func(t *testing.T) {
			update(t, both[0], func(tx storage.Tx) error {
				return tx.Scan(storage.Range{KeysOnly: true}, func(key, _ []byte) error { return tx.Delete(key) })
			})
			runs := 0
			err := both[0].Update(t.Context(), func(tx storage.Tx) error {
				runs++
				keys := func() [][]byte { return [][]byte{[]byte("seen"), []byte("count")} }
				if err := storage.Prefetch(tx, keys); err != nil {
					return err
				}
				if runs == 1 {
					update(t, both[1], func(tx storage.Tx) error {
						return errors.Join(increment(tx, c.other), increment(tx, "count"))
					})
				}
				if err := errors.Join(tx.Lock([]byte("head")), increment(tx, "count")); err != nil {
					return err
				}
				if _, err := tx.Get([]byte("seen")); !errors.Is(err, storage.ErrNotFound) {
					return err
				}
				return increment(tx, c.mine)
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := read(t, both[0], "seen"); got != 1 {
				t.Errorf("seen is %d, want 1", got)
			}
			if got := read(t, both[0], "elsewhere"); got != 0 {
				t.Errorf("something was done on a wrong guess: %d", got)
			}
			if got := read(t, both[0], "count"); got != 2 {
				t.Errorf("counted to %d, want 2", got)
			}
		})
	}
}

func update(t *testing.T, s *pgstore.Store, fn func(storage.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}
