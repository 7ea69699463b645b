// Package task knows what somebody has to do by a day: "call Mr X back on
// Tuesday at ten", about a file or about none. What was not done yesterday
// stands on top until it is done, moved or dropped by somebody.
package task

import (
	"cmp"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of a task, in characters.
const (
	MaxWhat  = 600
	MaxStaff = 26
)

// Over says that a task is done or dropped already.
const Over fault.Code = "task_over"

// SetFacts is a new task. What has to be done is in a private box, because it
// is mostly about people.
type SetFacts struct {
	On         string `cbor:"1,keyasint"`           // the day, in the site's time zone
	AtMS       int64  `cbor:"2,keyasint,omitempty"` // the hour, when one was named
	Owner      string `cbor:"3,keyasint,omitempty"` // id; nobody is the whole team
	Substitute string `cbor:"4,keyasint,omitempty"` // id of who does it when the owner is away
	Site       string `cbor:"5,keyasint"`
	Why        string `cbor:"6,keyasint,omitempty"` // code of what made it, when no person did
}

// TextBox is the private part (purpose File of the task).
type TextBox struct {
	What string `cbor:"1,keyasint,omitempty"`
	Said string `cbor:"2,keyasint,omitempty"` // how it ended
}

// MovedFacts puts a task off, or gives it to somebody else. What is empty stays.
type MovedFacts struct {
	On         string `cbor:"1,keyasint,omitempty"`
	AtMS       int64  `cbor:"2,keyasint,omitempty"`
	Owner      string `cbor:"3,keyasint,omitempty"`
	Substitute string `cbor:"4,keyasint,omitempty"`
	Reason     string `cbor:"5,keyasint,omitempty"` // a code
}

// EndedFacts ends a task.
type EndedFacts struct {
	Dropped bool `cbor:"1,keyasint,omitempty"` // it was not done and need not be
}

// Status is where a task stands.
type Status string

// The statuses.
const (
	Open    Status = "open"
	Done    Status = "done"
	Dropped Status = "dropped"
)

// CheckSet checks a new task.
func CheckSet(f SetFacts, box TextBox) error {
	if f.On == "" {
		return fault.New(fault.Missing, "on")
	}
	return fault.First(
		text.Date("on", f.On),
		text.Moment("at_ms", f.AtMS),
		text.Line("owner", f.Owner, MaxStaff),
		text.Line("substitute", f.Substitute, MaxStaff),
		text.Code("why", f.Why, MaxStaff),
		text.NeededBlock("what", box.What, MaxWhat),
	)
}

// CheckMoved checks a change of day or of owner.
func CheckMoved(f MovedFacts) error {
	if f == (MovedFacts{Reason: f.Reason}) {
		return fault.New(fault.Missing, "on")
	}
	return fault.First(
		text.Date("on", f.On),
		text.Moment("at_ms", f.AtMS),
		text.Line("owner", f.Owner, MaxStaff),
		text.Line("substitute", f.Substitute, MaxStaff),
		text.Code("reason", f.Reason, MaxStaff),
	)
}

// CheckEnded checks how a task ended.
func CheckEnded(box TextBox) error { return text.Block("said", box.Said, MaxWhat) }

// Due is when a task has to be done, as far as lists go.
type Due struct {
	On   civil.Date
	AtMS int64 // 0 without an hour
}

// When says where a task stands against today.
type When string

// The parts of a list of tasks, in its order.
const (
	Yesterday When = "late"  // of a day that has passed
	Hour      When = "hour"  // of today, and its hour has passed
	Today     When = "today" //
	Later     When = "later" //
)

// When tells which part of the list a task belongs to.
func (d Due) When(today civil.Date, nowMS int64) When {
	switch {
	case d.On < today:
		return Yesterday
	case d.On > today:
		return Later
	case d.AtMS != 0 && d.AtMS <= nowMS:
		return Hour
	}
	return Today
}

// Compare orders tasks: the oldest day first, then those with an hour.
func Compare(a, b Due) int {
	hour := func(d Due) int64 {
		if d.AtMS == 0 {
			return 1<<62 - 1
		}
		return d.AtMS
	}
	return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(hour(a), hour(b)))
}

// Doer is who does a task on its day: the owner, or while the owner is away the
// substitute of the task, or else the one of the absence. It is empty when
// nobody is left, and then the team sees to it.
func Doer(owner, substitute string, away func(id string) (standIn string, is bool)) string {
	if owner == "" {
		return ""
	}
	standIn, is := away(owner)
	if !is {
		return owner
	}
	for _, id := range []string{substitute, standIn} {
		if id == "" {
			continue
		}
		if _, gone := away(id); !gone {
			return id
		}
	}
	return ""
}
