package guarantor

import "slices"

// Status is where a claim against a guarantor stands.
type Status string

// The statuses, in the usual order.
const (
	Open       Status = "open"
	Asked      Status = "asked" // an authorisation is awaited
	Authorised Status = "authorised"
	Forbidden  Status = "forbidden" // no authorisation
	Submitted  Status = "submitted"
	Accepted   Status = "accepted"
	Partly     Status = "part_accepted"
	Rejected   Status = "rejected"
	Paid       Status = "paid"
	Dropped    Status = "dropped"
)

// moves lists where a claim may go from each status, the usual step first. What
// was refused in whole or in part can be handed in again.
var moves = map[Status][]Status{
	"":         {Open, Asked},
	Open:       {Submitted, Asked, Dropped},
	Asked:      {Authorised, Forbidden, Dropped},
	Authorised: {Submitted, Dropped},
	Forbidden:  {Asked, Dropped},
	Submitted:  {Accepted, Partly, Rejected, Dropped},
	Accepted:   {Paid, Dropped},
	Partly:     {Paid, Submitted, Dropped},
	Rejected:   {Submitted, Dropped},
	Paid:       {},
	Dropped:    {},
}

// CanMove tells whether a claim may go from one status to another.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// Steps lists where a claim may go, the usual step first.
func Steps(from Status) []Status { return slices.Clone(moves[from]) }

// Word is the name of a status among those of every subject.
func (s Status) Word() string { return "recourse_" + string(s) }

// Over tells whether nothing more is awaited.
func (s Status) Over() bool { return s == Paid || s == Dropped }

// Answered tells whether somebody has said how much is paid.
func (s Status) Answered() bool {
	return s == Accepted || s == Partly || s == Rejected || s == Paid
}

// Outcome is the status that an answer leads to.
func Outcome(acceptedCents, claimedCents int64) Status {
	switch {
	case acceptedCents <= 0:
		return Rejected
	case acceptedCents < claimedCents:
		return Partly
	}
	return Accepted
}
