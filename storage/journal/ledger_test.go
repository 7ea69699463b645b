package journal_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

var account = journal.EntityID{0xac}

// moving is the plan of an entry with moves on the account; a giver names the
// chain that the last of them is about.
func moving(to journal.ChainID, moves ...journal.Move) func(storage.Reader) (*journal.Draft, error) {
	return func(storage.Reader) (*journal.Draft, error) {
		d := &journal.Draft{Kind: 90, Version: 1, OldestReader: 1, Entities: []journal.Entity{repair}, Moves: moves}
		if to != (journal.ChainID{}) {
			d.Give(to)
		}
		return d, nil
	}
}

func books(t testing.TB, s storage.Store) (b journal.Books) {
	t.Helper()
	view(t, s, func(r storage.Reader) (err error) {
		b, err = journal.BooksOf(r, account)
		return err
	})
	return b
}

func TestTheBooksTellWhatIsThereAndWhatMayBePromised(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	on := func(act journal.MoveAct, n int64) journal.Move { return journal.Move{Account: account, Act: act, N: n} }
	for i, plan := range []func(storage.Reader) (*journal.Draft, error){
		moving(journal.ChainID{}, on(journal.In, 5), on(journal.Mint, 4)),
		moving(chainB, on(journal.Grant, 1)),
		moving(journal.ChainID{}, on(journal.Use, 3)),
		moving(journal.ChainID{}, on(journal.Free, 1)),
		moving(journal.ChainID{}, on(journal.Out, 1)),
		moving(journal.ChainID{}, on(journal.Return, 1)),
	} {
		if _, err := log.Commit(t.Context(), commandID(i), plan); err != nil {
			t.Fatal(err)
		}
	}
	b := books(t, d.store)
	for what, n := range map[string][2]int64{
		"on hand":           {b.OnHand(), 4},
		"left here":         {b.Left(log.Chain()), 1},
		"left there":        {b.Left(chainB), 1},
		"left nowhere":      {b.Left(chainA), 0},
		"promised":          {b.Promised(), 1},
		"outstanding":       {b.Outstanding(), 3},
		"free to be given":  {b.Free(), 1},
		"short of promises": {b.Short(), 0},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: %d, want %d", what, n[0], n[1])
		}
	}
	d.close()
	d.verified()
}

// Somebody takes what others were promised: it is recorded, and it shows.
func TestGoodsTakenWithoutARightPutPromisesInDanger(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	on := func(act journal.MoveAct, n int64) journal.Move { return journal.Move{Account: account, Act: act, N: n} }
	for i, plan := range []func(storage.Reader) (*journal.Draft, error){
		moving(journal.ChainID{}, on(journal.In, 1)),
		moving(chainB, on(journal.Grant, 1)),
		moving(journal.ChainID{}, on(journal.Out, 1), on(journal.Use, 1)),
	} {
		if _, err := log.Commit(t.Context(), commandID(i), plan); err != nil {
			t.Fatal(err)
		}
	}
	b := books(t, d.store)
	if b.OnHand() != 0 || b.Short() != 1 || b.Left(log.Chain()) != -1 || b.Free() != 0 {
		t.Errorf("%+v", b)
	}
	d.close()
}

func TestBooksAreTheSameInAnyOrderOfArrival(t *testing.T) {
	acts := []journal.MoveAct{journal.Grant, journal.Mint, journal.Use, journal.Free, journal.Return, journal.Reclaim, journal.In, journal.Out}
	rapid.Check(t, func(rt *rapid.T) {
		entries := chainOf(chainB, rapid.IntRange(1, 12).Draw(rt, "entries"), repair)
		for _, e := range entries {
			draft := journal.Draft{}
			for range rapid.IntRange(0, 4).Draw(rt, "moves") {
				draft.Moves = append(draft.Moves, journal.Move{
					Account: account, Act: rapid.SampledFrom(acts).Draw(rt, "act"), N: rapid.Int64Range(1, 9).Draw(rt, "n"),
				})
				if rapid.Bool().Draw(rt, "for another") {
					draft.Give(rapid.SampledFrom([]journal.ChainID{chainA, {7}}).Draw(rt, "holder"))
				}
			}
			e.Header.Moves, e.Header.Extensions = draft.Moves, draft.Extensions
		}
		want := kept(t, entries)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "order"), 1))
		random.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		if diff := cmp.Diff(want, kept(t, entries), cmpopts.EquateEmpty()); diff != "" {
			rt.Error(diff)
		}
	})
}

// kept are the books of a new store that keeps the entries, each of them twice.
func kept(t testing.TB, entries []*journal.Entry) journal.Books {
	t.Helper()
	s, err := new(memstore.Disk).Open()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, e := range append(entries, entries...) {
		update(t, s, func(tx storage.Tx) error {
			if err := journal.Keep(tx, e); !errors.Is(err, journal.ErrDuplicate) {
				return err
			}
			return nil
		})
	}
	return books(t, s)
}

func TestBooksStayTheSameWhenABranchIsRecordedAnew(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	on := func(act journal.MoveAct, n int64) journal.Move { return journal.Move{Account: account, Act: act, N: n} }
	for i, moves := range [][]journal.Move{{on(journal.In, 2), on(journal.Mint, 2)}, {on(journal.Use, 1)}} {
		if _, err := log.Commit(t.Context(), commandID(i), moving(journal.ChainID{}, moves...)); err != nil {
			t.Fatal(err)
		}
	}
	before, old := books(t, d.store), log.Chain()
	if err := log.Abandon(t.Context(), journal.Ref{Chain: old, Seq: 2}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, books(t, d.store)); diff != "" || before.Left(old) != 1 || log.Chain() == old {
		t.Errorf("the rights went elsewhere: %s", diff)
	}
	d.close()
	d.verified()
}

func TestFalseBooksAreFound(t *testing.T) {
	d := newDevice(t)
	log := d.open()
	plan := moving(journal.ChainID{}, journal.Move{Account: account, Act: journal.In, N: 3})
	if _, err := log.Commit(t.Context(), commandID(1), plan); err != nil {
		t.Fatal(err)
	}
	d.close()
	s, err := d.disk.Open()
	if err != nil {
		t.Fatal(err)
	}
	key := append([]byte{'b'}, account[:]...)
	update(t, s, func(tx storage.Tx) error { return tx.Delete(key) })
	if faults := faultsOf(t, s, d.dir); !named(faults, rowPlace(key)) {
		t.Errorf("books that are gone: %v", faults)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
