package ladder_test

import (
	"errors"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/ladder"
	"etabli/app/domain/rules"
)

var day = domaintest.Day

func set(t testing.TB) rules.Set { return domaintest.France(t, day(t, "2025-12-05")) }

func terms(t testing.TB, s rules.Set) ladder.Terms {
	t.Helper()
	out, err := ladder.TermsOf(s, civil.Metropole)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Deposited on 2025-11-20, announced as ready on 2025-12-05.
func TestTheLadderCountsFromTheNotice(t *testing.T) {
	tm := terms(t, set(t))
	got := tm.Ladder(day(t, "2025-12-05"), day(t, "2025-12-05"), nil)
	for i, want := range []string{"2025-12-12", "2026-01-04", "2026-03-05", "2026-06-03", "2026-10-31", "2026-12-05"} {
		if got[i].On.String() != want || got[i].Due || got[i].Done {
			t.Errorf("%+v, want %s", got[i], want)
		}
	}
	if got[3].By != "letter" || got[4].By != "registered" {
		t.Errorf("got %+v", got)
	}
}

func TestOnlyTheLastStepThatIsReachedIsDue(t *testing.T) {
	tm := terms(t, set(t))
	for _, c := range []struct {
		today string
		done  []ladder.Step
		due   ladder.Step
	}{
		{"2025-12-11", nil, ""}, {"2025-12-12", nil, ladder.First}, {"2025-12-12", []ladder.Step{ladder.First}, ""},
		{"2026-01-10", nil, ladder.Second}, {"2026-01-10", []ladder.Step{ladder.First}, ladder.Second},
		{"2026-03-06", []ladder.Step{ladder.Third}, ""}, {"2026-12-05", []ladder.Step{ladder.Registered}, ladder.Petition},
		{"2026-12-05", []ladder.Step{ladder.First}, ladder.Registered}, // no court is asked without a registered letter
	} {
		var due ladder.Step
		for _, r := range tm.Ladder(day(t, "2025-12-05"), day(t, c.today), c.done) {
			if r.Due {
				if due != "" {
					t.Errorf("%s: two steps are due", c.today)
				}
				due = r.Step
			}
		}
		if due != c.due {
			t.Errorf("%s after %v: %q is due, want %q", c.today, c.done, due, c.due)
		}
	}
}

func TestTheYearCountsAsTheShopChose(t *testing.T) {
	s := set(t)
	received, noticed := day(t, "2025-11-20"), day(t, "2025-12-05")
	if got := terms(t, s).SaleFrom(received, noticed); got.String() != "2026-12-05" {
		t.Errorf("from the notice: %s", got)
	}
	strict, err := s.Choose("abandoned_from", "received")
	if err != nil {
		t.Fatal(err)
	}
	if got := terms(t, strict).SaleFrom(received, noticed); got.String() != "2026-11-20" {
		t.Errorf("from the receipt: %s", got)
	}
}

func TestAStepIsTakenInTheRightWay(t *testing.T) {
	for _, c := range []struct {
		f     ladder.RemindedFacts
		code  fault.Code
		field string
	}{
		{ladder.RemindedFacts{Step: ladder.First, Channel: "sms"}, "", ""},
		{ladder.RemindedFacts{Step: ladder.Letter, Channel: "sms"}, fault.Malformed, "channel"},
		{ladder.RemindedFacts{Step: ladder.Registered, Channel: "registered"}, fault.Missing, "ref"},
		{ladder.RemindedFacts{Step: ladder.Registered, Channel: "registered", Ref: "1A 2"}, "", ""},
		{ladder.RemindedFacts{Step: "tenth", Channel: "sms"}, fault.Malformed, "step"},
	} {
		err := c.f.Check()
		var f *fault.Error
		if (c.code == "") != (err == nil) || c.code != "" && (!errors.As(err, &f) || f.Code != c.code || f.Field != c.field) {
			t.Errorf("%+v: %v", c.f, err)
		}
	}
}

func TestNothingIsDoneBeforeItsDay(t *testing.T) {
	tm := terms(t, set(t))
	received, noticed := day(t, "2025-11-20"), day(t, "2025-12-05")
	for _, c := range []struct {
		step  ladder.Step
		today string
		done  []ladder.Step
		code  fault.Code
	}{
		{ladder.First, "2025-12-11", nil, ladder.TooEarly}, {ladder.First, "2025-12-12", nil, ""},
		{ladder.Letter, "2026-06-02", nil, ladder.TooEarly}, {ladder.Registered, "2026-10-31", nil, ""},
		{ladder.Petition, "2026-12-04", []ladder.Step{ladder.Registered}, ladder.TooEarly},
		{ladder.Petition, "2026-12-05", nil, ladder.NotRegistered}, {ladder.Petition, "2026-12-05", []ladder.Step{ladder.Registered}, ""},
	} {
		if got := codeOf(tm.May(c.step, received, noticed, day(t, c.today), c.done)); got != c.code {
			t.Errorf("%s on %s after %v: %q, want %q", c.step, c.today, c.done, got, c.code)
		}
	}
	if got := codeOf(tm.May(ladder.First, received, civil.None, day(t, "2027-01-01"), nil)); got != ladder.NotReady {
		t.Errorf("nobody was told that it is ready: %q", got)
	}
}

func TestNoDeviceIsGivenUpBeforeACourtCanBeAsked(t *testing.T) {
	tm := terms(t, set(t))
	received, noticed, sent := day(t, "2025-11-20"), day(t, "2025-12-05"), []ladder.Step{ladder.Registered}
	for _, c := range []struct {
		noticed civil.Date
		today   string
		done    []ladder.Step
		code    fault.Code
	}{
		{noticed, "2026-12-04", sent, ladder.NotAbandonedYet}, {noticed, "2026-12-05", nil, ladder.NotRegistered},
		{noticed, "2026-12-05", sent, ""}, {civil.None, "2027-06-01", sent, ladder.NotAbandonedYet},
	} {
		if got := codeOf(tm.MayAbandon(received, c.noticed, day(t, c.today), c.done)); got != c.code {
			t.Errorf("%s after %v: %q, want %q", c.today, c.done, got, c.code)
		}
	}
}

func codeOf(err error) fault.Code {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}
