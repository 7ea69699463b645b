// Package voucher knows money that a customer spends with us later: a goodwill
// gesture, a gift, or a credit note. A voucher has an amount, a rest and a last
// day; it is redeemed at any till in parts, and no cent of it twice, even where
// tills do not hear of each other: only who holds its right redeems it.
//
// Money that law owes is paid back as money. A voucher takes its place only when
// the customer expressly says so.
package voucher

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Sums are cents in the currency of the shop, days "2006-01-02".

// IssuedFacts is a new voucher. Its claim, file and customer are entities of its
// entry; the moves of the entry bring its cents in and mint their rights.
type IssuedFacts struct {
	Code     string `cbor:"1,keyasint"` // see FormatCode
	Cents    int64  `cbor:"2,keyasint"`
	Until    string `cbor:"3,keyasint"` // last day
	From     Origin `cbor:"4,keyasint"`
	Site     string `cbor:"5,keyasint"`
	Anywhere bool   `cbor:"6,keyasint,omitempty"` // its rights go to HQ at once: any shop gets them without the issuer
	Legal    bool   `cbor:"7,keyasint,omitempty"` // instead of money that law owes
	Agreed   bool   `cbor:"8,keyasint,omitempty"` // the customer's explicit yes to that
	Receipt  string `cbor:"9,keyasint,omitempty"` // of the credit note it stands for
	Offer    int    `cbor:"10,keyasint,omitempty"`
	// Of goodwill without a claim; with one, its offer says both.
	CapCents   int64  `cbor:"11,keyasint,omitempty"` // what whoever gave it may decide
	ApprovedBy string `cbor:"12,keyasint,omitempty"` // id of who allowed more
}

// SteppedFacts says that a voucher was lost, or found again.
type SteppedFacts struct {
	To     Status `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint,omitempty"` // a code
}

// ReissuedFacts is a voucher that takes the place of another one, whose rest
// goes over. The new one is the first entity of its entry, the old one the second.
type ReissuedFacts struct {
	New IssuedFacts `cbor:"1,keyasint"`
	Old string      `cbor:"2,keyasint"` // code
}

// GrantedFacts is what HQ tells a device that asked for a voucher: that it may
// redeem so many cents, or why not. The shop of the device is an entity of the
// entry, so that it hears of it.
type GrantedFacts struct {
	Code   string `cbor:"1,keyasint"`
	N      int64  `cbor:"2,keyasint,omitempty"`
	Until  string `cbor:"3,keyasint,omitempty"`
	Site   string `cbor:"4,keyasint,omitempty"` // that issued it
	Status Status `cbor:"5,keyasint,omitempty"` // when nothing is granted
	From   Origin `cbor:"6,keyasint,omitempty"`
	Chain  []byte `cbor:"7,keyasint"` // of the device
}

// Origin is what a voucher stands for.
type Origin string

// The origins.
const (
	Goodwill Origin = "goodwill"
	Gift     Origin = "gift"
	Credit   Origin = "credit" // money that was to go back
)

// Origins lists the origins.
func Origins() []Origin { return []Origin{Goodwill, Gift, Credit} }
