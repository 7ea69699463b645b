package views_test

import (
	"fmt"
	"strings"
	"testing"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Work goes on while a rebuild runs: between any two of its steps something is
// written, and afterwards the views tell what views that only grew tell.
func TestWorkGoesOnDuringARebuild(t *testing.T) {
	w := newWorld(1)
	d := w.devices[0]
	for i := range 700 {
		d.write(intake(repair.FormatNumber("LIL", "1", i+1, [2]byte{0, 0}), fmt.Sprint("r", i)))
	}
	r := newReplica(t)
	r.inBatches(t, w, 100)
	steps := 0
	err := r.views.Rebuild(t.Context(), r.store, func(done, total int) {
		steps++
		for _, e := range []entry{
			edit(fmt.Sprint("r", steps*7), "product", fmt.Sprint("Changed during step ", steps)),
			intake(repair.FormatNumber("LIL", "1", 1000+steps, [2]byte{0, 0}), fmt.Sprint("new", steps)),
			{kind: kind.CustomerSaved, entities: []journal.Entity{customerOf(fmt.Sprint("customer of r", 699-steps))}, facts: customer.SavedFacts{},
				boxes: []box{{id(fmt.Sprint("customer of r", 699-steps)), journal.Contact, customer.ContactBox{Name: fmt.Sprint("Renamed ", steps)}}}},
		} {
			r.take(t, w, news{entry: d.write(e), whole: true})
		}
		if done > total {
			t.Errorf("%d of %d are done", done, total)
		}
	})
	if err != nil || steps < 3 {
		t.Fatalf("%d steps, %v", steps, err)
	}
	grown := newReplica(t)
	grown.inBatches(t, w, 100)
	for _, query := range []string{"changed step 1", "helene changed", "renamed", "renamed 2", "helene samsung", "lil1-0100"} {
		a, _ := r.found(t, query)
		b, _ := grown.found(t, query)
		if len(a) == 0 || len(a) != len(b) {
			t.Errorf("%q finds %d after the rebuild and %d in views that only grew", query, len(a), len(b))
		}
	}
	if a, b := count(t, r), count(t, grown); a != b {
		t.Errorf("counts %+v after the rebuild, %+v in views that only grew", a, b)
	}
	for _, e := range w.entities()[:50] {
		if string(stateBytes(t, r, e)) != string(stateBytes(t, grown, e)) {
			t.Errorf("%s differs", e.ID)
		}
	}
	for _, row := range dump(t, r) {
		if strings.HasPrefix(row, "v\x00\x00\x00\x01") {
			t.Fatal("rows of the old generation are left")
		}
	}
}

// What leaves the site while a rebuild has folded it and not yet written it is shown as what
// left, not as it was.
func TestAFileThatLeavesDuringARebuildIsNotShownWhole(t *testing.T) {
	w := newWorld(1)
	for i := range 600 {
		w.devices[0].write(intake(repair.FormatNumber("LIL", "1", i+1, [2]byte{0, 0}), fmt.Sprint("r", i)))
	}
	r := newReplica(t)
	r.inBatches(t, w, 100)
	steps := 0
	err := r.views.Rebuild(t.Context(), r.store, func(int, int) {
		if steps++; steps > 1 {
			return
		}
		err := r.store.Update(t.Context(), func(tx storage.Tx) error {
			for i := range 600 {
				stub := &journal.Stub{Entity: repairOf(fmt.Sprint("r", i)), Left: true, WasWhole: true, Position: 9}
				if err := journal.PutStub(tx, stub); err != nil {
					return err
				}
				if err := r.views.Fold(tx, []journal.Touched{{Entity: stub.Entity, Stub: stub}}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	if err != nil || steps < 3 {
		t.Fatalf("%d steps, %v", steps, err)
	}
	for i := range 600 {
		if f := r.file(t, fmt.Sprint("r", i)); f.Stub != views.StubLeft {
			t.Fatalf("file %d shows %+v", i, f)
		}
	}
}

func (r *replica) inBatches(t testing.TB, w *world, size int) {
	t.Helper()
	for at := 0; at < len(w.entries); at += size {
		var list []news
		for _, p := range w.entries[at:min(at+size, len(w.entries))] {
			list = append(list, news{entry: p, whole: true})
		}
		small := &world{keys: map[journal.EntityID]map[journal.Purpose]journal.Key{}}
		for _, n := range list {
			for _, b := range n.entry.Boxes {
				if small.keys[b.Subject] == nil {
					small.keys[b.Subject] = map[journal.Purpose]journal.Key{}
				}
				small.keys[b.Subject][b.Purpose] = w.keys[b.Subject][b.Purpose]
			}
		}
		r.take(t, small, list...)
	}
}

func count(t testing.TB, r *replica) (c views.Counts) {
	r.view(t, func(rd storage.Reader) (err error) {
		c, err = r.views.Counts(rd)
		return err
	})
	return c
}

func stateBytes(t testing.TB, r *replica, e journal.Entity) (out []byte) {
	r.view(t, func(rd storage.Reader) (err error) {
		out, err = r.views.StateBytes(rd, e)
		return err
	})
	return out
}

// Views of another version are refused, and a rebuild makes them anew.
func TestViewsOfAnotherVersionAreRebuiltBeforeUse(t *testing.T) {
	w := newWorld(1)
	w.devices[0].write(intake(numberA, "a"))
	r := newReplica(t)
	r.all(t, w)
	err := r.store.Update(t.Context(), func(tx storage.Tx) error {
		raw, err := journal.MarshalFacts(map[int]int{1: 1, 2: 1, 6: 1})
		if err != nil {
			return err
		}
		return tx.Put([]byte{'v', 0, 0, 0, 0}, raw)
	})
	if err != nil {
		t.Fatal(err)
	}
	r.view(t, func(rd storage.Reader) error {
		stale, err := r.views.Stale(rd)
		if !stale {
			t.Error("views of another version pass for current")
		}
		if _, err := r.views.Counts(rd); err == nil {
			t.Error("they are read")
		}
		return err
	})
	if err := r.views.Rebuild(t.Context(), r.store, nil); err != nil {
		t.Fatal(err)
	}
	if f := r.file(t, "a"); f.Number != numberA {
		t.Errorf("after the rebuild the file reads %+v", f)
	}
}
