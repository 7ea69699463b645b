package repair

import "slices"

// moves lists, for each status, where a repair may go from it; the usual next
// step comes first. A small shop takes short cuts: straight from intake to the
// bench, no quote when there is nothing to pay, no separate test. A customer
// may take the device back at any time, so every status in custody leads to
// ready and to returned. The way back from returned and closed corrects a
// hand-back or a closing that was noted by mistake.
var moves = map[Status][]Status{
	"":           {Received, Announced, Draft},
	Draft:        {Received, Announced, Closed},
	Announced:    {Received, Closed},
	Received:     {Diag, DiagWait, QuoteSent, ApprovalWait, PartWait, Repairing, Subcontract, Ready, Returned},
	DiagWait:     {Diag, QuoteSent, ApprovalWait, PartWait, Repairing, Subcontract, Ready, Returned},
	Diag:         {QuoteSent, Repairing, ApprovalWait, PartWait, Subcontract, DiagWait, Test, Ready, Returned},
	QuoteSent:    {QuoteOK, QuoteKO, QuoteSent, Diag, Ready, Returned},
	QuoteOK:      {Repairing, PartWait, ApprovalWait, Subcontract, QuoteSent, Diag, Ready, Returned},
	QuoteKO:      {Ready, QuoteSent, Diag, Repairing, Returned},
	ApprovalWait: {Repairing, PartWait, Subcontract, QuoteSent, Diag, Ready, Returned},
	PartWait:     {Repairing, ApprovalWait, Subcontract, QuoteSent, Diag, Ready, Returned},
	Repairing:    {Test, Ready, PartWait, QuoteSent, ApprovalWait, Subcontract, Diag, Returned},
	Subcontract:  {Test, Repairing, PartWait, QuoteSent, ApprovalWait, Diag, Ready, Returned},
	Test:         {Ready, Repairing, PartWait, Subcontract, QuoteSent, Diag, Returned},
	Ready:        {Returned, InTransit, Test, Repairing, Diag, Closed},
	InTransit:    {Returned, Ready},
	Returned:     {Closed, Ready},
	Closed:       {Returned},
}

// Next lists where a repair may go from a status, the usual step first.
func Next(from Status) []Status { return slices.Clone(moves[from]) }

// CanMove tells whether a repair may go from one status to another. The empty
// status is that of a file that does not exist yet.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// Statuses lists all statuses in the usual order of a file.
func Statuses() []Status {
	return []Status{
		Draft, Announced, Received, DiagWait, Diag, QuoteSent, QuoteOK, QuoteKO, ApprovalWait,
		PartWait, Repairing, Subcontract, Test, Ready, InTransit, Returned, Closed,
	}
}

// Known tells whether a status is one of the list.
func (s Status) Known() bool { return s != "" && moves[s] != nil }

// Outcomes lists all outcomes.
func Outcomes() []Outcome {
	return []Outcome{Repaired, NoFault, BeyondRepair, Refused, Exchanged, Refunded, Cancelled, Abandoned, Unrepaired}
}

// Known tells whether an outcome is one of the list; none is not.
func (o Outcome) Known() bool { return slices.Contains(Outcomes(), o) }

// Undone tells whether nothing was repaired by an outcome.
func (o Outcome) Undone() bool {
	switch o {
	case NoFault, BeyondRepair, Refused, Unrepaired, Refunded, Cancelled:
		return true
	}
	return false
}

// WorkBegins tells whether a move takes up work on a device again that was ready, or
// gone: that nothing was repaired is no longer said then.
func WorkBegins(from, to Status) bool {
	return from != "" && from.Scope() != Open && to.Scope() == Open
}

// Scope is the list that a repair is found in.
type Scope string

// The scopes.
const (
	Open  Scope = "open"  // there is work to do
	Done  Scope = "ready" // it waits for its customer
	Ended Scope = "closed"
)

// Scope tells which list a status belongs to.
func (s Status) Scope() Scope {
	switch s {
	case Ready, InTransit:
		return Done
	case Returned, Closed:
		return Ended
	}
	return Open
}
