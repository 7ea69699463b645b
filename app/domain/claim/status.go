package claim

import "slices"

// Status is where a claim stands.
type Status string

// The statuses, in the usual order.
const (
	Open       Status = "open"
	Offered    Status = "offered"
	Accepted   Status = "accepted"
	Refused    Status = "refused"
	Unanswered Status = "unanswered" // the customer said nothing to our offer
	AtMediator Status = "mediation"
	Ended      Status = "ended"
)

// moves lists where a claim may go from each status, the usual step first.
var moves = map[Status][]Status{
	"":         {Open},
	Open:       {Offered, AtMediator, Ended},
	Offered:    {Accepted, Refused, Unanswered, Offered, AtMediator, Ended},
	Accepted:   {Ended, Offered, AtMediator},
	Refused:    {Offered, AtMediator, Accepted, Ended},
	Unanswered: {Accepted, Refused, Offered, AtMediator, Ended},
	AtMediator: {Offered, Accepted, Ended},
	Ended:      {Open},
}

// Steps lists where a claim may go from a status.
func Steps(from Status) []Status { return slices.Clone(moves[from]) }

// CanMove tells whether a claim may go from one status to another.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// Remedy is what a customer wishes, or what we do.
type Remedy string

// The remedies.
const (
	Refund   Remedy = "refund"
	Voucher  Remedy = "voucher"
	Exchange Remedy = "exchange"
	Repair   Remedy = "repair"
	Apology  Remedy = "apology"
)

// Remedies lists the remedies.
func Remedies() []Remedy { return []Remedy{Refund, Voucher, Exchange, Repair, Apology} }

// Pays tells whether a remedy is a sum that the customer gets.
func (r Remedy) Pays() bool { return r == Refund || r == Voucher }

// Matters lists what claims are about.
func Matters() []string {
	return []string{
		"delay", "quality", "damage", "lost", "price", "delivery", "pick_up", "slot", "no_answer", "promise", "behaviour", "other",
	}
}

// Grounds lists why we decide as we do.
func Grounds() []string {
	return []string{"our_fault", "carrier_fault", "maker_fault", "law", "goodwill", "no_ground", "unclear"}
}

// Answer is what somebody says to an offer.
type Answer string

// The answers.
const (
	Yes  Answer = "accepted"
	No   Answer = "refused"
	None Answer = "none"
)

// To is the status that an answer leads to.
func (a Answer) To() Status {
	switch a {
	case Yes:
		return Accepted
	case No:
		return Refused
	}
	return Unanswered
}

// Outcome is how a claim ended.
type Outcome string

// The outcomes.
const (
	Settled   Outcome = "settled"   // what was agreed is done
	Rejected  Outcome = "rejected"  // we owe nothing and offer nothing more
	Withdrawn Outcome = "withdrawn" // by the customer
	Mediated  Outcome = "mediated"
	Double    Outcome = "duplicate" // the matter has another file
)

// Outcomes lists the outcomes.
func Outcomes() []Outcome { return []Outcome{Settled, Rejected, Withdrawn, Mediated, Double} }

// Mediation is a step with the consumer mediator.
type Mediation string

// The steps.
const (
	Told     Mediation = "told"     // the customer knows the mediator's name and address
	Referred Mediation = "referred" // the matter is there
	Proposed Mediation = "proposed" // the mediator proposed something
	Closed   Mediation = "closed"
)

// mediations lists what follows each step.
var mediations = map[Mediation][]Mediation{
	"":       {Told, Referred},
	Told:     {Told, Referred},
	Referred: {Proposed, Closed},
	Proposed: {Proposed, Closed},
	Closed:   {Referred},
}

// After tells whether a step may follow another one.
func (m Mediation) After(before Mediation) bool { return slices.Contains(mediations[before], m) }
