package badgerstore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

// Readers that begin at any moment see all rows of one commit or none, though
// most of what they read is remembered and not read.
func TestWhatIsRememberedBelongsToTheSnapshot(t *testing.T) {
	store, err := badgerstore.Open(t.Context(), badgerstore.Options{Dir: t.TempDir(), Key: make([]byte, badgerstore.KeyBytes), BallastBytes: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	const rows, commits, readers = 40, 300, 4
	ctx, done := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	for n := range readers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			dice := rand.New(rand.NewPCG(uint64(n), 1))
			for ctx.Err() == nil {
				if err := store.View(t.Context(), func(r storage.Reader) error { return readAlike(r, dice, rows) }); err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	for n := range commits {
		err := store.Update(t.Context(), func(tx storage.Tx) error {
			many := 1
			if n%2 == 0 { // more than is remembered of one commit
				many = 10
			}
			return writeAlike(tx, rows, rows*many, n)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	done()
	wait.Wait()
}

func rowKey(n int) []byte { return fmt.Appendf(nil, "row %d", n) }

// writeAlike writes the number of a commit into rows; every third commit takes
// the first ones away.
func writeAlike(tx storage.Tx, rows, many, commit int) error {
	for n := range many {
		var err error
		if n < rows && commit%3 == 0 {
			err = tx.Delete(rowKey(n))
		} else {
			err = tx.Put(rowKey(n), fmt.Append(nil, commit))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readAlike reads rows in any order, twice: they must all be of one commit.
func readAlike(r storage.Reader, dice *rand.Rand, rows int) error {
	first := ""
	for i := range 2 * rows {
		value, err := r.Get(rowKey(dice.IntN(rows)))
		if err != nil {
			value = []byte(err.Error())
		}
		if i > 0 && string(value) != first {
			return fmt.Errorf("%q and %q in one snapshot", first, value)
		}
		first = string(value)
	}
	return nil
}
