package warranty

import (
	"slices"

	"etabli/app/domain/civil"
)

// Age is how much a verdict rests on.
type Age string

// The ages.
const (
	Provisional Age = "provisional" // dates and papers only
	Final       Age = "final"       // the cause is known, or a person has decided
)

// Answer is what a verdict comes to.
type Answer string

// The answers. Refused is only ever a person's.
const (
	CannotSay Answer = "unknown"   // a date is missing
	Possible  Answer = "possible"  // open, subject to the diagnosis
	Covered   Answer = "covered"   // owed by who Owes says
	Elsewhere Answer = "elsewhere" // owed by another seller
	ToDecide  Answer = "to_decide" // something speaks against it: a person decides
	Refused   Answer = "refused"
)

// grants tells whether the customer has something from the layer that carries
// the work, be it subject to the diagnosis.
func (a Answer) grants() bool { return a == Possible || a == Covered }

// Proof is who has to show that the defect is older than the sale.
type Proof string

// The states of proof.
const (
	NoProof   Proof = ""
	Presumed  Proof = "presumed"
	ToAssess  Proof = "to_assess" // only if the presumption moved with the guarantee
	ByBuyer   Proof = "by_buyer"
	ByFinding Proof = "by_finding" // our own diagnosis shows it
)

// Advice is what the program by itself would answer.
type Advice struct {
	Layer  Layer
	Answer Answer
}

// Choice is something the customer may choose, and from when on.
type Choice string

// The choices.
const (
	ChooseRepair      Choice = "repair"
	ChooseReplacement Choice = "replacement"
	ChooseReduction   Choice = "price_reduction"
	ChooseRescission  Choice = "rescission"
	WithholdPayment   Choice = "withhold_payment" // until the device is in conformity
	PaidDiagnosis     Choice = "paid_diagnosis"   // paid back when it confirms the defect
	PaidRepair        Choice = "paid_repair"      // by quote
	SeeSeller         Choice = "see_seller"
	SeeGuarantor      Choice = "see_guarantor"
	SeeInsurer        Choice = "see_insurer"
	Expertise         Choice = "expertise"
	Contest           Choice = "contest"
	Mediation         Choice = "mediation"
)

// Obligation is something the shop owes.
type Obligation string

// The obligations.
const (
	OweRemedy     Obligation = "remedy"     // to bring into conformity
	OweFree       Obligation = "free"       // at no cost at all
	OweRefund     Obligation = "refund"     // the price, by the means it was paid with
	OweAnswer     Obligation = "answer"     // the final verdict in writing
	OweReasons    Obligation = "reasons"    // a refusal with its reasons, in writing
	OweDirections Obligation = "directions" // who owes the guarantee and how to reach them
	HoldPrice     Obligation = "hold_price" // to wait for the proof of purchase with the price
	OweTerms      Obligation = "terms"      // to do as its own contract says
)

// Duty is an obligation and its last day, which may be none.
type Duty struct {
	Code Obligation
	By   civil.Date
}

// Verdict is what a case comes to and why.
type Verdict struct {
	Age      Age
	Answer   Answer
	Layer    Layer  // that carries the work
	Owes     Party  // who owes it
	OwedBy   string // their name, when it is known
	Pays     Party  // who pays; Nobody while that is not settled
	Proof    Proof
	Strength Strength   // of the evidence of the purchase
	Evidence []Evidence // the strongest first

	Legal     Period     // legal guarantee of conformity, whatever layer carries the work
	Deadline  Deadline   // its clock is NoClock when no such clock runs against us
	Standings []Standing // each layer by itself

	Choices []Choice
	Duties  []Duty
	Reasons []Reason

	Advice     Advice
	Decision   *Decision // of a person, when there is one
	Overridden bool      // the decision differs from the advice
	Rules      string    // version of the rules
}

// ForCustomer is the verdict as it may be shown and printed to the customer.
// As long as no named person has decided, nothing in it speaks against the
// customer: adverse reasons, a presumption that has ended and layers that are
// over are left out, and a sentence says that the decision is awaited.
func (v Verdict) ForCustomer() Verdict {
	v.Advice = Advice{}
	if v.Decision != nil {
		return v
	}
	if v.Proof == ToAssess || v.Proof == ByBuyer {
		v.Proof = NoProof
	}
	over := func(s Standing) bool { return s.State != Open }
	if i := slices.IndexFunc(v.Standings, func(s Standing) bool { return s.Layer == LGC }); i >= 0 && over(v.Standings[i]) {
		v.Legal = Period{}
	}
	v.Standings = slices.DeleteFunc(slices.Clone(v.Standings), over)
	if v.Proof == NoProof {
		v.Legal.PresumptionEnd, v.Legal.MovedPresumption = civil.None, civil.None
	}
	adverse := func(r Reason) bool { return r.Adverse }
	awaited := func(r Reason) bool { return r.Code == DecisionAwaited }
	held := slices.ContainsFunc(v.Reasons, adverse)
	v.Reasons = slices.DeleteFunc(slices.Clone(v.Reasons), adverse)
	if held && !slices.ContainsFunc(v.Reasons, awaited) {
		v.Reasons = append(v.Reasons, because(DecisionAwaited))
	}
	return v
}

// Standing is how one layer stands.
func (v Verdict) Standing(l Layer) (Standing, bool) {
	i := slices.IndexFunc(v.Standings, func(s Standing) bool { return s.Layer == l })
	if i < 0 {
		return Standing{Layer: l, State: Without}, false
	}
	return v.Standings[i], true
}
