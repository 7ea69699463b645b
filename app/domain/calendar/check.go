package calendar

import (
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of a calendar.
const (
	MaxSpans      = 6 // a day
	MaxClosures   = 200
	MaxExceptions = 500
	MaxName       = 80 // characters
)

const minutesPerDay = 24 * 60

// neverOpens is the fault of a calendar in which no opening comes within
// MaxDays: its hours are missing.
func neverOpens() error { return fault.New(fault.Missing, "week", "days", strconv.Itoa(MaxDays)) }

// Check checks a calendar; the faults name the field, such as "week.1.0".
func (c Calendar) Check() error {
	if c.Zone == nil {
		return fault.New(fault.Missing, "zone")
	}
	if !c.Region.Known() {
		return fault.New(fault.Malformed, "region", "expected", string(civil.Metropole))
	}
	for i, spans := range c.Week {
		if err := checkSpans("week."+strconv.Itoa(i), spans); err != nil {
			return err
		}
	}
	if len(c.OpenOn) > MaxSpans*len(c.Week) {
		return tooLong("open_on", MaxSpans*len(c.Week))
	}
	for i, code := range c.OpenOn {
		if err := text.Code("open_on."+strconv.Itoa(i), code, MaxName); err != nil {
			return err
		}
	}
	if err := c.checkClosures(); err != nil {
		return err
	}
	return c.checkExceptions()
}

func (c Calendar) checkClosures() error {
	if len(c.Closures) > MaxClosures {
		return tooLong("closures", MaxClosures)
	}
	for i, k := range c.Closures {
		at := "closures." + strconv.Itoa(i) + "."
		switch {
		case !k.From.Known():
			return fault.New(fault.Missing, at+"from")
		case !k.To.Known():
			return fault.New(fault.Missing, at+"to")
		case k.To < k.From:
			return fault.New(fault.OutOfRange, at+"to", "min", k.From.String(), "max", "2199-12-31")
		}
		if err := text.Line(at+"name", k.Name, MaxName); err != nil {
			return err
		}
	}
	return nil
}

func (c Calendar) checkExceptions() error {
	if len(c.Exceptions) > MaxExceptions {
		return tooLong("exceptions", MaxExceptions)
	}
	seen := map[civil.Date]bool{}
	for i, e := range c.Exceptions {
		at := "exceptions." + strconv.Itoa(i) + "."
		if !e.On.Known() {
			return fault.New(fault.Missing, at+"on")
		}
		if seen[e.On] {
			return fault.New(fault.Twice, at+"on")
		}
		seen[e.On] = true
		if err := checkSpans(at+"hours", e.Hours); err != nil {
			return err
		}
		if err := text.Line(at+"name", e.Name, MaxName); err != nil {
			return err
		}
	}
	return nil
}

// checkSpans checks the hours of a day: in order and apart from each other.
func checkSpans(field string, spans []Span) error {
	if len(spans) > MaxSpans {
		return tooLong(field, MaxSpans)
	}
	before := 0
	for i, s := range spans {
		at := field + "." + strconv.Itoa(i)
		if s.FromMinutes < before || s.ToMinutes <= s.FromMinutes || s.ToMinutes > minutesPerDay {
			return fault.New(fault.OutOfRange, at, "min", strconv.Itoa(before), "max", strconv.Itoa(minutesPerDay))
		}
		before = s.ToMinutes
	}
	return nil
}

func tooLong(field string, limit int) error {
	return fault.New(fault.TooLong, field, "limit", strconv.Itoa(limit))
}
