// Package guarantor knows what others owe us for a repair: the maker, whoever
// sold an extension, an insurer. A claim against one of them has its own way: an
// authorisation where one is needed, what was handed in, what they took of it,
// until when it may be handed in again, and the money. Whatever they refuse is
// our loss: no step of it ever bills the customer.
package guarantor

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Days are "2006-01-02", sums cents in the currency of the shop.

// SavedFacts is who answers for repairs, as a whole.
type SavedFacts struct {
	Code         string `cbor:"1,keyasint" json:"code" doc:"short and unique"`
	Name         string `cbor:"2,keyasint" json:"name"`
	Sort         Sort   `cbor:"3,keyasint" json:"sort" doc:"maker, extension or insurer"`
	Asks         bool   `cbor:"4,keyasint,omitempty" json:"asks_first,omitempty" doc:"nothing is paid without an authorisation before the work"`
	SubmitDays   int    `cbor:"5,keyasint,omitempty" json:"submit_days,omitempty" doc:"after the repair, to hand a claim in; by the rules when empty"`
	AnswerDays   int    `cbor:"6,keyasint,omitempty" json:"answer_days,omitempty" doc:"they take to answer; by the rules when empty"`
	ResubmitDays int    `cbor:"7,keyasint,omitempty" json:"resubmit_days,omitempty" doc:"after a refusal, to hand it in again; by the rules when empty"`
	PayDays      int    `cbor:"8,keyasint,omitempty" json:"pay_days,omitempty" doc:"they take to pay; by the rules when empty"`
	Gone         bool   `cbor:"9,keyasint,omitempty" json:"gone,omitempty"`
}

// Sort is what somebody answers as.
type Sort string

// The sorts.
const (
	Maker     Sort = "maker"
	Extension Sort = "extension"
	Insurer   Sort = "insurer"
)

// Sorts lists the sorts.
func Sorts() []Sort { return []Sort{Maker, Extension, Insurer} }

// Line is one thing that a guarantor is asked to pay.
type Line struct {
	Label   string `cbor:"1,keyasint" json:"label"`
	Kind    string `cbor:"2,keyasint,omitempty" json:"kind,omitempty" doc:"part, labour, travel, freight or other"`
	Article string `cbor:"3,keyasint,omitempty" json:"article,omitempty"`
	Cents   int64  `cbor:"4,keyasint" json:"cents"`
}

// Total is the sum of lines.
func Total(lines []Line) (cents int64) {
	for _, l := range lines {
		cents += l.Cents
	}
	return cents
}

// OpenedFacts begins a claim. The file is an entity of its entry.
type OpenedFacts struct {
	Site      string `cbor:"1,keyasint"`
	Guarantor string `cbor:"2,keyasint"` // code
	Sort      Sort   `cbor:"3,keyasint"`
	Layer     string `cbor:"4,keyasint,omitempty"` // of the guarantee, as in a quote's lines
	Lines     []Line `cbor:"5,keyasint,omitempty"`
	Asks      bool   `cbor:"6,keyasint,omitempty"` // an authorisation is awaited
	Holds     bool   `cbor:"7,keyasint,omitempty"` // and the file waits for it
	OwnCents  int64  `cbor:"8,keyasint,omitempty"` // excess: what the contract leaves to the customer
	CapCents  int64  `cbor:"9,keyasint,omitempty"` // the most that is paid; 0: not said
}

// PolicyBox is the number of a contract (purpose File of the claim).
type PolicyBox struct {
	Policy string `cbor:"1,keyasint,omitempty"`
}

// AuthorisedFacts is what was said before the work.
type AuthorisedFacts struct {
	Granted  bool   `cbor:"1,keyasint,omitempty" json:"granted,omitempty"`
	Number   string `cbor:"2,keyasint,omitempty" json:"number,omitempty"`
	CapCents int64  `cbor:"3,keyasint,omitempty" json:"cap_cents,omitempty"`
	UntilOn  string `cbor:"4,keyasint,omitempty" json:"until_on,omitempty"`
	Reason   string `cbor:"5,keyasint,omitempty" json:"reason,omitempty"` // a code, when refused
}

// SubmittedFacts is a claim as it was handed in; N counts the tries from 1.
type SubmittedFacts struct {
	N     int    `cbor:"1,keyasint" json:"n"`
	On    string `cbor:"2,keyasint" json:"on"`
	Ref   string `cbor:"3,keyasint,omitempty" json:"ref,omitempty"`
	Lines []Line `cbor:"4,keyasint" json:"lines"`
	DueOn string `cbor:"5,keyasint,omitempty" json:"due_on,omitempty"` // by when they should have answered
}

// AnsweredFacts is what they took of a try.
type AnsweredFacts struct {
	N          int    `cbor:"1,keyasint" json:"n"`
	On         string `cbor:"2,keyasint" json:"on"`
	Cents      int64  `cbor:"3,keyasint,omitempty" json:"cents,omitempty"`       // accepted
	Reason     string `cbor:"4,keyasint,omitempty" json:"reason,omitempty"`      // a code: why not all of it
	Note       string `cbor:"5,keyasint,omitempty" json:"note,omitempty"`        // their words about the device
	ResubmitBy string `cbor:"6,keyasint,omitempty" json:"resubmit_by,omitempty"` // last day to hand it in again
	PayBy      string `cbor:"7,keyasint,omitempty" json:"pay_by,omitempty"`
	Claimed    int64  `cbor:"8,keyasint" json:"claimed"`
}

// PaidFacts is money that came.
type PaidFacts struct {
	On    string `cbor:"1,keyasint" json:"on"`
	Cents int64  `cbor:"2,keyasint" json:"cents"`
	Ref   string `cbor:"3,keyasint" json:"ref"`
}

// DroppedFacts gives a claim up: what is not paid stays with us.
type DroppedFacts struct {
	Reason string `cbor:"1,keyasint"` // a code
}

// IrreparableFacts is a paper that says a device cannot be repaired, or not at a
// price that makes sense.
type IrreparableFacts struct {
	Number     string `cbor:"1,keyasint" json:"number"`
	On         string `cbor:"2,keyasint" json:"on"`
	Ground     string `cbor:"3,keyasint" json:"ground"` // cost, part, damage, safety
	Finding    string `cbor:"4,keyasint" json:"finding"`
	CostCents  int64  `cbor:"5,keyasint,omitempty" json:"cost_cents,omitempty"`  // of the repair, tax included
	WorthCents int64  `cbor:"6,keyasint,omitempty" json:"worth_cents,omitempty"` // of the device before the fault
	For        string `cbor:"7,keyasint,omitempty" json:"for,omitempty"`         // whom it is meant for
	PriceCents int64  `cbor:"8,keyasint,omitempty" json:"price_cents,omitempty"` // of the paper
	Announced  bool   `cbor:"9,keyasint,omitempty" json:"announced,omitempty"`   // the customer knew that price before
}
