package quote

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
)

// LineKind is what a line is for.
type LineKind string

// The kinds of lines.
const (
	Part      LineKind = "part"
	Labour    LineKind = "labour"
	Travel    LineKind = "travel"
	Diagnosis LineKind = "diagnosis" // the fee for finding the fault
	Freight   LineKind = "freight"
	Other     LineKind = "other"
	Reduction LineKind = "reduction" // taken off the price
)

// LineKinds lists the kinds in the order in which paper shows them.
func LineKinds() []LineKind {
	return []LineKind{Part, Labour, Travel, Diagnosis, Freight, Other, Reduction}
}

// Origin is where a part comes from. A used or reconditioned one is a part
// from the circular economy (PIEC).
type Origin string

// The origins.
const (
	NotSaid       Origin = ""
	NewPart       Origin = "new"
	UsedPart      Origin = "used"
	Reconditioned Origin = "reconditioned"
)

// The limits of a quote.
const (
	MaxLines    = 60
	MaxLabel    = 200 // characters
	MaxUnit     = 20
	MaxQuantity = 10_000_000  // thousandths
	MaxCents    = 100_000_000 // of one line and of the whole
	One         = 1000        // a quantity of one, and a rate of the whole
)

// Line is one line of a quote.
type Line struct {
	Kind      LineKind       `cbor:"1,keyasint"`
	Label     string         `cbor:"2,keyasint"`
	Quantity  int64          `cbor:"3,keyasint"`           // thousandths
	Unit      string         `cbor:"4,keyasint,omitempty"` // h, km; a piece when empty
	UnitCents int64          `cbor:"5,keyasint"`           // tax included
	Rate      int            `cbor:"6,keyasint,omitempty"` // of tax, in thousandths
	Layer     warranty.Layer `cbor:"7,keyasint,omitempty"` // that bears it: the customer pays nothing
	CostCents int64          `cbor:"8,keyasint,omitempty"` // what one unit costs us, without tax
	Article   string         `cbor:"9,keyasint,omitempty"`
	Origin    Origin         `cbor:"10,keyasint,omitempty"`
	Necessary bool           `cbor:"11,keyasint,omitempty"` // strictly necessary for an urgent repair at home
}

// Full is what the line would cost if nobody else bore it.
func (l Line) Full() int64 {
	full := share(l.Quantity, l.UnitCents)
	if l.Kind == Reduction {
		return -full
	}
	return full
}

// Due is what the customer pays for the line.
func (l Line) Due() int64 {
	if l.Layer != warranty.NoLayer {
		return 0
	}
	return l.Full()
}

// cost is what the line costs us.
func (l Line) cost() int64 { return share(l.Quantity, l.CostCents) }

// circular tells whether the line is a part from the circular economy.
func (l Line) circular() bool {
	return l.Kind == Part && (l.Origin == UsedPart || l.Origin == Reconditioned)
}

// share is so many thousandths of an amount, rounded half up. Neither is
// negative.
func share(thousandths, cents int64) int64 { return (thousandths*cents + One/2) / One }

func (l Line) check(at string, t Terms) error {
	for _, err := range []error{
		text.OneOf(at+"kind", l.Kind, LineKinds()...),
		text.Needed(at+"label", l.Label, MaxLabel),
		text.Line(at+"unit", l.Unit, MaxUnit),
		text.Line(at+"article", l.Article, MaxLabel),
		text.OneOf(at+"origin", l.Origin, NotSaid, NewPart, UsedPart, Reconditioned),
		fault.Within(at+"quantity", l.Quantity, 1, MaxQuantity),
		fault.Within(at+"unit_cents", l.UnitCents, 0, MaxCents),
		fault.Within(at+"cost_cents", l.CostCents, 0, MaxCents),
	} {
		if err != nil {
			return err
		}
	}
	if l.Layer != warranty.NoLayer && !l.Layer.Known() {
		return fault.New(fault.Malformed, at+"layer", "expected", "layer")
	}
	if err := t.CheckRate(at+"rate", l.Rate); err != nil {
		return err
	}
	return fault.Within(at+"unit_cents", share(l.Quantity, l.UnitCents), 0, MaxCents)
}
