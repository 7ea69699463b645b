package visit_test

import (
	"errors"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/visit"
)

var day = domaintest.Day

// terms are those that ship for France.
func terms(t testing.TB, on civil.Date) quote.Terms {
	t.Helper()
	out, err := quote.TermsOf(domaintest.France(t, on), civil.Metropole)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhatMayBePaidAtHomeFollowsFromThreeQuestions(t *testing.T) {
	lines := []visit.Line{{Label: "Pompe de vidange", Cents: 12000, Necessary: true}, {Label: "Détartrage", Cents: 3000}}
	both, urgent := visit.Questions{Asked: true, Urgent: true}, visit.Questions{Urgent: true}
	for _, c := range []struct {
		name       string
		made       quote.Place
		under      visit.Under
		q          visit.Questions
		on         string
		now, later int64
		payOn, out string
	}{
		{"neither asked nor urgent: nothing before eight days", quote.AtHome, visit.Nothing, visit.Questions{}, "2026-11-24", 0, 15000, "2026-12-02", "2026-12-08"},
		{"urgent but not asked for", quote.AtHome, visit.Nothing, urgent, "2026-11-24", 0, 15000, "2026-12-02", "2026-12-08"},
		{"urgent and asked for: what is necessary", quote.AtHome, visit.Nothing, both, "2026-11-21", 12000, 3000, "2026-11-29", "2026-12-07"},
		{"withdrawal ends after a holiday and a weekend", quote.AtHome, visit.Nothing, visit.Questions{}, "2026-12-11", 0, 15000, "2026-12-19", "2026-12-28"},
		{"the quote was accepted in the shop", quote.AtShop, visit.Nothing, visit.Questions{}, "2026-11-24", 15000, 0, "", ""},
		{"by telephone it may be paid, and withdrawn from", quote.ByPhone, visit.Nothing, visit.Questions{}, "2026-11-24", 15000, 0, "", "2026-12-08"},
		{"a guarantee makes no contract", quote.AtHome, visit.Guarantee, visit.Questions{}, "2026-11-24", 15000, 0, "", ""},
	} {
		on := day(t, c.on)
		got := visit.Split(visit.ContractOf(c.made, c.under, c.q, on), lines, terms(t, on))
		if got.NowCents != c.now || got.LaterCents != c.later || got.LaterOn.String() != c.payOn || got.WithdrawBy.String() != c.out {
			t.Errorf("%s: %+v", c.name, got)
		}
		if len(got.Now)+len(got.Later) != len(lines) {
			t.Errorf("%s: lines were lost", c.name)
		}
	}
}

func TestADiscountComesOffWhatIsPaidNowFirst(t *testing.T) {
	pump, scale := visit.Line{Label: "Pompe de vidange", Cents: 12000, Necessary: true}, visit.Line{Label: "Détartrage", Cents: 3000}
	off := func(cents int64) visit.Line { return visit.Line{Label: "Remise", Cents: -cents} }
	urgent := visit.Questions{Asked: true, Urgent: true}
	for _, c := range []struct {
		name       string
		q          visit.Questions
		lines      []visit.Line
		now, later int64
		waits      bool
	}{
		{"all of it is necessary: nothing waits for a discount", urgent, []visit.Line{pump, off(2000)}, 10000, 0, false},
		{"beside what waits", urgent, []visit.Line{off(2000), pump, scale}, 10000, 3000, true},
		{"more than what is paid now", urgent, []visit.Line{pump, scale, off(13000)}, 0, 2000, true},
		{"nothing may be paid now", visit.Questions{}, []visit.Line{pump, scale, off(2000)}, 0, 13000, true},
		{"two of them", urgent, []visit.Line{pump, scale, off(11000), off(2000)}, 0, 2000, true},
	} {
		on := day(t, "2026-11-24")
		got := visit.Split(visit.ContractOf(quote.AtHome, visit.Nothing, c.q, on), c.lines, terms(t, on))
		if got.NowCents != c.now || got.LaterCents != c.later || got.LaterOn.Known() != c.waits {
			t.Errorf("%s: %+v", c.name, got)
		}
		sum := int64(0)
		for _, l := range append(got.Now, got.Later...) {
			sum += l.Cents
		}
		if sum != c.now+c.later {
			t.Errorf("%s: the lines add up to %d", c.name, sum)
		}
	}
}

func TestAVisitGoesItsWay(t *testing.T) {
	for _, c := range []struct {
		path []visit.Status
		ok   bool
	}{
		{[]visit.Status{"", visit.Planned, visit.Confirmed, visit.EnRoute, visit.OnSite, visit.Done, visit.Signed}, true},
		{[]visit.Status{"", visit.Planned, visit.OnSite, visit.Partial, visit.Planned}, true},
		{[]visit.Status{visit.OnSite, visit.ToWorkshop, visit.Signed}, true},
		{[]visit.Status{visit.Confirmed, visit.Absent, visit.Planned}, true},
		{[]visit.Status{visit.Signed, visit.Cancelled}, false},
		{[]visit.Status{visit.OnSite, visit.Cancelled}, false},
		{[]visit.Status{visit.Planned, visit.Done}, false},
	} {
		ok := true
		for i := 1; i < len(c.path); i++ {
			ok = ok && visit.CanMove(c.path[i-1], c.path[i])
		}
		if ok != c.ok {
			t.Errorf("%v: %v", c.path, ok)
		}
	}
	for _, s := range visit.Statuses() {
		if !s.Known() || s.Ahead() != visit.CanMove(s, visit.OnSite) && (s == visit.Planned || s == visit.EnRoute) {
			t.Errorf("%s is not in its place", s)
		}
	}
}

func TestNothingIsCalledOffInSilence(t *testing.T) {
	words := visit.WordsBox{Words: "Nous vous proposons jeudi."}
	next := visit.Next{CallOn: "2026-11-26"}
	good := visit.CancelledFacts{Reason: "technician_ill", By: "us", Told: "sms", Next: next}
	if err := visit.CheckCancelled(good, words); err != nil {
		t.Fatal(err)
	}
	slot := visit.Slot{FromMS: 1000, ToMS: 2000}
	for _, c := range []struct {
		code  fault.Code
		field string
		err   error
	}{
		{fault.Missing, "reason", visit.CheckCancelled(visit.CancelledFacts{By: "us", Told: "sms", Next: next}, words)},
		{fault.Malformed, "reason", visit.CheckCancelled(visit.CancelledFacts{Reason: "tired", By: "us", Told: "sms", Next: next}, words)},
		{visit.NotToldYet, "words", visit.CheckCancelled(visit.CancelledFacts{Reason: "weather", By: "us", Told: "sms", Next: next}, visit.WordsBox{})},
		{visit.NotToldYet, "words", visit.CheckCancelled(visit.CancelledFacts{Reason: "weather", By: "us", Next: next}, words)},
		{visit.NoProposal, "next", visit.CheckCancelled(visit.CancelledFacts{Reason: "weather", By: "us", Told: "sms"}, words)},
		{fault.Missing, "slot", visit.CheckMoved(visit.MovedFacts{}, words)},
		{fault.Missing, "reason", visit.CheckMoved(visit.MovedFacts{Slot: slot, Told: "sms"}, words)},
		{visit.NotToldYet, "words", visit.CheckMoved(visit.MovedFacts{Slot: slot, Reason: "overrun"}, visit.WordsBox{})},
		{visit.NoProposal, "next", visit.CheckAbsent(visit.AbsentFacts{Tries: 2, Slip: "printed"})},
		{visit.FeeUnknown, "fee_cents", visit.CheckAsked(3000, 2500)},
		{visit.NotToldYet, "words", visit.CheckPlanned(visit.PlannedFacts{For: visit.Repair, Slot: slot, AbsentCents: 3000}, visit.PlaceBox{}, visit.CodeBox{})},
		{fault.Missing, "slot.from_ms", visit.CheckMoved(visit.MovedFacts{Staff: "x", AbsentCents: 3000}, words)},
		{fault.OutOfRange, "absent_cents", visit.CheckMoved(visit.MovedFacts{Slot: slot, Reason: "overrun", Told: "sms", AbsentCents: -1}, words)},
		{fault.Malformed, "to", visit.CheckStepped(visit.SteppedFacts{To: visit.Cancelled})},
		{fault.Missing, "reason", visit.CheckStepped(visit.SteppedFacts{To: visit.NoAccess})},
		{fault.Malformed, "slot.to_ms", visit.CheckPlanned(visit.PlannedFacts{For: visit.Repair, Slot: visit.Slot{FromMS: 5, ToMS: 5}}, visit.PlaceBox{}, visit.CodeBox{})},
		{fault.Malformed, "points.0.state", visit.CheckPoints([]visit.Point{{Code: "water", State: "?"}})},
		{fault.Missing, "done", visit.CheckReported(visit.ReportedFacts{Result: visit.Done, Made: "home"}, visit.ReportBox{})},
	} {
		var f *fault.Error
		if !errors.As(c.err, &f) || f.Code != c.code || f.Field != c.field {
			t.Errorf("got %v, want %s (%s)", c.err, c.code, c.field)
		}
	}
	if err := visit.CheckMoved(visit.MovedFacts{Staff: "x"}, visit.WordsBox{}); err != nil {
		t.Errorf("another technician for the same slot needs words: %v", err)
	}
	if err := visit.CheckAsked(3000, 3000); err != nil {
		t.Errorf("an announced fee is refused: %v", err)
	}
}
