package ereport

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Period is some days that are reported together, both in it.
type Period struct{ From, To civil.Date }

// Length is how long the periods of a regime are, as the rules of a day have it:
// ten_days, month or two_months.
func Length(set rules.Set, r Regime) (string, error) {
	return set.Chosen("ereport_period_" + string(r))
}

// PeriodOf is the period of some length that a day lies in. Ten days are those of a
// month: the first ten, the next ten, the rest.
func PeriodOf(d civil.Date, length string) Period {
	year, month, day := d.Split()
	endOfMonth := civil.Of(year, month+1, 0)
	switch length {
	case "ten_days":
		switch {
		case day <= 10:
			return Period{civil.Of(year, month, 1), civil.Of(year, month, 10)}
		case day <= 20:
			return Period{civil.Of(year, month, 11), civil.Of(year, month, 20)}
		}
		return Period{civil.Of(year, month, 21), endOfMonth}
	case "two_months":
		first := month - (month-1)%2
		return Period{civil.Of(year, first, 1), civil.Of(year, first+2, 0)}
	}
	return Period{civil.Of(year, month, 1), endOfMonth}
}

// Has tells whether a day lies in the period.
func (p Period) Has(d civil.Date) bool { return d >= p.From && d <= p.To }
