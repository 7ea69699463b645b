// Package civil knows days as people count them: dates without a time of day
// or a zone, the public holidays of France, and working days in the two senses
// that French rules use. A Date is what laws and promises are written in; what
// turns a moment into a Date is the zone of the shop.
package civil

import (
	"time"

	"etabli/app/domain/text"
)

// Date is a civil day, counted from the first of January of the year 1, which
// is 1. Dates are compared with the ordinary operators and their difference is
// a number of days. The zero Date means that the day is not known; it stays
// zero under all arithmetic. As text and in JSON it reads "2006-01-02", or
// nothing when it is not known.
type Date int32

// None is a day that is not known.
const None Date = 0

// dateForm is how dates are written.
const dateForm = "2006-01-02"

const secondsPerDay = 24 * 60 * 60

// dayOne is the first of January of the year 1 in days of Unix time.
var dayOne = time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay

// Of is the day of a year, month and day of the month. A day that the month
// does not have runs into the next one, as in time.Date.
func Of(year int, month time.Month, day int) Date {
	unixDays := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay
	return Date(unixDays - dayOne + 1)
}

// Parse reads "2006-01-02" between the years 1970 and 2199. An empty text is
// None. The faults name the field: malformed, out_of_range.
func Parse(field, s string) (Date, error) {
	if err := text.Date(field, s); err != nil || s == "" {
		return None, err
	}
	at, err := time.Parse(dateForm, s)
	if err != nil {
		return None, err
	}
	return Of(at.Date()), nil
}

// At is the day of a moment in Unix milliseconds as the clocks of a zone show
// it; 0 is None.
func At(ms int64, zone *time.Location) Date {
	if ms == 0 {
		return None
	}
	return Of(time.UnixMilli(ms).In(zone).Date())
}

// Known tells whether there is a day at all.
func (d Date) Known() bool { return d != None }

// Split gives year, month and day of the month; of None it gives zeros.
func (d Date) Split() (year int, month time.Month, day int) {
	if d == None {
		return 0, 0, 0
	}
	return d.utc().Date()
}

// Clock is the moment of this day at some minutes past midnight as the clocks
// of a zone show it.
func (d Date) Clock(minutes int, zone *time.Location) time.Time {
	y, m, day := d.Split()
	return time.Date(y, m, day, 0, minutes, 0, 0, zone)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays is the day so many days later, or earlier when days is negative.
func (d Date) AddDays(days int) Date {
	if d == None {
		return None
	}
	return d + Date(days)
}

// AddMonths is the same day of the month so many months later, or the last day
// of that month when it is shorter: two years after 29 February 2024 is
// 28 February 2026.
func (d Date) AddMonths(months int) Date {
	if d == None {
		return None
	}
	y, m, day := d.Split()
	last := Of(y, m+time.Month(months)+1, 0)
	if _, _, lastDay := last.Split(); day > lastDay {
		return last
	}
	return Of(y, m+time.Month(months), day)
}

// DaysUntil is how many days later another day is; 0 when one is not known.
func (d Date) DaysUntil(later Date) int {
	if d == None || later == None {
		return 0
	}
	return int(later - d)
}

// Earlier is the earlier of two days; one that is not known does not count.
func Earlier(a, b Date) Date {
	if a == None || (b != None && b < a) {
		return b
	}
	return a
}

// Later is the later of two days; one that is not known does not count.
func Later(a, b Date) Date { return max(a, b) }

func (d Date) String() string {
	if d == None {
		return ""
	}
	return d.utc().Format(dateForm)
}

// MarshalText writes "2006-01-02", or nothing for None.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	day, err := Parse("date", string(b))
	if err == nil {
		*d = day
	}
	return err
}

func (d Date) utc() time.Time {
	return time.Unix((int64(d)-1+dayOne)*secondsPerDay, 0).UTC()
}
