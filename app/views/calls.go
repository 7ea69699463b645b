package views

import (
	"cmp"
	"errors"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Call is somebody at the kiosk who waits for a member of staff.
type Call struct {
	Entity  journal.Entity `json:"entity"` // the repair it is about, or the shop
	Number  string         `json:"number,omitempty"`
	Product string         `json:"product,omitempty"`
	Site    string         `json:"site,omitempty"`
	AtMS    int64          `json:"at_ms"`
}

// calls lists a subject among those that wait, or takes it off. Only a subject
// that was ever called for can be in the list.
func (w *writer) calls(s *subject) error {
	if s.state.Shown(fold.FieldCalled) == nil {
		return nil
	}
	if s.state.CalledMS() != 0 {
		return w.tx.Put(w.g.called(s.entity), nil)
	}
	return w.tx.Delete(w.g.called(s.entity))
}

// Calls answers who waits at the kiosk, the longest wait first.
func (v *Views) Calls(r storage.Reader) ([]Call, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	rng := storage.Prefix(l.g.key(rowCalled))
	rng.KeysOnly = true
	var out []Call
	err = r.Scan(rng, func(key, _ []byte) error {
		e := journal.Entity{Type: journal.EntityType(key[generationBytes+1]), ID: idOf(key)}
		c, err := l.call(e)
		if err == nil && c.AtMS != 0 {
			out = append(out, c)
		}
		return err
	})
	slices.SortFunc(out, func(a, b Call) int {
		return cmp.Or(cmp.Compare(a.AtMS, b.AtMS), cmp.Compare(a.Entity.ID.String(), b.Entity.ID.String()))
	})
	return out, err
}

func (l *look) call(e journal.Entity) (Call, error) {
	c := Call{Entity: e}
	if uint8(e.Type) == kind.Repair {
		_, row, err := l.row(e.ID)
		if errors.Is(err, storage.ErrNotFound) {
			return c, nil
		}
		c.Number, c.Product, c.Site, c.AtMS = row.Number, row.Product, row.Site, row.CalledMS
		return c, err
	}
	s, err := getState(l.r, l.g, e)
	if errors.Is(err, storage.ErrNotFound) {
		return c, nil
	}
	if err == nil {
		c.Site, c.AtMS = s.Value(fold.FieldCode), s.CalledMS()
	}
	return c, err
}
