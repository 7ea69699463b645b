package lang

import (
	"strconv"
	"strings"
)

// spelled says under which keys the codes lie that an argument of a message
// can have: "status." and the code for a status, and so on.
var spelled = map[string][]string{
	"from": {"status.", "visit.status."}, "to": {"status.", "visit.status."},
	"expected": {"expected."},
	"reason":   {"refusal."},
	"code":     {"point."}, "category": {"quoting.device."}, "what": {"contracting.gives."},
	"missing": {"thirding.lacks."},
}

// Said is the argument of a message in the words of the language: where the
// program knows the value as a code, the code's words, else the value itself.
func (c *Catalogue) Said(name, value string) string {
	if one, more, several := strings.Cut(value, ", "); several && name == "missing" {
		return c.Said(name, one) + ", " + c.Said(name, more)
	}
	for _, begin := range spelled[name] {
		if value != "" && c.Has(begin+value) {
			return c.T(begin + value)
		}
	}
	return value
}

// sums are the arguments of faults about money that are cents.
var sums = map[string]bool{"sum": true, "missing": true, "cents": true, "left": true, "ceiling": true}

// money are what the codes begin with of faults whose sums are cents.
var money = map[string]bool{"till": true, "account": true, "debt": true, "preorder": true}

// claims are what the codes begin with of faults that speak of claims, refunds and
// vouchers, which have words for their states of their own.
var claims = map[string]bool{"claim": true, "refund": true, "voucher": true}

// SaidOf is Said for an argument of a fault: some faults speak of money, and
// so do the bounds of a field that holds cents.
func (c *Catalogue) SaidOf(code, field, name, value string) string {
	if day := c.Date(value); name != "expected" && day != value { // what is expected is typed as it stands
		return day
	}
	if code == "tax_rate_unknown" || strings.HasSuffix(name, "permille") {
		return c.rates(value)
	}
	bound := strings.HasSuffix(field, "cents") && (name == "min" || name == "max")
	if claims[strings.SplitN(code, "_", 2)[0]] && c.Has("claim.state."+value) {
		return c.T("claim.state." + value)
	}
	if bound || strings.HasSuffix(name, "_cents") || sums[name] && money[strings.SplitN(code, "_", 2)[0]] {
		if cents, err := strconv.ParseInt(value, 10, 64); err == nil {
			return c.Money(cents, "EUR")
		}
	}
	return c.Said(name, value)
}

// rates writes rates of tax, given in thousandths, one or several.
func (c *Catalogue) rates(list string) string {
	var out []string
	for _, one := range strings.Split(list, ", ") {
		n, err := strconv.Atoi(one)
		if err != nil {
			return list
		}
		text := c.Number(n / 10)
		if n%10 != 0 {
			text = c.Tenths(n)
		}
		out = append(out, c.T("paper.percent", "rate", text))
	}
	return strings.Join(out, ", ")
}
