package papers

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// amendment is for a quote that changes one which was accepted.
func (s Source) amendment(ctx context.Context, id journal.EntityID, o Order) (material, drawing, error) {
	m, err := s.fileOf(ctx, id, o)
	if err != nil {
		return m, nil, err
	}
	none := fault.New(NoPaperYet, "form", "form", string(Amendment))
	if m.file.Quote == nil || !m.file.Quote.InLines() || m.file.Quote.Amends == 0 {
		return m, nil, none
	}
	all, err := s.App.QuoteVersions(ctx, id)
	if err != nil {
		return m, nil, err
	}
	now := *m.file.Quote.Facts
	before := slices.IndexFunc(all, func(f quote.Facts) bool { return f.Version == now.Amends })
	if before < 0 {
		return m, nil, none
	}
	m.sheet.AtMS = m.timeOf("timeline.repair_quoted")
	in := m.amended(all[before], now)
	for _, f := range all {
		if f.Amends != 0 && f.Version <= now.Version {
			in.Rank++
		}
	}
	return m, func(p document.Paper) document.Document { return forms.AmendmentForm(in, m.words, p) }, nil
}

func (m material) amended(before, now quote.Facts) forms.Amendment {
	reason := ""
	if now.Reason != "" {
		reason = m.words.T("quoting.reason." + now.Reason)
	}
	return forms.Amendment{
		Sheet: m.sheet, QuoteVersion: before.Version, QuotedOn: day(before.IssuedOn), Customer: m.person(), Product: m.product(),
		Reason: cmp.Or(joinWords(reason, m.file.Finding), now.Work), BeforeCents: before.TotalCents,
		Amounts: forms.Amounts{Currency: now.Currency, Prices: "gross", Lines: changed(before.Lines, now.Lines)},
		ReadyOn: day(now.ReadyOn), AnswerBy: day(now.ValidUntil), PageURL: m.link,
	}
}

// changed are the lines of one version that another has not: what is added, and
// with negative quantities what is dropped.
func changed(before, now []quote.Line) (out []forms.Line) {
	left := slices.Clone(before)
	for _, l := range now {
		if i := slices.Index(left, l); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		out = append(out, quoteLine(l))
	}
	for _, l := range left {
		line := quoteLine(l)
		line.QuantityMilli = -line.QuantityMilli
		out = append(out, line)
	}
	return out
}

func quoteLine(l quote.Line) forms.Line {
	out := forms.Line{
		Text: l.Label, Detail: l.Article, QuantityMilli: l.Quantity, Unit: l.Unit, UnitCents: l.UnitCents,
		RatePermille: l.Rate, Layer: layers[l.Layer], Nature: quoteNature(l.Kind),
	}
	if l.Kind == quote.Reduction {
		out.UnitCents = -l.UnitCents
	}
	return out
}

func quoteNature(k quote.LineKind) string {
	switch k {
	case quote.Travel:
		return "travel"
	case quote.Part:
		return "goods"
	}
	return ""
}
