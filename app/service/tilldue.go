package service

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"etabli/app/domain/bonus"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// FileDue is what a file has to pay. Lines are what its quote agreed and nobody
// sold yet; debts are what was sold on credit.
type FileDue struct {
	ID       journal.EntityID `json:"id"`
	Number   string           `json:"number"`
	Product  string           `json:"product,omitempty"`
	Customer string           `json:"customer,omitempty"`
	Lines    []till.Line      `json:"lines,omitempty"`
	Debts    []FileDebt       `json:"debts,omitempty"`
	ToSell   int64            `json:"to_sell_cents"`
	Owed     int64            `json:"owed_cents"`
	Cash     int64            `json:"cash_cents"` // paid in cash before: law caps the sum
	// LaterCents may not be taken before LaterFrom: the contract was made away from
	// the shop.
	LaterCents int64      `json:"later_cents,omitempty"`
	LaterFrom  civil.Date `json:"later_from,omitzero"`
	// Reversed says that the customer is a business of another state of the Union, which
	// owes the tax itself: the lines are without it (CGI, art. 283-2).
	Reversed bool `json:"reverse_charge,omitempty"`
	// Bonus is what a body pays of it, once the customer has validated the repair.
	Bonus *BonusDue `json:"bonus,omitempty"`
}

// BonusDue is what a body pays of what a file has to pay.
type BonusDue struct {
	Body      string         `json:"body"`
	Cents     int64          `json:"cents"`
	Validated bool           `json:"validated,omitempty"` // else the customer has to, before it is taken off
	Why       []bonus.Reason `json:"why,omitempty"`       // there is none
}

// FileDebt is a sale that is still owed for.
type FileDebt struct {
	Number string `json:"number"`
	Owed   int64  `json:"owed_cents"`
}

// TillDue is what a file has to pay.
func (a *App) TillDue(ctx context.Context, in *ByID) (FileDue, error) {
	return read(ctx, a, func(r storage.Reader) (FileDue, error) {
		file, err := a.views.Repair(r, in.ID)
		if errors.Is(err, storage.ErrNotFound) {
			return FileDue{}, fault.New(fault.NotFound, "id", "what", "repair").Because(err)
		}
		if err != nil {
			return FileDue{}, err
		}
		records, err := a.views.TillOf(r, in.ID)
		if err != nil {
			return FileDue{}, err
		}
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return FileDue{}, err
		}
		t, err := at.quoteTerms()
		if err != nil {
			return FileDue{}, err
		}
		beside, err := a.besideWork(r, file, t)
		if err != nil {
			return FileDue{}, err
		}
		due := a.dueOf(file, records, beside, t, at.today)
		if err := a.reverse(r, file, &due); err != nil {
			return due, err
		}
		due.Bonus, err = a.bonusDue(r, file, due.ToSell)
		return due, err
	})
}

// bonusDue is what a body pays of a bill that is still to be made; nothing where
// the shop has no label.
func (a *App) bonusDue(r storage.Reader, file views.Repair, cents int64) (*BonusDue, error) {
	labels, err := a.views.BonusLabels(r, file.Site)
	if err != nil || len(labels) == 0 || cents <= 0 {
		return nil, err
	}
	had, err := a.views.BonusOf(r, file.ID)
	if err != nil || had != nil && had.Status != bonus.Validated {
		return nil, err
	}
	in := &BonusAsked{Cents: cents}
	if had != nil {
		in.Screen = had.Screen
	}
	v, err := a.bonusOf(r, file, in)
	if v.Category == "" {
		return nil, err
	}
	return &BonusDue{Body: v.Name, Cents: v.Cents, Validated: had != nil, Why: v.Why}, err
}

func (a *App) dueOf(file views.Repair, records []views.TillRecord, beside []till.Line, t quote.Terms, today civil.Date) FileDue {
	due := FileDue{ID: file.ID, Number: file.Number, Product: file.Product, Customer: file.Customer}
	if file.Money != nil {
		due.Cash = file.Money.CashCents
	}
	for i := range records {
		rec := &records[i]
		if owed := rec.Owed(rec.Since); owed > 0 {
			due.Debts = append(due.Debts, FileDebt{rec.Number, owed})
			due.Owed += owed
		}
	}
	sales, billed := soldOf(records, beside)
	deducted, sold := till.Deposits(sales)
	if q := file.Binding(); sold {
	} else if q != nil && !(file.Outcome.Undone() && file.Status.Scope() != repair.Open) {
		due.Lines = append(agreed(file.Number, q, t), deducted...)
		if split, ok := q.Split(t); ok && split.LaterFrom > today {
			due.LaterCents, due.LaterFrom = split.LaterCents, split.LaterFrom
		}
	} else if fee := announcedFeeDue(file); fee > 0 {
		due.Lines = []till.Line{{Label: a.feeLabel(), Quantity: till.One, Unit: fee, Cents: fee, Rate: t.StandardRate(), Nature: till.Service}}
	}
	for _, l := range beside {
		if !billed[l.Article] {
			due.Lines = append(due.Lines, l)
		}
	}
	for _, l := range due.Lines {
		due.ToSell += l.Cents
	}
	return due
}

// soldOf tells the sales of the work on a file from those of what stands beside it: the
// articles of these that are sold and not given back.
func soldOf(records []views.TillRecord, beside []till.Line) (sales []till.Record, billed map[string]bool) {
	billed = map[string]bool{}
	for i := range records {
		rec := &records[i]
		if !rec.Kind.Turns() {
			continue
		}
		work := len(rec.Lines) == 0
		for _, l := range rec.Lines {
			if stands := slices.ContainsFunc(beside, func(b till.Line) bool { return b.Article == l.Article }); stands {
				billed[l.Article] = rec.Total >= 0 // sold, or given back
			} else {
				work = true
			}
		}
		if work {
			sales = append(sales, rec.Record)
		}
	}
	return sales, billed
}

// announcedFeeDue is what finding the fault costs a customer whose device is not
// repaired: the fee that they were told before, and nothing while a guarantee may
// bear it. An intake that was called off looked for nothing.
func announcedFeeDue(file views.Repair) int64 {
	refused := file.Quote != nil && file.Quote.Answer == "refused"
	if w := file.Warranty; w != nil && w.Layer != warranty.NoLayer || file.Outcome == repair.Cancelled || !refused && !file.Outcome.Undone() {
		return 0
	}
	if q := file.Quote; q != nil && q.InLines() && q.Fee != nil {
		return q.DueOnRefusal
	}
	if file.Diagnosis == nil || file.Finding == "" && !refused {
		return 0
	}
	return file.Diagnosis.Cents
}

func (a *App) feeLabel() string {
	if a.words == nil {
		return "Diagnostic"
	}
	return a.words("fr").T("paper.diagnosis")
}

// besideWork is what a file has to pay beside its work, each under an article of its
// own: a paper for an insurer, an old device that never came.
func (a *App) besideWork(r storage.Reader, file views.Repair, t quote.Terms) (out []till.Line, err error) {
	if paper, priced := attested(file, t); priced {
		out = append(out, paper)
	}
	swap, err := a.views.Exchange(r, file.ID)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return out, nil
	case err != nil || swap.Core != "invoiced":
		return out, err
	}
	label := swap.OldSerial
	if a.words != nil {
		label = a.words("fr").T("paper.core", "serial", swap.OldSerial)
	}
	return append(out, till.Line{
		Label: cut(label), Quantity: till.One, Unit: swap.CoreCents, Cents: swap.CoreCents,
		Rate: t.StandardRate(), Nature: till.Goods, Article: "core " + swap.OldSerial,
	}), nil
}

// attested is the line of a paper for an insurer whose price was announced; its number
// tells it from other lines.
func attested(file views.Repair, t quote.Terms) (till.Line, bool) {
	paper := file.Irreparable
	if paper == nil || paper.PriceCents == 0 {
		return till.Line{}, false
	}
	return till.Line{
		Label: cut("Attestation " + paper.Number), Quantity: till.One, Unit: paper.PriceCents, Cents: paper.PriceCents,
		Rate: t.StandardRate(), Nature: till.Service, Article: paper.Number,
	}, true
}

// agreed are the lines of the accepted quote as a sale has them: each at what the
// customer pays for it, what others bear left out, reductions taken off.
func agreed(number string, q *views.Quote, t quote.Terms) []till.Line {
	if !q.InLines() {
		label, _, _ := strings.Cut(strings.TrimSpace(q.Work), "\n")
		return []till.Line{{Label: cut(cmp.Or(label, number)), Quantity: till.One, Unit: q.TotalCents, Cents: q.TotalCents, Rate: t.StandardRate(), Nature: till.Service}}
	}
	var out []till.Line
	var off int64
	for _, l := range q.Lines {
		if l.DueCents < 0 {
			off -= l.DueCents
		}
	}
	for _, l := range q.Lines {
		if l.DueCents <= 0 {
			continue
		}
		line := till.Line{Label: cut(l.Label), Quantity: l.Quantity, Unit: l.UnitCents, Rate: l.Rate, Nature: till.Service, Article: l.Article}
		if l.Kind == quote.Part {
			line.Nature = till.Goods
		}
		if cents, err := vat.Amount(line.Unit, line.Quantity, 0); err != nil || cents != l.DueCents {
			line.Quantity, line.Unit = till.One, l.DueCents
		}
		line.Discount, line.Cents = min(off, l.DueCents), l.DueCents-min(off, l.DueCents)
		off -= line.Discount
		out = append(out, line)
	}
	return out
}

// cut shortens a label to what a line holds.
func cut(label string) string {
	signs := []rune(label)
	return string(signs[:min(len(signs), till.MaxLabel)])
}
