// Package claim knows disputes: what a customer says went wrong, by whatever
// channels, in one file with one clock; what it cost them and what they wish;
// who of us may decide how much; what we offer and what they answer; how far a
// refund has come, because decided is not received; and the mediator, of whom a
// consumer has to hear when we do not agree.
//
// Goodwill never reduces what law gives, and nobody has to give a right up for
// it: what a measure is owed by stands beside its sum.
package claim

import "etabli/app/domain/message"

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Times are Unix milliseconds, days "2006-01-02", sums cents in
// the currency of the shop. Words of people lie in private boxes.

// OpenedFacts begins a claim. Customer, file, thread and visit are entities of
// its entry.
type OpenedFacts struct {
	Site       string          `cbor:"1,keyasint"`
	Channel    message.Channel `cbor:"2,keyasint"`
	ReceivedMS int64           `cbor:"3,keyasint"` // when it reached us, not when it was typed in
	About      string          `cbor:"4,keyasint"` // a code, see Matters
	Wish       Remedy          `cbor:"5,keyasint,omitempty"`
	WishCents  int64           `cbor:"6,keyasint,omitempty"`
	Loss       Loss            `cbor:"7,keyasint,omitzero"`
	Receipt    string          `cbor:"8,keyasint,omitempty"` // number of the till's receipt
	Labelled   bool            `cbor:"9,keyasint,omitempty"` // about a repair under a label that asks for a written answer
	AnswerBy   string          `cbor:"10,keyasint,omitempty"`
	Parcel     *Sighting       `cbor:"11,keyasint,omitempty"` // where its parcel was said to be when it was opened
}

// Sighting is what was known of a parcel, and who said so.
type Sighting struct {
	Status  string `cbor:"1,keyasint" json:"status"`
	SaidBy  string `cbor:"2,keyasint,omitempty" json:"said_by,omitempty"`
	Checked bool   `cbor:"3,keyasint,omitempty" json:"checked"` // by a scan or our own eyes, not only announced
	AtMS    int64  `cbor:"4,keyasint,omitempty" json:"at_ms,omitempty"`
}

// Loss is what the matter cost the customer beside the thing itself.
type Loss struct {
	Trips  int    `cbor:"1,keyasint,omitempty" json:"trips,omitempty"`
	Km     int    `cbor:"2,keyasint,omitempty" json:"km,omitempty"`
	Days   int    `cbor:"3,keyasint,omitempty" json:"days,omitempty" doc:"off work"`
	Missed string `cbor:"4,keyasint,omitempty" json:"missed,omitempty" doc:"the date that was missed"`
	Cents  int64  `cbor:"5,keyasint,omitempty" json:"cents,omitempty" doc:"what the customer spent"`
}

// WordsBox is what was said (purpose File of the claim).
type WordsBox struct {
	Words string `cbor:"1,keyasint,omitempty" json:"words,omitempty"`
	From  string `cbor:"2,keyasint,omitempty" json:"from,omitempty"` // number, address or name, as the channel gave it
	Why   string `cbor:"3,keyasint,omitempty" json:"why,omitempty"`  // the date that was missed, what was lost
	Note  string `cbor:"4,keyasint,omitempty" json:"note,omitempty"` // for colleagues alone
}

// HeardFacts is more about the same matter, by the same or another channel.
type HeardFacts struct {
	Channel    message.Channel `cbor:"1,keyasint"`
	ReceivedMS int64           `cbor:"2,keyasint"`
	Loss       *Loss           `cbor:"3,keyasint,omitempty"` // when it says more of it
	Wish       Remedy          `cbor:"4,keyasint,omitempty"`
	WishCents  int64           `cbor:"5,keyasint,omitempty"`
	AnswerBy   string          `cbor:"6,keyasint,omitempty"`
}

// AnsweredFacts is an answer of ours.
type AnsweredFacts struct {
	Channel message.Channel `cbor:"1,keyasint"`
	AtMS    int64           `cbor:"2,keyasint"`
}

// DecidedFacts is an offer. Of a claim it may be the first or a later one.
type DecidedFacts struct {
	N          int             `cbor:"1,keyasint"` // counted from 1
	Why        string          `cbor:"2,keyasint"` // a code, see Grounds
	Measures   []Measure       `cbor:"3,keyasint"`
	Channel    message.Channel `cbor:"4,keyasint"`           // by which the customer hears of it
	Until      string          `cbor:"5,keyasint,omitempty"` // last day on which we stand by it
	CapCents   int64           `cbor:"6,keyasint,omitempty"` // what whoever decided it may decide
	ApprovedBy string          `cbor:"7,keyasint,omitempty"` // id of who allowed more
	Rules      string          `cbor:"8,keyasint,omitempty"` // version of the rules behind the days
}

// Measure is one thing that we offer.
type Measure struct {
	Do    Remedy `cbor:"1,keyasint" json:"do" doc:"refund, voucher, exchange, repair or apology"`
	Cents int64  `cbor:"2,keyasint,omitempty" json:"cents,omitempty" doc:"of a refund or a voucher; what the others cost us"`
	Legal bool   `cbor:"3,keyasint,omitempty" json:"legal,omitempty" doc:"law owes it: it is no goodwill"`
	By    string `cbor:"4,keyasint,omitempty" json:"by,omitempty" doc:"day we promise it for; by the rules when empty"`
	Means Means  `cbor:"5,keyasint,omitempty" json:"means,omitempty" doc:"of a refund: card, cash, transfer, cheque or link; as it was paid when empty and that is known"`
	// Agreed says that the customer wants money that law owes by other means than
	// they paid with (C. conso. L217-17).
	Agreed bool `cbor:"6,keyasint,omitempty" json:"agreed,omitempty" doc:"the customer expressly wants it by other means than they paid with"`
}

// ConfirmedFacts says that a decision went out in writing.
type ConfirmedFacts struct {
	N       int             `cbor:"1,keyasint"`
	Channel message.Channel `cbor:"2,keyasint"`
	AtMS    int64           `cbor:"3,keyasint"`
	Proof   string          `cbor:"4,keyasint,omitempty"` // what the channel gave: a receipt, a number
}

// RepliedFacts is the customer's answer to an offer.
type RepliedFacts struct {
	N          int    `cbor:"1,keyasint"`
	Answer     Answer `cbor:"2,keyasint"`
	Channel    string `cbor:"3,keyasint,omitempty"`
	VoucherYes bool   `cbor:"4,keyasint,omitempty"` // expressly, instead of the money that law owes
	AtMS       int64  `cbor:"5,keyasint"`
}

// RefundFacts is how far the refund of an offer has come.
type RefundFacts struct {
	N     int         `cbor:"1,keyasint"`
	State RefundState `cbor:"2,keyasint"`
	Cents int64       `cbor:"3,keyasint"`
	By    string      `cbor:"4,keyasint,omitempty"` // day by which the next state is promised
	Means Means       `cbor:"5,keyasint,omitempty"`
	Ref   string      `cbor:"6,keyasint,omitempty"` // of the transfer, the terminal, the till
	Proof string      `cbor:"7,keyasint,omitempty"`
	AtMS  int64       `cbor:"8,keyasint"`
	// Agreed says that the customer wants other means than they paid with.
	Agreed bool `cbor:"9,keyasint,omitempty"`
}

// MediatedFacts is a step with the consumer mediator.
type MediatedFacts struct {
	Step    Mediation `cbor:"1,keyasint" json:"step"`
	On      string    `cbor:"2,keyasint" json:"on"`
	Name    string    `cbor:"3,keyasint,omitempty" json:"name,omitempty"`    // of the mediator, as the shop had it that day
	Ref     string    `cbor:"4,keyasint,omitempty" json:"ref,omitempty"`     // the mediator's own number
	Until   string    `cbor:"5,keyasint,omitempty" json:"until,omitempty"`   // last day to go to the mediator
	Outcome Answer    `cbor:"6,keyasint,omitempty" json:"outcome,omitempty"` // of the mediator's proposal
}

// EndedFacts ends a claim.
type EndedFacts struct {
	Outcome Outcome `cbor:"1,keyasint"`
}

// ReopenedFacts takes an ended claim up again.
type ReopenedFacts struct {
	Reason string `cbor:"1,keyasint"`
}

// LinkedFacts says what a claim is about: file, customer, thread and visit are
// entities of its entry.
type LinkedFacts struct {
	Receipt string `cbor:"1,keyasint,omitempty"`
}

// AuthorityFacts is what each role of a site may decide in one claim, in cents.
// A role that is not named decides what the rules of the house say.
type AuthorityFacts struct {
	Cents map[string]int64 `cbor:"1,keyasint"`
	// Off is how much of a price each role may let go of there, in thousandths.
	Off map[string]int `cbor:"2,keyasint,omitempty"`
}
