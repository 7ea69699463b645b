package guarantor

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The faults of claims against guarantors.
const (
	NotAllowed    fault.Code = "recourse_not_allowed"   // args: from, to
	Unknown       fault.Code = "guarantor_unknown"      // args: code
	AboveCap      fault.Code = "recourse_above_cap"     // args: sum_cents, cap_cents
	AuthOver      fault.Code = "recourse_auth_over"     // args: date; the authorisation does not hold any more
	TooLate       fault.Code = "recourse_too_late"      // args: date; it can not be handed in again
	AboveClaim    fault.Code = "recourse_above_claim"   // args: sum_cents, cap_cents; more than was asked for
	StandsAlready fault.Code = "recourse_stands"        // the same guarantor was asked about this file
	NotDiagnosed  fault.Code = "irreparable_unfounded"  // nobody has looked at the device yet
	NotAnnounced  fault.Code = "irreparable_unprepared" // a price that was not announced is not asked for
)

// The limits of a claim.
const (
	MaxCode  = 40
	MaxLabel = 200
	MaxNote  = 2000
	MaxLines = 60
	maxDays  = 730
	MaxCents = 100_000_000
)

// CheckSaved checks who answers for repairs.
func CheckSaved(f SavedFacts) error {
	return fault.First(
		text.Named(f.Code, f.Name, MaxCode, MaxLabel),
		text.OneOf("sort", f.Sort, Sorts()...),
		fault.Within("submit_days", int64(f.SubmitDays), 0, maxDays),
		fault.Within("answer_days", int64(f.AnswerDays), 0, maxDays),
		fault.Within("resubmit_days", int64(f.ResubmitDays), 0, maxDays),
		fault.Within("pay_days", int64(f.PayDays), 0, maxDays),
	)
}

// CheckOpened checks a new claim.
func CheckOpened(f OpenedFacts, box PolicyBox) error {
	return fault.First(
		CheckLines("lines", f.Lines),
		fault.Within("own_cents", f.OwnCents, 0, MaxCents),
		fault.Within("cap_cents", f.CapCents, 0, MaxCents),
		text.Line("policy", box.Policy, MaxLabel),
	)
}

// CheckLines checks what a guarantor is asked to pay.
func CheckLines(field string, lines []Line) error {
	if len(lines) > MaxLines {
		return fault.New(fault.TooLong, field, "limit", strconv.Itoa(MaxLines))
	}
	for i, l := range lines {
		at := field + "." + strconv.Itoa(i) + "."
		if err := fault.First(
			text.Needed(at+"label", l.Label, MaxLabel),
			text.OneOf(at+"kind", l.Kind, "", "part", "labour", "travel", "freight", "diagnosis", "other"),
			text.Line(at+"article", l.Article, MaxLabel),
			fault.Within(at+"cents", l.Cents, 1, MaxCents),
		); err != nil {
			return err
		}
	}
	return nil
}

// CheckAuthorised checks what was said before the work.
func CheckAuthorised(f AuthorisedFacts) error {
	if f.Granted {
		if err := text.Needed("number", f.Number, MaxLabel); err != nil {
			return err
		}
	} else if err := needsReason(f.Reason); err != nil {
		return err
	}
	return fault.First(
		text.Line("number", f.Number, MaxLabel),
		fault.Within("cap_cents", f.CapCents, 0, MaxCents),
		text.Date("until_on", f.UntilOn),
	)
}

// CheckSubmitted checks a claim as it is handed in.
func CheckSubmitted(f SubmittedFacts) error {
	if len(f.Lines) == 0 {
		return fault.New(fault.Missing, "lines")
	}
	return fault.First(text.Date("on", f.On), text.Line("ref", f.Ref, MaxLabel), CheckLines("lines", f.Lines))
}

// CheckAnswered checks what they took of a try: whoever refuses says why.
func CheckAnswered(f AnsweredFacts) error {
	if f.Cents > f.Claimed {
		return fault.New(AboveClaim, "cents", "sum_cents", cents(f.Cents), "cap_cents", cents(f.Claimed))
	}
	if f.Cents < f.Claimed {
		if err := needsReason(f.Reason); err != nil {
			return err
		}
	}
	return fault.First(
		fault.Within("cents", f.Cents, 0, MaxCents),
		text.Date("on", f.On),
		text.Block("note", f.Note, MaxNote),
		text.Date("resubmit_by", f.ResubmitBy),
		text.Date("pay_by", f.PayBy),
	)
}

// CheckPaid checks money that came.
func CheckPaid(f PaidFacts) error {
	return fault.First(text.Date("on", f.On), fault.Within("cents", f.Cents, 1, MaxCents), text.Needed("ref", f.Ref, MaxLabel))
}

// CheckDropped checks that nothing is given up without a reason.
func CheckDropped(f DroppedFacts) error { return needsReason(f.Reason) }

// CheckIrreparable checks a paper for an insurer: it stands on a finding, and
// costs nothing that the customer did not know of.
func CheckIrreparable(f IrreparableFacts) error {
	if text.Blank(f.Finding) {
		return fault.New(NotDiagnosed, "finding")
	}
	if f.PriceCents > 0 && !f.Announced {
		return fault.New(NotAnnounced, "announced")
	}
	return fault.First(
		text.OneOf("ground", f.Ground, Grounds()...),
		text.Block("finding", f.Finding, MaxNote),
		text.Line("for", f.For, MaxLabel),
		fault.Within("cost_cents", f.CostCents, 0, MaxCents),
		fault.Within("worth_cents", f.WorthCents, 0, MaxCents),
		fault.Within("price_cents", f.PriceCents, 0, MaxCents),
	)
}

// Grounds lists why a device is not repaired.
func Grounds() []string { return []string{"cost", "part", "damage", "safety"} }

// Reasons lists why a claim is refused or given up.
func Reasons() []string {
	return []string{
		"out_of_guarantee", "misuse", "liquid", "no_proof", "late", "no_authorisation", "part_not_returned", "price", "duplicate",
		"incomplete", "not_covered", "too_small", "other",
	}
}

func needsReason(code string) error { return text.Chosen("reason", code, Reasons()...) }

func cents(n int64) string { return strconv.FormatInt(n, 10) }
