// Package preorder knows goods and parts that customers order without a repair: what
// is paid ahead for them and under which of two names, by when they have to be there,
// and what goes back to whom when one side withdraws.
//
// Arrhes let each side withdraw: the customer by losing them, the shop by giving twice
// as much back. An acompte is a first part of a price that both owe. Which of the two
// it is stands on the order and on its receipt, or law takes it for arrhes (C. conso.
// L214-1).
package preorder

import (
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
)

// PlacedFacts is an order. The customer is an entity of its entry.
type PlacedFacts struct {
	Site    string      `cbor:"1,keyasint" json:"site"`
	Number  string      `cbor:"2,keyasint" json:"number"`
	Lines   []till.Line `cbor:"3,keyasint" json:"lines"`
	Total   int64       `cbor:"4,keyasint" json:"total_cents"`
	OrderOn string      `cbor:"5,keyasint" json:"ordered_on"`
	DueOn   string      `cbor:"6,keyasint" json:"due_on"` // last day by which it has to be there
	Ahead   Ahead       `cbor:"7,keyasint,omitempty" json:"ahead,omitempty"`
	Asked   int64       `cbor:"8,keyasint,omitempty" json:"ahead_cents,omitempty"` // what is to be paid ahead
	Away    bool        `cbor:"9,keyasint,omitempty" json:"away,omitempty"`        // made by telephone, at home or on the page
	Rules   string      `cbor:"10,keyasint,omitempty" json:"rules,omitempty"`
	// Lowered is what was let go of by hand, and who answers for it.
	Lowered *discount.Facts `cbor:"11,keyasint,omitempty" json:"lowered,omitempty"`
}

// Ahead is what money paid ahead is.
type Ahead string

// The two.
const (
	Arrhes  Ahead = "arrhes"
	Acompte Ahead = "acompte"
)

// PaidFacts is money paid ahead, or with a negative sum gone back, by a record of the
// till.
type PaidFacts struct {
	Receipt string `cbor:"1,keyasint,omitempty" json:"receipt,omitempty"`
	Cents   int64  `cbor:"2,keyasint" json:"cents"`
	On      string `cbor:"3,keyasint" json:"on"`
	Ref     string `cbor:"4,keyasint,omitempty" json:"ref,omitempty"` // of a transfer, when no receipt says it
}

// ArrivedFacts says that what was ordered is there, and how the customer heard of it.
type ArrivedFacts struct {
	On   string `cbor:"1,keyasint" json:"on"`
	Told string `cbor:"2,keyasint" json:"told"`
	Spot string `cbor:"3,keyasint,omitempty" json:"spot,omitempty"`
}

// HandedFacts ends an order: it was fetched, and billed by a record of the till that
// deducts what was paid ahead.
type HandedFacts struct {
	Receipt string `cbor:"1,keyasint" json:"receipt"`
	On      string `cbor:"2,keyasint" json:"on"`
}

// CancelledFacts ends an order otherwise.
type CancelledFacts struct {
	Why    Why    `cbor:"1,keyasint" json:"why"`
	On     string `cbor:"2,keyasint" json:"on"`
	Back   int64  `cbor:"3,keyasint,omitempty" json:"back_cents,omitempty"` // owed to the customer
	BackBy string `cbor:"4,keyasint,omitempty" json:"back_by,omitempty"`
	Owed   int64  `cbor:"5,keyasint,omitempty" json:"owed_cents,omitempty"` // still owed by them
	Told   string `cbor:"6,keyasint,omitempty" json:"told,omitempty"`
}

// Why is who withdraws, and on what ground.
type Why string

// The grounds.
const (
	ByCustomer Why = "by_customer"
	ByUs       Why = "by_us"     // it cannot be had, or we do not want to
	Late       Why = "late"      // the customer resolves it: the day is over
	Withdrawn  Why = "withdrawn" // within the days of law, of an order made away from the shop
	Agreed     Why = "agreed"    // both let go of it: all goes back
)

// Whys lists the grounds.
func Whys() []Why { return []Why{ByCustomer, ByUs, Late, Withdrawn, Agreed} }

// Status is where an order stands.
type Status string

// The statuses.
const (
	Placed    Status = "placed"
	Arrived   Status = "arrived"
	Handed    Status = "handed"
	Cancelled Status = "cancelled"
)

var moves = map[Status][]Status{"": {Placed}, Placed: {Arrived, Handed, Cancelled}, Arrived: {Handed, Cancelled}}

// CanMove tells whether an order may go from one status to another.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// The faults of orders.
const (
	Unnamed    fault.Code = "preorder_ahead_unnamed" // money is asked for ahead, and nobody says what it is
	TooMuch    fault.Code = "preorder_ahead_too_much"
	OtherAhead fault.Code = "preorder_other_ahead" // args: ahead; the receipt says the other word, or none
	NotBilled  fault.Code = "preorder_not_billed"  // args: sum; the bill does not deduct what was paid ahead
	NotAllowed fault.Code = "preorder_not_allowed" // args: from, to
	NotLate    fault.Code = "preorder_not_late"    // args: date
	NotAway    fault.Code = "preorder_not_away"    // args: date; no days to withdraw, or they are over
	Counted    fault.Code = "preorder_counted"     // args: number; the receipt is counted already
)

const (
	maxLines = 30
	maxSpot  = 120
)

// Terms are the rules that orders go by.
type Terms struct {
	Version  string
	Due      rules.Span // to be there, when nobody says by when
	Back     rules.Span // to give money back
	Withdraw rules.Span
	Twice    int64 // what goes back of arrhes when the shop withdraws, permille
	Region   civil.Region
	Rates    []int // of VAT
}

// TermsOf takes the terms out of the rules of a day.
func TermsOf(set rules.Set, region civil.Region) (t Terms, err error) {
	var faults []error
	for id, into := range map[string]*rules.Span{"preorder_due_days": &t.Due, "preorder_back_days": &t.Back, "withdrawal_days": &t.Withdraw} {
		var wrong error
		*into, wrong = set.Span(id)
		faults = append(faults, wrong)
	}
	twice, wrong := set.Number("arrhes_back_permille")
	t.Twice, t.Version, t.Region, t.Rates = int64(twice), set.Version(), region, vat.RatesOf(set)
	return t, errors.Join(append(faults, wrong)...)
}

// Place fills in and checks an order.
func Place(f PlacedFacts, today civil.Date, t Terms) (PlacedFacts, error) {
	if len(f.Lines) == 0 {
		return f, fault.New(fault.Missing, "lines")
	}
	if len(f.Lines) > maxLines {
		return f, fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(maxLines))
	}
	var err error
	if f.Lines, f.Total, err = till.Priced(f.Lines); err != nil {
		return f, err
	}
	if err := (till.Terms{Rates: t.Rates}).CheckRates(f.Lines); err != nil {
		return f, err
	}
	f.OrderOn, f.Rules = today.String(), t.Version
	if f.DueOn == "" {
		f.DueOn = t.Due.After(today, t.Region).String()
	}
	switch {
	case f.Asked > 0 && f.Ahead == "":
		return f, fault.New(Unnamed, "ahead")
	case f.Asked > f.Total:
		return f, fault.New(TooMuch, "ahead_cents")
	}
	return f, fault.First(
		text.OneOf("ahead", f.Ahead, "", Arrhes, Acompte), fault.Within("ahead_cents", f.Asked, 0, till.MaxCents), text.Date("due_on", f.DueOn),
	)
}

// AheadIn is what a record of the till took ahead under a name; negative what it
// deducted again, or gave back.
func AheadIn(r *till.Record, as Ahead) (cents int64, other bool) {
	for _, l := range r.Lines {
		switch {
		case l.Deposit == string(as):
			cents += l.Cents
		case l.Deposit != "":
			other = true
		}
	}
	return cents, other
}

// Bill are the lines that the till sells when an order is fetched: what was ordered,
// less what was paid ahead, each receipt that took some of it by itself.
func Bill(f PlacedFacts, paid int64, by []PaidFacts) []till.Line {
	out := slices.Clone(f.Lines)
	first := f.Lines[0]
	for _, p := range by {
		if n := min(p.Cents, paid); n > 0 {
			paid -= n
			out = append(out, till.Line{
				Label: f.Number, Quantity: till.One, Unit: -n, Cents: -n, Rate: first.Rate, Nature: first.Nature, Deposit: string(f.Ahead), Of: p.Receipt,
			})
		}
	}
	return out
}

// Cancel says what goes back to the customer, and what they still owe.
func Cancel(f PlacedFacts, paid int64, why Why, today civil.Date, t Terms) (out CancelledFacts, err error) {
	out = CancelledFacts{Why: why, On: today.String()}
	due, err := civil.Parse("due_on", f.DueOn)
	if err != nil {
		return out, err
	}
	ordered, err := civil.Parse("ordered_on", f.OrderOn)
	if err != nil {
		return out, err
	}
	if err := text.OneOf("why", why, Whys()...); err != nil {
		return out, err
	}
	switch why {
	case ByCustomer:
		if f.Ahead == Acompte { // both are bound: nothing goes back, the rest stays owed
			out.Owed = max(0, f.Total-paid)
		}
	case ByUs:
		out.Back = paid
		if f.Ahead != Acompte { // what nobody named is arrhes
			out.Back = paid * t.Twice / 1000
		}
	case Late:
		if today <= due {
			return out, fault.New(NotLate, "why", "date", f.DueOn)
		}
		out.Back = paid
	case Withdrawn:
		if last := t.Withdraw.After(ordered, t.Region); !f.Away || today > last {
			return out, fault.New(NotAway, "why", "date", last.String())
		}
		out.Back = paid
	case Agreed:
		out.Back = paid
	}
	if out.Back > 0 {
		out.BackBy = t.Back.After(today, t.Region).String()
	}
	return out, nil
}

// CheckArrived checks that the customer hears of it.
func CheckArrived(f ArrivedFacts) error {
	return fault.First(text.Date("on", f.On), text.Chosen("told", f.Told, "sms", "email", "phone", "letter", "counter"), text.Line("spot", f.Spot, maxSpot))
}
