package loan

import (
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
)

// The fact types below are what entries hold for ever; see package repair for
// the rules they keep. Which unit, file and customer a loan is about stands in
// the header of its entry.

// SavedFacts is a unit that can be lent, as a whole.
type SavedFacts struct {
	Label       string   `cbor:"1,keyasint"` // brand and model
	Site        string   `cbor:"2,keyasint"`
	Serial      string   `cbor:"3,keyasint,omitempty"`
	Category    string   `cbor:"4,keyasint,omitempty"`
	Accessories []string `cbor:"5,keyasint,omitempty"`
	Condition   []string `cbor:"6,keyasint,omitempty"`
	ValueCents  int64    `cbor:"7,keyasint,omitempty"`
	Currency    string   `cbor:"8,keyasint,omitempty"`
	Retired     bool     `cbor:"9,keyasint,omitempty"`
}

// ReservedFacts keeps a unit for a file. Confirmed is false when this device
// had no right to promise it: then it is "à confirmer", never "réservé".
type ReservedFacts struct {
	Site      string `cbor:"1,keyasint"`
	Confirmed bool   `cbor:"2,keyasint,omitempty"`
	NeededOn  string `cbor:"3,keyasint,omitempty"`
	HQ        bool   `cbor:"4,keyasint,omitempty"` // HQ used the right
}

// Agreement is what customer and shop agreed on.
type Agreement struct {
	Layer         warranty.Layer `cbor:"1,keyasint,omitempty" json:"layer,omitempty"` // that the repair is under
	ValueCents    int64          `cbor:"2,keyasint,omitempty" json:"value_cents,omitempty"`
	DepositCents  int64          `cbor:"3,keyasint,omitempty" json:"deposit_cents,omitempty"`
	DepositBy     string         `cbor:"4,keyasint,omitempty" json:"deposit_by,omitempty"`  // preauth, cash
	PriceCents    int64          `cbor:"5,keyasint,omitempty" json:"price_cents,omitempty"` // of the whole loan
	Currency      string         `cbor:"6,keyasint,omitempty" json:"currency,omitempty"`
	DueOn         string         `cbor:"7,keyasint,omitempty" json:"due_on,omitempty"`      // a fixed day; empty: counted from the ready notice
	ReturnDays    int            `cbor:"8,keyasint,omitempty" json:"return_days,omitempty"` // the rules as they were when it was signed
	ExtensionDays int            `cbor:"9,keyasint,omitempty" json:"extension_days,omitempty"`
}

// IssuedFacts hands a unit out.
type IssuedFacts struct {
	Site        string              `cbor:"1,keyasint"`
	Agreement   Agreement           `cbor:"2,keyasint"`
	Condition   []string            `cbor:"3,keyasint,omitempty"`
	Accessories []string            `cbor:"4,keyasint,omitempty"`
	Attachments []repair.Attachment `cbor:"5,keyasint,omitempty"` // condition photos, signatures
	Paper       bool                `cbor:"6,keyasint,omitempty"` // signed on paper, or signing refused
	IssuedMS    int64               `cbor:"7,keyasint"`
}

// ReturnedFacts takes a unit back.
type ReturnedFacts struct {
	Site        string                  `cbor:"1,keyasint"`
	Condition   []string                `cbor:"2,keyasint,omitempty"`
	Accessories []repair.AccessoryCheck `cbor:"3,keyasint,omitempty"`
	Attachments []repair.Attachment     `cbor:"4,keyasint,omitempty"`
	Damage      []Damage                `cbor:"5,keyasint,omitempty"`
	Paper       bool                    `cbor:"6,keyasint,omitempty"`
	ReturnedMS  int64                   `cbor:"7,keyasint"`
}

// Damage is one thing that is worse than when the unit went out.
type Damage struct {
	What  string `cbor:"1,keyasint" json:"what,omitempty"`
	Cents int64  `cbor:"2,keyasint,omitempty" json:"cents,omitempty"` // its announced, capped cost
}

// ExtendedFacts gives more time.
type ExtendedFacts struct {
	Days  int    `cbor:"1,keyasint,omitempty"`
	DueOn string `cbor:"2,keyasint"` // the day that was told
}

// DepositFacts says what became of the deposit. It is no turnover: what is kept
// is billed as damage.
type DepositFacts struct {
	Act    string `cbor:"1,keyasint"` // released, kept
	Cents  int64  `cbor:"2,keyasint,omitempty"`
	Reason string `cbor:"3,keyasint,omitempty"` // a code
}

// LostFacts says that a unit does not come back.
type LostFacts struct {
	Reason string `cbor:"1,keyasint"` // lost, stolen, not_returned
	Report string `cbor:"2,keyasint,omitempty"`
}

// SoldFacts sells a unit to who has it.
type SoldFacts struct {
	Cents    int64  `cbor:"1,keyasint"`
	Currency string `cbor:"2,keyasint"`
}

// CancelledFacts gives a reservation up.
type CancelledFacts struct {
	Reason string `cbor:"1,keyasint,omitempty"`
}

// RemindedFacts is one step of the ladder that was climbed.
type RemindedFacts struct {
	Step    int    `cbor:"1,keyasint"`
	Channel string `cbor:"2,keyasint"` // sms, email, phone, letter
}

// CheckedFacts makes a unit that came back fit to be lent again.
type CheckedFacts struct {
	Wiped       bool `cbor:"1,keyasint"`
	AccountsOff bool `cbor:"2,keyasint"` // nobody's cloud account is locked to it
	Tested      bool `cbor:"3,keyasint"`
	Charged     bool `cbor:"4,keyasint"`
}

// PolicyFacts says what a shop does at a hand-back while the loaner is out.
type PolicyFacts struct {
	HandBack Policy `cbor:"1,keyasint"`
}
