// Package bonus knows the repair bonus of the eco-organisations: which repairs
// have it, how much by dated tables that are read in, what the file of a claim
// has to hold, and what a third party owes after it was taken off the customer's
// bill. No amount stands in code: the tables say what holds on a day.
package bonus

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Days are "2006-01-02", sums cents.

// AmountFacts is one row of a table: what a body pays for a category from a day on.
type AmountFacts struct {
	Body      string `cbor:"1,keyasint" json:"body" doc:"code of the eco-organisation, such as ecosystem"`
	Category  string `cbor:"2,keyasint" json:"category" doc:"code, such as washing_machine or smartphone"`
	FromOn    string `cbor:"3,keyasint" json:"from_on" doc:"first day of invoices it holds for"`
	ToOn      string `cbor:"4,keyasint,omitempty" json:"to_on,omitempty" doc:"last day; until the next row when empty"`
	Cents     int64  `cbor:"5,keyasint" json:"cents"`
	Threshold int64  `cbor:"6,keyasint,omitempty" json:"threshold_cents,omitempty" doc:"the invoice has to be above it"`
	Circular  int    `cbor:"7,keyasint,omitempty" json:"circular_permille,omitempty" doc:"more with a used or reconditioned part: 200 is a fifth"`
	Source    string `cbor:"8,keyasint,omitempty" json:"source,omitempty" doc:"where the row was read"`
}

// LabelFacts is the label of a shop with one body, as a whole.
type LabelFacts struct {
	Body       string   `cbor:"1,keyasint" json:"body" doc:"code of the eco-organisation"`
	Name       string   `cbor:"2,keyasint,omitempty" json:"name,omitempty" doc:"as papers and screens write it"`
	Number     string   `cbor:"3,keyasint" json:"number" doc:"of the label"`
	FromOn     string   `cbor:"4,keyasint" json:"from_on"`
	ToOn       string   `cbor:"5,keyasint" json:"to_on"`
	Categories []string `cbor:"6,keyasint" json:"categories" doc:"that the label covers"`
	Brands     []string `cbor:"7,keyasint,omitempty" json:"brands,omitempty" doc:"that go to this body; those of no other body when empty"`
	Gone       bool     `cbor:"8,keyasint,omitempty" json:"gone,omitempty"`
}

// OpenedFacts begins a claim: the customer validated the repair. The file is an
// entity of its entry. Cents is what is expected; what counts is the table on the
// day of the invoice.
type OpenedFacts struct {
	Site     string `cbor:"1,keyasint"`
	Body     string `cbor:"2,keyasint"`
	Category string `cbor:"3,keyasint"`
	Cents    int64  `cbor:"4,keyasint"`
	Circular bool   `cbor:"5,keyasint,omitempty"`
	How      string `cbor:"6,keyasint"` // signature, sms
	On       string `cbor:"7,keyasint"`
	Proof    []byte `cbor:"8,keyasint,omitempty"`  // SHA-256 of the signature's picture
	Plate    bool   `cbor:"9,keyasint,omitempty"`  // the rating plate is among the photos
	Screen   bool   `cbor:"10,keyasint,omitempty"` // a telephone's screen that broke by accident
}

// CompletedFacts says what came to a claim's file later.
type CompletedFacts struct {
	Plate bool   `cbor:"1,keyasint,omitempty"`
	Fault string `cbor:"2,keyasint,omitempty"` // a code
}

// SubmittedFacts hands a claim in.
type SubmittedFacts struct {
	On    string `cbor:"1,keyasint"`
	Ref   string `cbor:"2,keyasint"`
	DueOn string `cbor:"3,keyasint,omitempty"` // by when it should be paid
	Cents int64  `cbor:"4,keyasint"`
}

// AnsweredFacts is what the body said.
type AnsweredFacts struct {
	On     string `cbor:"1,keyasint"`
	Cents  int64  `cbor:"2,keyasint,omitempty"` // accepted; 0: rejected
	Reason string `cbor:"3,keyasint,omitempty"` // a code
	Note   string `cbor:"4,keyasint,omitempty"`
}

// PaidFacts is money that came.
type PaidFacts struct {
	On    string `cbor:"1,keyasint"`
	Cents int64  `cbor:"2,keyasint"`
	Ref   string `cbor:"3,keyasint"`
}

// DroppedFacts gives a claim up. What was taken off the customer's bill stays off.
type DroppedFacts struct {
	Reason string `cbor:"1,keyasint"`
}
