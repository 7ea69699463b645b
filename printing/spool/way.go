package spool

import (
	"context"
	"errors"
	"fmt"
)

// Task is what a way out needs to know of a job.
type Task struct {
	Printer Printer
	Name    string // names the job at the printer, and never another
	Title   string // for people
	Type    string // media type
	Paper   string
	Remote  string // what Claim answered
	Content []byte // of Send only
	// Note tells of what keeps the document from coming out while Send waits for
	// it; empty when nothing does any more. It never waits.
	Note func(Reason)
}

// Way is how documents get to printers of one kind. Calls may take as long as
// their context lets them. Errors are *Trouble where the reason is known.
type Way interface {
	// Claim makes sure that the printer takes a document now, and answers what
	// the printer calls it, which may be nothing. Nothing comes out yet, however
	// often it is called.
	Claim(ctx context.Context, t Task) (remote string, err error)
	// Send hands the document over. It is called once for a claim.
	Send(ctx context.Context, t Task) Progress
	// Ask says how a document stands that was sent or may have been. An error
	// says that the printer cannot be asked now.
	Ask(ctx context.Context, t Task) (Progress, error)
	// Cancel calls a document back that was sent, and says how it stands then.
	// An error says that the printer cannot be told now.
	Cancel(ctx context.Context, t Task) (Progress, error)
}

// Standing is how a document stands at a printer.
type Standing int

// The standings.
const (
	Unknown    Standing = iota // it may have come out, and nothing will ever tell
	NotArrived                 // nothing of it has come out or will
	Accepted                   // the printer has it; more can be asked
	CameOut                    // it is done
	GivenUp                    // the printer will not print it; nothing came out
	Withdrawn                  // it was cancelled there
)

// Progress is how a document stands, and what keeps it.
type Progress struct {
	Standing Standing
	Reason   Reason
	Pages    int // that came out, where the printer counts
}

// Trouble is an error whose reason people can be told.
type Trouble struct {
	Reason Reason
	Cause  error
}

func (t *Trouble) Error() string {
	if t.Cause == nil {
		return "spool: " + string(t.Reason)
	}
	return fmt.Sprintf("spool: %s: %v", t.Reason, t.Cause)
}

func (t *Trouble) Unwrap() error { return t.Cause }

// ReasonOf finds the reason in an error's chain; any other error means that the
// printer cannot be reached.
func ReasonOf(err error) Reason {
	var t *Trouble
	if errors.As(err, &t) {
		return t.Reason
	}
	return Offline
}
