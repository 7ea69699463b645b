package claim_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
)

var day = domaintest.Day

func terms(t testing.TB, on civil.Date) claim.Terms {
	t.Helper()
	out, err := claim.TermsOf(domaintest.France(t, on), civil.Metropole)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAWrittenComplaintUnderALabelIsAnsweredWithinEightWorkingDays(t *testing.T) {
	on := day(t, "2026-11-23")
	for _, c := range []struct {
		labelled bool
		by       message.Channel
		want     string
	}{
		{true, message.Letter, "2026-12-03"},
		{true, message.Email, "2026-12-03"},
		{true, message.Phone, ""},
		{false, message.Letter, ""},
	} {
		if got := terms(t, on).AnswerBy(c.labelled, claim.Written(c.by), on); got.String() != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestARefundThatLawOwesIsNeverPromisedForLaterThanLawSays(t *testing.T) {
	on := day(t, "2026-11-28")
	offer := func(by string, legal bool) claim.DecidedFacts {
		return claim.DecidedFacts{Measures: []claim.Measure{{Do: claim.Refund, Cents: 4500, Legal: legal, By: by}}}
	}
	f, err := offer("", true).Dated(terms(t, on), on)
	if err != nil || f.Measures[0].By != "2026-12-12" || f.Until != "2026-12-13" || f.Rules == "" {
		t.Errorf("%+v %v", f, err)
	}
	if _, err := offer("2026-12-13", true).Dated(terms(t, on), on); !errors.Is(err, fault.New(fault.OutOfRange, "")) {
		t.Errorf("the day after the last one: %v", err)
	}
	if _, err := offer("2026-12-20", false).Dated(terms(t, on), on); err != nil {
		t.Errorf("goodwill has its own day: %v", err)
	}
	if _, err := offer("2026-11-27", false).Dated(terms(t, on), on); err == nil {
		t.Error("yesterday was promised")
	}
}

func TestAnOfferSaysWhatItIsOnce(t *testing.T) {
	box := claim.WordsBox{Words: "Nous vous remboursons moins une nuit"}
	for _, c := range []struct {
		name     string
		measures []claim.Measure
		code     fault.Code
		field    string
	}{
		{"nothing", nil, fault.Missing, "measures"},
		{"a refund of nothing", []claim.Measure{{Do: claim.Refund}}, fault.OutOfRange, "measures.0.cents"},
		{"the same twice", []claim.Measure{{Do: claim.Voucher, Cents: 1}, {Do: claim.Voucher, Cents: 2}}, fault.Twice, "measures.1.do"},
		{"no such remedy", []claim.Measure{{Do: "flowers"}}, fault.Malformed, "measures.0.do"},
		{"a voucher by transfer", []claim.Measure{{Do: claim.Voucher, Cents: 1, Means: claim.ByTransfer}}, fault.Malformed, "measures.0.means"},
	} {
		err := claim.CheckDecided(claim.DecidedFacts{Why: "goodwill", Channel: message.Phone, Measures: c.measures}, box)
		if f := fault.Of(err); err == nil || f.Code != c.code || f.Field != c.field {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	both := []claim.Measure{{Do: claim.Refund, Cents: 18000}, {Do: claim.Voucher, Cents: 6000}, {Do: claim.Apology}}
	f := claim.DecidedFacts{Why: "goodwill", Channel: message.Phone, Measures: both}
	if err := claim.CheckDecided(f, box); err != nil || f.Cost() != 24000 || f.AsksYes() {
		t.Errorf("%v %d", err, f.Cost())
	}
	if err := claim.CheckDecided(f, claim.WordsBox{}); err == nil {
		t.Error("decided in silence")
	}
}

// Nobody decides more than their role may in one claim, however it is cut into
// offers, unless somebody who may decide as much approves it.
func TestNobodyDecidesAboveTheirAuthority(t *testing.T) {
	on := day(t, "2026-11-28")
	rapid.Check(t, func(t *rapid.T) {
		said := claim.AuthorityFacts{Cents: map[string]int64{}}
		for _, role := range staff.Roles() {
			if rapid.Bool().Draw(t, "said") {
				said.Cents[role] = rapid.Int64Range(0, 100_000).Draw(t, "cap")
			}
		}
		rules := claim.Terms{Caps: map[string]int64{}}
		for _, role := range staff.Roles() {
			rules.Caps[role] = rapid.Int64Range(0, 100_000).Draw(t, "rule")
		}
		own := rules.Cap(rapid.SampledFrom(staff.Roles()).Draw(t, "who"), said)
		other := rules.Cap(rapid.SampledFrom(staff.Roles()).Draw(t, "approver"), said)
		approved := rapid.Bool().Draw(t, "approved")
		var granted int64
		for range rapid.IntRange(1, 6).Draw(t, "offers") {
			f := claim.DecidedFacts{Measures: []claim.Measure{{Do: claim.Refund, Cents: rapid.Int64Range(1, 60_000).Draw(t, "cents")}}}
			if approved {
				f.ApprovedBy = "somebody"
			}
			f, err := f.Decide(granted, own, other)
			most := own
			if approved {
				most = max(own, other)
			}
			if (err == nil) != (granted+f.Cost() <= most) {
				t.Fatalf("granted %d, offered %d, own %d, approver %d (%v): %v", granted, f.Cost(), own, other, approved, err)
			}
			if err != nil {
				continue
			}
			if granted += f.Cost(); granted > own && f.ApprovedBy == "" {
				t.Fatal("more than they may, and nobody approved it")
			}
		}
	})
	if got := terms(t, on).Cap(staff.Manager, claim.AuthorityFacts{Cents: map[string]int64{staff.Manager: 7}}); got != 7 {
		t.Errorf("the site's word: %d", got)
	}
}

func TestDecidedIsNotReceived(t *testing.T) {
	for _, c := range []struct {
		name   string
		f      claim.RefundFacts
		before claim.RefundState
		code   fault.Code
	}{
		{"ordered", claim.RefundFacts{State: claim.RefundOrdered}, claim.RefundDecided, ""},
		{"executed without a reference", claim.RefundFacts{State: claim.RefundExecuted}, claim.RefundOrdered, fault.Missing},
		{"executed", claim.RefundFacts{State: claim.RefundExecuted, Ref: "VIR 4711"}, claim.RefundOrdered, ""},
		{"confirmed without a proof", claim.RefundFacts{State: claim.RefundConfirmed}, claim.RefundExecuted, fault.Missing},
		{"confirmed before it left", claim.RefundFacts{State: claim.RefundConfirmed, Proof: "relevé"}, claim.RefundOrdered, claim.RefundNotThere},
		{"executed twice", claim.RefundFacts{State: claim.RefundExecuted, Ref: "VIR 4712"}, claim.RefundExecuted, claim.RefundNotThere},
		{"it came back", claim.RefundFacts{State: claim.RefundDecided}, claim.RefundExecuted, ""},
	} {
		err := claim.CheckRefund(c.f, c.before)
		if (err == nil) != (c.code == "") || err != nil && fault.Of(err).Code != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestEveryStatusCanBeReachedAndLeft(t *testing.T) {
	all := []claim.Status{claim.Open, claim.Offered, claim.Accepted, claim.Refused, claim.Unanswered, claim.AtMediator, claim.Ended}
	for _, s := range all {
		if len(claim.Steps(s)) == 0 {
			t.Errorf("%s is a dead end", s)
		}
		if !slices.ContainsFunc(append(all, ""), func(from claim.Status) bool { return from != s && claim.CanMove(from, s) }) {
			t.Errorf("nothing leads to %s", s)
		}
	}
}

func TestTheWorstOfAClaimIsNamedFirst(t *testing.T) {
	today := day(t, "2026-11-28")
	for _, c := range []struct {
		name string
		w    claim.Watched
		want []claim.Risk
	}{
		{"a quiet one", claim.Watched{Status: claim.Open, AnsweredMS: 1, AnswerDueMS: 5}, nil},
		{"nobody answered", claim.Watched{Status: claim.Open, AnswerDueMS: 1_000}, []claim.Risk{claim.AnswerLate}},
		{"half an hour before", claim.Watched{Status: claim.Open, AnswerDueMS: 4_000_000 + 29*60_000, AlertMinutes: 30}, []claim.Risk{claim.AnswerDue}},
		{"the money is still here", claim.Watched{
			Status: claim.Ended, RefundOwed: true, Refund: claim.RefundOrdered, RefundBy: day(t, "2026-11-27"),
		}, []claim.Risk{claim.RefundLate}},
		{"on its last day it is only due", claim.Watched{
			Status: claim.Accepted, AnsweredMS: 1, RefundOwed: true, Refund: claim.RefundDecided, RefundBy: today,
		}, []claim.Risk{claim.RefundDue}},
		{"it left", claim.Watched{Status: claim.Accepted, RefundOwed: true, Refund: claim.RefundExecuted, RefundBy: day(t, "2026-11-01")}, nil},
		{"a transfer that has nowhere to go", claim.Watched{Status: claim.Accepted, AnsweredMS: 1, RefundOwed: true, Refund: claim.RefundDecided, NoAccount: true}, []claim.Risk{claim.NoAccount}},
		{"no written answer", claim.Watched{Status: claim.Open, AnsweredMS: 1, AnswerBy: day(t, "2026-11-27")}, []claim.Risk{claim.WrittenLate}},
		{"the offer was not confirmed, and nobody answered it", claim.Watched{
			Status: claim.Offered, AnsweredMS: 1, DecidedMS: 1, OfferUntil: day(t, "2026-11-20"),
		}, []claim.Risk{claim.ConfirmLate, claim.OfferOver}},
		{"refused, and nobody named the mediator", claim.Watched{Status: claim.Refused, AnsweredMS: 1, Replied: true, Confirmed: true}, []claim.Risk{claim.MediatorDue}},
	} {
		if got := c.w.Risks(today, 4_000_000); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
