package claim

import (
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// RefundState is how far a refund has come.
type RefundState string

// The states, in their order. Decided is not received.
const (
	RefundDecided   RefundState = "decided"
	RefundOrdered   RefundState = "ordered"
	RefundExecuted  RefundState = "executed"  // it left us, with its reference
	RefundConfirmed RefundState = "confirmed" // it arrived, and what shows it is known
)

// RefundStates lists the states in their order.
func RefundStates() []RefundState {
	return []RefundState{RefundDecided, RefundOrdered, RefundExecuted, RefundConfirmed}
}

// refundMoves lists what may follow each state. What was ordered or executed in
// error, or came back, begins again at decided.
var refundMoves = map[RefundState][]RefundState{
	RefundDecided:  {RefundOrdered, RefundExecuted},
	RefundOrdered:  {RefundExecuted, RefundDecided},
	RefundExecuted: {RefundConfirmed, RefundDecided},
}

// CanFollow tells whether a state may follow another one.
func (s RefundState) CanFollow(before RefundState) bool {
	return slices.Contains(refundMoves[before], s)
}

// Left tells whether the money has left us.
func (s RefundState) Left() bool { return s == RefundExecuted || s == RefundConfirmed }

// Means is how money goes back.
type Means string

// The means.
const (
	ByCard     Means = "card"
	InCash     Means = "cash"
	ByTransfer Means = "transfer"
	ByCheque   Means = "cheque"
	ByLink     Means = "link"
)

// AllMeans lists the means.
func AllMeans() []Means { return []Means{ByCard, InCash, ByTransfer, ByCheque, ByLink} }

// CheckRefund checks a step of a refund from where it stands. Whoever executes
// one names the reference by which it can be found, and a confirmation says what
// shows it.
func CheckRefund(f RefundFacts, before RefundState) error {
	if err := fault.First(
		text.OneOf("state", f.State, RefundStates()...),
		text.Date("by", f.By),
		text.OneOf("means", f.Means, append(AllMeans(), "")...),
		text.Line("ref", f.Ref, MaxRef),
		text.Line("proof", f.Proof, MaxRef),
		text.Moment("at_ms", f.AtMS),
	); err != nil {
		return err
	}
	switch {
	case !f.State.CanFollow(before):
		return fault.New(RefundNotThere, "state", "from", string(before), "to", string(f.State))
	case f.State == RefundExecuted && text.Blank(f.Ref):
		return fault.New(fault.Missing, "ref")
	case f.State == RefundConfirmed && text.Blank(f.Proof):
		return fault.New(fault.Missing, "proof")
	}
	return nil
}

// NeedsAccount tells whether money cannot leave for want of an account to go to.
func (s RefundState) NeedsAccount(m Means, known bool) bool {
	return m == ByTransfer && !known && !s.Left()
}

// Late tells whether a promised day has passed while the money is still here.
func (s RefundState) Late(by, today civil.Date) bool {
	return !s.Left() && by.Known() && today > by
}

// Due tells whether the promised day is today or tomorrow, and the money is
// still here.
func (s RefundState) Due(by, today civil.Date) bool {
	return !s.Left() && by.Known() && today <= by && by <= today.AddDays(1)
}
