// Package ladder says what happens to a device that nobody comes for: when
// its owner is reminded and how, and from when a court can be asked for its
// sale. Nothing here ever makes a device ours.
package ladder

import (
	"errors"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
)

// Step is one rung of the ladder.
type Step string

// The steps, in their order.
const (
	First      Step = "first"
	Second     Step = "second"
	Third      Step = "third"
	Letter     Step = "letter"
	Registered Step = "registered"
	Petition   Step = "petition" // the file for the court is made ready
)

// Steps lists the steps in their order.
func Steps() []Step { return []Step{First, Second, Third, Letter, Registered, Petition} }

// By is how a step reaches the owner at least.
func (s Step) By() string {
	switch s {
	case Letter:
		return "letter"
	case Registered:
		return "registered"
	case Petition:
		return "file"
	}
	return "message"
}

// Terms are the rules of the ladder.
type Terms struct {
	After       map[Step]rules.Span // counted from the notice that the device is ready
	Abandoned   rules.Span
	FromReceipt bool // the year counts from the receipt instead of the notice
	Region      civil.Region
}

// TermsOf takes the terms out of the rules of a case.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	t := Terms{After: map[Step]rules.Span{}, Region: region}
	var faults []error
	for _, s := range Steps() {
		span, err := set.Span("unclaimed_" + string(s))
		faults = append(faults, err)
		t.After[s] = span
	}
	var err error
	t.Abandoned, err = set.Span("abandoned_months")
	faults = append(faults, err)
	from, err := set.Chosen("abandoned_from")
	t.FromReceipt = from == "received"
	return t, errors.Join(append(faults, err)...)
}

// RemindedFacts says that a step was taken.
type RemindedFacts struct {
	Step    Step   `cbor:"1,keyasint"`
	Channel string `cbor:"2,keyasint"`           // sms, email, phone, letter, registered, file
	Ref     string `cbor:"3,keyasint,omitempty"` // number of a registered letter
}

// Check checks a step. A message is no letter, and a letter is not registered.
func (f RemindedFacts) Check() error {
	if err := text.OneOf("step", f.Step, Steps()...); err != nil {
		return err
	}
	if err := text.Line("ref", f.Ref, 60); err != nil {
		return err
	}
	switch f.Step {
	case Letter:
		return text.OneOf("channel", f.Channel, "letter", "registered")
	case Registered:
		if err := text.OneOf("channel", f.Channel, "registered"); err != nil {
			return err
		}
		if f.Ref == "" {
			return fault.New(fault.Missing, "ref")
		}
		return nil
	case Petition:
		return text.OneOf("channel", f.Channel, "file")
	}
	return text.OneOf("channel", f.Channel, "sms", "email", "phone", "letter", "registered")
}

// What stands against a step.
const (
	TooEarly        fault.Code = "ladder_too_early"      // its day has not come
	NotReady        fault.Code = "ladder_not_ready"      // nobody was told that the device can be fetched
	NotRegistered   fault.Code = "ladder_not_registered" // no registered letter went
	NotAbandonedYet fault.Code = "ladder_not_abandoned"  // a court cannot be asked yet
)

// May tells whether a step can be taken: not before its day, because it would
// silence those before it, and no court is asked whose owner had no registered letter.
func (t Terms) May(s Step, received, noticed, today civil.Date, done []Step) error {
	if !noticed.Known() {
		return fault.New(NotReady, "id")
	}
	on := t.After[s].After(noticed, t.Region)
	if s == Petition {
		on = max(on, t.SaleFrom(received, noticed))
	}
	if today < on {
		return fault.New(TooEarly, "step", "date", on.String())
	}
	if s == Petition && !slices.Contains(done, Registered) {
		return fault.New(NotRegistered, "step")
	}
	return nil
}

// MayAbandon tells whether a file can be closed because nobody comes for its device.
func (t Terms) MayAbandon(received, noticed, today civil.Date, done []Step) error {
	if from := t.SaleFrom(received, noticed); !noticed.Known() || today < from {
		return fault.New(NotAbandonedYet, "outcome", "date", from.String())
	}
	if !slices.Contains(done, Registered) {
		return fault.New(NotRegistered, "outcome")
	}
	return nil
}

// Rung is a step with its day.
type Rung struct {
	Step Step       `json:"step"`
	By   string     `json:"by"` // message, letter, registered, file
	On   civil.Date `json:"on"`
	Done bool       `json:"done"`
	Due  bool       `json:"due"` // its day has come and it was not taken
}

// Ladder is the ladder of a device that was announced as ready on a day; a step
// that a later one has overtaken is not due any more.
func (t Terms) Ladder(noticed, today civil.Date, done []Step) []Rung {
	var out []Rung
	if !noticed.Known() {
		return nil
	}
	for _, s := range Steps() {
		r := Rung{Step: s, By: s.By(), On: t.After[s].After(noticed, t.Region)}
		for _, d := range done {
			r.Done = r.Done || d == s
		}
		out = append(out, r)
	}
	overtaken := false
	for i := len(out) - 1; i >= 0; i-- {
		overtaken = overtaken || out[i].Done
		if out[i].Step == Petition && !slices.Contains(done, Registered) {
			continue // the registered letter comes first, however late
		}
		if !overtaken && today >= out[i].On {
			out[i].Due, overtaken = true, true
		}
	}
	return out
}

// SaleFrom is the first day on which a court can be asked for the sale.
func (t Terms) SaleFrom(received, noticed civil.Date) civil.Date {
	if t.FromReceipt || !noticed.Known() {
		return t.Abandoned.After(received, t.Region)
	}
	return t.Abandoned.After(noticed, t.Region)
}
