package till

import "etabli/app/domain/civil"

// Level is what a closing closes.
type Level string

// The levels.
const (
	OfDay   Level = "day"
	OfMonth Level = "month"
	OfYear  Level = "year"
)

// Closed is what a closing seals: the totals of its period, and those of the
// month and the year so far.
type Closed struct {
	Level  Level  `cbor:"1,keyasint" json:"level"`
	Period string `cbor:"2,keyasint" json:"period"` // 2026-11-28, 2026-11 or 2026
	Totals Totals `cbor:"3,keyasint" json:"totals"`
	Month  Totals `cbor:"4,keyasint" json:"month"` // so far, this period included
	Year   Totals `cbor:"5,keyasint" json:"year"`
	First  string `cbor:"6,keyasint,omitempty" json:"first,omitempty"` // numbers that were given
	Last   string `cbor:"7,keyasint,omitempty" json:"last,omitempty"`
}

// Close makes the record of a closing. A day on which nothing was recorded is a
// session of its own.
func (c Carry) Close(level Level, period string) Record {
	closed := &Closed{Level: level, Period: period, Month: c.Month, Year: c.Year}
	switch level {
	case OfDay:
		if c.Day == period && c.Open {
			closed.Totals, closed.First, closed.Last = c.Today, c.First, c.Last
		}
		closed.Month.Add(closed.Totals)
		closed.Year.Add(closed.Totals)
	case OfMonth:
		closed.Totals = c.Month
	case OfYear:
		closed.Totals = c.Year
	}
	return Record{Form: Form, Kind: Closing, Closing: closed}
}

// Due is the closing that a series owes before it may go on at a day: a day that
// is over, then its month, then its year, then the days between on which nothing
// was recorded. It is false when none is owed.
func (c Carry) Due(today civil.Date) (level Level, period string, due bool) {
	day, err := civil.Parse("day", c.Day)
	if c.Seq == 0 || err != nil || day >= today {
		return "", "", false
	}
	next := day.AddDays(1)
	year, month, _ := day.Split()
	nextYear, nextMonth, _ := next.Split()
	switch {
	case c.Open:
		return OfDay, c.Day, true
	case !c.MonthClosed && (month != nextMonth || year != nextYear):
		return OfMonth, c.Day[:7], true
	case !c.YearClosed && year != nextYear:
		return OfYear, c.Day[:4], true
	case next < today:
		return OfDay, next.String(), true
	}
	return "", "", false
}
