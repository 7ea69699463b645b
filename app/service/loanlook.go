package service

import (
	"context"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/loan"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// LoanStanding is a loan as it stands today.
type LoanStanding struct {
	views.Loan
	Standing loan.Standing `json:"standing,omitempty"` // out, due, overdue; of a loan that is out
	DaysLate int           `json:"days_late,omitempty"`
	Due      int           `json:"step_due,omitempty"` // step of the ladder that belongs to today and was not climbed
}

func (a *App) standing(r storage.Reader, l views.Loan) (LoanStanding, error) {
	out := LoanStanding{Loan: l}
	if l.Status != loan.Out {
		return out, nil
	}
	law, err := a.lawAt(r, l.Site)
	if err != nil {
		return out, err
	}
	terms, err := a.loanTerms(r)
	if err != nil {
		return out, err
	}
	due, err := civil.Parse("due_on", l.DueOn)
	if err != nil {
		return out, err
	}
	step := 0
	out.Standing, step = loan.Stand(law.today, due, terms.Ladder)
	if climbed, _ := strconv.Atoi(l.Step); step > climbed {
		out.Due = step
	}
	if due.Known() {
		out.DaysLate = max(0, due.DaysUntil(law.today))
	}
	return out, nil
}

// Loan is one loan as it stands today.
func (a *App) Loan(ctx context.Context, id journal.EntityID) (LoanStanding, error) {
	return read(ctx, a, func(r storage.Reader) (LoanStanding, error) {
		l, err := a.views.Loan(r, id)
		if err != nil {
			return LoanStanding{}, err
		}
		return a.standing(r, l)
	})
}

// loans reads a list of loans as they stand today, those that pass.
func (a *App) loans(ctx context.Context, list func(storage.Reader) ([]views.Loan, error), pass func(LoanStanding) bool) ([]LoanStanding, error) {
	return read(ctx, a, func(r storage.Reader) ([]LoanStanding, error) {
		all, err := list(r)
		out := make([]LoanStanding, 0, len(all))
		for _, l := range all {
			s, err := a.standing(r, l)
			if err != nil {
				return nil, err
			}
			if pass(s) {
				out = append(out, s)
			}
		}
		return out, err
	})
}

func every(LoanStanding) bool { return true }

// OpenLoans are the loans of a shop that are asked for, kept or out.
func (a *App) OpenLoans(ctx context.Context, site string) ([]LoanStanding, error) {
	return a.loans(ctx, func(r storage.Reader) ([]views.Loan, error) { return a.views.OpenLoans(r, a.here(site)) }, every)
}

// DueLoans are the loans of a shop for which somebody has something to do today.
func (a *App) DueLoans(ctx context.Context, site string) ([]LoanStanding, error) {
	return a.loans(ctx, func(r storage.Reader) ([]views.Loan, error) { return a.views.OpenLoans(r, a.here(site)) }, func(s LoanStanding) bool {
		return s.Standing == loan.Overdue || s.Due != loan.StepNone
	})
}

// Loaner is a unit that can be lent.
func (a *App) Loaner(ctx context.Context, id journal.EntityID) (views.Loaner, error) {
	return read(ctx, a, func(r storage.Reader) (views.Loaner, error) { return a.views.Loaner(r, id) })
}

// Loaners are the units of a shop.
func (a *App) Loaners(ctx context.Context, site string) ([]views.Loaner, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Loaner, error) { return a.views.Loaners(r, a.here(site)) })
}

// LoansOfFile are the open loans of a repair.
func (a *App) LoansOfFile(ctx context.Context, file journal.EntityID) ([]LoanStanding, error) {
	return a.loans(ctx, func(r storage.Reader) ([]views.Loan, error) { return a.views.LoansOfFile(r, file) }, every)
}

// LoansOfUnit are the loans of a unit, the latest first.
func (a *App) LoansOfUnit(ctx context.Context, unit journal.EntityID) ([]LoanStanding, error) {
	return a.loans(ctx, func(r storage.Reader) ([]views.Loan, error) { return a.views.LoansOfUnit(r, unit) }, every)
}

// here is a shop that was named, or this one.
func (a *App) here(site string) string {
	if site == "" {
		return a.place.Site
	}
	return site
}

// AtSite asks about a shop.
type AtSite struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
}

func loanQuestions() []Question {
	return []Question{
		question("loaner.get", "A unit that can be lent.", func(a *App, ctx context.Context, in *ByID) (views.Loaner, error) {
			return a.Loaner(ctx, in.ID)
		}),
		question("loaner.list", "The units of a shop.", func(a *App, ctx context.Context, in *AtSite) ([]views.Loaner, error) {
			return a.Loaners(ctx, in.Site)
		}),
		question("loaner.find", "The units that words name: name, serial number, category.", func(a *App, ctx context.Context, in *ByWords) ([]views.Loaner, error) {
			return read(ctx, a, func(r storage.Reader) ([]views.Loaner, error) { return a.views.FindLoaners(r, in.Words) })
		}),
		question("loan.get", "A loan as it stands today.", func(a *App, ctx context.Context, in *ByID) (LoanStanding, error) {
			return a.Loan(ctx, in.ID)
		}),
		question("loan.open", "The loans of a shop that are asked for, kept or out.", func(a *App, ctx context.Context, in *AtSite) ([]LoanStanding, error) {
			return a.OpenLoans(ctx, in.Site)
		}),
		question("loan.due", "The loans that are overdue, or need a reminder today.", func(a *App, ctx context.Context, in *AtSite) ([]LoanStanding, error) {
			return a.DueLoans(ctx, in.Site)
		}),
		question("loan.of_file", "The open loans of a repair.", func(a *App, ctx context.Context, in *ByID) ([]LoanStanding, error) {
			return a.LoansOfFile(ctx, in.ID)
		}),
		question("loan.of_unit", "The loans of a unit, the latest first.", func(a *App, ctx context.Context, in *ByID) ([]LoanStanding, error) {
			return a.LoansOfUnit(ctx, in.ID)
		}),
	}
}
