package fold

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"

	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// itemIDBytes is the length of an item's id.
const itemIDBytes = 16

// ItemID is the hash of an entity, a rule with its field, and the entries of an
// item, in any order.
func ItemID(e journal.Entity, rule, field string, refs ...journal.Ref) []byte {
	refs = slices.Clone(refs)
	slices.SortFunc(refs, compareRefs)
	h := sha256.New()
	h.Write([]byte{byte(e.Type)})
	h.Write(e.ID[:])
	for _, s := range []string{rule, field} {
		h.Write([]byte{byte(len(s))})
		h.Write([]byte(s))
	}
	for _, r := range refs {
		h.Write(r.Chain[:])
		h.Write(binary.BigEndian.AppendUint64(nil, r.Seq))
	}
	return h.Sum(nil)[:itemIDBytes]
}

func newItem(e journal.Entity, rule, field string, sides ...Side) Item {
	refs := make([]journal.Ref, len(sides))
	for i := range sides {
		refs[i] = sides[i].Ref
	}
	return Item{ID: ItemID(e, rule, field, refs...), Rule: rule, Field: field, Sides: sides}
}

// fieldItem is the item about one field, if its writes need one.
func fieldItem(e journal.Entity, name string, alive []write) (Item, bool) {
	if len(alive) < 2 || !differ(alive) {
		return Item{}, false
	}
	sides := make([]Side, len(alive))
	for i, w := range alive {
		sides[i] = Side{Write: w.side(), Shown: i == 0}
	}
	return newItem(e, FieldConflict, name, sides...), true
}

// moveItems are the items about transitions so far, settled ones included.
func (f *folder) moveItems() []Item {
	items := slices.Clone(f.refused)
	for _, p := range collisions(f.applied) {
		shown, other := p.second, p.first
		if f.current == other {
			shown, other = other, shown
		}
		items = append(items, newItem(f.entity, TransitionConflict, "", shown.side(f.current == shown), other.side(false)))
	}
	return items
}

// open are the items that nobody has settled, by id.
func (f *folder) open() []Item {
	items := f.moveItems()
	for _, name := range slices.Sorted(maps.Keys(f.fields)) {
		if item, ok := fieldItem(f.entity, name, frontier(f.fields[name])); ok {
			items = append(items, item)
		}
	}
	items = append(items, f.books.items(f.entity)...)
	items = append(items, f.twice...)
	items = append(items, f.receiptsTwice()...)
	items = append(items, f.takings.items(f.entity)...)
	items = append(items, f.erasures.items(f.entity)...)
	if len(f.unread) > 0 {
		items = append(items, newItem(f.entity, NewerVersion, "", f.unread...))
	}
	items = slices.DeleteFunc(items, func(i Item) bool { return f.settled[string(i.ID)] })
	slices.SortFunc(items, func(a, b Item) int { return bytes.Compare(a.ID, b.ID) })
	return items
}

// settle takes a decision about an item. What the item was is found from what
// its author knew; a decision about anything else has no effect.
func (f *folder) settle(a *act, s *repair.SettledFacts) {
	for _, name := range slices.Sorted(maps.Keys(f.fields)) {
		item, ok := fieldItem(f.entity, name, frontier(known(f.fields[name], a)))
		if ok && bytes.Equal(item.ID, s.Item) {
			f.settled[string(s.Item)] = true
			f.settleField(a, name, &item, s.Choice)
			return
		}
	}
	moves := f.moveItems()
	for _, item := range moves {
		if bytes.Equal(item.ID, s.Item) {
			f.settled[string(s.Item)] = true
			f.settleKnown(a, moves)
			f.settleMove(a, &item, s.Choice)
			return
		}
	}
	for _, item := range slices.Concat(f.books.items(f.entity), f.twice, f.receiptsTwice(), f.takings.items(f.entity), f.erasures.items(f.entity)) {
		if bytes.Equal(item.ID, s.Item) {
			f.settled[string(s.Item)] = true
			return
		}
	}
	f.state.NotApplied = append(f.state.NotApplied, a.ref)
}

// settleField writes the chosen value. A private value and facts are chosen by
// the entry that holds them; any other choice leaves what is shown.
func (f *folder) settleField(a *act, name string, item *Item, choice string) {
	side := item.side(choice)
	switch {
	case side != nil:
		f.fields.add(name, write{act: a, value: side.Value, box: side.Box})
	case item.Sides[0].Box == nil && !HoldsFacts(name):
		f.fields.add(name, write{act: a, value: []byte(choice)})
	default:
		f.fields.add(name, write{act: a, value: item.Sides[0].Value, box: item.Sides[0].Box})
	}
}

// settleKnown takes a decision about the status for all questions about it that its author
// knew: the other truth may have taken several steps.
func (f *folder) settleKnown(a *act, items []Item) {
	for _, item := range items {
		if !slices.ContainsFunc(item.Sides, func(s Side) bool { return !a.saw(s.Ref) }) {
			f.settled[string(item.ID)] = true
		}
	}
}

// settleMove brings the entity to the status that was chosen among the sides,
// whatever the machine says: a person has decided.
func (f *folder) settleMove(a *act, item *Item, choice string) {
	m := &move{act: a, to: f.state.Status}
	if side := item.side(choice); side != nil {
		m.to = string(side.Value)
	}
	f.apply(m)
}

// side finds the side that a choice names: by its entry, or by its value when
// it is public.
func (i *Item) side(choice string) *Side {
	for k := range i.Sides {
		s := &i.Sides[k]
		if s.Ref.String() == choice || (s.Box == nil && string(s.Value) == choice) {
			return s
		}
	}
	return nil
}
