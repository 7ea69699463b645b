package warranty

import (
	"strconv"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of a case.
const (
	MaxEvents   = 200 // interventions, negotiations
	MaxLayers   = 50  // contracts of one kind
	MaxEvidence = 20
	MaxName     = 120 // characters
)

// Check checks a case before it is kept; Judge does without. The faults name
// the field: missing, malformed, out_of_range, too_long, bad_text.
func (c Case) Check() error {
	for _, err := range []error{
		c.Sale.check(),
		c.This.check("this."),
		c.Earlier.check(),
		c.checkLayers(),
		text.OneOf("cause", c.Cause, append([]Cause{NotDiagnosed}, Causes()...)...),
		text.OneOf("as", c.As, append([]Layer{NoLayer}, Layers()...)...),
	} {
		if err != nil {
			return err
		}
	}
	if c.Decision != nil {
		return c.Decision.Check()
	}
	return nil
}

func (s Sale) check() error {
	if len(s.Evidence) > MaxEvidence {
		return tooMany("sale.evidence", MaxEvidence)
	}
	for i, e := range s.Evidence {
		at := "sale.evidence." + strconv.Itoa(i) + "."
		if err := text.OneOf(at+"kind", e.Kind, EvidenceKinds()...); err != nil {
			return err
		}
		if err := text.Line(at+"ref", e.Ref, MaxName); err != nil {
			return err
		}
	}
	for _, err := range []error{
		text.OneOf("sale.condition", s.Condition, ConditionUnknown, New, Used, Refurbished),
		text.OneOf("sale.buyer", s.Buyer, BuyerUnknown, Consumer, NonProfessional, Professional),
		text.OneOf("sale.by", s.By, SellerUnknown, SoldByUs, SoldByTrader, SoldByPrivate),
		text.Line("sale.seller", s.SellerName, MaxName),
		inOrder("sale.delivered_on", s.SoldOn, s.DeliveredOn),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func (i Intervention) check(at string) error {
	for _, err := range []error{
		text.Line(at+"file", i.File, MaxName),
		text.OneOf(at+"layer", i.Layer, append([]Layer{NoLayer}, Layers()...)...),
		text.OneOf(at+"result", i.Result, Unfinished, Repaired, Replaced, Unrepaired, Refunded, GivenUp),
		text.OneOf(at+"chose", i.Chose, NoRemedy, ByRepair, ByReplacement, PriceReduction, Rescission),
		text.OneOf(at+"replaced_by.condition", i.ReplacedBy.Condition, ConditionUnknown, New, Used, Refurbished),
		inOrder(at+"returned_on", i.start(), i.ReturnedOn),
		inOrder(at+"replaced_by.delivered_on", i.start(), i.ReplacedBy.DeliveredOn),
	} {
		if err != nil {
			return err
		}
	}
	if i.Result == Replaced && !i.ReplacedBy.DeliveredOn.Known() {
		return fault.New(fault.Missing, at+"replaced_by.delivered_on")
	}
	return nil
}

func (h History) check() error {
	if len(h.Interventions) > MaxEvents {
		return tooMany("interventions", MaxEvents)
	}
	if len(h.Negotiations) > MaxEvents {
		return tooMany("negotiations", MaxEvents)
	}
	for i, v := range h.Interventions {
		if err := v.check("interventions." + strconv.Itoa(i) + "."); err != nil {
			return err
		}
	}
	for i, n := range h.Negotiations {
		at := "negotiations." + strconv.Itoa(i) + "."
		if !n.OpenedOn.Known() {
			return fault.New(fault.Missing, at+"opened_on")
		}
		if err := inOrder(at+"closed_on", n.OpenedOn, n.ClosedOn); err != nil {
			return err
		}
	}
	return nil
}

func (c Case) checkLayers() error {
	switch {
	case len(c.Commercial) > MaxLayers:
		return tooMany("commercial", MaxLayers)
	case len(c.Repairs) > MaxLayers:
		return tooMany("repairs", MaxLayers)
	case len(c.Contracts) > MaxLayers:
		return tooMany("contracts", MaxLayers)
	}
	for i, g := range c.Commercial {
		at := "commercial." + strconv.Itoa(i) + "."
		if err := text.OneOf(at+"guarantor", g.Guarantor, Us, Seller, Producer, Guarantor); err != nil {
			return err
		}
		if err := text.Line(at+"name", g.Name, MaxName); err != nil {
			return err
		}
	}
	for i, k := range c.Contracts {
		at := "contracts." + strconv.Itoa(i) + "."
		if err := text.OneOf(at+"layer", k.Layer, INS, MNT); err != nil {
			return err
		}
		if err := text.OneOf(at+"by", k.By, Us, Insurer, Guarantor, Producer); err != nil {
			return err
		}
		if err := inOrder(at+"to", k.From, k.To); err != nil {
			return err
		}
	}
	return nil
}

// inOrder checks that a day does not come before the one it follows; either
// may be unknown.
func inOrder(field string, first, then civil.Date) error {
	if first.Known() && then.Known() && then < first {
		return fault.New(fault.OutOfRange, field, "min", first.String(), "max", "2199-12-31")
	}
	return nil
}

func tooMany(field string, limit int) error {
	return fault.New(fault.TooLong, field, "limit", strconv.Itoa(limit))
}
