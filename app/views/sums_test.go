package views_test

import (
	"slices"
	"testing"

	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// account is an entity that goods are moved on; its type has no kinds of its
// own here, because the ledger needs none.
func account(name string) journal.Entity {
	return journal.Entity{Type: 200, ID: id(name)}
}

func goods(act journal.MoveAct, n int64, command string) entry {
	shelf := account("shelf")
	return entry{
		kind: kind.RepairNoted, entities: []journal.Entity{shelf}, facts: repair.NotedFacts{}, command: command,
		moves: []journal.Move{{Account: shelf.ID, Act: act, N: n}},
	}
}

// first orders entries as they were written, as far as causes allow.
func first(int) int { return 0 }

func rules(s *fold.State) []string {
	var out []string
	for _, item := range s.Items {
		out = append(out, item.Rule)
	}
	return out
}

func TestGoodsThatHQsOrderMakesNegativeAreAskedAboutUntilTheyAreThere(t *testing.T) {
	w := newWorld(2)
	one, two := w.devices[0], w.devices[1]
	one.write(goods(journal.In, 1, ""))
	two.write(goods(journal.Out, 1, ""))
	one.write(goods(journal.Out, 1, ""))
	state := func() *fold.State { return fold.Fold(w.of(account("shelf")), account("shelf")) }

	if s := state(); s.Sum(fold.Books).N != -1 || len(s.Items) != 0 {
		t.Errorf("before HQ has ordered them: %+v, %v", s.Sum(fold.Books), rules(s))
	}
	w.order(3, first)
	s := state()
	if s.Sum(fold.Books).Placed != -1 || !slices.Contains(rules(s), fold.BelowZero) {
		t.Errorf("below zero: %+v, %v", s.Sum(fold.Books), rules(s))
	}
	if s.Moved(journal.Out, two.chain) != 1 || s.Moved(journal.Out, journal.ChainID{}) != 2 {
		t.Errorf("ledger %+v", s.Ledger)
	}
	one.write(goods(journal.In, 2, ""))
	w.order(4, first)
	if s := state(); len(s.Items) != 0 || s.Sum(fold.Books).N != 1 {
		t.Errorf("after goods came: %v, %+v", rules(s), s.Sum(fold.Books))
	}
}

func TestACommandThatMovedGoodsTwiceMovedThemTwiceAndIsAskedAbout(t *testing.T) {
	w := newWorld(2)
	w.devices[0].write(goods(journal.In, 5, ""))
	w.devices[0].write(goods(journal.Out, 1, "the same act"))
	w.devices[1].write(goods(journal.Out, 1, "the same act"))
	w.order(3, first)
	s := fold.Fold(w.of(account("shelf")), account("shelf"))
	if s.Sum(fold.Books).N != 3 || !slices.Equal(rules(s), []string{fold.MovedTwice}) {
		t.Errorf("%+v, %v", s.Sum(fold.Books), rules(s))
	}
	w.devices[0].hear(w.devices[1])
	w.devices[0].write(entry{
		kind: kind.ReviewSettled, entities: []journal.Entity{account("shelf")},
		facts: repair.SettledFacts{Item: s.Items[0].ID, Choice: "seen"},
	})
	if s := fold.Fold(w.of(account("shelf")), account("shelf")); len(s.Items) != 0 {
		t.Errorf("settled, and still %v", rules(s))
	}
}

func TestAnEntityWithAShapeIsListedAndFoundAsItIsNow(t *testing.T) {
	w := newWorld(1)
	member := staffOf("nadia")
	saved := func(f staff.SavedFacts) entry {
		return entry{kind: kind.StaffSaved, entities: []journal.Entity{member}, facts: f}
	}
	store := newReplica(t)
	write := func(f staff.SavedFacts) {
		store.take(t, w, news{entry: w.devices[0].write(saved(f)), whole: true})
	}
	look := func(words string) (present []views.Staff, found []views.Staff) {
		store.view(t, func(r storage.Reader) (err error) {
			if present, err = store.views.Staff(r); err != nil {
				return err
			}
			found, err = store.views.FindStaff(r, words)
			return err
		})
		return present, found
	}
	write(staff.SavedFacts{Display: "Nadia Berthier", Initials: "NB", Role: "counter", Site: "LIL"})
	if present, found := look("bert"); len(present) != 1 || len(found) != 1 {
		t.Errorf("present %v, found %v", present, found)
	}
	write(staff.SavedFacts{Display: "Nadia Caron", Initials: "NC", Role: "counter", Site: "LIL", Gone: true})
	if present, found := look("caron"); len(present) != 0 || len(found) != 1 {
		t.Errorf("gone: present %v, found %v", present, found)
	}
	if _, found := look("berthier"); len(found) != 0 {
		t.Errorf("found by a name that changed: %v", found)
	}
}
