package spool

import (
	"encoding/hex"
	"slices"
	"strconv"
)

// ID numbers the jobs of a device, from 1.
type ID uint64

func (id ID) String() string { return strconv.FormatUint(uint64(id), 10) }

// Order says what a document is made of, so that it can be made again: for
// another printer, or as a duplicate.
type Order struct {
	Entity string `json:"entity,omitempty"` // what it is about, in hex; empty for a test page
	Ref    string `json:"ref,omitempty"`    // what it is about that has a number only: a receipt, a closing
	Form   string `json:"form"`
	Paper  string `json:"paper,omitempty"` // wished for; a roll or label printer has its own
	Lang   string `json:"lang,omitempty"`  // the customer's when empty
	Start  int    `json:"start,omitempty"` // first free label of a sheet
	Copy   int    `json:"copy,omitempty"`  // 0 is the original, n the n-th duplicate
	Drawer bool   `json:"drawer,omitempty"`

	Practice bool `json:"practice,omitempty"` // of the till's training
}

// State is where a job stands.
type State string

// The states.
const (
	Waiting   State = "waiting"   // goes out by itself as soon as it can; Reason says what it waits for
	Sending   State = "sending"   // under way to the printer: from here on it may have come out
	Printing  State = "printing"  // the printer has all of it
	Doubt     State = "doubt"     // nobody knows whether it came out: a person must say
	Held      State = "held"      // a person must do something; Reason says what is wrong
	Done      State = "done"      // came out
	Cancelled State = "cancelled" // will not come out
)

// Final tells whether a job is finished.
func (s State) Final() bool { return s == Done || s == Cancelled }

// Reason says why a job is not out yet.
type Reason string

// The reasons.
const (
	PaperOut       Reason = "paper_out"
	CoverOpen      Reason = "cover_open"
	CutterJammed   Reason = "cutter_jammed"
	Overheated     Reason = "overheated"
	Stopped        Reason = "stopped"         // the printer waits for a person
	Broken         Reason = "broken"          // it must be switched off and on, or repaired
	Offline        Reason = "offline"         // it cannot be reached, or takes nothing
	Busy           Reason = "busy"            // it is at somebody else's job
	Stalled        Reason = "stalled"         // it stopped taking data and does not say why
	Denied         Reason = "denied"          // this device may not use it
	UnknownPrinter Reason = "unknown_printer" // it is not set up here
	Refused        Reason = "refused"         // it does not take this kind of document
	CancelledThere Reason = "cancelled_there" // somebody cancelled it at the printer
	Unmade         Reason = "unmade"          // the document cannot be made
	Lost           Reason = "lost"            // the connection broke while it was being sent
	Interrupted    Reason = "interrupted"     // the program ended while it was being sent
	Unconfirmed    Reason = "unconfirmed"     // the printer has it and does not say that it is done
	FolderFull     Reason = "folder_full"     // the disk or folder takes no file
	OnHold         Reason = "on_hold"         // somebody put it aside
)

// lasting are the reasons that no waiting mends.
var lasting = []Reason{Denied, UnknownPrinter, Refused, CancelledThere, Unmade, OnHold}

// Lasting tells whether a person must act before another try makes sense.
func (r Reason) Lasting() bool { return slices.Contains(lasting, r) }

// Act is what a person can do with a job.
type Act string

// The acts.
const (
	ActRetry   Act = "retry"
	ActMove    Act = "move"
	ActCancel  Act = "cancel"
	ActCameOut Act = "came_out"
	ActHold    Act = "hold"
)

// Job is one document on its way to paper.
type Job struct {
	ID       ID     `json:"id"`
	Token    string `json:"token"` // names it at printers, beyond restarts and restores
	Title    string `json:"title"` // nothing private
	Order    Order  `json:"order"`
	Of       ID     `json:"of,omitempty"` // the job that this is a duplicate of
	By       string `json:"by,omitempty"` // who asked, a staff id
	Printer  string `json:"printer"`
	Role     Role   `json:"role,omitempty"` // empty when the printer was named
	State    State  `json:"state"`
	Reason   Reason `json:"reason,omitempty"`
	Remote   string `json:"remote,omitempty"` // what the printer calls it
	Wish     *Wish  `json:"wish,omitempty"`   // once it is called back from the printer
	Attempts int    `json:"attempts,omitempty"`
	RetryMS  int64  `json:"retry_ms,omitempty"`
	SinceMS  int64  `json:"since_ms"` // in this state with this reason
	AddedMS  int64  `json:"added_ms"`
	Payload  string `json:"payload,omitempty"`
	Bytes    int64  `json:"bytes,omitempty"`
	Type     string `json:"type,omitempty"` // media type of the payload
	Paper    string `json:"paper,omitempty"`

	Events []Event `json:"events,omitempty"`
}

// Wish is what happens to a job once its printer gave it back.
type Wish struct {
	Act     Act    `json:"act"`
	Printer string `json:"printer,omitempty"`
	By      string `json:"by,omitempty"`
}

// Event is one line of a job's history.
type Event struct {
	AtMS    int64  `json:"at_ms"`
	State   State  `json:"state"`
	Reason  Reason `json:"reason,omitempty"`
	Printer string `json:"printer,omitempty"`
	Act     Act    `json:"act,omitempty"` // when a person did it
	By      string `json:"by,omitempty"`
}

// maxEvents bounds a history; what is left out lies in its middle.
const maxEvents = 40

// Can tells whether an act makes sense for the job as it stands.
func (j Job) Can(a Act) bool {
	switch a {
	case ActRetry:
		return j.State == Held || j.State == Waiting
	case ActHold:
		return j.State == Waiting && j.Wish == nil
	case ActMove:
		return (j.State == Waiting || j.State == Held || j.State == Printing) && j.Wish == nil
	case ActCancel:
		return !j.State.Final() && j.Wish == nil
	case ActCameOut:
		return j.State == Doubt
	}
	return false
}

// MayBeOut tells whether something of the job may have come out.
func (j Job) MayBeOut() bool {
	return j.State == Sending || j.State == Printing || j.State == Doubt || j.State == Done
}

// turn puts the job into a state and notes it.
func (j *Job) turn(s State, r Reason, nowMS int64) { j.note(s, r, "", "", nowMS) }

func (j *Job) note(s State, r Reason, a Act, by string, nowMS int64) {
	if j.State == s && j.Reason == r && a == "" {
		return
	}
	if j.State != s || j.Reason != r {
		j.SinceMS = nowMS
	}
	j.State, j.Reason = s, r
	j.Events = append(j.Events, Event{AtMS: nowMS, State: s, Reason: r, Printer: j.Printer, Act: a, By: by})
	if n := len(j.Events); n > maxEvents {
		j.Events = slices.Delete(j.Events, maxEvents/2, maxEvents/2+n-maxEvents)
	}
}

// copied is a job that shares nothing with this one.
func (j Job) copied() Job {
	j.Events = slices.Clone(j.Events)
	if j.Wish != nil {
		w := *j.Wish
		j.Wish = &w
	}
	return j
}

// tokenBytes is the length of a token before it is written in hex.
const tokenBytes = 8

func newToken(raw []byte) string { return hex.EncodeToString(raw) }
