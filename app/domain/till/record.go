package till

import (
	"etabli/app/domain/discount"
	"etabli/app/domain/stock"
)

// Form is the version of a record's form, which is written into it.
const Form = 1

// Kind says what a record is.
type Kind string

// The kinds of records.
const (
	Sale    Kind = "sale"    // goods and services, paid or owed
	Refund  Kind = "refund"  // plus or minus against an earlier sale
	Payment Kind = "payment" // of what was owed; no turnover
	Caution Kind = "caution" // kept for somebody, or given back; no turnover
	Cash    Kind = "cash"    // float, bank drop, hand-over
	Count   Kind = "count"   // the drawer was counted
	Closing Kind = "closing" // of a day, a month or a year
	Copy    Kind = "copy"    // a record was printed again
	Event   Kind = "event"   // of the technical log
)

// What the technical log says by itself. Ref is the hash of the archive's list of sums, the
// version before, what the clock showed before it was set back, since when HQ was not heard,
// until when, the receipt for which there was no paper, the id of who signed in or out, a
// Repriced or an Allowed as text, or what Taxed says.
const (
	ArchiveMade    = "archive_made"
	VersionChanged = "version_changed"
	ClockSetBack   = "clock_set_back"
	SyncLost       = "sync_lost"
	SyncBack       = "sync_back"
	PrinterFailed  = "printer_failed"
	SignedIn       = "signed_in"
	SignedOut      = "signed_out"
	PriceChanged   = "price_changed"
	TaxChanged     = "tax_changed"
	// DiscountAllowed says that somebody allowed more than whoever sold may let go of.
	DiscountAllowed = "discount_allowed"
	// CeilingAllowed says that somebody let an account owe more than its ceiling; the log
	// names who.
	CeilingAllowed = "ceiling_allowed"
)

// LivesAbroad says of a sale or a payment why more cash was taken than usual.
const LivesAbroad = "lives_abroad"

// Turns tells whether records of the kind change what was sold.
func (k Kind) Turns() bool { return k == Sale || k == Refund }

// Numbered tells whether records of the kind have a number for people.
func (k Kind) Numbered() bool { return k == Sale || k == Refund || k == Payment || k == Caution }

// Record is one record of a series. Once written it never changes; its code is
// computed over its bytes. Amounts are in cents, with tax, in the currency of the
// series; a refund's are negative.
type Record struct {
	Form     int    `cbor:"1,keyasint"`
	Series   []byte `cbor:"2,keyasint"` // chain of the device's epoch, 8 bytes
	Session  int    `cbor:"3,keyasint"` // business day of the series, counted from 1
	Seq      int    `cbor:"4,keyasint"` // in the series, counted from 1
	Kind     Kind   `cbor:"5,keyasint"`
	Number   string `cbor:"6,keyasint,omitempty"` // LIL1-2026-000123
	Site     string `cbor:"7,keyasint"`
	Device   string `cbor:"8,keyasint"`
	AtMS     int64  `cbor:"9,keyasint"`            // wall clock, Unix milliseconds
	Local    string `cbor:"10,keyasint"`           // the same at the shop, 2026-11-28 14:05:59
	Day      string `cbor:"11,keyasint"`           // business day
	Ref      string `cbor:"12,keyasint,omitempty"` // number of the original
	Debt     string `cbor:"13,keyasint,omitempty"` // what is paid: a file's number, or a sale's own
	Lines    []Line `cbor:"14,keyasint,omitempty"`
	Rates    []Rate `cbor:"15,keyasint,omitempty"` // the highest first
	Payments []Paid `cbor:"16,keyasint,omitempty"`
	Total    int64  `cbor:"17,keyasint,omitempty"` // of the lines
	Held     int64  `cbor:"18,keyasint,omitempty"` // kept for somebody; negative when given back
	Reason   string `cbor:"19,keyasint,omitempty"` // a code
	// Perpetual is the sum of the totals of the series up to here; PerpetualAbs
	// that of their absolute values. Neither is ever reset.
	Perpetual    int64      `cbor:"20,keyasint"`
	PerpetualAbs int64      `cbor:"21,keyasint"`
	Software     string     `cbor:"22,keyasint"` // version that wrote the record
	Prev         []byte     `cbor:"23,keyasint"` // code of the record before; zeros for the first
	Closing      *Closed    `cbor:"24,keyasint,omitempty"`
	Drawer       *Drawer    `cbor:"25,keyasint,omitempty"`
	Copies       int        `cbor:"26,keyasint,omitempty"` // which copy of Ref this is
	Training     bool       `cbor:"27,keyasint,omitempty"`
	After        *Successor `cbor:"28,keyasint,omitempty"` // in the first of a series that follows another one
	Begin        *Begin     `cbor:"29,keyasint,omitempty"` // in the first of a session
	// Trade says that the buyer is a business with an account: an invoice follows,
	// and the sale is in no report of sales to consumers.
	Trade bool `cbor:"30,keyasint,omitempty"`
	// Untaxed says of such a buyer that it is no taxable person: an invoice follows, and
	// the sale is in the report of sales to consumers all the same.
	Untaxed bool `cbor:"31,keyasint,omitempty"`
	// Lowered is what was let go of by hand, and who answers for it.
	Lowered *discount.Facts `cbor:"32,keyasint,omitempty"`
}

// Invoiced tells whether a record is in no report of sales to consumers, because a platform
// carries its invoice.
func (r *Record) Invoiced() bool { return r.Trade && !r.Untaxed }

// Begin is what a session takes over from the one before.
type Begin struct {
	Month   Totals `cbor:"1,keyasint"`           // so far
	Year    Totals `cbor:"2,keyasint"`           // so far
	Counter int    `cbor:"3,keyasint,omitempty"` // of numbers, in the year
	Drawer  int64  `cbor:"4,keyasint,omitempty"` // cash that should be in the drawer
}

// Rate is what was sold at one rate of tax.
type Rate struct {
	Permille int   `cbor:"1,keyasint" json:"rate_permille"`
	Net      int64 `cbor:"2,keyasint" json:"net_cents"`
	Tax      int64 `cbor:"3,keyasint" json:"tax_cents"`
	Gross    int64 `cbor:"4,keyasint" json:"gross_cents"`
}

// Successor says which series a new one follows, as far as it is known.
type Successor struct {
	Series    []byte `cbor:"1,keyasint"`
	Seq       int    `cbor:"2,keyasint,omitempty"`
	Perpetual int64  `cbor:"3,keyasint,omitempty"`
	Code      []byte `cbor:"4,keyasint,omitempty"`
}

// Sealed is how a record is kept and sent: its bytes and their code. What it did
// to the stock stands beside them: it is no part of what was paid.
type Sealed struct {
	Record []byte       `cbor:"1,keyasint"`
	Code   []byte       `cbor:"2,keyasint"`
	Goods  []stock.Line `cbor:"3,keyasint,omitempty"` // pieces that left with it
	Back   []stock.Line `cbor:"4,keyasint,omitempty"` // pieces that came back with it
	Bounds *Bounds      `cbor:"5,keyasint,omitempty"` // of money for a debt that has parts
}

// Bounds is what law allowed for a debt when money was taken for it, so that whoever
// knows of all of its parts can tell whether they keep to it together.
type Bounds struct {
	Cash   int64  `cbor:"1,keyasint,omitempty"` // cents; 0: none was taken
	From   string `cbor:"2,keyasint,omitempty"` // before this day no more than AtOnce is taken; empty: whenever
	AtOnce int64  `cbor:"3,keyasint,omitempty"` // cents
}

// BoundsThen are the bounds, zero ones where none were written down.
func (s Sealed) BoundsThen() Bounds {
	if s.Bounds == nil {
		return Bounds{}
	}
	return *s.Bounds
}

// Drawer is what became of the cash in the drawer.
type Drawer struct {
	Why      string `cbor:"1,keyasint"`           // float, drop, in, out, count
	Cents    int64  `cbor:"2,keyasint,omitempty"` // put in; negative when taken out
	Counted  int64  `cbor:"3,keyasint,omitempty"`
	Expected int64  `cbor:"4,keyasint,omitempty"`
	With     string `cbor:"5,keyasint,omitempty"` // the other drawer or van; of a count, the drawer that is shared
	Beside   int64  `cbor:"6,keyasint,omitempty"` // of a count: what other tills should have put into the same drawer
}

// PolicyFacts is what a shop displays beside its till.
type PolicyFacts struct {
	CardMinimum int64 `cbor:"1,keyasint,omitempty"` // cents; 0: cards are taken for any amount
	// Receipts says when those come out that law does not want: on request when empty.
	Receipts Printing `cbor:"2,keyasint,omitempty"`
}

// KeyBox is the key of a series, sealed for those who verify it (purpose Fiscal).
type KeyBox struct {
	Series []byte `cbor:"1,keyasint"`
	Key    []byte `cbor:"2,keyasint"`
}
