package quote

import "etabli/app/domain/discount"

// Facts is a version of a quote, the second form of the kind RepairQuoted: its
// first six keys are those of repair.QuotedFacts and mean the same, so that
// whoever knows only the first form still reads what is to be paid for what.
type Facts struct {
	Version    int    `cbor:"1,keyasint"`
	TotalCents int64  `cbor:"2,keyasint"` // what the customer pays, tax included
	Currency   string `cbor:"3,keyasint"`
	Work       string `cbor:"4,keyasint"` // the repair that is proposed
	ValidUntil string `cbor:"5,keyasint,omitempty"`
	ReadyOn    string `cbor:"6,keyasint,omitempty"`

	Lines    []Line   `cbor:"7,keyasint,omitempty"`
	IssuedOn string   `cbor:"8,keyasint,omitempty"`
	Amends   int      `cbor:"9,keyasint,omitempty"`  // the accepted version that this one changes
	Reason   string   `cbor:"10,keyasint,omitempty"` // code: why it costs more than the version before
	Fee      Fee      `cbor:"11,keyasint"`
	Form     Form     `cbor:"12,keyasint"`
	Circular Circular `cbor:"13,keyasint"`
	Approved []byte   `cbor:"14,keyasint,omitempty"` // id of the manager who allowed a margin below the floor
	NewCents int64    `cbor:"15,keyasint,omitempty"` // what a replacement would cost
	Rules    string   `cbor:"16,keyasint,omitempty"` // version of the rules it was made under
	// Lowered is what was let go of by hand, and who answers for it.
	Lowered *discount.Facts `cbor:"17,keyasint,omitempty"`
	// Floor is the margin below which somebody has to approve, in thousandths; 0 where what
	// the lines cost is not known.
	Floor int `cbor:"18,keyasint,omitempty"`
}

// Fee is what finding the fault costs. It is due when the quote is refused, and
// only if it had been announced before.
type Fee struct {
	Cents     int64 `cbor:"1,keyasint,omitempty"`
	Announced bool  `cbor:"2,keyasint,omitempty"`
	Deducted  bool  `cbor:"3,keyasint,omitempty"` // from the price when the quote is accepted
}

// Form is what the European Repair Information Form asks for beyond the rest of
// a quote. Every quote has it; Printed tells whether it is given as that form.
type Form struct {
	Printed     bool   `cbor:"1,keyasint,omitempty"`
	Defect      string `cbor:"2,keyasint,omitempty"` // nature of the defect
	Method      string `cbor:"3,keyasint,omitempty"` // how the price is reckoned when it cannot be said
	MaxCents    int64  `cbor:"4,keyasint,omitempty"` // and the most that it can come to
	Days        int    `cbor:"5,keyasint,omitempty"` // that the repair takes
	Loaner      string `cbor:"6,keyasint,omitempty"` // yes, no
	LoanerCents int64  `cbor:"7,keyasint,omitempty"`
	Place       string `cbor:"8,keyasint,omitempty"` // where the device is handed over
	Services    string `cbor:"9,keyasint,omitempty"` // removal, transport and what they cost
	More        string `cbor:"10,keyasint,omitempty"`
}

// Circular is what was offered of used or reconditioned parts, and what the
// customer chose before accepting.
type Circular struct {
	State  CircularState `cbor:"1,keyasint,omitempty"`
	Reason string        `cbor:"2,keyasint,omitempty"` // code: why there is none
	Cents  int64         `cbor:"3,keyasint,omitempty"` // the same repair with it
}

// CircularState says how a circular part was offered.
type CircularState string

// The states. Offered waits for the customer's choice.
const (
	NotAsked      CircularState = ""
	Offered       CircularState = "offered"
	Chosen        CircularState = "offered_accepted"
	Declined      CircularState = "offered_refused"
	Unavailable   CircularState = "unavailable"
	NotApplicable CircularState = "not_applicable"
)

// AnswerFacts is the customer's answer, the second form of the kind
// QuoteAnswered: its first three keys are those of repair.AnsweredFacts.
type AnswerFacts struct {
	Version  int    `cbor:"1,keyasint"`
	Accepted bool   `cbor:"2,keyasint"`
	Channel  string `cbor:"3,keyasint"` // counter, home, phone, page

	On       string        `cbor:"4,keyasint,omitempty"` // day of the contract
	Seen     []byte        `cbor:"5,keyasint,omitempty"` // SHA-256 of the facts of the version that was shown
	Contract ContractFacts `cbor:"6,keyasint"`
	Circular CircularState `cbor:"7,keyasint,omitempty"`
	Reason   string        `cbor:"8,keyasint,omitempty"` // code: why it was refused
	Proof    [][]byte      `cbor:"9,keyasint,omitempty"` // SHA-256 of the signature's picture
	PayFrom  string        `cbor:"10,keyasint,omitempty"`
	Withdraw string        `cbor:"11,keyasint,omitempty"` // last day to withdraw
	StartOn  string        `cbor:"12,keyasint,omitempty"` // first day of paid work
	Rules    string        `cbor:"13,keyasint,omitempty"`
}

// ContractFacts is where and how the customer said yes.
type ContractFacts struct {
	Place    Place `cbor:"1,keyasint,omitempty"`
	Trade    bool  `cbor:"2,keyasint,omitempty"`
	AskedFor bool  `cbor:"3,keyasint,omitempty"`
	Urgent   bool  `cbor:"4,keyasint,omitempty"`
	StartNow bool  `cbor:"5,keyasint,omitempty"`
	Known    bool  `cbor:"6,keyasint,omitempty"`
}
