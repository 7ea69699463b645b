package present

import "etabli/app/domain/fault"

// Tone says what a colour means. No colour stands alone: an icon and a word
// go with it.
type Tone string

// The tones.
const (
	Neutral Tone = ""
	Work    Tone = "work"
	Good    Tone = "good"
	Watch   Tone = "watch"
	Late    Tone = "late"
)

// Chip is a short word in a pill. The icon is a name of the icon family.
type Chip struct {
	Tone Tone
	Icon string
	Text string
}

// IsZero tells whether there is no chip.
func (c Chip) IsZero() bool { return c == Chip{} }

// Notice is something that is said to people: what happened, and what to do
// next.
type Notice struct {
	Tone  Tone
	Text  string
	Next  string
	Retry string // label of the button that tries again; empty when there is none
}

// IsZero tells whether nothing is said.
func (n Notice) IsZero() bool { return n == Notice{} }

// Empty says what to do where there is nothing to show.
type Empty struct {
	Title  string
	Text   string
	Action string // label of the button; empty when there is none
}

// IsZero tells whether there is something to show.
func (e Empty) IsZero() bool { return e == Empty{} }

// Failure turns an error into what is said about it.
func (e Env) Failure(err error) Notice {
	f := fault.Of(err)
	args := make([]string, 0, 2*len(f.Args))
	for name, value := range f.Args {
		args = append(args, name, e.Words.SaidOf(string(f.Code), f.Field, name, value))
	}
	n := Notice{Tone: Late, Text: e.Words.T("fault."+string(f.Code), args...)}
	if next := "fault." + string(f.Code) + ".next"; e.Words.Has(next) {
		n.Next = e.Words.T("fault."+string(f.Code)+".next", args...)
	}
	return n
}

// retriable is a failure with a button that tries again.
func (e Env) retriable(err error) Notice {
	n := e.Failure(err)
	n.Retry = e.Words.T("screen.retry")
	return n
}

// fieldError is the sentence to show under the field that a fault is about.
func (e Env) fieldError(err error) (field, text string) {
	return fault.Of(err).Field, e.Failure(err).Text
}
