package service

import (
	"context"
	"slices"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/quote"
	"etabli/app/domain/rules"
	"etabli/storage"
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
}

// lawAt is the law at a shop, today. Of its calendar only the region counts, by
// whose holidays working days go; its hours move nothing.
func (a *App) lawAt(r storage.Reader, site string) (law, error) {
	c, err := a.views.Calendar(r, site)
	if err != nil {
		return law{}, err
	}
	zone := c.Hours.Zone
	return law{today: civil.At(a.now().UnixMilli(), zone), zone: zone, region: c.Hours.Region, table: a.rules}, nil
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
func (a *App) Rules(context.Context, *Anything) ([]rules.Row, error) {
	return slices.DeleteFunc(a.rules.Rows(), func(row rules.Row) bool { return row.Country != homeCountry }), nil
}
