package views

import (
	"slices"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/domain/site"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Customer answers a customer with their repairs, the first maxShared of them;
// storage.ErrNotFound when there is none. Who was erased has no name.
func (v *Views) Customer(r storage.Reader, id journal.EntityID) (Customer, error) {
	l, err := newLook(r)
	if err != nil {
		return Customer{}, err
	}
	return l.customer(id)
}

func (l *look) customer(id journal.EntityID) (Customer, error) {
	s, err := getState(l.r, l.g, customerEntity(id))
	if err != nil {
		return Customer{}, err
	}
	c, err := l.contact(id)
	if err != nil {
		return Customer{}, err
	}
	out := Customer{
		ID: id, Name: c.Name, Phone: c.Phone, Email: c.Email, Address: c.Address,
		Language: s.Value(fold.FieldLanguage), TellBy: s.Value(fold.FieldTellBy),
	}
	if out.Phone == "" {
		out.Phone = c.PhoneRaw
	}
	out.Repairs, err = l.ids(l.g.owned(id))
	return out, err
}

// CustomersByPhone answers the people who share a telephone number, as E.164.
func (v *Views) CustomersByPhone(r storage.Reader, e164 string) ([]Customer, error) {
	l, err := newLook(r)
	if err != nil || e164 == "" {
		return nil, err
	}
	ids, err := l.ids(l.g.phones(e164))
	if err != nil {
		return nil, err
	}
	out := make([]Customer, 0, len(ids))
	for _, id := range ids {
		c, err := l.customer(id)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Sites answers the shops, by code.
func (v *Views) Sites(r storage.Reader) ([]Site, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var out []Site
	err = l.eachState(kind.Site, func(id journal.EntityID, s *fold.State) {
		if s.Value(fold.FieldCode) == "" {
			return // nobody has named it yet
		}
		out = append(out, Site{ID: id, SavedFacts: site.SavedFacts{
			Code: s.Value(fold.FieldCode), Name: s.Value(fold.FieldName), Address: s.Value(fold.FieldAddress),
			Phone: s.Value(fold.FieldPhone), Hours: s.Value(fold.FieldHours), Zone: s.Value(fold.FieldZone),
			SIRET: s.Value(fold.FieldSIRET), Mediator: s.Value(fold.FieldMediator),
		}})
	})
	slices.SortFunc(out, func(a, b Site) int { return strings.Compare(a.Code+a.ID.String(), b.Code+b.ID.String()) })
	return out, err
}
