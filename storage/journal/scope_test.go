package journal_test

import (
	"context"
	"errors"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
)

// sealedPage is a page from another device: one entry about an entity, with a box
// of its own and the key to it.
func sealedPage(t *testing.T, about journal.Entity, seq, position uint64) journal.Page {
	t.Helper()
	key := journal.Key{7}
	box, err := journal.Seal(zeroes{}, key, about.ID, journal.File, []byte("fuit"))
	if err != nil {
		t.Fatal(err)
	}
	e := &journal.Entry{
		Header: journal.Header{
			Chain: journal.ChainID{9}, Seq: seq, HLC: seq << 16, Kind: 12, Version: 1, OldestReader: 1,
			Entities: []journal.Entity{about}, Seen: make([][]journal.Ref, 1), Command: journal.CommandID{byte(seq)},
		},
		Facts: []byte{0xa0}, Boxes: []journal.Box{box},
	}
	return journal.Page{
		Items: []journal.PageItem{{Entry: e, Position: position, ReceivedMS: 5}},
		Keys:  []journal.KeyRow{{Subject: about.ID, Purpose: journal.File, Key: key}},
	}
}

type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func stubIn(t *testing.T, l *journal.Log, e journal.Entity) (s *journal.Stub) {
	t.Helper()
	err := l.View(t.Context(), func(r storage.Reader) (err error) {
		s, err = journal.StubOf(r, e)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func opens(t *testing.T, l *journal.Log, ref journal.Ref) (opens bool) {
	t.Helper()
	err := l.View(t.Context(), func(r storage.Reader) error {
		e, err := journal.Get(r, ref)
		if err == nil {
			_, failed := journal.OpenBox(r, e.Boxes[0])
			opens = failed == nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return opens
}

// Goal: what left the site stays until HQ cannot lose it; then its private part
// goes, and comes back whole when the entity does.
func TestWhatLeftIsLetGoOnceHQCannotLoseIt(t *testing.T) {
	d := newDevice(t)
	l := d.open()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	receive := func(p journal.Page) {
		t.Helper()
		if err := l.Receive(context.Background(), p); err != nil {
			t.Fatal(err)
		}
	}
	drop := func(want int) {
		t.Helper()
		if n, err := l.DropDue(context.Background()); err != nil || n != want {
			t.Errorf("%d let go, want %d: %v", n, want, err)
		}
	}
	ref := journal.Ref{Chain: journal.ChainID{9}, Seq: 1}
	receive(sealedPage(t, file, 1, 1))
	receive(journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 5, Left: true}}, Scoped: 6})
	if s := stubIn(t, l, file); s == nil || !s.Left || !s.WasWhole {
		t.Fatalf("stub %+v", s)
	}
	receive(journal.Page{Stable: 4})
	drop(0)
	if !opens(t, l, ref) {
		t.Error("it went although HQ may still lose it")
	}
	receive(journal.Page{Stable: 5})
	drop(1)
	drop(0)
	if opens(t, l, ref) {
		t.Error("the box still opens")
	}
	receive(journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 8}}, Scoped: 8})
	if s := stubIn(t, l, file); s == nil || !s.Wanted || s.Left {
		t.Fatalf("stub %+v", s)
	}
	back := sealedPage(t, file, 1, 1)
	back.Histories = []journal.HistoryPart{{Entity: file, UpTo: 1, Asked: 9, Last: true}}
	receive(back)
	if s := stubIn(t, l, file); s != nil || !opens(t, l, ref) {
		t.Errorf("it did not come back whole: %+v", s)
	}
}

// Goal: a neighbour that has not heard of it brings nothing private back of what was let
// go, be it held here or new, nor its keys.
func TestANeighbourBringsNothingPrivateBack(t *testing.T) {
	l, ctx := newDevice(t).open(), context.Background()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	for _, p := range []journal.Page{
		sealedPage(t, file, 1, 1),
		{Scopes: []journal.ScopeChange{{Entity: file, Position: 5, Left: true}}, Scoped: 6},
		{Stable: 6},
	} {
		if err := l.Receive(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := l.DropDue(ctx); n != 1 || err != nil {
		t.Fatalf("%d let go: %v", n, err)
	}
	for seq := uint64(1); seq <= 2; seq++ {
		p := sealedPage(t, file, seq, 0)
		if _, err := l.TakeIn(ctx, journal.Brought{Entries: []journal.BroughtEntry{{Entry: p.Items[0].Entry}}, Keys: p.Keys}); err != nil {
			t.Fatal(err)
		}
		err := l.View(ctx, func(r storage.Reader) error {
			e, err := journal.Get(r, journal.Ref{Chain: journal.ChainID{9}, Seq: seq})
			if err == nil && e.Boxes[0].Sealed != nil {
				t.Errorf("the box of entry %d is back", seq)
			}
			if _, err := journal.KeysOf(r, file.ID, journal.File); !errors.Is(err, journal.ErrNoKey) {
				t.Errorf("with entry %d its key came back: %v", seq, err)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Goal: what HQ lost and recorded anew on its own chain, because another entry has its
// place there, is here under the new name alone: no page ever says more of the old one.
func TestWhatHQRecordedAnewTakesThePlaceOfWhatItLost(t *testing.T) {
	for name, c := range map[string]struct {
		lost, same bool
		want       int
	}{
		"lost":                         {true, true, 1},
		"HQ has it as well":            {false, true, 2},
		"lost, and of another command": {true, false, 2},
	} {
		t.Run(name, func(t *testing.T) {
			l, ctx := newDevice(t).open(), context.Background()
			file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
			old := sealedPage(t, file, 1, 7)
			if err := l.Receive(ctx, old); err != nil {
				t.Fatal(err)
			}
			if c.lost {
				if n, err := l.Rewind(ctx, journal.Rewinding{To: 4, Lineage: make([]byte, 24), Cursor: []byte{1}}); err != nil || n != 1 {
					t.Fatalf("%d lost: %v", n, err)
				}
			}
			anew := sealedPage(t, file, 1, 8)
			h := &anew.Items[0].Entry.Header
			h.Chain, h.Extensions = journal.ChainID{8}, map[uint64][]byte{journal.ExtensionReissues: append([]byte{9, 0, 0, 0, 0, 0, 0, 0}, 0, 0, 0, 0, 0, 0, 0, 1)}
			if !c.same {
				h.Command = journal.CommandID{99}
			}
			if err := l.Receive(ctx, anew); err != nil {
				t.Fatal(err)
			}
			err := l.View(ctx, func(r storage.Reader) error {
				history, err := journal.History(r, file)
				if err == nil && len(history) != c.want {
					t.Errorf("%d entries, want %d", len(history), c.want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Goal: a history in parts is a stub until the last one, and is asked for from
// where it stands.
func TestAHistoryInPartsIsAStubUntilTheLast(t *testing.T) {
	l := newDevice(t).open()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	ctx := context.Background()
	if err := l.Receive(ctx, journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 9}}}); err != nil {
		t.Fatal(err)
	}
	part := sealedPage(t, file, 1, 3)
	part.Histories = []journal.HistoryPart{{Entity: file, UpTo: 3, Asked: 9}}
	if err := l.Receive(ctx, part); err != nil {
		t.Fatal(err)
	}
	err := l.View(ctx, func(r storage.Reader) error {
		list, all, err := journal.Wanted(r, 10)
		if err != nil || all != 1 || list[0].After != 3 {
			t.Errorf("wanted %+v of %d, %v", list, all, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	part = sealedPage(t, file, 2, 7)
	part.Histories = []journal.HistoryPart{{Entity: file, UpTo: 7, Asked: 9, Last: true}}
	if err := l.Receive(ctx, part); err != nil {
		t.Fatal(err)
	}
	if s := stubIn(t, l, file); s != nil {
		t.Errorf("still a stub: %+v", s)
	}
}

// Goal: what HQ received lately, or may lose, is not let go of; and when somebody
// writes about what was, its history is asked for.
func TestAHistoryGoesWithAgeAndComesBackWithWork(t *testing.T) {
	l, ctx := newDevice(t).open(), context.Background()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	receive := func(p journal.Page) (got journal.Received) {
		t.Helper()
		got, err := l.ReceivePage(ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	prune := func(sinceMS int64, want int) {
		t.Helper()
		if n, err := l.Prune(ctx, []journal.Entity{file}, sinceMS); err != nil || n != want {
			t.Errorf("%d let go, want %d: %v", n, want, err)
		}
	}
	receive(sealedPage(t, file, 1, 3)) // at 5 ms
	prune(9, 0)
	receive(journal.Page{Stable: 3})
	prune(4, 0)
	prune(5, 1)
	if got := receive(sealedPage(t, file, 2, 7)); !got.Wanted || !stubIn(t, l, file).Wanted {
		t.Errorf("the history is not asked for: %+v", got)
	}
}

// Goal: a stub stands for what is left out; what a neighbour brought of it would wait
// for HQ's word for ever, and so its history is asked for.
func TestAStubIsTakenForWhatIsLeftOut(t *testing.T) {
	for name, brought := range map[string]bool{"nothing brought": false, "brought by a neighbour": true} {
		t.Run(name, func(t *testing.T) {
			l, ctx := newDevice(t).open(), context.Background()
			file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
			if brought {
				entry := sealedPage(t, file, 1, 0).Items[0].Entry
				if _, err := l.TakeIn(ctx, journal.Brought{Entries: []journal.BroughtEntry{{Entry: entry}}}); err != nil {
					t.Fatal(err)
				}
			}
			got, err := l.ReceivePage(ctx, journal.Page{Stubs: []journal.Stub{{Entity: file, Position: 4, Content: []byte{0xa0}}}})
			if err != nil {
				t.Fatal(err)
			}
			if s := stubIn(t, l, file); s == nil || !s.Pruned || s.Wanted != brought || got.Wanted != brought || len(s.Content) == 0 {
				t.Errorf("stub %+v, received %+v", s, got)
			}
		})
	}
}

// Goal: what HQ lost of a file that then leaves the site waits for HQ's word: once its
// new place is known, and HQ cannot lose that either, it goes.
func TestWhatHQLostOfAFileThatLeftIsLetGoOnceItHasItsPlaceAgain(t *testing.T) {
	l, ctx := newDevice(t).open(), context.Background()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	ref := journal.Ref{Chain: journal.ChainID{9}, Seq: 1}
	receive := func(p journal.Page) {
		t.Helper()
		if err := l.Receive(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	drop := func(want int) {
		t.Helper()
		if n, err := l.DropDue(ctx); err != nil || n != want || opens(t, l, ref) != (want == 0) {
			t.Errorf("%d let go, want %d: %v", n, want, err)
		}
	}
	receive(sealedPage(t, file, 1, 6))
	if n, err := l.Rewind(ctx, journal.Rewinding{To: 4, Lineage: make([]byte, 24), Cursor: []byte{1}}); err != nil || n != 1 {
		t.Fatalf("%d void, %v", n, err)
	}
	receive(journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 5, Left: true}}, Scoped: 9, Stable: 9})
	drop(0)
	receive(journal.Page{Items: []journal.PageItem{{Ref: ref, Position: 10, ReceivedMS: 7}}})
	drop(0)
	receive(journal.Page{Stable: 10})
	drop(1)
	err := l.View(ctx, func(r storage.Reader) error {
		if n, err := journal.Voids(r); err != nil || n != 0 {
			t.Errorf("%d void places left, %v", n, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Goal: a note that was written here about a file that had left keeps its own private part
// until HQ cannot lose it; what HQ has long had goes meanwhile.
func TestALateNoteKeepsOnlyItsOwnPrivatePart(t *testing.T) {
	l, ctx := newDevice(t).open(), context.Background()
	file := journal.Entity{Type: 1, ID: journal.EntityID{1}}
	early, late := sealedPage(t, file, 1, 1), sealedPage(t, file, 2, 9)
	left := journal.Page{Scopes: []journal.ScopeChange{{Entity: file, Position: 5, Left: true}}, Scoped: 6}
	for _, p := range []journal.Page{early, left, late, {Stable: 6}} {
		if err := l.Receive(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	drop := func(want int, lateOpens bool) {
		t.Helper()
		if n, err := l.DropDue(ctx); err != nil || n != want {
			t.Fatalf("%d let go, want %d: %v", n, want, err)
		}
		if opens(t, l, early.Items[0].Entry.Ref()) || opens(t, l, late.Items[0].Entry.Ref()) != lateOpens {
			t.Errorf("with %d let go another part opens than should", want)
		}
	}
	drop(0, true)
	if err := l.Receive(ctx, journal.Page{Stable: 9}); err != nil {
		t.Fatal(err)
	}
	drop(1, false)
}

// Goal: HQ may have lost that a file came to this site. It refuses its history then, and
// what is here of the file is shown as of one that has left, not as one of the own.
func TestAFileWhoseHistoryIsRefusedHasLeftWhereSomethingOfItIsHere(t *testing.T) {
	l, ctx := newDevice(t).open(), context.Background()
	known, strange := journal.Entity{Type: 1, ID: journal.EntityID{1}}, journal.Entity{Type: 1, ID: journal.EntityID{2}}
	come := journal.Page{Scopes: []journal.ScopeChange{{Entity: known, Position: 5}, {Entity: strange, Position: 5}}, Scoped: 5}
	for _, p := range []journal.Page{sealedPage(t, known, 1, 1), come} {
		if err := l.Receive(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range []journal.Entity{known, strange} {
		if err := l.Unwanted(ctx, e, 5); err != nil {
			t.Fatal(err)
		}
	}
	if s := stubIn(t, l, known); s == nil || !s.Left || s.Wanted {
		t.Errorf("what is here has %+v", s)
	}
	if s := stubIn(t, l, strange); s == nil || s.Left || !s.Foreign || s.Wanted {
		t.Errorf("what is not here has %+v", s)
	}
}
