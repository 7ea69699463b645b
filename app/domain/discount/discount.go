// Package discount knows prices that are lowered by hand: how much of a price each
// role may let go of, what needs a reason, and who allows more.
package discount

import (
	"errors"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/staff"
	"etabli/app/domain/text"
)

// AboveAuthority says that more is let go of than somebody may; args: permille,
// cap_permille.
const AboveAuthority fault.Code = "discount_above_authority"

// whole is a price in thousandths of itself.
const whole = 1000

// capPrefix begins the ids of the rows that say how much of a price a role may let go of.
const capPrefix = "discount_cap_"

// Caps are how much of a price each role may let go of, in thousandths.
type Caps map[string]int

// Anything is the cap where nobody is asked.
const Anything = whole

// CapsOf takes them out of the rules of a day; a role of which the site says otherwise has
// that of the site.
func CapsOf(set rules.Set, site map[string]int) (Caps, error) {
	c := Caps{}
	var faults []error
	for _, role := range staff.Roles() {
		n, err := set.Number(capPrefix + role)
		if own, said := site[role]; said {
			n = own
		}
		c[role] = n
		faults = append(faults, err)
	}
	return c, errors.Join(faults...)
}

// Reasons are the codes that say why more than usual is let go of.
func Reasons() []string {
	return []string{"damaged", "clearance", "price_match", "loyal_customer", "delay", "colleague", "other"}
}

// Facts is what was let go of in a sale, a quote or an order, and who answers for it.
type Facts struct {
	Permille    int    `cbor:"1,keyasint" json:"permille"` // of the line that was lowered most
	Cents       int64  `cbor:"2,keyasint" json:"cents"`    // in all
	CapPermille int    `cbor:"3,keyasint,omitempty" json:"cap_permille"`
	Why         string `cbor:"4,keyasint,omitempty" json:"why,omitempty"`         // a code, see Reasons
	ApprovedBy  string `cbor:"5,keyasint,omitempty" json:"approved_by,omitempty"` // id of who allowed more
}

// Lowered is a price that was lowered by hand: what it would have been, and what it is.
type Lowered struct {
	Full int64
	Now  int64
}

// Of sums up prices; nil when none of them is lowered.
func Of(prices []Lowered) *Facts {
	f := &Facts{}
	for _, p := range prices {
		if off := min(p.Full, p.Full-p.Now); p.Full > 0 && off > 0 {
			f.Cents += off
			f.Permille = max(f.Permille, permille(off, p.Full))
		}
	}
	if f.Cents == 0 {
		return nil
	}
	return f
}

// permille is a share of a price to the nearest thousandth, one at least: a tenth of 12.95
// may be 1.30.
func permille(off, full int64) int { return max(1, int((off*whole+full/2)/full)) }

// Decide holds what is let go of to what whoever does it may: more needs a reason and
// somebody who may let go of as much. Without an approver theirs is 0.
func (f *Facts) Decide(own, approver int) error {
	f.CapPermille = own
	most := own
	if f.ApprovedBy != "" {
		most = approver
	}
	switch {
	case f.Permille <= own:
		f.ApprovedBy = ""
		return text.OneOf("discount_why", f.Why, append(Reasons(), "")...)
	case f.Permille > most:
		return fault.New(AboveAuthority, "approved_by", "permille", strconv.Itoa(f.Permille), "cap_permille", strconv.Itoa(most))
	case f.Why == "":
		return fault.New(fault.Missing, "discount_why")
	}
	return text.OneOf("discount_why", f.Why, Reasons()...)
}

// Answered tells whether somebody answers for it: it is within what its author may let
// go of, or was allowed by name and with a reason.
func (f *Facts) Answered() bool {
	return f.Permille <= f.CapPermille || f.ApprovedBy != "" && f.Why != ""
}
