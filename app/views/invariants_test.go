package views_test

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/kind"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// arrivals brings a world's entries and positions to a replica in any order
// that keeps each entry's place after it, in any batches.
func arrivals(t *rapid.T, r *replica, tb testing.TB, w *world) {
	var list []news
	for _, p := range shuffled(t, w.entries) {
		together := rapid.Bool().Draw(t, "with its position")
		list = append(list, news{entry: p, position: together, whole: true})
		if !together && p.Position != 0 {
			at := rapid.IntRange(slices.IndexFunc(list, func(n news) bool { return n.entry == p })+1, len(list)).Draw(t, "position comes")
			list = slices.Insert(list, at, news{entry: p})
		}
	}
	for len(list) > 0 {
		n := rapid.IntRange(1, len(list)).Draw(t, "batch")
		r.take(tb, w, list[:n]...)
		list = list[n:]
	}
}

func shuffled[T any](t *rapid.T, list []T) []T { return rapid.Permutation(list).Draw(t, "order") }

// stateOf reads the stored bytes of a state; the row begins with their length.
func stateOf(t *rapid.T, tb testing.TB, r *replica, e journal.Entity) []byte {
	var out []byte
	r.view(tb, func(rd storage.Reader) error {
		var err error
		out, err = r.views.StateBytes(rd, e)
		return err
	})
	return out
}

// I2 and I3: whatever the order of arrival and however it was split, the state
// is the fold of the ordered entries continued over the tail, byte for byte.
func TestStateIsTheSameWhateverTheOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawWorld(rt)
		r := newReplica(rt)
		arrivals(rt, r, t, w)
		for _, e := range w.entities() {
			want, err := fold.Fold(w.of(e), e).Bytes()
			if err != nil {
				rt.Fatal(err)
			}
			if got := stateOf(rt, t, r, e); !bytes.Equal(got, want) {
				rt.Fatalf("%s: the stored state differs from the fold of the log", e.ID)
			}
		}
	})
}

// I2: boxes that were erased or withheld leave the state as it is.
func TestStateDoesNotDependOnWhatCanBeOpened(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawWorld(rt)
		for _, e := range w.entities() {
			whole := w.of(e)
			bare := slices.Clone(whole)
			for i := range bare {
				bare[i].Boxes = slices.Clone(bare[i].Boxes)
				for b := range bare[i].Boxes {
					bare[i].DropBox(b)
				}
			}
			a, errA := fold.Fold(whole, e).Bytes()
			b, errB := fold.Fold(bare, e).Bytes()
			if errA != nil || errB != nil || !bytes.Equal(a, b) {
				rt.Fatalf("%s: the state tells whether boxes are there", e.ID)
			}
		}
	})
}

// I11: the items are those that a second, naive reading of the rules finds.
func TestItemsAreThoseOfTheNaiveReading(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawWorld(rt)
		r := newReplica(rt)
		arrivals(rt, r, t, w)
		total := 0
		for _, e := range w.entities() {
			want := naiveItems(w.of(e), e)
			got := fold.Fold(w.of(e), e).Items
			if len(got) != len(want) {
				rt.Fatalf("%d items, the naive reading finds %d: %v", len(got), len(want), want)
			}
			for i := range got {
				if !bytes.Equal(got[i].ID, want[i].id) || got[i].Rule != want[i].rule {
					rt.Fatalf("item %x (%s), the naive reading finds %x (%s)", got[i].ID, got[i].Rule, want[i].id, want[i].rule)
				}
			}
			total += len(want)
			if n := naiveRead(w.of(e), e); e.Type == journal.EntityType(kind.Repair) && string(n.status) != fold.Fold(w.of(e), e).Status {
				rt.Fatalf("status %q, the naive reading finds %q", fold.Fold(w.of(e), e).Status, n.status)
			}
		}
		r.view(t, func(rd storage.Reader) error {
			items, err := r.views.Review(rd)
			if err != nil {
				return err
			}
			counts, err := r.views.Counts(rd)
			if len(items) != total || counts.Review != total {
				rt.Fatalf("the list has %d items and counts %d, want %d", len(items), counts.Review, total)
			}
			return err
		})
	})
}

// What is shown of a field is the latest of the writes that no other has seen.
func TestShownIsTheLatestOfTheUnseen(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawWorld(rt)
		for _, e := range w.entities() {
			n := naiveRead(w.of(e), e)
			s := fold.Fold(w.of(e), e)
			for field, all := range n.writes {
				alive := n.alive(all)
				shown := s.Shown(field)
				if shown == nil || len(alive) == 0 {
					rt.Fatalf("field %s has %d unseen writes and shows %v", field, len(alive), shown)
				}
				at := slices.IndexFunc(alive, func(x naiveWrite) bool { return x.p.Ref() == shown.Ref })
				if at < 0 {
					rt.Fatalf("field %s shows a write that was seen", field)
				}
				for _, x := range alive {
					if bounded(x.p) > bounded(alive[at].p) {
						rt.Fatalf("field %s shows an earlier write", field)
					}
				}
			}
		}
	})
}

func bounded(p *journal.Positioned) uint64 {
	if p.Position == 0 {
		return p.Header.HLC
	}
	return min(p.Header.HLC, uint64(p.ReceivedMS+120_000)<<16)
}

// Receiving the same again changes no byte of the views.
func TestDeliveringAgainChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawWorld(rt)
		r := newReplica(rt)
		arrivals(rt, r, t, w)
		before := dump(t, r)
		err := r.store.Update(t.Context(), func(tx storage.Tx) error {
			var touched []journal.Touched
			for _, e := range w.entities() {
				touched = append(touched, journal.Touched{Entity: e})
			}
			return r.views.Fold(tx, touched)
		})
		if err != nil {
			rt.Fatal(err)
		}
		if after := dump(t, r); !slices.Equal(before, after) {
			rt.Fatal("folding again changed the views")
		}
	})
}

// The indexes say the same whether they grew or were made at once.
func TestARebuildSaysTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawWorld(rt)
		r := newReplica(rt)
		arrivals(rt, r, t, w)
		before := told(t, r, w)
		if err := r.views.Rebuild(t.Context(), r.store, nil); err != nil {
			rt.Fatal(err)
		}
		if after := told(t, r, w); before != after {
			rt.Fatalf("before the rebuild:\n%s\nafter:\n%s", before, after)
		}
	})
}

// dump lists all rows of the views.
func dump(t testing.TB, r *replica) (out []string) {
	r.view(t, func(rd storage.Reader) error {
		return rd.Scan(storage.Prefix([]byte{'v'}), func(key, value []byte) error {
			out = append(out, string(key)+"="+string(value))
			return nil
		})
	})
	return out
}

var _ = views.New
