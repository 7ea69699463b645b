package service

import (
	"context"
	"errors"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// warrantyQuestions are those of what is owed and of devices in our care.
func warrantyQuestions() []Question {
	return slices.Concat(owedQuestions(), careQuestions(), custodyQuestions(), intakeQuestions())
}

func owedQuestions() []Question {
	return []Question{
		question("rule.list", "The numbers of the law, each with the days on which it holds and where it is written.", (*App).Rules),
		question("warranty.verdict", "What is owed on a file, by whom, until when and why.", func(a *App, ctx context.Context, in *ByID) (Verdict, error) {
			return a.Verdict(ctx, in.ID)
		}),
		question("warranty.foresee", "What would be owed on a device if it were taken in now.", (*App).Foresee),
		question("warranty.alerts", "Files whose days to bring into conformity run out, the most urgent first.", func(a *App, ctx context.Context, _ *Anything) ([]LegalAlert, error) {
			return a.LegalAlerts(ctx)
		}),
		question("product.get", "A device over all its numbers: purchase, guarantees, files.", func(a *App, ctx context.Context, in *ByID) (views.Product, error) {
			return read(ctx, a, func(r storage.Reader) (views.Product, error) { return a.views.Product(r, in.ID) })
		}),
		question("quote.amendment", "The next version of an accepted quote whose parts have become dearer, with its lines ready.", (*App).QuoteAmendment),
		question("quote.basis", "What the next version of a file's quote goes by: rates, floors, how long it binds.", (*App).QuoteBasis),
		question("quote.margin", "What remains of a quote; for managers.", (*App).Margin),
	}
}

// LegalAlert is one file whose time to bring into conformity is running out.
type LegalAlert struct {
	views.RepairRow
	Limit Limit `json:"limit"`
}

// LegalAlerts lists the files on which the clock of the legal guarantee runs
// against us and a warning is reached.
func (a *App) LegalAlerts(ctx context.Context) ([]LegalAlert, error) {
	return read(ctx, a, func(r storage.Reader) ([]LegalAlert, error) {
		var out []LegalAlert
		err := a.eachOpen(r, func(row views.RepairRow) error {
			file, err := a.views.Repair(r, row.ID)
			if err != nil {
				return err
			}
			v, err := a.verdict(r, file)
			if err == nil && v.Limit != nil && v.Limit.Alert > 0 {
				out = append(out, LegalAlert{row, *v.Limit})
			}
			return err
		})
		return out, err
	})
}

// pageRows is how many files are read at a time.
const pageRows = 200

// eachOpen walks the files in custody by urgency.
func (a *App) eachOpen(r storage.Reader, fn func(views.RepairRow) error) error {
	for _, scope := range []views.Scope{views.Open, views.Ready} {
		var after views.Cursor
		for {
			page, err := a.views.List(r, views.Filter{Scope: scope, ByDue: true}, after, pageRows)
			if err != nil {
				return err
			}
			for _, row := range page.Rows {
				if err := fn(row); err != nil {
					return err
				}
			}
			if after = page.Next; after == "" {
				break
			}
		}
	}
	return nil
}

// MarginInput asks for the margin of a file's quote.
type MarginInput struct {
	ID    journal.EntityID `json:"id"`
	Staff journal.EntityID `json:"staff" doc:"a manager"`
}

// MarginAnswer is what remains of a quote.
type MarginAnswer struct {
	Cents        int64 `json:"cents"`
	Permille     int   `json:"permille"` // of the price without VAT
	Floor        int   `json:"floor"`
	BeyondRepair bool  `json:"beyond_repair"` // other ways are to be proposed
}

// Margin is what remains of a quote; only managers may know.
func (a *App) Margin(ctx context.Context, in *MarginInput) (MarginAnswer, error) {
	return read(ctx, a, func(r storage.Reader) (MarginAnswer, error) {
		file, err := a.views.Repair(r, in.ID)
		if errors.Is(err, storage.ErrNotFound) || err == nil && (file.Quote == nil || !file.Quote.InLines()) {
			return MarginAnswer{}, fault.New(NoQuote, "id")
		}
		if err != nil {
			return MarginAnswer{}, err
		}
		if err := a.approver(r, in.Staff, "staff", file.Site, staff.Figures); err != nil {
			return MarginAnswer{}, err
		}
		at, err := a.lawAt(r, file.Site)
		if err != nil {
			return MarginAnswer{}, err
		}
		terms, err := at.quoteTerms()
		if err != nil {
			return MarginAnswer{}, err
		}
		cents, share, _ := quote.Margin(file.Quote.Facts.Lines)
		return MarginAnswer{Cents: cents, Permille: share, Floor: terms.MarginFloor, BeyondRepair: file.Quote.Facts.BeyondRepair(terms)}, nil
	})
}
