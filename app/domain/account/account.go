// Package account knows business customers that pay later: who they are in law,
// what they may owe, by when they pay, whether each file names their own order, and
// who of them may order.
package account

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/text"
)

// SavedFacts is how a business customer pays. Who they are lies in a box.
type SavedFacts struct {
	Closed      bool  `cbor:"1,keyasint,omitempty" json:"closed,omitempty"` // it pays at once again
	Monthly     bool  `cbor:"2,keyasint,omitempty" json:"monthly,omitempty"`
	Ceiling     int64 `cbor:"3,keyasint,omitempty" json:"ceiling_cents,omitempty"` // that may be owed; 0: no bound
	TermDays    int   `cbor:"4,keyasint" json:"term_days"`
	EndOfMonth  bool  `cbor:"5,keyasint,omitempty" json:"end_of_month,omitempty"`     // the days run from the end of the invoice's month
	OrderNeeded bool  `cbor:"6,keyasint,omitempty" json:"order_needed,omitempty"`     // each file names the buyer's order
	Public      bool  `cbor:"7,keyasint,omitempty" json:"public,omitempty"`           // of the public sector
	Penalty     int   `cbor:"8,keyasint,omitempty" json:"penalty_permille,omitempty"` // a year, as agreed; by the rule when 0
	// Untaxed says that the buyer is no taxable person, such as an association: no platform
	// carries its invoices, and its purchases are among the sales to consumers.
	Untaxed bool `cbor:"9,keyasint,omitempty" json:"untaxed,omitempty"`
}

// IdentityBox is who a business is in law (purpose Contact).
type IdentityBox struct {
	Legal   string `cbor:"1,keyasint,omitempty" json:"legal_name,omitempty"`
	SIREN   string `cbor:"2,keyasint,omitempty" json:"siren,omitempty"`
	VAT     string `cbor:"3,keyasint,omitempty" json:"vat_number,omitempty"`
	Address string `cbor:"4,keyasint,omitempty" json:"address,omitempty"` // for invoices
	Email   string `cbor:"5,keyasint,omitempty" json:"email,omitempty"`
	Routing string `cbor:"6,keyasint,omitempty" json:"routing,omitempty"` // address on its platform, when it is not the SIREN
	Scheme  Scheme `cbor:"7,keyasint,omitempty" json:"scheme,omitempty"`  // of Number, where there is no SIREN
	Number  string `cbor:"8,keyasint,omitempty" json:"number,omitempty"`
	Country string `cbor:"9,keyasint,omitempty" json:"country,omitempty"` // France when empty
}

// OrderFacts names the buyer's order of a file, and who of them ordered.
type OrderFacts struct {
	Order string `cbor:"1,keyasint,omitempty"`
	By    string `cbor:"2,keyasint,omitempty"` // key of the person
	// AllowedBy is the id of who takes the order of somebody who may not order.
	AllowedBy string `cbor:"3,keyasint,omitempty"`
}

// The faults of accounts.
const (
	None        fault.Code = "account_none"    // the customer has no account
	Ceiling     fault.Code = "account_ceiling" // args: left, ceiling
	OrderNeeded fault.Code = "account_order_needed"
	MayNotOrder fault.Code = "account_may_not_order" // args: name
)

// The limits of accounts.
const (
	MaxName    = 200
	MaxAddress = 600
	MaxRouting = 60
	MaxOrder   = 60
	maxCents   = 100_000_000
)

// Check checks an account. Most is how many days law allows at most.
func Check(f SavedFacts, box IdentityBox, most int) error {
	if err := fault.First(
		text.Needed("legal_name", box.Legal, MaxName), text.NeededBlock("address", box.Address, MaxAddress),
		box.checkIdentity(),
		text.Line("email", box.Email, customer.MaxEmail), text.Line("routing", box.Routing, MaxRouting),
		fault.Within("ceiling_cents", f.Ceiling, 0, maxCents), fault.Within("penalty_permille", int64(f.Penalty), 0, 1000),
	); err != nil {
		return err
	}
	if f.EndOfMonth {
		most = min(most, endOfMonthDays)
	}
	return fault.Within("term_days", int64(f.TermDays), 0, int64(most))
}

// endOfMonthDays is what law allows at most from the end of a month.
const endOfMonthDays = 45

// SIREN checks the number of a French business.
func SIREN(field, s string) error {
	if s == "" {
		return fault.New(fault.Missing, field)
	}
	if len(s) != 9 || strings.Trim(s, "0123456789") != "" || !product.Luhn(s) && s != laPoste {
		return fault.New(fault.Malformed, field, "expected", "732 829 320")
	}
	return nil
}

// laPoste is a company whose number no check digit fits with its establishments.
const laPoste = "356000000"

// VAT checks a French VAT number, whose key follows from the SIREN; those of other
// countries are taken as they are. It may be empty.
func VAT(field, s, siren string) error {
	if s == "" || !strings.HasPrefix(s, "FR") {
		return text.Line(field, s, 20)
	}
	if s != VATOf(siren) {
		return fault.New(fault.Malformed, field, "expected", "FR44732829320")
	}
	return nil
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// Tidy takes out what people put between digits.
func Tidy(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }

// MayOrder tells whether somebody with these roles may order for a business.
func MayOrder(roles []customer.Role) bool {
	return slices.ContainsFunc(roles, func(r customer.Role) bool {
		return r == customer.Orderer || r == customer.Owner || r == customer.Payer || r == customer.Representative
	})
}

// CheckOrder checks the order of a file.
func CheckOrder(f OrderFacts, needed bool) error {
	if needed && text.Blank(f.Order) {
		return fault.New(OrderNeeded, "order_ref")
	}
	return fault.First(text.Line("order_ref", f.Order, MaxOrder), text.Line("by", f.By, customer.MaxKey))
}

// Take refuses what would be owed beyond the ceiling.
func (f SavedFacts) Take(owed, more int64) error {
	if f.Ceiling == 0 || more <= 0 || owed+more <= f.Ceiling {
		return nil
	}
	return fault.New(Ceiling, "payments", "left", strconv.FormatInt(max(0, f.Ceiling-owed), 10), "ceiling", strconv.FormatInt(f.Ceiling, 10))
}

// VATOf is the French VAT number of a SIREN.
func VATOf(siren string) string {
	n, err := strconv.Atoi(siren)
	if err != nil || len(siren) != 9 {
		return ""
	}
	return "FR" + twoDigits((12+3*(n%97))%97) + siren
}
