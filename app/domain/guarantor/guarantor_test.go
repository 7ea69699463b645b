package guarantor_test

import (
	"slices"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
)

func day(t *testing.T, text string) civil.Date {
	t.Helper()
	d, err := civil.Parse("on", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWhatTheyTakeDecidesWhereAClaimGoes(t *testing.T) {
	for _, c := range []struct {
		accepted, claimed int64
		want              guarantor.Status
	}{{0, 5000, guarantor.Rejected}, {4999, 5000, guarantor.Partly}, {5000, 5000, guarantor.Accepted}} {
		if got := guarantor.Outcome(c.accepted, c.claimed); got != c.want {
			t.Errorf("%d of %d is %s, want %s", c.accepted, c.claimed, got, c.want)
		}
	}
}

// Every status is reached from the beginning, and from each that is not over
// there is a way to an end.
func TestEveryClaimCanEnd(t *testing.T) {
	seen := map[guarantor.Status]bool{}
	var walk func(guarantor.Status)
	walk = func(s guarantor.Status) {
		if seen[s] {
			return
		}
		seen[s] = true
		for _, next := range guarantor.Steps(s) {
			walk(next)
		}
		if s != "" && !s.Over() && !guarantor.CanMove(s, guarantor.Dropped) {
			t.Errorf("%s cannot be given up", s)
		}
		if s.Over() && len(guarantor.Steps(s)) > 0 {
			t.Errorf("%s goes on to %v", s, guarantor.Steps(s))
		}
	}
	walk("")
	if len(seen) != 11 {
		t.Errorf("%d statuses are reached", len(seen))
	}
	for _, again := range []guarantor.Status{guarantor.Rejected, guarantor.Partly} {
		if !guarantor.CanMove(again, guarantor.Submitted) {
			t.Errorf("%s cannot be handed in again", again)
		}
	}
}

func TestRisksComeWithTheirDays(t *testing.T) {
	terms := guarantor.Terms{Warn: 3}
	today := day(t, "2026-11-28")
	for name, c := range map[string]struct {
		is   guarantor.Standing
		want []guarantor.Risk
	}{
		"far":                {guarantor.Standing{Status: guarantor.Rejected, ResubmitBy: day(t, "2026-12-02")}, nil},
		"three days":         {guarantor.Standing{Status: guarantor.Rejected, ResubmitBy: day(t, "2026-12-01")}, []guarantor.Risk{guarantor.ResubmitSoon}},
		"over":               {guarantor.Standing{Status: guarantor.Partly, ResubmitBy: day(t, "2026-11-01"), PayBy: day(t, "2026-11-27")}, []guarantor.Risk{guarantor.ResubmitSoon, guarantor.NotPaid}},
		"their last day":     {guarantor.Standing{Status: guarantor.Submitted, AnswerBy: today}, nil},
		"a day late":         {guarantor.Standing{Status: guarantor.Submitted, AnswerBy: today.AddDays(-1)}, []guarantor.Risk{guarantor.NotAnswered}},
		"not handed in":      {guarantor.Standing{Status: guarantor.Open, SubmitBy: today}, []guarantor.Risk{guarantor.NotSubmitted}},
		"still being worked": {guarantor.Standing{Status: guarantor.Open}, nil},
		"authorisation ends": {guarantor.Standing{Status: guarantor.Authorised, AuthUntil: today.AddDays(2)}, []guarantor.Risk{guarantor.AuthEnds}},
		"paid":               {guarantor.Standing{Status: guarantor.Paid, PayBy: day(t, "2026-01-01")}, nil},
	} {
		if got := terms.Risks(c.is, today); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAnAnswerSaysWhatWasRefusedAndWhy(t *testing.T) {
	for name, c := range map[string]struct {
		f     guarantor.AnsweredFacts
		code  fault.Code
		field string
	}{
		"all of it":       {guarantor.AnsweredFacts{Cents: 100, Claimed: 100}, "", ""},
		"without reason":  {guarantor.AnsweredFacts{Cents: 60, Claimed: 100}, fault.Missing, "reason"},
		"unknown reason":  {guarantor.AnsweredFacts{Claimed: 100, Reason: "because"}, fault.Malformed, "reason"},
		"more than asked": {guarantor.AnsweredFacts{Cents: 101, Claimed: 100}, guarantor.AboveClaim, "cents"},
	} {
		err := guarantor.CheckAnswered(c.f)
		if (err == nil) != (c.code == "") || err != nil && (fault.Of(err).Code != c.code || fault.Of(err).Field != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPaperForAnInsurerStandsOnAFinding(t *testing.T) {
	good := guarantor.IrreparableFacts{Ground: "cost", Finding: "Carte mère oxydée", CostCents: 30000, WorthCents: 12000}
	if err := guarantor.CheckIrreparable(good); err != nil {
		t.Error(err)
	}
	unfounded, priced := good, good
	unfounded.Finding, priced.PriceCents = " ", 3000
	if err := guarantor.CheckIrreparable(unfounded); fault.Of(err).Code != guarantor.NotDiagnosed {
		t.Errorf("without a finding: %v", err)
	}
	if err := guarantor.CheckIrreparable(priced); fault.Of(err).Code != guarantor.NotAnnounced {
		t.Errorf("a price nobody announced: %v", err)
	}
	priced.Announced = true
	if err := guarantor.CheckIrreparable(priced); err != nil {
		t.Error(err)
	}
}

func TestAgesAreCountedInBuckets(t *testing.T) {
	for days, want := range map[int]int{0: 0, 30: 0, 31: 1, 60: 1, 90: 2, 91: 3, 4000: 3} {
		if got := guarantor.AgeOf(days); got != want {
			t.Errorf("%d days are in bucket %d, want %d", days, got, want)
		}
	}
}
