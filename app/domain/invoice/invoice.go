// Package invoice knows invoices to businesses: what receipts of the till they
// gather, by file and by the buyer's order, their numbers without a gap, when they
// are due, credit notes, and how far each is on its way over a platform.
//
// What was sold stands in the till; an invoice gathers it and sells nothing.
package invoice

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
)

// IssuedFacts is an invoice, or with Refers a credit note, whose sums are written
// as what goes back. The buyer lies in a box that stays when the rest is erased.
type IssuedFacts struct {
	Number   string      `cbor:"1,keyasint" json:"number"`
	Site     string      `cbor:"2,keyasint" json:"site"`
	Refers   string      `cbor:"3,keyasint,omitempty" json:"refers,omitempty"`
	RefersOn string      `cbor:"4,keyasint,omitempty" json:"refers_on,omitempty"`
	On       string      `cbor:"5,keyasint" json:"issued_on"`
	From     string      `cbor:"6,keyasint,omitempty" json:"from,omitempty"`
	To       string      `cbor:"7,keyasint,omitempty" json:"to,omitempty"`
	DueOn    string      `cbor:"8,keyasint,omitempty" json:"due_on,omitempty"`
	Groups   []Group     `cbor:"9,keyasint" json:"groups"`
	Rates    []till.Rate `cbor:"10,keyasint" json:"rates"`
	Total    int64       `cbor:"11,keyasint" json:"total_cents"`
	Paid     int64       `cbor:"12,keyasint,omitempty" json:"paid_cents,omitempty"` // when it was issued
	Penalty  int         `cbor:"13,keyasint,omitempty" json:"penalty_permille,omitempty"`
	Fee      int64       `cbor:"14,keyasint,omitempty" json:"recovery_fee_cents,omitempty"`
	Seller   Seller      `cbor:"15,keyasint" json:"seller"`
	Rules    string      `cbor:"16,keyasint,omitempty" json:"rules,omitempty"`
	Agreed   bool        `cbor:"17,keyasint,omitempty" json:"penalty_agreed,omitempty"` // with the buyer, not by the rule
	Direct   bool        `cbor:"18,keyasint,omitempty" json:"direct,omitempty"`         // no platform carries it: it is sent to the buyer
}

// Group is what was sold on one file, or without one.
type Group struct {
	File     string      `cbor:"1,keyasint,omitempty" json:"file,omitempty"`
	Device   string      `cbor:"2,keyasint,omitempty" json:"device,omitempty"`
	Order    string      `cbor:"3,keyasint,omitempty" json:"order_ref,omitempty"`
	On       string      `cbor:"4,keyasint,omitempty" json:"done_on,omitempty"`
	Receipts []string    `cbor:"5,keyasint" json:"receipts"`
	Lines    []till.Line `cbor:"6,keyasint" json:"lines"`
}

// Seller is the shop on that day.
type Seller struct {
	Name    string `cbor:"1,keyasint" json:"name"`
	Address string `cbor:"2,keyasint,omitempty" json:"address,omitempty"`
	SIRET   string `cbor:"3,keyasint,omitempty" json:"siret,omitempty"`
	VAT     string `cbor:"4,keyasint,omitempty" json:"vat_number,omitempty"`
	IBAN    string `cbor:"5,keyasint,omitempty" json:"iban,omitempty"`  // where to pay
	Legal   string `cbor:"6,keyasint,omitempty" json:"legal,omitempty"` // legal form, capital, trade register
}

// BuyerBox is who the invoice is for (purpose Fiscal of the invoice).
type BuyerBox struct {
	Name    string `cbor:"1,keyasint" json:"name"`
	Address string `cbor:"2,keyasint,omitempty" json:"address,omitempty"`
	SIREN   string `cbor:"3,keyasint,omitempty" json:"siren,omitempty"`
	VAT     string `cbor:"4,keyasint,omitempty" json:"vat_number,omitempty"`
	Email   string `cbor:"5,keyasint,omitempty" json:"email,omitempty"`
	Routing string `cbor:"6,keyasint,omitempty" json:"routing,omitempty"`
	// Scheme is the register of Number, where there is no SIREN; see account.Scheme.
	Scheme  string `cbor:"7,keyasint,omitempty" json:"scheme,omitempty"`
	Number  string `cbor:"8,keyasint,omitempty" json:"number,omitempty"`
	Country string `cbor:"9,keyasint,omitempty" json:"country,omitempty"` // France when empty
}

// SteppedFacts is how far an invoice is on its way over a platform.
type SteppedFacts struct {
	State  State  `cbor:"1,keyasint"`
	Ref    string `cbor:"2,keyasint,omitempty"` // that the platform gave
	Reason string `cbor:"3,keyasint,omitempty"`
	AtMS   int64  `cbor:"4,keyasint"`
}

// State is how far an invoice is on its way.
type State string

// The states. A platform rejects what is wrong in form, a buyer refuses what they
// do not owe.
const (
	Issued    State = "issued"
	Handed    State = "handed"
	Rejected  State = "rejected"
	Delivered State = "delivered"
	Refused   State = "refused"
	Collected State = "collected" // the platform was told that it is paid
)

var steps = map[State][]State{
	"":        {Issued},
	Issued:    {Handed},
	Handed:    {Delivered, Rejected, Refused, Collected},
	Rejected:  {Handed},
	Delivered: {Refused, Collected},
}

// CanMove tells whether an invoice may go from one state to another.
func CanMove(from, to State) bool { return slices.Contains(steps[from], to) }

// The faults of invoices.
const (
	Nothing     fault.Code = "invoice_nothing"      // nothing is left to be invoiced
	Before      fault.Code = "invoice_before"       // args: receipt, number; it stands on another one
	NotAllowed  fault.Code = "invoice_not_allowed"  // args: from, to
	SellerShort fault.Code = "invoice_seller_short" // the shop has no SIRET or no address
	NoInvoice   fault.Code = "invoice_none"         // the receipt stands on no invoice: its refund needs no credit note
)

// CheckStepped checks a step on the way.
func CheckStepped(f SteppedFacts, from State) error {
	if err := fault.First(
		text.OneOf("state", f.State, Handed, Rejected, Delivered, Refused, Collected),
		text.Line("ref", f.Ref, maxRef), text.Line("reason", f.Reason, maxReason), text.Moment("at_ms", f.AtMS),
	); err != nil {
		return err
	}
	switch {
	case !CanMove(from, f.State):
		return fault.New(NotAllowed, "state", "from", string(from), "to", string(f.State))
	case f.State == Handed && text.Blank(f.Ref):
		return fault.New(fault.Missing, "ref")
	case (f.State == Rejected || f.State == Refused) && text.Blank(f.Reason):
		return fault.New(fault.Missing, "reason")
	}
	return nil
}

const (
	maxRef    = 120
	maxReason = 300
	maxGroups = 200
	maxGaps   = 100 // that are named
)

// Sold is one receipt with what is known of its file.
type Sold struct {
	till.Record
	File, Device, Order string
}

// Gather makes groups of receipts: each file once, in the order of their days.
// Refunds stand beside what they give back.
func Gather(sold []Sold) ([]Group, error) {
	var out []Group
	for _, s := range sold {
		i := slices.IndexFunc(out, func(g Group) bool { return g.File != "" && g.File == s.File && g.Order == s.Order })
		if i < 0 {
			i, out = len(out), append(out, Group{File: s.File, Device: s.Device, Order: s.Order})
		}
		g := &out[i]
		g.On = max(g.On, s.Day)
		g.Receipts = append(g.Receipts, s.Number)
		g.Lines = append(g.Lines, s.Lines...)
	}
	slices.SortStableFunc(out, func(a, b Group) int { return cmp.Compare(a.On, b.On) })
	if len(out) > maxGroups {
		return nil, fault.New(fault.TooLong, "to", "limit", strconv.Itoa(maxGroups))
	}
	return out, nil
}

// Receipts are those of all groups.
func (f IssuedFacts) Receipts() (out []string) {
	for _, g := range f.Groups {
		out = append(out, g.Receipts...)
	}
	return out
}

// Summed fills in the sums: tax by rate over all lines, as the till rounds it.
func (f IssuedFacts) Summed() (IssuedFacts, error) {
	var rows []vat.Line
	for _, g := range f.Groups {
		for _, l := range g.Lines {
			rows = append(rows, vat.Line{Cents: l.Cents, Permille: l.Rate})
		}
	}
	sums, err := vat.Sum(vat.Gross, rows)
	if err != nil {
		return f, err
	}
	f.Rates, f.Total = nil, sums.GrossCents
	for _, s := range sums.Rates {
		f.Rates = append(f.Rates, till.Rate{Permille: s.Permille, Net: s.NetCents, Tax: s.TaxCents, Gross: s.GrossCents})
	}
	return f, nil
}

// Wrong says what does not add up in an invoice, empty when all does.
func (f IssuedFacts) Wrong() string {
	again, err := f.Summed()
	switch {
	case err != nil:
		return err.Error()
	case again.Total != f.Total || !slices.Equal(again.Rates, f.Rates):
		return fmt.Sprintf("its lines are %d and it says %d", again.Total, f.Total)
	case f.Refers == "" && f.Total < 0, f.Refers != "" && f.Total >= 0:
		return fmt.Sprintf("its total is %d", f.Total)
	}
	return ""
}

// Due is the last day to pay.
func Due(issued civil.Date, days int, endOfMonth bool) civil.Date {
	if !endOfMonth {
		return issued.AddDays(days)
	}
	year, month, _ := issued.Split()
	return civil.Of(year, month+1, 0).AddDays(days)
}

// Number is a number for people: F-LIL1-2026-000001, or with an A of a credit note.
func Number(credit bool, site, device string, year, n int) string {
	letter := "F"
	if credit {
		letter = "A"
	}
	return fmt.Sprintf("%s-%s%s-%d-%06d", letter, site, device, year, n)
}

// Nature says whether an invoice is of goods, of services or of both.
func (f IssuedFacts) Nature() string {
	goods, services := false, false
	for _, g := range f.Groups {
		for _, l := range g.Lines {
			goods, services = goods || l.Nature == till.Goods, services || l.Nature != till.Goods
		}
	}
	switch {
	case goods && services:
		return "mixed"
	case goods:
		return "goods"
	}
	return "services"
}

// Gaps are the counters that are missing between the first and the last of a series.
func Gaps(counters []int64) (out []int64) {
	sorted := slices.Sorted(slices.Values(counters))
	for i := 1; i < len(sorted); i++ {
		for n := sorted[i-1] + 1; n < sorted[i] && len(out) < maxGaps; n++ {
			out = append(out, n)
		}
	}
	return out
}
