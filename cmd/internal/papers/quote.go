package papers

import (
	"cmp"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/quote"
	"etabli/app/domain/warranty"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/printing/forms"
)

func (m material) quote() forms.Quote {
	q := m.file.Quote
	sheet := m.sheet
	sheet.AtMS = m.timeOf("timeline.repair_quoted")
	out := forms.Quote{
		Sheet: sheet, Version: q.Version, Customer: m.person(), Product: m.product(), Finding: m.file.Finding,
		Amounts: forms.Amounts{
			Currency: q.Currency, Prices: "only",
			Lines: []forms.Line{{Text: q.Work, QuantityMilli: 1000, UnitCents: q.TotalCents}},
		},
		ValidUntil: q.ValidUntil, ReadyOn: q.ReadyOn, PageURL: m.link,
	}
	if q.InLines() && len(q.Lines) > 0 {
		inLines(&out, q)
		if why := "quoting.circular." + q.CircularWhy; q.CircularWhy != "" && m.words.Has(why) {
			out.UsedPartReason = m.words.T(why)
		}
	}
	return out
}

// inLines says all that a quote in lines says; its prices are with tax.
func inLines(out *forms.Quote, q *views.Quote) {
	out.Work, out.Prices, out.Lines, out.NoTravel = q.Work, "gross", nil, true
	for _, l := range q.Lines {
		line := forms.Line{
			Text: l.Label, Detail: l.Article, QuantityMilli: l.Quantity, Unit: l.Unit, UnitCents: l.UnitCents,
			RatePermille: l.Rate, Layer: layers[l.Layer],
		}
		switch l.Kind {
		case quote.Reduction:
			line.UnitCents = -l.UnitCents
		case quote.Travel:
			line.Nature, out.NoTravel = "travel", false
		case quote.Part:
			line.Nature = "goods"
		}
		out.Lines = append(out.Lines, line)
	}
	if q.Fee != nil {
		out.FeeCents = q.Fee.Cents
	}
	out.UsedPart, out.UsedPartCents = strings.TrimPrefix(q.Circular, "offered_"), q.CircularCents
	if c := q.Contract; c != nil && c.Circular != "" {
		out.UsedPart = strings.TrimPrefix(c.Circular, "offered_")
	}
	if f := q.Form; f != nil {
		out.Form, out.PriceMethod, out.MaxCents = f.Printed, f.Method, f.MaxCents
		out.Finding = cmp.Or(out.Finding, f.Defect)
		out.Loan, out.HandOver, out.Services, out.More = f.Loaner, f.Place, f.Services, f.More
	}
	out.OffPremises = offPremises(service.AwayBy(q))
}

// offPremises is what a contract made away from the shop has to say.
func offPremises(c *service.Away) *forms.OffPremises {
	if c == nil {
		return nil
	}
	return &forms.OffPremises{
		Distance: c.Place != quote.AtHome, WithdrawUntil: c.WithdrawUntil, PayableFrom: c.PayFrom, Urgent: c.Urgent, StartNow: c.StartNow,
	}
}

// layers are the codes of paper for who bears a line.
var layers = map[warranty.Layer]string{
	warranty.LGC: "lgc", warranty.VC: "hidden", warranty.COM: "commercial", warranty.DUR: "commercial",
	warranty.REP: "commercial", warranty.INS: "insurance", warranty.MNT: "contract", warranty.GOOD: "goodwill",
}

// day reads a day that the views wrote.
func day(iso string) civil.Date {
	d, err := civil.Parse("day", iso)
	if err != nil {
		return civil.None
	}
	return d
}
