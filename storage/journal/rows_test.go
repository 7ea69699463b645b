package journal_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

var (
	chainA = journal.ChainID{0xa}
	chainB = journal.ChainID{0xb}
	repair = journal.Entity{Type: 1, ID: journal.EntityID{1}}
)

// update runs fn in a transaction of s and fails the test when it fails.
func update(t testing.TB, s storage.Store, fn func(tx storage.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, s storage.Store, fn func(r storage.Reader) error) {
	t.Helper()
	if err := s.View(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func TestAChainIsAppendedInOrderOnly(t *testing.T) {
	entries := chainOf(chainA, 3, repair)
	forked := *chainOf(chainA, 3, repair)[1]
	forked.Header.Kind++
	s := memstore.New()
	for _, step := range []struct {
		name  string
		entry *journal.Entry
		want  error
	}{
		{"a gap before the first", entries[1], journal.ErrGap},
		{"the first", entries[0], nil},
		{"the first again", entries[0], journal.ErrDuplicate},
		{"a gap", entries[2], journal.ErrGap},
		{"the second", entries[1], nil},
		{"another second", &forked, journal.ErrFork},
		{"the third", entries[2], nil},
	} {
		err := s.Update(t.Context(), func(tx storage.Tx) error { return journal.Append(tx, step.entry) })
		if !errors.Is(err, step.want) {
			t.Fatalf("%s: error %v, want %v", step.name, err, step.want)
		}
	}
	var link journal.Digest
	for _, e := range entries {
		link = journal.Link(link, e.Digest())
	}
	view(t, s, func(r storage.Reader) error {
		head, err := journal.HeadOf(r, chainA)
		if want := (journal.Head{Seq: 3, Link: link, HLC: entries[2].Header.HLC}); head != want {
			t.Errorf("head %+v, want %+v", head, want)
		}
		return err
	})
}

// An entity's history must come out in the order of the fold and its `seen`
// must name the highest entry of each other chain, in whatever order entries and
// positions arrive and however long the history is.
func TestHistoryAndKnownHoldForAnyOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []*journal.Entry
		for _, chain := range []journal.ChainID{chainA, chainB} {
			all = append(all, chainOf(chain, rapid.IntRange(1, 90).Draw(t, "length"), repair)...)
		}
		order := rapid.Permutation(all).Draw(t, "order")
		placed := rapid.IntRange(0, len(order)).Draw(t, "placed")
		s := memstore.New(memstore.WithLimits(storage.Limits{KeyBytes: 100, ValueBytes: 64 << 10, TxBytes: 10 << 20, TxKeys: 10_000}))
		err := s.Update(t.Context(), func(tx storage.Tx) error {
			for i, e := range order {
				if err := journal.Keep(tx, e); err != nil {
					return err
				}
				if i < placed {
					if err := journal.SetPosition(tx, e.Ref(), uint64(1_000-i), int64(i)); err != nil {
						return err
					}
				}
			}
			history, err := journal.History(tx, repair)
			if err != nil {
				return err
			}
			if len(history) != len(all) {
				t.Fatalf("%d entries, want %d", len(history), len(all))
			}
			for i, p := range history {
				if (i < placed) != (p.Position != 0) {
					t.Fatalf("entry %d has position %d", i, p.Position)
				}
			}
			if !slices.IsSortedFunc(history, func(a, b journal.Positioned) int { return journal.CompareFold(&a, &b) }) {
				t.Fatal("the history is not in the order of the fold")
			}
			known, err := journal.Known(tx, repair, chainA)
			if err != nil {
				return err
			}
			if want := []journal.Ref{all[len(all)-1].Ref()}; !slices.Equal(known, want) {
				t.Fatalf("known %v, want %v", known, want)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestTheFirstEntryOfACommandAnswersForIt(t *testing.T) {
	first, second := chainOf(chainA, 1, repair)[0], chainOf(chainB, 1, repair)[0]
	second.Header.Command = first.Header.Command
	s := memstore.New()
	update(t, s, func(tx storage.Tx) error { return journal.Append(tx, first) })
	update(t, s, func(tx storage.Tx) error { return journal.Keep(tx, second) })
	view(t, s, func(r storage.Reader) error {
		ref, known, err := journal.OfCommand(r, first.Header.Command)
		if !known || ref != first.Ref() {
			t.Errorf("%v, %v", ref, known)
		}
		return err
	})
}

func TestKeepCompletesAnEntryThatCameWithoutItsParts(t *testing.T) {
	whole := chainOf(chainA, 1, repair)[0]
	whole.Boxes = []journal.Box{{Subject: repair.ID, Purpose: journal.Contact, Sealed: []byte("sealed")}}
	part, err := journal.Decode(journal.Encode(whole))
	if err != nil {
		t.Fatal(err)
	}
	part.DropFacts()
	part.DropBox(0)
	s := memstore.New()
	update(t, s, func(tx storage.Tx) error { return journal.Keep(tx, part) })
	update(t, s, func(tx storage.Tx) error { return journal.SetPosition(tx, part.Ref(), 7, 70) })
	update(t, s, func(tx storage.Tx) error { return journal.Keep(tx, whole) })
	view(t, s, func(r storage.Reader) error {
		p, err := journal.Get(r, whole.Ref())
		if !bytes.Equal(journal.Encode(&p.Entry), journal.Encode(whole)) || p.Position != 7 {
			t.Errorf("held %+v", p)
		}
		return err
	})
	err = s.Update(t.Context(), func(tx storage.Tx) error { return journal.Keep(tx, part) })
	if !errors.Is(err, journal.ErrDuplicate) {
		t.Fatalf("error %v, want ErrDuplicate", err)
	}
}

func TestABoxOpensWithEveryKeyOfItsSubjectAndWithNoneAfterErasure(t *testing.T) {
	s := memstore.New()
	var boxes []journal.Box
	for i := range byte(3) {
		key := journal.Key{9 - i}
		box, err := journal.Seal(rand.Reader, key, repair.ID, journal.Contact, []byte{'p', i})
		if err != nil {
			t.Fatal(err)
		}
		boxes = append(boxes, box)
		for range 2 { // a key that comes twice is held once
			update(t, s, func(tx storage.Tx) error { return journal.PutKey(tx, repair.ID, journal.Contact, key) })
		}
	}
	view(t, s, func(r storage.Reader) error {
		if keys, err := journal.KeysOf(r, repair.ID, journal.Contact); err != nil || len(keys) != 3 {
			t.Errorf("%d keys, %v", len(keys), err)
		}
		for i, box := range boxes {
			if plain, err := journal.OpenBox(r, box); err != nil || !bytes.Equal(plain, []byte{'p', byte(i)}) {
				t.Errorf("box %d: %q, %v", i, plain, err)
			}
		}
		moved := boxes[0]
		moved.Purpose = journal.Fiscal
		if _, err := journal.Open(journal.Key{9}, moved); !errors.Is(err, journal.ErrSealed) {
			t.Errorf("a box under another purpose: %v", err)
		}
		if _, err := journal.Open(journal.Key{1}, boxes[0]); !errors.Is(err, journal.ErrSealed) {
			t.Errorf("another key: %v", err)
		}
		return nil
	})
	update(t, s, func(tx storage.Tx) error { return journal.DeleteKeys(tx, repair.ID, journal.Contact) })
	view(t, s, func(r storage.Reader) error {
		if _, err := journal.OpenBox(r, boxes[0]); !errors.Is(err, journal.ErrNoKey) {
			t.Errorf("after erasure: %v", err)
		}
		return nil
	})
}

func TestAnIndexHoldsAtTheEdgesOfItsPages(t *testing.T) {
	s := memstore.New()
	entries := chainOf(chainA, 130, repair)
	for i, e := range entries {
		update(t, s, func(tx storage.Tx) error { return journal.Append(tx, e) })
		view(t, s, func(r storage.Reader) error {
			refs, err := journal.Refs(r, repair)
			if err != nil || len(refs) != i+1 || refs[i] != e.Ref() {
				t.Fatalf("after %d entries: %d listed, %v", i+1, len(refs), err)
			}
			return nil
		})
	}
	report, err := journal.Verify(t.Context(), s, "", journal.Key{})
	if err != nil || len(report.Faults) > 0 || report.Entries != 130 || report.Entities != 1 || report.Chains != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
}
