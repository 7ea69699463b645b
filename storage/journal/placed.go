package journal

import (
	"slices"

	"etabli/storage"
)

// placing is what got a place of one entity's entries in this transaction.
type placing struct {
	now    []Positioned
	before map[Ref]Place
}

// SetPlace notes what HQ said about an entry that the store holds;
// storage.ErrNotFound when it does not.
func (b *Batch) SetPlace(tx storage.Tx, ref Ref, p Place) error {
	row, err := getEntryRow(tx, ref)
	if err != nil {
		return err
	}
	before := row.place
	if p.Receipt == [16]byte{} {
		p.Receipt = before.Receipt
	}
	if p == before {
		return nil
	}
	e, err := Decode(row.encoded)
	if err != nil {
		return damagedRow(entryKey(ref), err.Error())
	}
	for _, entity := range e.Header.Entities {
		b.place(entity, positioned(e, p), before)
	}
	row.place = p
	return putEntry(tx, ref, &row)
}

func (b *Batch) place(about Entity, e Positioned, before Place) {
	if b.placed == nil {
		b.placed = map[Entity]*placing{}
	}
	p := b.placed[about]
	if p == nil {
		p = &placing{before: map[Ref]Place{}}
		b.placed[about] = p
		b.touch(about, false)
	}
	if before.Position != 0 || e.Position == 0 {
		b.change(about)
	}
	if _, again := p.before[e.Ref()]; !again {
		p.before[e.Ref()] = before
	}
	p.now = append(p.now, e)
}

// Take returns the entities whose fold must run again, in the order the batch met
// them, and begins anew.
func (b *Batch) Take(r storage.Reader) ([]Touched, error) {
	touched := b.touched
	for i := range touched {
		t := &touched[i]
		p := b.placed[t.Entity]
		if p == nil {
			continue
		}
		t.Entries = nil // their places are out of date: the fold reads the store
		alone := len(t.New) == 0 && len(p.now) == len(p.before) && !t.changed
		kept, err := true, error(nil)
		if alone {
			kept, err = p.keepsOrder(r, t.Entity)
		}
		if err != nil {
			return nil, err
		}
		if alone && kept {
			t.Placed = p.now
		}
	}
	*b = Batch{}
	return touched, nil
}

// keepsOrder tells whether the fold takes the entries of an entity in the order it did
// with their places of before.
func (p *placing) keepsOrder(r storage.Reader, e Entity) (bool, error) {
	index, err := entityIndex(r, e)
	if err != nil || index.count == 1 {
		return true, err
	}
	history, err := History(r, e)
	if err != nil {
		return false, err
	}
	for i := range history {
		if before, changed := p.before[history[i].Ref()]; changed {
			history[i].Position = before.Position
		}
	}
	return slices.IsSortedFunc(history, func(a, b Positioned) int { return CompareFold(&a, &b) }), nil
}
