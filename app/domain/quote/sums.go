package quote

import "slices"

// RateSum is the part of a quote that one rate of tax applies to.
type RateSum struct {
	Rate  int   `json:"rate"` // thousandths
	Net   int64 `json:"net_cents"`
	Tax   int64 `json:"tax_cents"`
	Gross int64 `json:"gross_cents"`
}

// Total is what the customer pays for the lines, tax included.
func Total(lines []Line) int64 {
	var sum int64
	for _, l := range lines {
		sum += l.Due()
	}
	return sum
}

// ByRate divides what the customer pays by rate, the highest first. Tax is
// taken out of the sum of each rate, so that no line is rounded by itself and
// the parts always add up to the total.
func ByRate(lines []Line) []RateSum {
	var out []RateSum
	for _, l := range lines {
		if l.Due() == 0 {
			continue
		}
		at := slices.IndexFunc(out, func(s RateSum) bool { return s.Rate == l.Rate })
		if at < 0 {
			out, at = append(out, RateSum{Rate: l.Rate}), len(out)
		}
		out[at].Gross += l.Due()
	}
	for i := range out {
		out[i].Net = net(out[i].Gross, out[i].Rate)
		out[i].Tax = out[i].Gross - out[i].Net
	}
	slices.SortFunc(out, func(a, b RateSum) int { return b.Rate - a.Rate })
	return out
}

// net is the amount without tax, rounded half up.
func net(gross int64, rate int) int64 {
	if gross < 0 {
		return -net(-gross, rate)
	}
	whole := One + int64(rate)
	return (gross*One + whole/2) / whole
}

// Margin is what remains of the price without tax, in cents and in thousandths
// of that price. What a layer bears is left out on both sides: whoever owes it
// pays it by another way. It is false when nothing is sold or when no cost is
// known.
func Margin(lines []Line) (cents int64, share int, known bool) {
	var cost int64
	for _, l := range lines {
		if l.Layer != "" {
			continue
		}
		cost += l.cost()
		known = known || l.CostCents > 0
	}
	var price int64
	for _, s := range ByRate(lines) {
		price += s.Net
	}
	if !known || price <= 0 {
		return 0, 0, false
	}
	return price - cost, int((price - cost) * One / price), true
}
