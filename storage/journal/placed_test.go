package journal_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

// What a batch says of entries that only got their places must hold against the history
// itself: nothing else changed, and the fold takes the same entries in the same order.
func TestEntriesThatOnlyGotTheirPlacesAreToldApart(tt *testing.T) {
	order := func(s storage.Store) (refs []journal.Ref) {
		view(tt, s, func(r storage.Reader) error {
			history, err := journal.History(r, repair)
			for i := range history {
				refs = append(refs, history[i].Ref())
			}
			return err
		})
		return refs
	}
	rapid.Check(tt, func(t *rapid.T) {
		var all []*journal.Entry
		for _, chain := range []journal.ChainID{chainA, chainB} {
			all = append(all, chainOf(chain, rapid.IntRange(1, 5).Draw(t, "length"), repair)...)
		}
		s := memstore.New()
		update(tt, s, func(tx storage.Tx) error {
			for _, e := range all {
				if err := journal.Keep(tx, e); err != nil {
					return err
				}
			}
			return nil
		})
		for position := uint64(1); position < 4; position++ {
			before := order(s)
			some := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, len(all), rapid.ID).Draw(t, "placed")
			if rapid.Bool().Draw(t, "in order") {
				slices.SortFunc(some, func(a, b *journal.Entry) int {
					return cmp.Compare(slices.Index(before, a.Ref()), slices.Index(before, b.Ref()))
				})
			}
			var touched []journal.Touched
			again := false
			update(tt, s, func(tx storage.Tx) (err error) {
				var b journal.Batch
				for i, e := range some {
					held, err := journal.Get(tx, e.Ref())
					if err != nil {
						return err
					}
					again = again || held.Position != 0
					if err := b.SetPlace(tx, e.Ref(), journal.Place{Position: 100*position + uint64(i), ReceivedMS: 1}); err != nil {
						return err
					}
				}
				touched, err = b.Take(tx)
				return err
			})
			if len(touched) != 1 || touched[0].Entity != repair || len(touched[0].New) != 0 {
				t.Fatalf("touched %+v", touched)
			}
			only := !again && slices.Equal(before, order(s))
			if got := len(touched[0].Placed); only && got != len(some) || !only && got != 0 {
				t.Fatalf("%d are told to be placed only, of %d; the order is kept: %v, placed before: %v", got, len(some), only, again)
			}
		}
	})
}

func TestAnEntryThatCameInTheSameTransactionIsNotOnlyPlaced(t *testing.T) {
	chain := chainOf(chainA, 2, repair)
	s := memstore.New()
	update(t, s, func(tx storage.Tx) error { return journal.Append(tx, chain[0]) })
	update(t, s, func(tx storage.Tx) error {
		var b journal.Batch
		if err := b.SetPlace(tx, chain[0].Ref(), journal.Place{Position: 1}); err != nil {
			return err
		}
		if err := b.Append(tx, chain[1]); err != nil {
			return err
		}
		touched, err := b.Take(tx)
		if len(touched) != 1 || touched[0].Placed != nil || len(touched[0].New) != 1 || touched[0].Entries != nil {
			t.Errorf("touched %+v", touched)
		}
		return err
	})
}
