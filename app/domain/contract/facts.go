// Package contract knows contracts that customers pay ahead: maintenance, and
// extensions, which are commercial guarantees. A contract has terms that follow
// each other; before one renews itself the customer is told by a letter that goes
// out within a window of law, and who was not told may leave whenever they like.
// It covers devices, entitles to visits and the like that are counted by term,
// and ends early with what was paid ahead given back by days.
//
// The terms of a contract are computed from what was signed: nobody has to renew
// it, so no device that was away renews it twice.
package contract

import (
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
)

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Days are "2006-01-02", sums cents with tax in the currency of the
// shop.

// SignedFacts begins a contract. Customer and devices are entities of its entry.
type SignedFacts struct {
	Site      string           `cbor:"1,keyasint" json:"site"`
	Number    string           `cbor:"2,keyasint" json:"number"`
	Sort      Sort             `cbor:"3,keyasint" json:"sort"`
	Plan      string           `cbor:"4,keyasint" json:"plan"` // what it is called
	Buyer     warranty.Buyer   `cbor:"5,keyasint" json:"buyer"`
	Made      string           `cbor:"6,keyasint" json:"made"` // shop, home, phone or page
	SignedOn  string           `cbor:"7,keyasint" json:"signed_on"`
	StartsOn  string           `cbor:"8,keyasint" json:"starts_on"`
	Months    int              `cbor:"9,keyasint" json:"months"`                             // of one term
	Renews    bool             `cbor:"10,keyasint,omitempty" json:"renews,omitempty"`        // by itself, for another term
	Notice    int              `cbor:"11,keyasint,omitempty" json:"notice_months,omitempty"` // months before its end by which it can be refused
	Cents     int64            `cbor:"12,keyasint" json:"cents"`                             // of one term
	Rate      int              `cbor:"13,keyasint,omitempty" json:"rate_permille,omitempty"` // of VAT, permille
	Covers    []warranty.Cause `cbor:"14,keyasint,omitempty" json:"covers,omitempty"`        // defects when empty
	Entitled  []Entitlement    `cbor:"15,keyasint,omitempty" json:"entitled,omitempty"`
	ExitCents int64            `cbor:"16,keyasint,omitempty" json:"exit_cents,omitempty"` // what leaving early costs, as the contract says
	Solicited bool             `cbor:"17,keyasint,omitempty" json:"solicited,omitempty"`  // we telephoned first
	Overlap   string           `cbor:"18,keyasint,omitempty" json:"overlap,omitempty"`    // last day of the legal guarantee, which the customer was told of
	Rules     string           `cbor:"19,keyasint,omitempty" json:"rules,omitempty"`      // version of the rules
	New       Devices          `cbor:"20,keyasint,omitempty" json:"-"`
}

// Devices are devices that were not known before, by the id of their entity.
type Devices map[string]Device

// Device is what is known of a device that comes under a contract.
type Device struct {
	Product repair.ProductFacts `cbor:"1,keyasint"`
	Sale    warranty.SaleFacts  `cbor:"2,keyasint,omitzero"`
}

// Entitlement is something that each term gives.
type Entitlement struct {
	What string `cbor:"1,keyasint" json:"what" doc:"a code: visit, call_out, part, loaner, upkeep"`
	N    int    `cbor:"2,keyasint,omitempty" json:"n,omitempty" doc:"in each term; 0: as often as needed"`
}

// CoveredFacts brings devices, which are entities of the entry, under a contract
// or takes them out of it.
type CoveredFacts struct {
	On  string  `cbor:"1,keyasint" json:"on"`
	Out bool    `cbor:"2,keyasint,omitempty" json:"out,omitempty"`
	New Devices `cbor:"3,keyasint,omitempty" json:"-"`
}

// UsedFacts counts one use. File and visit are entities of the entry.
type UsedFacts struct {
	What  string `cbor:"1,keyasint" json:"what"`
	On    string `cbor:"2,keyasint" json:"on"`
	N     int    `cbor:"3,keyasint,omitempty" json:"n,omitempty"`          // one when empty
	Cents int64  `cbor:"4,keyasint,omitempty" json:"cost_cents,omitempty"` // what it cost us
	By    string `cbor:"5,keyasint,omitempty" json:"allowed_by,omitempty"` // id of who allowed it beyond what the term gives
	Undo  string `cbor:"6,keyasint,omitempty" json:"undo,omitempty"`       // the entry of a use that was none
	// Beyond is how many more it was than the term still gave, as far as its author knew.
	Beyond int `cbor:"7,keyasint,omitempty" json:"beyond,omitempty"`
}

// Answered tells whether somebody allowed what goes beyond the term.
func (f UsedFacts) Answered() bool { return f.Beyond == 0 || f.By != "" }

// NoticedFacts says that the customer was told of the end of a term.
type NoticedFacts struct {
	Term    int    `cbor:"1,keyasint" json:"term"`    // that ends, counted from 0
	Channel string `cbor:"2,keyasint" json:"channel"` // letter or email
	On      string `cbor:"3,keyasint" json:"on"`
	Until   string `cbor:"4,keyasint" json:"until"`                     // last day to refuse, as the letter says
	Proof   string `cbor:"5,keyasint,omitempty" json:"proof,omitempty"` // number of a registered letter, answer of a server
	Cents   int64  `cbor:"6,keyasint,omitempty" json:"cents,omitempty"` // price of the next term; that of the one before when empty
}

// PaidFacts says what of a term was paid, or with a negative sum went back.
type PaidFacts struct {
	Term    int    `cbor:"1,keyasint" json:"term"`
	Cents   int64  `cbor:"2,keyasint" json:"cents"`
	On      string `cbor:"3,keyasint" json:"on"`
	Receipt string `cbor:"4,keyasint,omitempty" json:"receipt,omitempty"` // of the till
	Ref     string `cbor:"5,keyasint,omitempty" json:"ref,omitempty"`     // of a transfer
}

// EndedFacts says that a contract ends, or with Back that it goes on after all.
type EndedFacts struct {
	Why      Why    `cbor:"1,keyasint,omitempty" json:"why,omitempty"`
	AskedOn  string `cbor:"2,keyasint,omitempty" json:"asked_on,omitempty"`
	On       string `cbor:"3,keyasint,omitempty" json:"on,omitempty"`    // last day on which it covers
	Cents    int64  `cbor:"4,keyasint,omitempty" json:"cents,omitempty"` // that go back
	RefundBy string `cbor:"5,keyasint,omitempty" json:"refund_by,omitempty"`
	Channel  string `cbor:"6,keyasint,omitempty" json:"channel,omitempty"`
	Rules    string `cbor:"7,keyasint,omitempty" json:"rules,omitempty"`
	Back     bool   `cbor:"8,keyasint,omitempty" json:"back,omitempty"`
}
