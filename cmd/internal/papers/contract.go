package papers

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// RenewalLetter is the letter before a contract renews itself.
const RenewalLetter Form = "renewal-letter"

// Renewal makes the letter before a contract renews itself, for the term of today.
// Title names its file.
func (s Source) Renewal(ctx context.Context, id journal.EntityID, o Order) (made Made, title string, err error) {
	c, err := s.App.Contract(ctx, id)
	if err != nil {
		return Made{}, "", err
	}
	if !c.Renews || c.End != nil {
		return Made{}, "", fault.New(NoPaperYet, "form", "form", string(RenewalLetter))
	}
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return Made{}, "", err
	}
	on, err := target(set, o)
	if err != nil {
		return Made{}, "", err
	}
	m := material{}
	if m.customer, err = s.App.Customer(ctx, c.Customer); err != nil {
		return Made{}, "", err
	}
	m.words = lang.For(cmp.Or(o.Tag, m.customer.Language))
	m.file.Site = c.Site
	m.sheet = forms.Sheet{Number: c.Number, AtMS: s.Now().UnixMilli(), Duplicate: o.Copy > 0, Copy: o.Copy}
	if err := s.shop(ctx, &m); err != nil {
		return Made{}, "", err
	}
	in := forms.Renewal{
		Sheet: m.sheet, Customer: m.person(), Contract: c.Plan, EndsOn: c.Term.To, RefuseUntil: c.Term.RefuseUntil,
		RenewsUntil: c.Term.To.AddDays(1).AddMonths(c.Months).AddDays(-1), Currency: "EUR", PriceCents: c.Term.Cents,
	}
	for _, n := range c.Notices {
		if n.Term == c.Term.N && n.Cents > 0 {
			in.PriceCents = n.Cents
		}
	}
	for _, d := range c.Devices {
		in.Covered = append(in.Covered, joinWords(d.Label, d.Serial))
	}
	out, err := write(forms.RenewalLetter(in, m.words, on.paper), o, on, m.sheet.AtMS)
	return Made{Bytes: out}, c.Number + "-" + string(RenewalLetter), err
}

func joinWords(label, serial string) string {
	if serial == "" {
		return label
	}
	return label + " · " + serial
}
