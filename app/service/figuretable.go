package service

import (
	"context"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/loan"
	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
)

// mostThreads is how many conversations of each list figures are made of.
const mostThreads = 2000

// FigureTable answers how a shop, or all shops, did week by week.
func (a *App) FigureTable(ctx context.Context, in *FiguresInput) (figure.Table, error) {
	weeks, err := in.weeks()
	if err != nil {
		return figure.Table{}, err
	}
	m, err := read(ctx, a, func(r storage.Reader) (m figure.Matter, err error) {
		if m, err = a.besideCases(r, in.Site); err != nil {
			return m, err
		}
		m.Cases, err = a.views.Cases(r, in.Site, a.casesSinceMS(weeks), nil)
		return m, err
	})
	if err != nil {
		return figure.Table{}, err
	}
	return figure.TableOf(m, a.figuresUntil(), weeks), nil
}

// besideCases is what figures are made of beside the cases: loaners and their loans,
// and the questions of customers.
func (a *App) besideCases(r storage.Reader, code string) (m figure.Matter, err error) {
	m.Today = a.figuresUntil()
	if m.Short, m.Long, err = a.repeatDays(r, code); err != nil {
		return m, err
	}
	if m.Answers, err = a.answers(r, code); err != nil {
		return m, err
	}
	return m, a.lent(r, code, &m)
}

// repeatDays are within how many days a device that comes back counts as a
// repeat, soon and at all.
func (a *App) repeatDays(r storage.Reader, code string) (short, long int, err error) {
	at, err := a.lawAt(r, a.here(code))
	if err != nil {
		return 0, 0, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return 0, 0, err
	}
	soon, err := set.Span("repeat_short_days")
	if err != nil {
		return 0, 0, err
	}
	ever, err := set.Span("repeat_long_days")
	return soon.N, ever.N, err
}

// lent adds the loaners of a shop, or of all, their loans, and when those were due. A
// unit that is lent no more counts for the days on which it was.
func (a *App) lent(r storage.Reader, code string, m *figure.Matter) error {
	codes, err := a.codes(r, code)
	if err != nil {
		return err
	}
	for _, code := range codes {
		at, err := a.lawAt(r, code)
		if err != nil {
			return err
		}
		units, err := a.views.Loaners(r, code)
		if err != nil {
			return err
		}
		for _, unit := range units {
			served := figure.Lent{From: civil.At(unit.BegunMS, at.zone)}
			if unit.Status == loan.Retired {
				served.To = civil.At(unit.RetiredMS, at.zone)
			}
			m.Service = append(m.Service, served)
			loans, err := a.views.LoansOfUnit(r, unit.ID)
			if err != nil {
				return err
			}
			m.Lent = append(m.Lent, daysOf(loans, at.zone)...)
			m.Due = append(m.Due, backBy(loans, at.zone)...)
		}
	}
	return nil
}

// codes is one shop, or all of them.
func (a *App) codes(r storage.Reader, code string) ([]string, error) {
	if code != "" {
		return []string{code}, nil
	}
	sites, err := a.views.Sites(r)
	out := make([]string, len(sites))
	for i, s := range sites {
		out[i] = s.Code
	}
	return out, err
}

func daysOf(loans []views.Loan, zone *time.Location) (out []figure.Lent) {
	for _, l := range loans {
		if l.IssuedMS == 0 {
			continue
		}
		days := figure.Lent{From: civil.At(l.IssuedMS, zone)}
		if l.ReturnedMS != 0 {
			days.To = civil.At(l.ReturnedMS, zone)
		}
		out = append(out, days)
	}
	return out
}

// answers are the questions of customers, with how long the first answer took.
func (a *App) answers(r storage.Reader, code string) (out []figure.Answer, err error) {
	at, err := a.lawAt(r, a.here(code))
	if err != nil {
		return nil, err
	}
	for _, list := range []string{views.ThreadsWaiting, views.ThreadsAnswered, views.ThreadsDone} {
		threads, err := a.views.ThreadsIn(r, list, code, mostThreads)
		if err != nil {
			return nil, err
		}
		timed, err := a.timed(r, threads)
		if err != nil {
			return nil, err
		}
		for _, t := range timed {
			if t.ReceivedMS != 0 {
				out = append(out, figure.Answer{On: civil.At(t.ReceivedMS, at.zone), SpentMS: t.SpentMS})
			}
		}
	}
	return out, nil
}
