package bonus

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The faults of the bonus.
const (
	NotEligible fault.Code = "bonus_not_eligible" // args: reason
	NotAllowed  fault.Code = "bonus_not_allowed"  // args: from, to
	Incomplete  fault.Code = "bonus_incomplete"   // args: missing
	Stands      fault.Code = "bonus_stands"       // the file has one
	// NotValidated says that a bonus is taken off that the customer has not validated: no
	// body would pay it back; args: number.
	NotValidated fault.Code = "bonus_not_validated"
	OtherAmount  fault.Code = "bonus_other_amount" // args: sum_cents, cap_cents
	AboveClaim   fault.Code = "bonus_above_claim"  // args: sum_cents, cap_cents
)

// The limits.
const (
	MaxCode       = 40
	MaxLabel      = 200
	MaxNote       = 2000
	maxList       = 60
	maxCents      = 100_000
	maxThreshold  = 10_000_000
	mostPermille  = 1000
	needsNoReason = ""
)

// CheckAmount checks a row of a table.
func CheckAmount(f AmountFacts) error {
	if f.ToOn != "" && f.ToOn < f.FromOn {
		return fault.New(fault.OutOfRange, "to_on", "min", f.FromOn, "max", "2199-12-31")
	}
	return fault.First(
		code("body", f.Body), code("category", f.Category),
		day("from_on", f.FromOn), text.Date("to_on", f.ToOn),
		fault.Within("cents", f.Cents, 1, maxCents),
		fault.Within("threshold_cents", f.Threshold, 0, maxThreshold),
		fault.Within("circular_permille", int64(f.Circular), 0, mostPermille),
		text.Line("source", f.Source, MaxLabel),
	)
}

// CheckLabel checks a label.
func CheckLabel(f LabelFacts) error {
	if len(f.Categories) == 0 {
		return fault.New(fault.Missing, "categories")
	}
	if f.ToOn < f.FromOn {
		return fault.New(fault.OutOfRange, "to_on", "min", f.FromOn, "max", "2199-12-31")
	}
	for field, list := range map[string][]string{"categories": f.Categories, "brands": f.Brands} {
		if len(list) > maxList {
			return fault.New(fault.TooLong, field, "limit", strconv.Itoa(maxList))
		}
		for i, one := range list {
			if err := text.Needed(field+"."+strconv.Itoa(i), one, MaxCode); err != nil {
				return err
			}
		}
	}
	return fault.First(
		code("body", f.Body), text.Line("name", f.Name, MaxLabel), text.Needed("number", f.Number, MaxLabel),
		day("from_on", f.FromOn), day("to_on", f.ToOn),
	)
}

// CheckSubmitted checks a claim that is handed in.
func CheckSubmitted(f SubmittedFacts) error {
	return fault.First(day("on", f.On), text.Needed("ref", f.Ref, MaxLabel))
}

// CheckAnswered checks what the body said: whoever takes less says why.
func CheckAnswered(f AnsweredFacts, claimed int64) error {
	if f.Cents > claimed {
		return fault.New(AboveClaim, "cents", "sum_cents", strconv.FormatInt(f.Cents, 10), "cap_cents", strconv.FormatInt(claimed, 10))
	}
	if f.Cents < claimed && f.Reason == needsNoReason {
		return fault.New(fault.Missing, "reason")
	}
	return fault.First(
		fault.Within("cents", f.Cents, 0, maxCents), day("on", f.On), text.Block("note", f.Note, MaxNote),
		text.OneOf("reason", f.Reason, append([]string{needsNoReason}, Reasons()...)...),
	)
}

// CheckPaid checks money that came.
func CheckPaid(f PaidFacts) error {
	return fault.First(day("on", f.On), fault.Within("cents", f.Cents, 1, maxCents), text.Needed("ref", f.Ref, MaxLabel))
}

// CheckDropped checks that nothing is given up without a reason.
func CheckDropped(f DroppedFacts) error { return text.Chosen("reason", f.Reason, Reasons()...) }

// Reasons lists why a claim is refused or given up.
func Reasons() []string {
	return []string{"incomplete", "duplicate", "not_eligible", "late", "unreadable", "other_body", "not_invoiced", "customer_refused", "other"}
}

func code(field, s string) error {
	return fault.First(text.Needed(field, s, MaxCode), text.Code(field, s, MaxCode))
}

func day(field, s string) error {
	return fault.First(text.Needed(field, s, MaxCode), text.Date(field, s))
}
