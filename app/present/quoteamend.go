package present

import (
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
)

// readAmendment reads the next version of the accepted quote that dearer parts make
// necessary; nothing where no part was ordered for the file, or none costs more.
func readAmendment(ctx context.Context, quotes Quotes, f file) (*service.Amendment, error) {
	if f.repair.Binding() == nil || len(f.orders) == 0 {
		return nil, nil
	}
	next, err := quotes.QuoteAmendment(ctx, &service.ByID{ID: f.repair.ID})
	switch fault.Of(err).Code {
	case service.NoRise, service.NoQuote:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &next, nil
}

// amended tells whether this very amendment waits for its answer.
func amended(r views.Repair, next service.Amendment) bool {
	q := r.Quote
	return q != nil && q.InLines() && q.Amends > 0 && q.Answer == "" && q.TotalCents == next.Quote.TotalCents
}

// amendCard says which parts have become dearer, and what the customer is asked to
// accept; nothing is asked twice.
func (e Env) amendCard(r views.Repair, next service.Amendment) DetailCard {
	w := e.Words
	card := DetailCard{Title: w.T("amend.card"), Text: w.T("amend.text"), Lines: []DetailLine{
		{Label: w.T("amend.parts"), Value: strings.Join(next.Dearer, ", ")},
		{Label: w.T("amend.rise"), Value: "+ " + e.sum(next.RiseCents), Tone: Watch},
		{Label: w.T("amend.total"), Value: w.Money(next.Quote.TotalCents, next.Quote.Currency)},
	}}
	if amended(r, next) {
		card.Chip = Chip{Watch, "clock", w.T("amend.waits", "version", w.Number(r.Quote.Version))}
		return card
	}
	card.Chip = Chip{Watch, "euro", w.T("amend.due")}
	return card
}

// amendSheet sends the amendment once somebody has read what it says.
func (r *Repair) amendSheet(next service.Amendment) plan {
	w, id := r.Words, r.id
	sheet := Sheet{Title: w.T("act.amend"), Submit: w.T("act.amend"), Intro: w.T("amend.intro")}
	for _, l := range next.Quote.Lines {
		sheet.Lines = append(sheet.Lines, Line{Label: l.Label, Value: r.sum(l.DueCents)})
	}
	sheet.Lines = append(sheet.Lines, Line{Label: w.T("amend.total"), Value: w.Money(next.Quote.TotalCents, next.Quote.Currency)})
	return plan{sheet: sheet, prepare: func(values) (job, error) {
		return doing(r.ports.Quotes.AmendQuote, &service.AmendInput{ID: id}), nil
	}}
}
