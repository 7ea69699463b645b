package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func debtQuestions() []Question {
	return []Question{
		question("receivable.list", "What customers owe a shop, the latest first, with what is late by age and who is to be reminded.", (*App).Receivables),
		question("receivable.of", "What a customer owes: shown when they come again.", (*App).ReceivablesOf),
		question("till.cards_in_doubt", "Cards that were taken without an answer and are not known to be paid.", (*App).CardsInDoubt),
	}
}

// ReceivablesAsked asks for the debts of a shop.
type ReceivablesAsked struct {
	Site    string `json:"site,omitempty" doc:"this shop when empty"`
	GivenUp bool   `json:"given_up,omitempty" doc:"those that were given up instead"`
	Remind  bool   `json:"remind,omitempty" doc:"only those of which a reminder is due"`
}

// Receivables are the debts of a shop, with their sums by age.
type Receivables struct {
	OwedCents int64            `json:"owed_cents"`
	OverCents int64            `json:"overdue_cents"`
	Ages      map[string]int64 `json:"ages"` // what is owed, by how late its oldest part is
	Debts     []DebtNow        `json:"debts"`
}

// mostDebts bounds a list of debts.
const mostDebts = 2000

// Receivables are what customers owe a shop.
func (a *App) Receivables(ctx context.Context, in *ReceivablesAsked) (Receivables, error) {
	return read(ctx, a, func(r storage.Reader) (Receivables, error) {
		out := Receivables{Ages: map[string]int64{}, Debts: []DebtNow{}}
		t, at, err := a.debtTerms(r, a.here(in.Site))
		if err != nil {
			return out, err
		}
		list, err := a.views.TillUndone(r, views.TillSearch{Site: a.here(in.Site), Limit: mostDebts, Kinds: []till.Kind{till.Sale}})
		if err != nil {
			return out, err
		}
		for _, rec := range list {
			if rec.Owed(rec.Since) <= 0 {
				continue
			}
			d, err := a.debtNow(r, rec, t, at.today)
			if err != nil {
				return out, err
			}
			if (d.GivenUp != "") != in.GivenUp || in.Remind && d.Remind == 0 {
				continue
			}
			out.OwedCents, out.OverCents = out.OwedCents+d.Owed, out.OverCents+d.Over
			out.Ages[d.Age] += d.Owed
			out.Debts = append(out.Debts, d)
		}
		slices.SortStableFunc(out.Debts, func(x, y DebtNow) int { return cmp.Compare(y.DaysLate, x.DaysLate) })
		return out, nil
	})
}

// ReceivablesOf are what a customer owes, over all files and receipts in their name.
func (a *App) ReceivablesOf(ctx context.Context, in *ByID) (Receivables, error) {
	return read(ctx, a, func(r storage.Reader) (Receivables, error) {
		out := Receivables{Ages: map[string]int64{}, Debts: []DebtNow{}}
		list, err := a.debtsOf(r, in.ID)
		for _, d := range list {
			out.OwedCents, out.OverCents = out.OwedCents+d.Owed, out.OverCents+d.Over
			out.Ages[d.Age] += d.Owed
			out.Debts = append(out.Debts, d)
		}
		return out, err
	})
}

// debtsOf are the debts of a customer that were not given up, the oldest first.
func (a *App) debtsOf(r storage.Reader, id journal.EntityID) ([]DebtNow, error) {
	c, err := a.views.Customer(r, id)
	if err != nil {
		return nil, err
	}
	t, at, err := a.debtTerms(r, a.place.Site)
	if err != nil {
		return nil, err
	}
	records, err := a.views.TillBy(r, id)
	if err != nil {
		return nil, err
	}
	for _, file := range c.Repairs {
		of, err := a.views.TillOf(r, file)
		if err != nil {
			return nil, err
		}
		records = append(records, of...)
	}
	var out []DebtNow
	for _, rec := range records {
		known := slices.ContainsFunc(out, func(d DebtNow) bool { return d.Number == rec.Number })
		if known || rec.Owed(rec.Since) <= 0 {
			continue
		}
		d, err := a.debtNow(r, rec, t, at.today)
		if err != nil {
			return nil, err
		}
		if d.GivenUp == "" {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(x, y DebtNow) int { return cmp.Compare(x.Day, y.Day) })
	return out, nil
}

// InDoubt is a receipt whose card was taken without an answer.
type InDoubt struct {
	Number string `json:"number"`
	Day    string `json:"day"`
	Cents  int64  `json:"cents"`
	Ref    string `json:"ref,omitempty"` // of the terminal
	Days   int    `json:"days"`          // that nobody knows
}

// doubtDays is how far back cards in doubt are looked for.
const doubtDays = 120

// CardsInDoubt are the cards that were taken without an answer and are neither known
// to be paid nor declined.
func (a *App) CardsInDoubt(ctx context.Context, in *SitesAsked) ([]InDoubt, error) {
	return read(ctx, a, func(r storage.Reader) ([]InDoubt, error) {
		at, err := a.lawAt(r, a.here(in.Site))
		if err != nil {
			return nil, err
		}
		list, err := a.views.TillRecords(r, views.TillSearch{
			Site: a.here(in.Site), From: at.today.AddDays(-doubtDays).String(), Kinds: []till.Kind{till.Sale, till.Payment}, Limit: mostDebts,
		})
		out := []InDoubt{}
		for _, rec := range list {
			cents := inDoubt(rec.Payments)
			if err != nil || cents == 0 {
				continue
			}
			came, wrong := a.views.CardsCame(r, rec)
			if wrong != nil {
				return nil, wrong
			}
			failed, wrong := a.failedCard(r, rec)
			if wrong != nil {
				return nil, wrong
			}
			if came || failed >= cents {
				continue
			}
			one := InDoubt{Number: rec.Number, Day: rec.Day, Cents: cents - failed, Days: dateOr(rec.Day, civil.None).DaysUntil(at.today)}
			for _, p := range rec.Payments {
				if p.Auth == till.Offline {
					one.Ref = cmp.Or(one.Ref, p.Ref)
				}
			}
			out = append(out, one)
		}
		return out, err
	})
}

// failedCard is what of the cards of a record did not come.
func (a *App) failedCard(r storage.Reader, rec views.TillRecord) (cents int64, err error) {
	after, err := a.views.TillAfter(r, cmp.Or(rec.Record.Ref, rec.Number))
	for i := range after {
		for _, p := range after[i].Payments {
			if after[i].Record.Kind == till.Payment && p.Tender == till.Card && p.Cents < 0 && p.Ref == rec.Number {
				cents -= p.Cents
			}
		}
	}
	return cents, err
}
