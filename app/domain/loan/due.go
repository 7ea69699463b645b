package loan

import "etabli/app/domain/civil"

// Due is the last day on which a unit may come back: the day that was agreed,
// or the days of the agreement after the notice that the repair is ready, and
// what was added since. A loan whose repair is not ready has no such day.
func Due(a Agreement, readyOn civil.Date, extraDays int) civil.Date {
	on := readyOn
	if fixed, err := civil.Parse("due_on", a.DueOn); err == nil && fixed.Known() {
		on = fixed
	} else if on.Known() {
		on = on.AddDays(a.ReturnDays)
	}
	if !on.Known() {
		return civil.None
	}
	return on.AddDays(extraDays)
}

// Standing is how a loan that is out stands on a day.
type Standing string

// The standings.
const (
	NotDue  Standing = "out"
	DueSoon Standing = "due"
	Overdue Standing = "overdue"
)

// Ladder is what a shop does about loaners that do not come back, in days from
// rules data.
type Ladder struct {
	Before int // first reminder, before the day
	Every  int // a reminder again, after it
	Notice int // formal notice, after it
}

// The steps of the ladder.
const (
	StepNone   = 0
	StepSoon   = 1 // it will be due
	StepDue    = 2 // it was due
	StepAgain  = 3 // and each further step is one more reminder
	StepNotice = 100
)

// Stand tells how a loan stands on a day, and which step of the ladder belongs
// to that day.
func Stand(today, due civil.Date, l Ladder) (Standing, int) {
	if !due.Known() {
		return NotDue, StepNone
	}
	late := due.DaysUntil(today)
	switch {
	case late < -l.Before:
		return NotDue, StepNone
	case late <= 0:
		return DueSoon, StepSoon
	case l.Notice > 0 && late >= l.Notice:
		return Overdue, StepNotice
	case l.Every > 0 && late >= l.Every:
		return Overdue, min(StepAgain+late/l.Every-1, StepNotice-1)
	}
	return Overdue, StepDue
}
