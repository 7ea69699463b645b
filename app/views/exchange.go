package views

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/domain/warranty"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Exchange is how a file ended in another device.
type Exchange struct {
	File      journal.EntityID   `json:"file"`
	Number    string             `json:"number"`
	OldSerial string             `json:"old_serial"`
	NewSerial string             `json:"new_serial"`
	OldID     journal.EntityID   `json:"old_id,omitzero"`
	NewID     journal.EntityID   `json:"new_id,omitzero"` // the guarantee goes on there
	PartID    journal.EntityID   `json:"part_id"`
	Label     string             `json:"label"`
	Condition warranty.Condition `json:"condition"`
	Layer     warranty.Layer     `json:"layer,omitempty"`
	Advance   bool               `json:"advance,omitempty"`
	Core      string             `json:"core,omitempty"` // of the old device: open, received, invoiced, waived
	CoreCents int64              `json:"core_cents,omitempty"`
	CoreDueOn string             `json:"core_due_on,omitempty"`
	Asked     bool               `json:"asked,omitempty"` // the customer asked for a used one
	DataLoss  bool               `json:"data_loss,omitempty"`
	AtMS      int64              `json:"at_ms"`

	Attachments []repair.Attachment `json:"attachments,omitempty"`
}

// Exchange answers how a file ended in another device; storage.ErrNotFound
// when it did not.
func (v *Views) Exchange(r storage.Reader, file journal.EntityID) (Exchange, error) {
	l, err := newLook(r)
	if err != nil {
		return Exchange{}, err
	}
	return l.exchange(file)
}

// Cores answers the exchanges of a site whose old device is owed, the one that is due
// first first.
func (v *Views) Cores(r storage.Reader, site string) ([]Exchange, error) {
	return each(r, kind.Repair, listCores+site, (*look).exchange)
}

func (l *look) exchange(file journal.EntityID) (Exchange, error) {
	s, err := l.state(kind.Repair, file)
	if err != nil {
		return Exchange{}, err
	}
	shown := s.Shown(fold.FieldExchange)
	if shown == nil {
		return Exchange{}, storage.ErrNotFound
	}
	f := parsed[stock.ExchangedFacts](shown.Value)
	out := Exchange{
		File: file, Number: s.Value(fold.FieldNumber), OldSerial: f.OldSerial, NewSerial: f.NewSerial,
		PartID: journal.EntityID(f.Out.Part), Label: f.Label, Condition: f.Condition, Layer: f.Layer, Advance: f.Advance,
		Core: s.Value(fold.FieldCore), CoreCents: f.CoreCents, CoreDueOn: f.CoreDueOn, AtMS: shown.AtMS,
		Asked: f.Asked, DataLoss: f.DataLoss, Attachments: f.Attachments,
	}
	e, err := journal.Get(l.r, shown.Ref)
	if err != nil {
		return out, err
	}
	for _, other := range e.Header.Entities {
		switch {
		case other.Type != journal.EntityType(kind.Product):
		case out.OldID.IsZero():
			out.OldID = other.ID
		default:
			out.NewID = other.ID
		}
	}
	return out, nil
}

// Replacement answers which device took the place of another one, the zero id
// when none did, and which one it replaces.
func (v *Views) Replacement(r storage.Reader, device journal.EntityID) (by, of journal.EntityID, err error) {
	l, err := newLook(r)
	if err != nil {
		return by, of, err
	}
	s, err := l.state(kind.Product, device)
	if err != nil {
		return by, of, err
	}
	return s.ID(fold.FieldReplacedBy), s.ID(fold.FieldReplaces), nil
}
