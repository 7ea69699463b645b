package views

import (
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Change is one entry that changed a quantity or the rights to it.
type Change struct {
	Ref        journal.Ref       `json:"ref"`
	AtMS       int64             `json:"at_ms"`
	Kind       journal.Kind      `json:"kind"`
	What       string            `json:"what"`           // catalogue key
	Args       map[string]string `json:"args,omitempty"` // values for it
	Goods      int64             `json:"goods"`
	OnHand     int64             `json:"on_hand"` // after it
	Rights     int64             `json:"rights,omitempty"`
	Used       int64             `json:"used,omitempty"`
	Holder     string            `json:"holder,omitempty"` // code of the device whose rights changed
	Number     string            `json:"number,omitempty"` // of the repair it was for
	AuthorName string            `json:"author_name,omitempty"`
	Device     string            `json:"device,omitempty"`
	Position   uint64            `json:"position,omitempty"` // 0: HQ has not ordered it
}

// Explained answers how a quantity came about, entry by entry, the oldest
// first: the last OnHand is the figure that was asked about.
func (v *Views) Explained(r storage.Reader, account journal.EntityID) ([]Change, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	history, err := journal.History(l.r, journal.Entity{Type: journal.EntityType(kind.Account), ID: account})
	if err != nil {
		return nil, err
	}
	if len(history) == 0 {
		history, err = journal.History(l.r, journal.Entity{Type: journal.EntityType(kind.LoanerUnit), ID: account})
	}
	if err == nil && len(history) == 0 {
		err = storage.ErrNotFound
	}
	out := []Change{}
	onHand := int64(0)
	for i := range history {
		c, moved, err := l.change(&history[i], account)
		if err != nil {
			return nil, err
		}
		if moved {
			onHand += c.Goods
			c.OnHand = onHand
			out = append(out, c)
		}
	}
	return out, err
}

// change is what one entry did to an account; false when it moved nothing.
func (l *look) change(e *journal.Positioned, account journal.EntityID) (c Change, moved bool, err error) {
	h := &e.Header
	c = Change{Ref: e.Ref(), AtMS: fold.AtMS(e), Kind: h.Kind, Position: e.Position}
	holder, moved := c.sum(h, account)
	if !moved {
		return c, false, nil
	}
	if tell, known := tellers[kind.Kind(h.Kind)]; known {
		said := TimelineItem{Args: map[string]string{}}
		tell(l, e, &said)
		c.What, c.Args = said.What, said.Args
	}
	if c.AuthorName, err = l.author(h.Author); err != nil {
		return c, true, err
	}
	if c.Device, err = l.device(h.Chain); err != nil {
		return c, true, err
	}
	if c.Rights != 0 || c.Used != 0 {
		if c.Holder, err = l.device(holder); err != nil {
			return c, true, err
		}
	}
	for _, other := range h.Entities {
		if isRepair(other) {
			if row, err := l.raw(other.ID); err == nil {
				c.Number = row.Number
			}
		}
	}
	return c, true, nil
}

// sum adds up what an entry moves on an account, and names whose rights it moves last.
func (c *Change) sum(h *journal.Header, account journal.EntityID) (holder journal.ChainID, moved bool) {
	for i, m := range h.Moves {
		if m.Account != account {
			continue
		}
		moved, holder = true, h.Holder(i)
		switch m.Act {
		case journal.In:
			c.Goods += m.N
		case journal.Out:
			c.Goods -= m.N
		case journal.Grant, journal.Mint:
			c.Rights += m.N
		case journal.Return, journal.Reclaim:
			c.Rights -= m.N
		case journal.Use:
			c.Used += m.N
		case journal.Free:
			c.Used -= m.N
		}
	}
	return holder, moved
}
