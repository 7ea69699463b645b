package portal

import (
	"etabli/app/follow"
	"etabli/app/lang"
)

// claimView is what we offer for a claim, in words.
type claimView struct {
	ID, Title, Work, Valid, Outcome, Ref, Voucher string
	Measures                                      []lineView
	N                                             int
	Waiting, AsksYes                              bool
}

// currency is that of every shop.
const currency = "EUR"

func claimOf(c *lang.Catalogue, d ClaimDetails, shop Shop) claimView {
	v := claimView{
		ID: d.ID, N: d.N, Work: d.Words, Waiting: d.Waiting, AsksYes: d.AsksYes,
		Title: c.T("portal.claim.offer", "day", follow.Solid(c.Day(d.ReceivedMS, shop.At()))),
	}
	for _, m := range d.Measures {
		line := lineView{Label: c.T("portal.claim.do." + m.Do)}
		if m.By != "" {
			line.Label = c.T("portal.claim.do.by", "what", line.Label, "day", follow.Solid(c.DateShort(m.By)))
		}
		if m.Cents > 0 {
			line.Sum = c.Money(m.Cents, currency)
		}
		v.Measures = append(v.Measures, line)
	}
	if d.Until != "" && d.Waiting {
		v.Valid = c.T("portal.quote.valid", "day", follow.Solid(c.Date(d.Until)))
	}
	if d.Answer != "" {
		v.Outcome = c.T("portal.claim.answer." + d.Answer)
	}
	if d.RefundRef != "" {
		v.Ref = c.T("portal.claim.ref", "ref", d.RefundRef)
	}
	if b := d.Voucher; b != nil {
		v.Voucher = c.T("portal.claim.rest", "rest", follow.Solid(c.Money(b.RestCents, currency)), "day", follow.Solid(c.Date(b.Until)))
	}
	return v
}
