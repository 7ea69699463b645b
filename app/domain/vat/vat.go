// Package vat adds up what is sold: lines of one or several rates of value
// added tax, with the tax of each rate and sums that agree to the cent.
//
// Rounding is half away from zero and happens in two places only: a line is
// rounded to the cent after quantity and discount, and the tax of a rate is
// computed once, from the sum of its lines. What stands above the line is thus
// exactly what stands below it, and a credit note over all lines of an invoice
// is the invoice with the other sign.
package vat

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
)

// The limits of a sum: ten milliards of a currency with cents, and rates up to
// the price itself.
const (
	MaxCents    = 1_000_000_000_000
	MaxPermille = 1000
	MaxLines    = 5000
)

// Basis says what the amounts of lines are.
type Basis string

// The bases.
const (
	Net   Basis = "net"   // before tax: the tax comes on top
	Gross Basis = "gross" // with tax: the tax is inside
)

// Line is the amount of one line, in the basis of its paper.
type Line struct {
	Cents    int64
	Permille int // rate of the tax: 200 is 20 %
}

// Rate is what is sold at one rate.
type Rate struct {
	Permille   int   `json:"rate_permille"`
	NetCents   int64 `json:"net_cents"`
	TaxCents   int64 `json:"tax_cents"`
	GrossCents int64 `json:"gross_cents"`
}

// Sums are the totals of a paper; they are the sums of its rates.
type Sums struct {
	Rates      []Rate `json:"rates"` // the highest rate first
	NetCents   int64  `json:"net_cents"`
	TaxCents   int64  `json:"tax_cents"`
	GrossCents int64  `json:"gross_cents"`
}

// Sum adds up lines. Faults: out_of_range for an amount or a rate that no sale
// has, too_long for more than MaxLines; the field is that of the line.
func Sum(basis Basis, lines []Line) (Sums, error) {
	if len(lines) > MaxLines {
		return Sums{}, fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(MaxLines))
	}
	of := map[int]int64{}
	for i, l := range lines {
		at := "lines." + strconv.Itoa(i)
		if err := inRange(at, l.Cents, MaxCents); err != nil {
			return Sums{}, err
		}
		if l.Permille < 0 || l.Permille > MaxPermille {
			return Sums{}, fault.New(fault.OutOfRange, at+".rate_permille", "min", "0", "max", strconv.Itoa(MaxPermille))
		}
		of[l.Permille] += l.Cents
	}
	var out Sums
	for permille, cents := range of {
		if err := inRange("lines", cents, MaxCents); err != nil {
			return Sums{}, err
		}
		out.Rates = append(out.Rates, rate(basis, permille, cents))
	}
	slices.SortFunc(out.Rates, func(a, b Rate) int { return cmp.Compare(b.Permille, a.Permille) })
	for _, r := range out.Rates {
		out.NetCents += r.NetCents
		out.TaxCents += r.TaxCents
		out.GrossCents += r.GrossCents
	}
	return out, nil
}

func rate(basis Basis, permille int, cents int64) Rate {
	r := Rate{Permille: permille}
	if basis == Gross {
		r.GrossCents = cents
		r.TaxCents = share(cents, int64(permille), int64(1000+permille))
		r.NetCents = cents - r.TaxCents
		return r
	}
	r.NetCents = cents
	r.TaxCents = share(cents, int64(permille), 1000)
	r.GrossCents = cents + r.TaxCents
	return r
}

// Amount is the price of a quantity in thousandths, less a discount. Faults:
// out_of_range.
func Amount(unitCents, milli, discountCents int64) (int64, error) {
	if err := inRange("unit_cents", unitCents, MaxCents); err != nil {
		return 0, err
	}
	if err := inRange("quantity_milli", milli, MaxCents); err != nil {
		return 0, err
	}
	if err := inRange("discount_cents", discountCents, MaxCents); err != nil {
		return 0, err
	}
	if high, low := bits.Mul64(abs(unitCents), abs(milli)); high != 0 || low > MaxCents*1000 {
		return 0, inRange("quantity_milli", MaxCents+1, MaxCents)
	}
	cents := share(unitCents, milli, 1000) - discountCents
	return cents, inRange("quantity_milli", cents, MaxCents)
}

// share is cents × part ÷ whole, rounded half away from zero. The product must
// fit: callers keep their amounts within the limits.
func share(cents, part, whole int64) int64 {
	high, low := bits.Mul64(abs(cents), abs(part))
	quotient, rest := bits.Div64(high, low, uint64(whole))
	if 2*rest >= uint64(whole) {
		quotient++
	}
	if (cents < 0) != (part < 0) {
		return -int64(quotient)
	}
	return int64(quotient)
}

func abs(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}

func inRange(field string, n, limit int64) error {
	if n < -limit || n > limit {
		text := strconv.FormatInt(limit, 10)
		return fault.New(fault.OutOfRange, field, "min", "-"+text, "max", text)
	}
	return nil
}

// NetOf is what of a sum with tax is left without it, at one rate.
func NetOf(grossCents int64, permille int) int64 { return rate(Gross, permille, grossCents).NetCents }
