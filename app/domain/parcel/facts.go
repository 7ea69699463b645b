// Package parcel knows what is sent: what goes into a parcel until it is closed,
// which carrier takes it where, where it is and who says so, and when it is
// brought. What a carrier announces is never told as something that we checked.
package parcel

import "etabli/app/domain/visit"

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Times are Unix milliseconds. Addresses and words lie in private
// boxes.

// OpenedFacts is a new parcel. Customer and file are entities of its entry.
type OpenedFacts struct {
	Site       string `cbor:"1,keyasint"`
	Incoming   bool   `cbor:"2,keyasint,omitempty"` // the customer sends it
	Carrier    string `cbor:"3,keyasint"`           // code
	Country    string `cbor:"4,keyasint"`           // where it goes, or comes from: two letters
	Point      bool   `cbor:"5,keyasint,omitempty"` // to a pick-up point
	Grams      int    `cbor:"6,keyasint,omitempty"`
	ValueCents int64  `cbor:"7,keyasint,omitempty"` // that it is insured for
	Lines      []Line `cbor:"8,keyasint,omitempty"`
	Cents      int64  `cbor:"9,keyasint,omitempty"` // carriage that the customer pays
	Lithium    bool   `cbor:"10,keyasint,omitempty"`
	// Return is the number under which we let a customer send something to us, and
	// ReturnUntil the last day for it.
	Return      string `cbor:"11,keyasint,omitempty"`
	ReturnUntil string `cbor:"12,keyasint,omitempty"`
}

// Line is something that lies in a parcel.
type Line struct {
	Label string `cbor:"1,keyasint" json:"label"`
	N     int    `cbor:"2,keyasint,omitempty" json:"n,omitempty"` // 1 when empty
	Part  string `cbor:"3,keyasint,omitempty" json:"part,omitempty"`
	Cents int64  `cbor:"4,keyasint,omitempty" json:"cents,omitempty"` // to pay for it
	Paid  Paying `cbor:"5,keyasint,omitempty" json:"paid,omitempty"`
}

// Paying is how what lies in a parcel is paid.
type Paying string

// The ways.
const (
	NothingToPay Paying = ""
	PaidBefore   Paying = "settled"
	ByLink       Paying = "link"
	AtPickUp     Paying = "pick_up"
)

// PlaceBox is where a parcel goes (purpose File of the parcel).
type PlaceBox struct {
	Name    string `cbor:"1,keyasint,omitempty" json:"name,omitempty"`
	Address string `cbor:"2,keyasint,omitempty" json:"address,omitempty"` // of the home, or of the pick-up point
	Phone   string `cbor:"3,keyasint,omitempty" json:"phone,omitempty"`
}

// FilledFacts puts something into an open parcel, or takes it out again.
type FilledFacts struct {
	Key  string `cbor:"1,keyasint"` // of the line
	Line Line   `cbor:"2,keyasint"`
	Out  bool   `cbor:"3,keyasint,omitempty"`
}

// ClosedFacts closes a parcel. SeenMS says up to when messages were known to
// whoever closed it.
type ClosedFacts struct {
	Tracking string `cbor:"1,keyasint,omitempty"`
	Grams    int    `cbor:"2,keyasint,omitempty"`
	SeenMS   int64  `cbor:"3,keyasint"`
	Unseen   bool   `cbor:"4,keyasint,omitempty"` // longer ago than the shop accepts
}

// MovedFacts says where a parcel is.
type MovedFacts struct {
	To      Status `cbor:"1,keyasint"`
	AtMS    int64  `cbor:"2,keyasint"`
	By      Source `cbor:"3,keyasint"`
	Scanned bool   `cbor:"4,keyasint,omitempty"`
	UntilOn string `cbor:"5,keyasint,omitempty"` // last day at the pick-up point
	Reason  string `cbor:"6,keyasint,omitempty"` // a code
	// Return is the number that was read on a parcel that came, and Expired says that it
	// came after its last day.
	Return  string `cbor:"7,keyasint,omitempty"`
	Expired bool   `cbor:"8,keyasint,omitempty"`
}

// Checked tells whether somebody saw the parcel there: a scan, our own eyes, or
// the customer's hands. What a carrier announces is not.
func (f MovedFacts) Checked() bool { return f.Scanned || f.By != ByCarrier }

// Source is who says where a parcel is.
type Source string

// The sources.
const (
	ByUs       Source = "us"
	ByCarrier  Source = "carrier"
	ByCustomer Source = "customer"
)

// SlottedFacts is when a parcel is brought. A change says why, how the customer
// was told, and whether the old slot had begun by then.
type SlottedFacts struct {
	Slot   visit.Slot `cbor:"1,keyasint"`
	Reason string     `cbor:"2,keyasint,omitempty"` // a code
	Told   string     `cbor:"3,keyasint,omitempty"` // channel
	By     Source     `cbor:"4,keyasint"`
	Late   bool       `cbor:"5,keyasint,omitempty"`
}

// CancelledFacts calls a parcel off. There is no way to it without a reason,
// words to the customer and a next proposal.
type CancelledFacts struct {
	Reason string     `cbor:"1,keyasint"`
	By     Source     `cbor:"2,keyasint"`
	Told   string     `cbor:"3,keyasint"`
	Next   visit.Next `cbor:"4,keyasint"`
}

// WordsBox is what the customer is told (purpose File of the parcel).
type WordsBox visit.WordsBox
