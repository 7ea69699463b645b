package views

import (
	"etabli/app/domain/bank"
	"etabli/app/domain/claim"
	"etabli/app/domain/message"
	"etabli/storage/journal"
)

// Claim is one dispute with all that was said, offered and done about it.
type Claim struct {
	ID           journal.EntityID      `json:"id"`
	Site         string                `json:"site"`
	Status       claim.Status          `json:"status"`
	Outcome      claim.Outcome         `json:"outcome,omitempty"`
	About        string                `json:"about"`
	Wish         claim.Remedy          `json:"wish,omitempty"`
	WishCents    int64                 `json:"wish_cents,omitempty"`
	Loss         claim.Loss            `json:"loss,omitzero"`
	Labelled     bool                  `json:"labelled,omitempty"`
	Customer     journal.EntityID      `json:"customer,omitzero"`
	CustomerName string                `json:"customer_name,omitempty"`
	Erased       bool                  `json:"customer_erased,omitempty"`
	Repair       journal.EntityID      `json:"repair,omitzero"`
	Number       string                `json:"number,omitempty"` // of the file
	Thread       journal.EntityID      `json:"thread,omitzero"`
	Visit        journal.EntityID      `json:"visit,omitzero"`
	Parcel       journal.EntityID      `json:"parcel,omitzero"`
	Sighting     *claim.Sighting       `json:"parcel_was,omitempty"` // when the claim was opened
	Receipt      string                `json:"receipt,omitempty"`
	Channel      message.Channel       `json:"channel"`     // by which it came first
	ReceivedMS   int64                 `json:"received_ms"` // when it reached us first
	AnsweredMS   int64                 `json:"answered_ms,omitempty"`
	AnswerBy     string                `json:"answer_by,omitempty"`  // of a written complaint under a label
	WrittenMS    int64                 `json:"written_ms,omitempty"` // when we first answered in writing
	Said         []Statement           `json:"said"`
	Offers       []Offer               `json:"offers,omitempty"`
	PaidBack     []Spent               `json:"paid_back,omitempty"` // by refunds of the till
	PaidTwice    bool                  `json:"paid_twice,omitempty"`
	Mediation    claim.Mediation       `json:"mediation,omitempty"`
	Mediated     []claim.MediatedFacts `json:"mediated,omitempty"`
	Ending       *ClaimEnding          `json:"ending,omitempty"` // while it is ended
	Next         []claim.Status        `json:"next,omitempty"`
	BegunMS      int64                 `json:"begun_ms"`
	Tentative    bool                  `json:"tentative,omitempty"`
	Items        []ReviewItem          `json:"items,omitempty"`
}

// ClaimEnding is the letter that closed a claim.
type ClaimEnding struct {
	AtMS   int64  `json:"at_ms"`
	ByName string `json:"by_name,omitempty"`
	Words  string `json:"words,omitempty"`
}

// Statement is something the customer said about the matter.
type Statement struct {
	AtMS    int64           `json:"at_ms"` // when it reached us
	Channel message.Channel `json:"channel"`
	claim.WordsBox
}

// Offer is one decision, what the customer said to it, and how far it is done.
type Offer struct {
	N          int              `json:"n"`
	AtMS       int64            `json:"at_ms"`
	By         journal.EntityID `json:"by,omitzero"`
	ByName     string           `json:"by_name,omitempty"`
	ApprovedBy string           `json:"approved_by,omitempty"` // name
	Why        string           `json:"why"`
	Measures   []claim.Measure  `json:"measures"`
	CostCents  int64            `json:"cost_cents"`
	CapCents   int64            `json:"cap_cents"`
	Channel    message.Channel  `json:"channel"`
	Until      string           `json:"until,omitempty"`
	Words      string           `json:"words,omitempty"`
	AsksYes    bool             `json:"asks_yes,omitempty"` // a voucher where law owes money
	Confirmed  *Confirmation    `json:"confirmed,omitempty"`
	Reply      *Reply           `json:"reply,omitempty"`
	Refund     *Refund          `json:"refund,omitempty"`
	Voucher    journal.EntityID `json:"voucher,omitzero"` // issued for it
	Stands     bool             `json:"stands,omitempty"` // the last one

	facts claim.DecidedFacts
	again bool // the refund failed and began again
}

// Facts is the offer as it was decided.
func (o Offer) Facts() claim.DecidedFacts { return o.facts }

// Confirmation says when and how a decision went out in writing.
type Confirmation struct {
	AtMS    int64           `json:"at_ms"`
	Channel message.Channel `json:"channel"`
	Proof   string          `json:"proof,omitempty"`
}

// Reply is the customer's answer to an offer.
type Reply struct {
	Answer     claim.Answer `json:"answer"`
	By         string       `json:"by,omitempty"`
	AtMS       int64        `json:"at_ms"`
	VoucherYes bool         `json:"voucher_yes,omitempty"`
}

// Refund is how far the refund of an offer has come.
type Refund struct {
	State claim.RefundState `json:"state"`
	Cents int64             `json:"cents"`
	// PartCents is what the till gave back of it, while that is not all.
	PartCents int64       `json:"part_cents,omitempty"`
	Means     claim.Means `json:"means,omitempty"`
	By        string      `json:"by,omitempty"`
	AtMS      int64       `json:"at_ms"`
	Ref       string      `json:"ref,omitempty"`
	Proof     string      `json:"proof,omitempty"`
	// Account is where a transfer goes, whole until the money is there.
	Account *bank.Account `json:"account,omitempty"`
}

// The lists of claims.
const (
	ClaimsOpen    = "open" // the longest waiting first
	ClaimsEnded   = "ended"
	ClaimsRefunds = "refunds" // money that has not arrived, the first promised first
)

// Claims lists the lists of claims.
func Claims() []string { return []string{ClaimsOpen, ClaimsRefunds, ClaimsEnded} }
