package warranty

import (
	"strconv"

	"etabli/app/domain/civil"
)

// Code names a reason. The sentence is in the message catalogue under
// "reason.<code>"; a code with an argument "n" has a form for one and a form
// for more.
type Code string

// Reason is one step of the argument. An adverse reason speaks against the
// customer: it is for staff until a named person has decided.
type Reason struct {
	Code    Code  `cbor:"1,keyasint" json:"code"`
	Args    []Arg `cbor:"2,keyasint,omitempty" json:"args,omitempty"`
	Adverse bool  `cbor:"3,keyasint,omitempty" json:"adverse,omitempty"`
}

// ArgKind says how an argument is written.
type ArgKind string

// The kinds of arguments.
const (
	ADate ArgKind = "date" // "2006-01-02", to be written as a date of the language
	ANum  ArgKind = "num"  // a number in decimal digits
	AWord ArgKind = "word" // a key of the message catalogue
	AText ArgKind = "text" // somebody's own words
)

// Arg is a value for a place in the sentence of a reason.
type Arg struct {
	Name  string  `cbor:"1,keyasint" json:"name"`
	Kind  ArgKind `cbor:"2,keyasint" json:"kind"`
	Value string  `cbor:"3,keyasint" json:"value"`
}

func dateArg(name string, d civil.Date) Arg { return Arg{name, ADate, d.String()} }
func numArg(name string, n int) Arg         { return Arg{name, ANum, strconv.Itoa(n)} }
func wordArg(name, key string) Arg          { return Arg{name, AWord, key} }
func textArg(name, s string) Arg            { return Arg{name, AText, s} }

func layerArg(l Layer) Arg { return wordArg("layer", "warranty.layer."+string(l)) }

func because(code Code, args ...Arg) Reason { return Reason{Code: code, Args: args} }
func against(code Code, args ...Arg) Reason { return Reason{Code: code, Args: args, Adverse: true} }

// The reasons, in the order of an argument: the sale, the time, the proof, the
// cause, the clock, the decision.
const (
	SoldByUsHere      Code = "sold_by_us"
	SoldElsewhere     Code = "sold_elsewhere"
	SoldByUnknown     Code = "seller_unknown"
	SoldPrivately     Code = "seller_private"
	BoughtForTrade    Code = "buyer_professional"
	DateMissing       Code = "date_missing"
	DateFromEvidence  Code = "date_from_evidence"
	EvidenceDiffers   Code = "evidence_differs"
	ProofMissing      Code = "proof_missing"
	ProofWeak         Code = "proof_weak"
	NotBegun          Code = "not_begun"
	DeliveredOn       Code = "delivered"
	DaysSuspended     Code = "suspended"
	StillSuspended    Code = "suspended_open"
	MonthsAdded       Code = "extended"
	BegunAnew         Code = "renewed"
	CameTooLate       Code = "too_late"
	LegalUntil        Code = "legal_until"
	LegalEnded        Code = "legal_ended"
	DefectPresumed    Code = "presumed"
	PresumptionEnded  Code = "presumption_ended"
	ProofToAssess     Code = "proof_to_assess"
	LayerOpen         Code = "layer_open"
	LayerEnded        Code = "layer_ended"
	LayerOverlaps     Code = "layer_overlaps"
	HiddenUntil       Code = "hidden_until"
	HiddenNeedsExpert Code = "hidden_needs_expertise"
	UnderDiagnosis    Code = "provisional"
	CauseFound        Code = "cause_found"
	CauseCovered      Code = "cause_covered"
	CauseOutside      Code = "cause_outside"
	FindingProves     Code = "finding_proves"
	OthersAgree       Code = "others_agree"
	LimitRuns         Code = "limit"
	LimitMet          Code = "limit_met"
	LimitPassed       Code = "limit_passed"
	RemedyFailed      Code = "remedy_failed"
	SellerRefused     Code = "seller_refused"
	DefectSerious     Code = "defect_serious"
	TooInconvenient   Code = "inconvenience"
	DefectMinor       Code = "defect_minor"
	Decided           Code = "decided"
	DecisionAwaited   Code = "decision_awaited"
)
