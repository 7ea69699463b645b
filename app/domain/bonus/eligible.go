package bonus

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/civil"
)

// Reason is why a repair has no bonus.
type Reason string

// The reasons, in the order in which they are looked at.
const (
	NotHousehold Reason = "not_household" // a trade pays
	Guaranteed   Reason = "guaranteed"    // a guarantee answers for it
	Misuse       Reason = "misuse"        // or bad upkeep; a broken screen of a telephone is none
	NoCategory   Reason = "no_category"   // nobody said what kind of device it is
	NoLabel      Reason = "no_label"      // the shop has none on that day for that kind
	NoAmount     Reason = "no_amount"     // no row of the tables holds on that day
	Below        Reason = "below_threshold"
	AboveBill    Reason = "above_invoice" // the bill is less than the bonus: then there is none, not a part
)

// Case is what is known of a repair.
type Case struct {
	Category   string
	Brand      string
	On         civil.Date // of the invoice
	Cents      int64      // of the invoice, tax included
	Trade      bool
	Guaranteed bool
	Misused    bool
	Screen     bool // a telephone's screen that broke by accident
	Circular   bool // a used or reconditioned part was used
	Labels     []LabelFacts
	Amounts    []AmountFacts
}

// Verdict is whether a repair has the bonus, from whom, and how much.
type Verdict struct {
	Eligible  bool     `json:"eligible"`
	Body      string   `json:"body,omitempty"`
	Name      string   `json:"body_name,omitempty"`
	Label     string   `json:"label,omitempty"`
	Category  string   `json:"category,omitempty"`
	Cents     int64    `json:"cents"`
	More      int64    `json:"circular_cents,omitempty"` // of it, for the used part
	Threshold int64    `json:"threshold_cents,omitempty"`
	Why       []Reason `json:"why,omitempty"` // not
}

// Judge tells whether a repair has the bonus. Every reason against it is named.
func Judge(c Case) Verdict {
	v := Verdict{Category: c.Category}
	no := func(is bool, why Reason) {
		if is {
			v.Why = append(v.Why, why)
		}
	}
	no(c.Trade, NotHousehold)
	no(c.Guaranteed, Guaranteed)
	no(c.Misused && !c.Screen, Misuse)
	no(c.Category == "", NoCategory)
	if c.Category == "" {
		return v
	}
	label := Route(c)
	if label == nil {
		no(true, NoLabel)
		return v
	}
	v.Body, v.Name, v.Label = label.Body, cmp.Or(label.Name, label.Body), label.Number
	row := rowOf(c, label.Body)
	if row == nil {
		no(true, NoAmount)
		return v
	}
	cents, more := row.Cents, int64(0)
	if c.Circular {
		more = (row.Cents*int64(row.Circular) + 500) / 1000
	}
	v.Threshold = row.Threshold
	no(row.Threshold > 0 && c.Cents <= row.Threshold, Below)
	no(c.Cents < cents+more, AboveBill)
	if len(v.Why) > 0 {
		return v
	}
	v.Eligible, v.Cents, v.More = true, cents+more, more
	return v
}

// Route is the label by which a repair goes to its body: that of the body which
// has the brand, else that of a body that names no brands; nil when the shop has
// none for the kind of device on that day.
func Route(c Case) *LabelFacts {
	var rest *LabelFacts
	for i := range c.Labels {
		l := &c.Labels[i]
		on := c.On.String()
		if l.Gone || on < l.FromOn || on > l.ToOn || !slices.Contains(l.Categories, c.Category) {
			continue
		}
		if has(l.Brands, c.Brand) {
			return l
		}
		if len(l.Brands) == 0 && rest == nil {
			rest = l
		}
	}
	return rest
}

func has(brands []string, brand string) bool {
	return brand != "" && slices.ContainsFunc(brands, func(b string) bool { return strings.EqualFold(b, brand) })
}

// rowOf is the row that holds on the day of the invoice: the one that began last.
func rowOf(c Case, body string) *AmountFacts {
	var out *AmountFacts
	on := c.On.String()
	for i := range c.Amounts {
		r := &c.Amounts[i]
		if r.Body != body || r.Category != c.Category || on < r.FromOn || r.ToOn != "" && on > r.ToOn {
			continue
		}
		if out == nil || r.FromOn > out.FromOn {
			out = r
		}
	}
	return out
}
