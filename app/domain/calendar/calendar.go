// Package calendar knows when a shop is open: its hours by weekday, the public
// holidays of its region, its closures and its exceptional days. Promises,
// slots, reminders and first answers are counted in it.
//
// Legal clocks are not: the thirty days of the legal guarantee, withdrawal,
// refunds and the like run on every day of the calendar, or on working days by
// law, whatever hours a shop keeps. The package warranty therefore never
// imports this one.
package calendar

import (
	"slices"
	"time"

	"etabli/app/domain/civil"
)

// Span is a stretch of opening, in minutes past midnight: 9:30 to 12:00 is
// {570, 720}.
type Span struct {
	FromMinutes, ToMinutes int
}

// Calendar is when one shop is open. An exceptional day goes before a closure,
// a closure before a holiday, a holiday before the weekday.
type Calendar struct {
	Zone       *time.Location
	Region     civil.Region
	Week       [7][]Span // by time.Weekday
	OpenOn     []string  // codes of holidays on which the shop keeps its weekly hours
	Closures   []Closure
	Exceptions []Exception
}

// Closure is a stretch of days without opening, such as a fortnight in August.
type Closure struct {
	From, To civil.Date // first and last day
	Name     string
}

// Exception is a day with hours of its own; none means that it is closed.
type Exception struct {
	On    civil.Date
	Hours []Span
	Name  string
}

// Why says where the hours of a day come from.
type Why string

// The origins of a day's hours.
const (
	Weekly      Why = "weekly"
	Holiday     Why = "holiday"
	Closed      Why = "closure"
	Exceptional Why = "exception"
)

// Day is the hours of one day; none means that the shop is closed.
type Day struct {
	On    civil.Date
	Hours []Span
	Why   Why
	Name  string // code of the holiday, or the name of the closure or exception
}

// Open tells whether the shop opens on that day at all.
func (d Day) Open() bool { return len(d.Hours) > 0 }

// Day is the hours of a day.
func (c Calendar) Day(on civil.Date) Day {
	for _, e := range c.Exceptions {
		if e.On == on {
			return Day{on, e.Hours, Exceptional, e.Name}
		}
	}
	for _, k := range c.Closures {
		if on >= k.From && on <= k.To {
			return Day{On: on, Why: Closed, Name: k.Name}
		}
	}
	if code, is := civil.HolidayOn(on, c.Region); is && !slices.Contains(c.OpenOn, code) {
		return Day{On: on, Why: Holiday, Name: code}
	}
	return Day{On: on, Hours: c.Week[on.Weekday()], Why: Weekly}
}

// ClosedBetween lists the days from one to another, both included, on which the
// shop is closed although the weekday is one of its own: what a customer who
// is given a date has to be told. It looks no further than MaxDays.
func (c Calendar) ClosedBetween(from, to civil.Date) []Day {
	var list []Day
	for on := from; from.Known() && on <= min(to, from+MaxDays); on++ {
		if d := c.Day(on); !d.Open() && len(c.Week[on.Weekday()]) > 0 {
			list = append(list, d)
		}
	}
	return list
}
