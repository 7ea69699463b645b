package einvoice

import (
	"strconv"

	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
)

// netLine is a line without its tax.
type netLine struct {
	till.Line
	group *invoice.Group
	net   int64
}

// netLines takes the tax out of each line. What rounding leaves over goes to the
// largest line of its rate.
func netLines(f invoice.IssuedFacts) []netLine {
	var out []netLine
	largest, left := map[int]int{}, map[int]int64{}
	for _, r := range f.Rates {
		left[r.Permille] = r.Net
	}
	for g := range f.Groups {
		for _, l := range f.Groups[g].Lines {
			line := netLine{Line: l, group: &f.Groups[g], net: vat.NetOf(l.Cents, l.Rate)}
			left[l.Rate] -= line.net
			if at, any := largest[l.Rate]; !any || abs(l.Cents) > abs(out[at].Cents) {
				largest[l.Rate] = len(out)
			}
			out = append(out, line)
		}
	}
	for rate, at := range largest {
		out[at].net += left[rate]
	}
	return out
}

func abs(n int64) int64 { return max(n, -n) }

// amount writes cents, turned round for a credit note.
func amount(cents int64) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return sign + strconv.FormatInt(cents/100, 10) + "." + strconv.FormatInt(100+cents%100, 10)[1:]
}

// quantity writes thousandths, and price what one unit costs without tax; the price
// is never negative, the quantity of what goes back is.
func (l netLine) quantity(turn int64) (quantity, price string) {
	q, net := l.Quantity, l.net*turn
	if q == 0 {
		q = till.One
	}
	if net < 0 {
		q = -abs(q)
	} else {
		q = abs(q)
	}
	each := abs(net) * 10_000 * till.One / abs(q) // in ten-thousandths of a cent
	whole, rest := each/1_000_000, each%1_000_000
	return thousandths(q), strconv.FormatInt(whole, 10) + "." + strconv.FormatInt(1_000_000+rest, 10)[1:]
}

func thousandths(q int64) string {
	sign := ""
	if q < 0 {
		sign, q = "-", -q
	}
	return sign + strconv.FormatInt(q/1000, 10) + "." + strconv.FormatInt(1000+q%1000, 10)[1:]
}

func percent(permille int) string {
	return strconv.Itoa(permille/10) + "." + strconv.Itoa(permille%10) + "0"
}
