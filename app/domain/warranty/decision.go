package warranty

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of a decision's words, in characters.
const (
	MaxWho = 80
	MaxWhy = 1000
)

// Decision is what a named person settled. It stands above the advice of the
// program, which is kept beside it.
type Decision struct {
	By     string // who, by name
	Why    string // in words that the customer may read
	On     civil.Date
	Layer  Layer // under which the work is done; none when the customer pays
	Answer Answer
}

// Check checks a decision. Faults: missing, malformed, bad_text, too_long.
func (d Decision) Check() error {
	for _, err := range []error{
		text.Needed("decision.by", d.By, MaxWho),
		text.NeededBlock("decision.why", d.Why, MaxWhy),
		text.OneOf("decision.answer", d.Answer, Covered, Refused),
	} {
		if err != nil {
			return err
		}
	}
	switch {
	case d.Layer != NoLayer && !d.Layer.Known():
		return fault.New(fault.Malformed, "decision.layer", "expected", "lgc, dur, rep, com, mnt, ins, vc, good")
	case d.Answer == Covered && d.Layer == NoLayer:
		return fault.New(fault.Missing, "decision.layer")
	case d.Answer == Refused && d.Layer == GOOD:
		return fault.New(fault.Malformed, "decision.layer", "expected", "covered")
	}
	return nil
}

// Change is the act by which a file goes from one layer to another after the
// diagnosis: what was found, who says so, and what the customer answered.
type Change struct {
	From, To Layer // none when the customer is to pay
	Photos   int   // pictures that show the cause
	By, Why  string
	Quote    int // version of the quote that goes with it; 0 when nothing is to be paid
	Answer   ChangeAnswer
}

// ChangeAnswer is what the customer says to a change of layer.
type ChangeAnswer string

// The answers.
const (
	NotAnswered ChangeAnswer = ""
	Agreed      ChangeAnswer = "agreed"
	Contested   ChangeAnswer = "contested"
)

// Check checks the act as a whole: a change against the customer needs
// pictures, a reason, a name and a quote. Faults: missing, malformed.
func (c Change) Check() error {
	switch {
	case c.From == c.To:
		return fault.New(fault.Malformed, "to", "expected", "layer")
	case c.From != NoLayer && !c.From.Known():
		return fault.New(fault.Malformed, "from", "expected", "layer")
	case c.To != NoLayer && !c.To.Known():
		return fault.New(fault.Malformed, "to", "expected", "layer")
	case c.againstCustomer() && c.Photos < 1:
		return fault.New(fault.Missing, "photos")
	case c.againstCustomer() && c.Quote < 1:
		return fault.New(fault.Missing, "quote")
	}
	if err := text.Needed("by", c.By, MaxWho); err != nil {
		return err
	}
	if err := text.NeededBlock("why", c.Why, MaxWhy); err != nil {
		return err
	}
	return text.OneOf("answer", c.Answer, NotAnswered, Agreed, Contested)
}

// PaidWorkMayStart tells whether work that the customer pays for may begin.
func (c Change) PaidWorkMayStart() bool { return c.Check() == nil && c.Answer == Agreed }

func (c Change) againstCustomer() bool { return c.To == NoLayer }
