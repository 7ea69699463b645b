package journal_test

import (
	"errors"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
)

// Goal: what a neighbour brings behind an entry that was left out, in whatever round, waits
// for that entry; nothing here has a hole in a chain that its author vouched for.
func TestWhatFollowsSomethingLeftOutIsNotTakenBeforeIt(t *testing.T) {
	l, ctx := newDevice(t).open(), t.Context()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	var chain []journal.BroughtEntry
	var link journal.Digest
	for seq := uint64(1); seq <= 4; seq++ {
		e := sealedPage(t, file, seq, 0).Items[0].Entry
		before := link
		link = journal.Link(link, e.Digest())
		chain = append(chain, journal.BroughtEntry{Entry: e, Before: before, Link: link})
	}
	left := chain[1].Entry.Ref()
	bring := func(cut map[journal.ChainID]uint64, entries ...journal.BroughtEntry) {
		t.Helper()
		if _, err := l.TakeIn(ctx, journal.Brought{Entries: entries, Cut: cut}); err != nil {
			t.Fatal(err)
		}
	}
	here := func(want uint64, when string) {
		t.Helper()
		last := uint64(0)
		err := l.View(ctx, func(r storage.Reader) error {
			for _, b := range chain {
				_, err := journal.Get(r, b.Entry.Ref())
				if err == nil && last+1 == b.Entry.Header.Seq {
					last++
				} else if !errors.Is(err, storage.ErrNotFound) {
					t.Errorf("%s: %s is here behind a hole: %v", when, b.Entry.Ref(), err)
				}
			}
			return nil
		})
		if err != nil || last != want {
			t.Errorf("%s: %d are here, wanted %d: %v", when, last, want, err)
		}
	}
	bring(nil, chain[0])
	bring(map[journal.ChainID]uint64{left.Chain: left.Seq}) // a round of which nothing is taken
	bring(nil, chain[2])
	here(1, "while it is missing")
	bring(nil, chain[1], chain[2])
	here(3, "brought")
	bring(map[journal.ChainID]uint64{left.Chain: 4})
	bring(nil, chain[3])
	here(4, "cut off elsewhere, and brought")
}
