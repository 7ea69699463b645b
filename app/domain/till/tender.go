package till

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Tender is a means of payment.
type Tender string

// The tenders.
const (
	InCash   Tender = "cash"
	Card     Tender = "card"
	Cheque   Tender = "cheque"
	Transfer Tender = "transfer"
	Link     Tender = "link"    // paid by the customer over a payment link
	Voucher  Tender = "voucher" // of ours, or a gift
	Bonus    Tender = "bonus"   // a third party pays, such as the repair bonus
	Later    Tender = "later"   // owed: it becomes a receivable
)

// Tenders lists the tenders in the order in which a till shows them.
func Tenders() []Tender {
	return []Tender{InCash, Card, Cheque, Transfer, Link, Voucher, Bonus, Later}
}

// Auth says how a card payment was authorised.
type Auth string

// The ways of authorisation.
const (
	Online  Auth = "online"
	Offline Auth = "offline" // taken without an answer: the shop bears the risk until it is settled
	Preauth Auth = "preauth" // an amount is held, nothing is paid
)

// Paid is one payment. No card number is ever kept: the end of it, at most, as
// the terminal's slip prints it.
type Paid struct {
	Tender Tender `cbor:"1,keyasint" json:"tender" doc:"cash, card, cheque, transfer, link, voucher, bonus or later"`
	Cents  int64  `cbor:"2,keyasint" json:"cents"`
	Given  int64  `cbor:"3,keyasint,omitempty" json:"given_cents,omitempty" doc:"cash that was handed over; the change follows"`
	Auth   Auth   `cbor:"4,keyasint,omitempty" json:"auth,omitempty" doc:"of a card: online, offline or preauth; online when empty"`
	Ref    string `cbor:"5,keyasint,omitempty" json:"ref,omitempty" doc:"of the terminal, the cheque, the voucher or the payer"`
	Due    string `cbor:"6,keyasint,omitempty" json:"due_on,omitempty" doc:"of what is owed: by when"`
}

// Change is what is given back of cash.
func (p Paid) Change() int64 {
	if p.Given == 0 {
		return 0
	}
	return p.Given - p.Cents
}

func (p Paid) complete(at string) (Paid, error) {
	names := make([]string, len(Tenders()))
	for i, t := range Tenders() {
		names[i] = string(t)
	}
	if p.Tender == Card && p.Auth == "" {
		p.Auth = Online
	}
	if err := fault.First(
		text.OneOf(at+"tender", string(p.Tender), names...),
		fault.Within(at+"cents", p.Cents, -MaxCents, MaxCents),
		text.Line(at+"ref", p.Ref, MaxLabel),
		text.Date(at+"due_on", p.Due),
		text.OneOf(at+"auth", string(p.Auth), "", string(Online), string(Offline), string(Preauth)),
	); err != nil {
		return p, err
	}
	if p.Cents == 0 {
		return p, fault.New(fault.Missing, at+"cents")
	}
	if p.Tender == Voucher && p.Cents > 0 && p.Ref == "" { // it would be paid by nothing
		return p, fault.New(fault.Missing, at+"ref")
	}
	if p.Given != 0 && (p.Tender != InCash || p.Given < p.Cents) {
		return p, fault.New(CashShort, at+"given_cents", "cents", strconv.FormatInt(p.Cents, 10))
	}
	if p.Auth != "" && p.Tender != Card {
		return p, fault.New(fault.Malformed, at+"auth", "expected", "card")
	}
	return p, nil
}

// CashOf is the cash among payments.
func CashOf(payments []Paid) (cents int64) { return Of(InCash, payments) }

// Of is what payments bring in by one means.
func Of(by Tender, payments []Paid) (cents int64) {
	for _, p := range payments {
		if p.Tender == by {
			cents += p.Cents
		}
	}
	return cents
}

// PaidNow is what a record brings in, what is still owed not counted.
func (r *Record) PaidNow() (cents int64) {
	for _, p := range r.Payments {
		if p.Tender != Later && p.Auth != Preauth {
			cents += p.Cents
		}
	}
	return cents
}
