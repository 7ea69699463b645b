package vat

import (
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
)

// UnknownRate is the fault of a rate of tax that there is not on a day.
const UnknownRate fault.Code = "tax_rate_unknown" // args: rate, known

// ratePrefix begins the ids of the rows that are rates of tax.
const ratePrefix = "vat_"

// usual is the row whose rate everything has that has none of its own.
const usual = ratePrefix + "standard"

// RatesOf are the rates of the rules of a day: the usual one first, then the highest.
func RatesOf(set rules.Set) (out []int) {
	first := -1
	for _, row := range set.Rows {
		if strings.HasPrefix(row.ID, ratePrefix) && row.Unit == rules.Permille {
			if row.ID == usual {
				first = row.Value
			}
			out = append(out, row.Value)
		}
	}
	slices.SortFunc(out, func(a, b int) int {
		if (a == first) != (b == first) {
			if a == first {
				return -1
			}
			return 1
		}
		return b - a
	})
	return slices.Compact(out)
}

// CheckRate refuses a rate that is not among those of a day; 0 is always one, and
// where no rates are known every rate may be right.
func CheckRate(field string, rate int, known []int) error {
	if len(known) == 0 || rate == 0 || slices.Contains(known, rate) {
		return nil
	}
	var names []string
	for _, r := range append(slices.Clone(known), 0) {
		names = append(names, strconv.Itoa(r))
	}
	return fault.New(UnknownRate, field, "rate", strconv.Itoa(rate), "known", strings.Join(names, ", "))
}
