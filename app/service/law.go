package service

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// homeCountry is the country whose law the shops are under. The rule table
// switches countries on; only one is.
const homeCountry = "FR"

// law is what a shop's day and rules are.
type law struct {
	today  civil.Date
	zone   *time.Location
	region civil.Region
	table  rules.Table
	base   rules.Table  // what ships
	said   []rules.Said // beside it, the oldest first
}

// lawAt is the law at a shop, today. Of its calendar only the region counts, by
// whose holidays working days go; its hours move nothing.
func (a *App) lawAt(r storage.Reader, site string) (law, error) {
	c, err := a.views.Calendar(r, site)
	if err != nil {
		return law{}, err
	}
	said, err := a.views.SaidRules(r, homeCountry)
	if err != nil {
		return law{}, err
	}
	zone := c.Hours.Zone
	return law{
		today: civil.At(a.now().UnixMilli(), zone), zone: zone, region: c.Hours.Region,
		table: a.tables.with(a.rules, said), base: a.rules, said: said,
	}, nil
}

// since is the law of what began at a moment: what was said later is for later files.
func (w law) since(ms int64) law {
	n := 0
	for n < len(w.said) && (ms == 0 || w.said[n].AtMS <= ms) {
		n++
	}
	if n < len(w.said) {
		w.said = w.said[:n]
		w.table = w.base.With(w.said)
	}
	return w
}

// tables keeps the table that what was said last made, which is asked for with
// every act.
type tables struct {
	mu    sync.Mutex
	of    []rules.Said
	table rules.Table
}

func (t *tables) with(base rules.Table, said []rules.Said) rules.Table {
	if len(said) == 0 {
		return base
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	same := func(a, b rules.Said) bool {
		return a.AtMS == b.AtMS && a.Gone == b.Gone && a.Row.ID == b.Row.ID && a.Row.ValidFrom == b.Row.ValidFrom
	}
	if !slices.EqualFunc(t.of, said, same) {
		t.of, t.table = said, base.With(said)
	}
	return t.table
}

// rules are those for the dates of a case; dates that are not known are today.
func (w law) rules(on rules.Dates) (rules.Set, error) {
	on.Contract, on.Request, on.Invoice = known(on.Contract, w.today), known(on.Request, w.today), known(on.Invoice, w.today)
	return w.table.For(homeCountry, on)
}

func known(d, otherwise civil.Date) civil.Date {
	if d.Known() {
		return d
	}
	return otherwise
}

// legalRule is what a file keeps of the rule by which the legal clock of a request
// runs; one of no days where none is verified, since a device is taken in all the same.
func (a *App) legalRule(r storage.Reader, site string, requestedMS int64) (*repair.LegalRule, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return nil, err
	}
	row, err := at.table.Find(repair.LegalRuleID, homeCountry, rules.Dates{Request: civil.At(requestedMS, at.zone)})
	if errors.Is(err, fault.New(rules.CountryOff, "")) || errors.Is(err, fault.New(rules.Unknown, "")) {
		return &repair.LegalRule{}, nil
	}
	if err != nil {
		return nil, err
	}
	return repair.LegalRuleOf(row), nil
}

// quoteTerms are the rules for a quote that is made or answered today.
func (w law) quoteTerms() (quote.Terms, error) {
	set, err := w.rules(rules.Dates{})
	if err != nil {
		return quote.Terms{}, err
	}
	return quote.TermsOf(set, w.region)
}

// Rules are the numbers of the law that the shops are under, each with the days on
// which it holds and where it is written.
func (a *App) Rules(ctx context.Context, _ *Anything) ([]rules.Row, error) {
	return read(ctx, a, func(r storage.Reader) ([]rules.Row, error) {
		at, err := a.lawAt(r, a.place.Site)
		return slices.DeleteFunc(at.table.Rows(), func(row rules.Row) bool { return row.Country != homeCountry }), err
	})
}

// SayRule adds a row to the rules, or takes one back. It holds for what begins from
// now on: files keep to what was known when they began.
func (a *App) SayRule(ctx context.Context, call Call, in *rules.SaidFacts) (Result, error) {
	f, err := a.rules.Complete(*in)
	if err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.RuleSaid, entity(kind.RuleTable, views.RuleTableID(f.Country))).with(f)
	}, func(storage.Reader) (any, error) { return f, nil })
}
