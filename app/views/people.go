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
