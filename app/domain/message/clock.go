package message

import (
	"errors"
	"slices"

	"etabli/app/domain/calendar"
	"etabli/app/domain/fault"
)

// Targets is how soon a shop means to answer, in minutes of its opening hours.
type Targets map[Channel]int

// DefaultTargets are those of a shop that set none.
func DefaultTargets() Targets {
	return Targets{Phone: 60, SMS: 120, Web: 240, Social: 240, Review: 960, Email: 480, Letter: 2400, Visit: 60}
}

// Of is the target of a channel.
func (t Targets) Of(c Channel) int {
	if n, set := t[c]; set {
		return n
	}
	return DefaultTargets()[c]
}

// RiskMinutes is how long before its hour a promised call-back is a risk.
const RiskMinutes = 30

// minuteMS is a minute in milliseconds.
const minuteMS = 60_000

// Clock is the first-answer clock of a thread: it starts when the message
// reached us and counts the hours in which the shop is open.
type Clock struct {
	Channel    Channel
	ReceivedMS int64
	DueMS      int64
	AnsweredMS int64 // 0 while it runs
	SpentMS    int64 // opening hours so far, or until the answer
	Late       bool
}

// Clock is the first-answer clock of a thread at a moment, none when nobody
// asked anything. A line that was settled without an answer stops it too. A shop
// that never opens owes nothing by an hour, and what waited longer than a
// calendar can count shows the most that it can: one thread never hides the rest.
func (t Thread) Clock(targets Targets, c calendar.Calendar, nowMS int64) (Clock, bool, error) {
	asked, answeredMS, ok := t.FirstWait()
	if !ok {
		return Clock{}, false, nil
	}
	k, err := asked.clock(answeredMS, targets, c, nowMS)
	return k, true, err
}

// Calls are the clocks of the callers in a thread: of each call that nobody took, or that
// owes a call-back, until somebody called back, settled it, or until now.
func (t Thread) Calls(targets Targets, c calendar.Calendar, nowMS int64) (out []Clock, err error) {
	for _, l := range t.Lines {
		if !l.Inbound || l.Channel != Phone || l.Weight != Counts {
			continue
		}
		k, err := l.clock(l.AnsweredMS, targets, c, nowMS)
		if err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

func (l Line) clock(answeredMS int64, targets Targets, c calendar.Calendar, nowMS int64) (Clock, error) {
	k := Clock{Channel: l.Channel, ReceivedMS: l.AtMS, AnsweredMS: answeredMS}
	dueMS, err := c.AddWorking(l.AtMS, targets.Of(l.Channel))
	if errors.Is(err, fault.New(fault.Missing, "")) {
		return k, nil
	}
	if err != nil {
		return k, err
	}
	k.DueMS = dueMS
	until := nowMS
	switch {
	case answeredMS != 0:
		until = answeredMS
	case l.Handled:
		until = l.HandledMS
	}
	k.SpentMS, err = c.WorkingMS(max(l.AtMS, until-calendar.MaxDays*24*60*minuteMS), until)
	k.Late = until > k.DueMS
	return k, err
}

// Promise is how a call-back stands.
type Promise string

// The states of a promised call-back.
const (
	NoPromise Promise = ""
	Kept      Promise = "ahead"
	AtRisk    Promise = "risk"
	Broken    Promise = "late"
)

// Promise is how the thread's call-back stands at a moment: a risk half an hour
// before its time, late after it.
func (t Thread) Promise(nowMS int64) Promise {
	switch {
	case t.PromisedMS == 0:
		return NoPromise
	case nowMS > t.PromisedMS:
		return Broken
	case nowMS >= t.PromisedMS-RiskMinutes*minuteMS:
		return AtRisk
	}
	return Kept
}

// Waits are the figures of what customers waited for.
type Waits struct {
	Asked    int   `json:"asked"`
	Open     int   `json:"open"` // not answered yet
	Late     int   `json:"late"`
	MedianMS int64 `json:"median_ms"` // of opening hours until the answer, or until now
	P90MS    int64 `json:"p90_ms"`
}

// Figures sums clocks up. Those that still run count with what they show, so
// that nobody looks better by not answering.
func Figures(clocks []Clock) Waits {
	w := Waits{Asked: len(clocks)}
	spent := make([]int64, 0, len(clocks))
	for _, k := range clocks {
		if k.AnsweredMS == 0 {
			w.Open++
		}
		if k.Late {
			w.Late++
		}
		spent = append(spent, k.SpentMS)
	}
	slices.Sort(spent)
	w.MedianMS, w.P90MS = rank(spent, 50), rank(spent, 90)
	return w
}

// rank is the nearest-rank percentile of sorted values.
func rank(sorted []int64, percent int) int64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)*percent+99)/100-1]
}
