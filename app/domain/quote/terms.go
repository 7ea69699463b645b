package quote

import (
	"errors"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
	"etabli/app/domain/vat"
)

// Terms are the rules that a quote goes by.
type Terms struct {
	Version string       `json:"version"`
	Region  civil.Region `json:"region"`

	Validity     rules.Span `json:"validity"`      // how long a quote binds us at least
	Hold         rules.Span `json:"hold"`          // full days without payment after a contract at home
	Withdrawal   rules.Span `json:"withdrawal"`    // for contracts at home and at a distance
	Rates        []int      `json:"rates"`         // of tax, the highest first; 0 is always known
	MarginFloor  int        `json:"margin_floor"`  // thousandths
	BeyondRepair int        `json:"beyond_repair"` // thousandths of the price of a replacement
	Circular     []string   `json:"circular"`      // kinds of devices for which a circular part is to be offered
}

// circularPrefix begins the ids of the rows that name kinds of devices.
const circularPrefix = "circular_"

// TermsOf takes the terms out of the rules of a case.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	t := Terms{Version: set.Version(), Region: region}
	var faults []error
	for id, into := range map[string]*rules.Span{
		"quote_validity_days": &t.Validity, "off_premises_hold_days": &t.Hold, "withdrawal_days": &t.Withdrawal,
	} {
		var err error
		*into, err = set.Span(id)
		faults = append(faults, err)
	}
	number := func(id string) int {
		n, err := set.Number(id)
		faults = append(faults, err)
		return n
	}
	t.MarginFloor, t.BeyondRepair = number("margin_floor_permille"), number("beyond_repair_permille")
	t.Rates = vat.RatesOf(set)
	if len(t.Rates) == 0 {
		number("vat_standard") // its fault says what is missing
	}
	for _, row := range set.Rows {
		if name, ok := strings.CutPrefix(row.ID, circularPrefix); ok && row.Choice == "yes" {
			t.Circular = append(t.Circular, name)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return Terms{}, err
	}
	return t, nil
}

// StandardRate is the rate of tax for everything that has none of its own.
func (t Terms) StandardRate() int { return slices.Max(t.Rates) }

// CheckRate refuses a rate of tax that there is not.
func (t Terms) CheckRate(field string, rate int) error {
	return vat.CheckRate(field, rate, t.Rates)
}
