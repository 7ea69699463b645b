package papers

import (
	"cmp"
	"context"

	"etabli/app/lang"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// numbered is the material of a paper that has a number of its own, such as an invoice or
// a voucher, and what it is drawn on. It may be for nobody who is known.
func (s Source) numbered(ctx context.Context, customer journal.EntityID, site string, sheet forms.Sheet, o Order) (m material, on medium, err error) {
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return m, on, err
	}
	if on, err = target(set, o); err != nil {
		return m, on, err
	}
	if !customer.IsZero() {
		if m.customer, err = s.App.Customer(ctx, customer); err != nil {
			return m, on, err
		}
	}
	m.words = lang.For(cmp.Or(o.Tag, m.customer.Language))
	m.file.Site = site
	m.sheet = sheet
	m.sheet.Duplicate, m.sheet.Copy = o.Copy > 0, o.Copy
	return m, on, s.shop(ctx, &m)
}
