package calendar

import (
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
)

// SavedFacts is the calendar of a shop as entries hold it: hours are written
// "09:30-12:00 14:00-19:00", days "2006-01-02". It is saved as a whole.
type SavedFacts struct {
	Region     string           `cbor:"1,keyasint,omitempty" json:"region,omitempty"` // FR when empty
	Week       [7]string        `cbor:"2,keyasint" json:"week"`                       // by weekday, Sunday first
	OpenOn     []string         `cbor:"3,keyasint,omitempty" json:"open_on,omitempty"`
	Closures   []ClosureFacts   `cbor:"4,keyasint,omitempty" json:"closures,omitempty"`
	Exceptions []ExceptionFacts `cbor:"5,keyasint,omitempty" json:"exceptions,omitempty"`
}

// ClosureFacts is a stretch of days without opening.
type ClosureFacts struct {
	From string `cbor:"1,keyasint" json:"from"`
	To   string `cbor:"2,keyasint" json:"to"`
	Name string `cbor:"3,keyasint,omitempty" json:"name,omitempty"`
}

// ExceptionFacts is a day with hours of its own; none means closed.
type ExceptionFacts struct {
	On    string `cbor:"1,keyasint" json:"on"`
	Hours string `cbor:"2,keyasint,omitempty" json:"hours,omitempty"`
	Name  string `cbor:"3,keyasint,omitempty" json:"name,omitempty"`
}

// UsualWeek is the week of a shop that did not say when it opens: Tuesday to
// Saturday, with an hour for lunch.
func UsualWeek() [7]string {
	const day = "09:00-12:30 13:30-19:00"
	return [7]string{"", "", day, day, day, day, day}
}

// Calendar is the calendar in the zone of its shop. The faults name the field.
func (f SavedFacts) Calendar(zone *time.Location) (Calendar, error) {
	c := Calendar{Zone: zone, Region: civil.Region(f.Region), OpenOn: f.OpenOn}
	if c.Region == "" {
		c.Region = civil.Metropole
	}
	var err error
	for i, hours := range f.Week {
		if c.Week[i], err = parseHours("week."+strconv.Itoa(i), hours); err != nil {
			return Calendar{}, err
		}
	}
	for i, k := range f.Closures {
		at := "closures." + strconv.Itoa(i) + "."
		closure := Closure{Name: k.Name}
		if closure.From, err = civil.Parse(at+"from", k.From); err != nil {
			return Calendar{}, err
		}
		if closure.To, err = civil.Parse(at+"to", k.To); err != nil {
			return Calendar{}, err
		}
		c.Closures = append(c.Closures, closure)
	}
	for i, e := range f.Exceptions {
		at := "exceptions." + strconv.Itoa(i) + "."
		exception := Exception{Name: e.Name}
		if exception.On, err = civil.Parse(at+"on", e.On); err != nil {
			return Calendar{}, err
		}
		if exception.Hours, err = parseHours(at+"hours", e.Hours); err != nil {
			return Calendar{}, err
		}
		c.Exceptions = append(c.Exceptions, exception)
	}
	return c, c.Check()
}

// parseHours reads "09:30-12:00 14:00-19:00".
func parseHours(field, s string) ([]Span, error) {
	var out []Span
	for _, part := range strings.Fields(s) {
		from, to, ok := strings.Cut(part, "-")
		span := Span{minutes(from), minutes(to)}
		if !ok || span.FromMinutes < 0 || span.ToMinutes < 0 {
			return nil, fault.New(fault.Malformed, field, "expected", "09:30-12:00 14:00-19:00")
		}
		out = append(out, span)
	}
	return out, nil
}

// minutes reads "09:30" as minutes past midnight; -1 when it is no time.
func minutes(s string) int {
	h, m, ok := strings.Cut(s, ":")
	hour, errH := strconv.ParseUint(h, 10, 8)
	minute, errM := strconv.ParseUint(m, 10, 8)
	if !ok || errH != nil || errM != nil || len(m) != 2 || hour > 24 || minute > 59 {
		return -1
	}
	return int(hour)*60 + int(minute)
}

// FormatHours writes what parseHours reads.
func FormatHours(spans []Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = clock(s.FromMinutes) + "-" + clock(s.ToMinutes)
	}
	return strings.Join(parts, " ")
}

func clock(minutes int) string {
	two := func(n int) string {
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	return two(minutes/60) + ":" + two(minutes%60)
}
