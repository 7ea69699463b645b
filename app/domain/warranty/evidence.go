package warranty

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
)

// EvidenceKind is what shows the purchase and its day.
type EvidenceKind string

// The kinds, the strongest first.
const (
	NoEvidence EvidenceKind = ""
	OurSale    EvidenceKind = "our_sale"  // the sale is in our own books
	Invoice    EvidenceKind = "invoice"   // invoice or till receipt of the seller
	Order      EvidenceKind = "order"     // confirmation of an order or of a delivery
	CardSlip   EvidenceKind = "card_slip" // a payment, without the article
	MakerDate  EvidenceKind = "maker"     // day of manufacture by the serial number: never after the sale
	Statement  EvidenceKind = "statement" // what the customer says
)

// EvidenceKinds lists the kinds, the strongest first.
func EvidenceKinds() []EvidenceKind {
	return []EvidenceKind{OurSale, Invoice, Order, CardSlip, MakerDate, Statement}
}

// Strength is how much a piece of evidence carries.
type Strength int

// The strengths.
const (
	NoStrength Strength = iota
	Weak
	Medium
	Strong
)

// Code is the strength as the message catalogue names it, under
// "warranty.strength.<code>".
func (s Strength) Code() string {
	switch s {
	case Strong:
		return "strong"
	case Medium:
		return "medium"
	case Weak:
		return "weak"
	}
	return "none"
}

// Strength is how much a kind carries by itself.
func (k EvidenceKind) Strength() Strength {
	switch k {
	case OurSale, Invoice:
		return Strong
	case Order, CardSlip:
		return Medium
	case MakerDate, Statement:
		return Weak
	}
	return NoStrength
}

// Evidence is one thing that shows the purchase.
type Evidence struct {
	Kind EvidenceKind
	On   civil.Date // the day it shows; none when it shows no day
	Ref  string     // number of the receipt, name of the photo
}

// Strength is how much the best evidence of a sale carries.
func (s Sale) Strength() Strength {
	best := NoStrength
	for _, e := range s.Evidence {
		best = max(best, e.Kind.Strength())
	}
	return best
}

// byStrength lists the evidence, the strongest first. Equal kinds are ordered
// by their day and reference, so that the order of entry does not matter.
func (s Sale) byStrength() []Evidence {
	kinds := EvidenceKinds()
	list := slices.Clone(s.Evidence)
	slices.SortFunc(list, func(a, b Evidence) int {
		return cmp.Or(
			cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
			-cmp.Compare(a.On, b.On),
			cmp.Compare(a.Ref, b.Ref))
	})
	return list
}

// contradiction is the evidence that shows a later day than the one that the
// guarantee counts from: somebody has to look at both.
func (s Sale) contradiction() (Evidence, bool) {
	on, _ := s.start()
	for _, e := range s.byStrength() {
		if e.On.Known() && on.Known() && e.On > on && e.Kind.Strength() >= Medium {
			return e, true
		}
	}
	return Evidence{}, false
}
