package stock

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// PricedFacts is what a part costs, and is sold for, from a day on.
type PricedFacts struct {
	From     string `cbor:"1,keyasint" json:"from_on"`
	Cost     int64  `cbor:"2,keyasint,omitempty" json:"cost_cents,omitempty"`
	Price    int64  `cbor:"3,keyasint,omitempty" json:"price_cents,omitempty"`
	Currency string `cbor:"4,keyasint,omitempty" json:"currency,omitempty"`
}

// Dated is a price with the moment at which it was said.
type Dated struct {
	PricedFacts
	SaidMS int64 `json:"said_ms,omitempty"`
}

// CheckPriced checks a dated price.
func CheckPriced(f PricedFacts) error {
	if f.From == "" {
		return fault.New(fault.Missing, "from_on")
	}
	if f.Price == 0 && f.Cost == 0 {
		return fault.New(fault.Missing, "price_cents")
	}
	return fault.First(
		text.Date("from_on", f.From), amount("cost_cents", f.Cost, "currency", f.Currency), amount("price_cents", f.Price, "currency", f.Currency),
	)
}

// PriceOn is what holds on a day: of what was said, that with the latest first day
// that has come; of two of one day, what was said last. What was said without a day,
// which is in said as of the day of saying it, is one of them. What one leaves out
// stays as it was.
func PriceOn(said []Dated, today civil.Date) (now Dated, ok bool) {
	for _, d := range until(said, today) {
		d.Cost, d.Price, d.Currency = cmp.Or(d.Cost, now.Cost), cmp.Or(d.Price, now.Price), cmp.Or(d.Currency, now.Currency)
		now, ok = d, true
	}
	return now, ok
}

// Repriced is the last change of what something is sold for that holds on a day: since
// when, before and after. There is none while it has had one price.
func Repriced(said []Dated, today civil.Date) (from string, before, after int64, ok bool) {
	for _, d := range until(said, today) {
		if d.Price == 0 || d.Price == after {
			continue
		}
		from, before, after = d.From, after, d.Price
	}
	return from, before, after, before > 0
}

// until is what was said of a day and of days before it, in the order in which it holds.
func until(said []Dated, today civil.Date) []Dated {
	out := slices.DeleteFunc(slices.Clone(said), func(d Dated) bool { return d.From > today.String() })
	slices.SortStableFunc(out, func(a, b Dated) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.SaidMS, b.SaidMS))
	})
	return out
}

// Coming are the prices that wait for their day, the next one first.
func Coming(said []Dated, today civil.Date) []Dated {
	out := slices.DeleteFunc(slices.Clone(said), func(d Dated) bool { return d.From <= today.String() })
	slices.SortFunc(out, func(a, b Dated) int { return cmp.Compare(a.From, b.From) })
	return out
}
