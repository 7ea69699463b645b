package lang

import (
	"strconv"
	"strings"

	"github.com/bojanz/currency"
)

// Number writes a whole number in groups of three digits.
func (c *Catalogue) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	gap := ","
	if c.tag == French {
		gap = narrowSpace
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(gap)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Tenths writes a figure above zero that is counted in tenths: "4,3".
func (c *Catalogue) Tenths(n int) string {
	point := "."
	if c.tag == French {
		point = ","
	}
	return c.Number(n/10) + point + strconv.Itoa(n%10)
}

// Room writes so many bytes of a disk: whole megabytes, and tenths of a gigabyte from
// one on.
func (c *Catalogue) Room(bytes int64) string {
	const mega, giga = 1 << 20, 1 << 30
	if bytes < giga {
		return c.T("size.mega", "n", c.Number(int(bytes/mega)))
	}
	return c.T("size.giga", "n", c.Tenths(int(bytes*10/giga)))
}

// Money writes a sum given in the smallest unit of its currency, such as cents,
// with an ISO 4217 code. A currency that is not known keeps its code.
func (c *Catalogue) Money(cents int64, code string) string {
	amount, err := currency.NewAmountFromInt64(cents, strings.ToUpper(code))
	if err != nil {
		whole := strconv.FormatInt(cents, 10)
		return strings.TrimSpace(whole + hardSpace + "× 0.01 " + code)
	}
	return c.money.Format(amount)
}
