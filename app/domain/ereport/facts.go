package ereport

import (
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// RegimeFacts is how a shop reports.
type RegimeFacts struct {
	Regime Regime `cbor:"1,keyasint" json:"regime" doc:"monthly, quarterly or franchise: how the business pays its VAT"`
	Debits bool   `cbor:"2,keyasint,omitempty" json:"debits,omitempty" doc:"tax on services is owed when they are billed: payments are not reported"`
}

// Regime is how a business pays its tax, which says how long its periods are.
type Regime string

// The regimes.
const (
	Monthly   Regime = "monthly"
	Quarterly Regime = "quarterly" // or simplified
	Franchise Regime = "franchise"
)

// Regimes lists the regimes.
func Regimes() []Regime { return []Regime{Monthly, Quarterly, Franchise} }

// MadeFacts is a report, frozen as it was made.
type MadeFacts struct {
	Number    string  `cbor:"1,keyasint" json:"number"`
	Site      string  `cbor:"2,keyasint" json:"site"`
	From      string  `cbor:"3,keyasint" json:"from"`
	To        string  `cbor:"4,keyasint" json:"to"`
	Completes string  `cbor:"5,keyasint,omitempty" json:"completes,omitempty"` // number of the first report of the period
	Sales     []Sales `cbor:"6,keyasint,omitempty" json:"sales"`
	Payments  []Money `cbor:"7,keyasint,omitempty" json:"payments"`
	Days      []Day   `cbor:"8,keyasint,omitempty" json:"days"` // that it is made of
	Records   int     `cbor:"9,keyasint,omitempty" json:"records"`
	Gross     int64   `cbor:"10,keyasint,omitempty" json:"gross_cents"`
	Tax       int64   `cbor:"11,keyasint,omitempty" json:"tax_cents"`
	SIREN     string  `cbor:"12,keyasint,omitempty" json:"siren,omitempty"`
	Rules     string  `cbor:"13,keyasint,omitempty" json:"rules,omitempty"`
}

// Sales is what was sold on a day, of one category at one rate.
type Sales struct {
	On       string   `cbor:"1,keyasint" json:"on"`
	Category Category `cbor:"2,keyasint" json:"category"`
	Permille int      `cbor:"3,keyasint" json:"rate_permille"`
	Net      int64    `cbor:"4,keyasint" json:"net_cents"`
	Tax      int64    `cbor:"5,keyasint" json:"tax_cents"`
	Records  int      `cbor:"6,keyasint" json:"records"`
}

// Money is what was paid for services on a day, at one rate, with tax.
type Money struct {
	On       string `cbor:"1,keyasint" json:"on"`
	Permille int    `cbor:"2,keyasint" json:"rate_permille"`
	Cents    int64  `cbor:"3,keyasint" json:"cents"`
}

// Day is a closed business day of a till.
type Day struct {
	Series  string `cbor:"1,keyasint" json:"series"`
	Till    string `cbor:"2,keyasint" json:"till"` // LIL1
	Session int    `cbor:"3,keyasint" json:"session"`
	On      string `cbor:"4,keyasint" json:"on"`
	Gross   int64  `cbor:"5,keyasint,omitempty" json:"gross_cents"` // what its closing says
	Trade   int64  `cbor:"6,keyasint,omitempty" json:"trade_cents"` // of that, to businesses on account
}

// Category is what a sale is, as the tax office names it.
type Category string

// The categories.
const (
	Goods    Category = "TLB1"
	Services Category = "TPS1"
)

// SteppedFacts is how far a report is on its way over a platform.
type SteppedFacts struct {
	State  State  `cbor:"1,keyasint"`
	Ref    string `cbor:"2,keyasint,omitempty"`
	Reason string `cbor:"3,keyasint,omitempty"`
	AtMS   int64  `cbor:"4,keyasint"`
}

// State is how far a report is on its way.
type State string

// The states.
const (
	Made     State = "made"
	Handed   State = "handed"
	Rejected State = "rejected"
	Accepted State = "accepted"
)

var steps = map[State][]State{
	"": {Made}, Made: {Handed}, Handed: {Accepted, Rejected}, Rejected: {Handed},
}

// CanMove tells whether a report may go from one state to another.
func CanMove(from, to State) bool { return slices.Contains(steps[from], to) }

// The faults of reports.
const (
	NotOver    fault.Code = "ereport_not_over"    // args: to; the period still runs
	Hole       fault.Code = "ereport_hole"        // args: till, date; a day is open, or its till was not heard
	Nothing    fault.Code = "ereport_nothing"     // all of the period stands on a report
	NotAllowed fault.Code = "ereport_not_allowed" // args: from, to
	NoRegime   fault.Code = "ereport_no_regime"   // nobody said how the shop reports
)

const (
	maxRef    = 120
	maxReason = 300
)

// CheckRegime checks how a shop reports.
func CheckRegime(f RegimeFacts) error { return text.OneOf("regime", f.Regime, Regimes()...) }

// CheckStepped checks a step on the way.
func CheckStepped(f SteppedFacts, from State) error {
	if err := fault.First(
		text.OneOf("state", f.State, Handed, Rejected, Accepted), text.Line("ref", f.Ref, maxRef),
		text.Line("reason", f.Reason, maxReason), text.Moment("at_ms", f.AtMS),
	); err != nil {
		return err
	}
	switch {
	case !CanMove(from, f.State):
		return fault.New(NotAllowed, "state", "from", string(from), "to", string(f.State))
	case f.State == Handed && text.Blank(f.Ref):
		return fault.New(fault.Missing, "ref")
	case f.State == Rejected && text.Blank(f.Reason):
		return fault.New(fault.Missing, "reason")
	}
	return nil
}
