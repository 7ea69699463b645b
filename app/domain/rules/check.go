package rules

import (
	"errors"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// check checks one row by itself; at goes before the names of its fields.
func (r Row) check(at string) error {
	return errors.Join(
		needed(at+"rule_id", r.ID),
		text.Code(at+"rule_id", r.ID, MaxCode),
		checkCountry(at+"country", r.Country),
		text.OneOf(at+"applies_on", r.AppliesOn, ByContract, ByRequest, ByInvoice),
		text.OneOf(at+"unit", r.Unit, Months, Days, Ouvres, Ouvrables, Cents, Permille, Minutes, Choice),
		text.OneOf(at+"status", r.Status, InForce, Announced, NotTransposed, Repealed),
		text.OneOf(at+"certainty", r.Certainty, ReadInText, ReadOfText, GeneralKnown, Unsettled),
		text.Needed(at+"source", r.Source, MaxText),
		text.Line(at+"note", r.Note, MaxText),
		r.checkTime(at),
		r.checkValue(at),
	)
}

func (r Row) checkTime(at string) error {
	switch {
	case !r.ValidFrom.Known():
		return fault.New(fault.Missing, at+"valid_from")
	case r.ValidTo.Known() && r.ValidTo < r.ValidFrom:
		return fault.New(fault.OutOfRange, at+"valid_to", "min", r.ValidFrom.String(), "max", "2199-12-31")
	case r.Status == Repealed && !r.ValidTo.Known():
		return fault.New(fault.Missing, at+"valid_to")
	}
	return nil
}

func (r Row) checkValue(at string) error {
	if r.Unit != Choice {
		if r.Choice != "" || len(r.Choices) > 0 {
			return fault.New(fault.Malformed, at+"choice", "expected", "value")
		}
		if r.Value < 0 || r.Value > MaxValue {
			return fault.New(fault.OutOfRange, at+"value", "min", "0", "max", strconv.Itoa(MaxValue))
		}
		return nil
	}
	if r.Value != 0 {
		return fault.New(fault.Malformed, at+"value", "expected", "choice")
	}
	if len(r.Choices) < 2 || len(r.Choices) > MaxChoices {
		return fault.New(fault.OutOfRange, at+"choices", "min", "2", "max", strconv.Itoa(MaxChoices))
	}
	for _, c := range r.Choices {
		if err := errors.Join(needed(at+"choices", c), text.Code(at+"choices", c, MaxCode)); err != nil {
			return err
		}
	}
	return text.OneOf(at+"choice", r.Choice, r.Choices...)
}

// checkTogether checks the rows against each other: one rule of one country
// has one row a day, of one unit and going by one date; and in a country that
// is switched on somebody has verified what is in force.
func (t Table) checkTogether(places []string) error {
	var faults []error
	for i, r := range t.rows {
		if r.Status == InForce && !r.VerifiedOn.Known() && slices.Contains(t.enabled, r.Country) {
			faults = append(faults, fault.New(fault.Missing, places[i]+"verified_on"))
		}
		if !r.usable() {
			continue
		}
		for j, o := range t.rows[:i] {
			if o.ID != r.ID || o.Country != r.Country || !o.usable() {
				continue
			}
			switch {
			case o.Unit != r.Unit:
				faults = append(faults, fault.New(fault.Malformed, places[i]+"unit", "expected", string(o.Unit)))
			case o.AppliesOn != r.AppliesOn:
				faults = append(faults, fault.New(fault.Malformed, places[i]+"applies_on", "expected", string(o.AppliesOn)))
			case o.holdsOn(r.ValidFrom) || r.holdsOn(o.ValidFrom):
				faults = append(faults, fault.New(Overlap, places[i]+"valid_from", "other", places[j]+"valid_from"))
			}
		}
	}
	return errors.Join(faults...)
}

func checkCountry(field, code string) error {
	if len(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z' {
		return fault.New(fault.Malformed, field, "expected", "FR")
	}
	return nil
}

func needed(field, s string) error {
	if s == "" {
		return fault.New(fault.Missing, field)
	}
	return nil
}
