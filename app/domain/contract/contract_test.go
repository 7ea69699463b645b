package contract_test

import (
	"errors"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/contract"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/warranty"
)

func terms(t *testing.T, signed string) contract.Terms {
	t.Helper()
	terms, err := contract.TermsOf(domaintest.France(t, domaintest.Day(t, signed)), "")
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

// yearly is a contract of twelve months that renews itself, with a month's notice.
func yearly() contract.Contract {
	return contract.Contract{Signed: contract.SignedFacts{
		Sort: contract.Maintenance, Plan: "Entretien annuel", Buyer: warranty.Consumer, Made: "shop", SignedOn: "2026-03-20",
		StartsOn: "2026-04-01", Months: 12, Renews: true, Notice: 1, Cents: 12000, Rate: 100,
		Entitled: []contract.Entitlement{{What: "visit", N: 1}, {What: "call_out"}},
	}, Paid: []contract.PaidFacts{{Term: 0, Cents: 12000, On: "2026-04-01", Receipt: "LIL1-2026-000001"}}}
}

func TestTheLetterBeforeARenewalGoesOutWithinTheWindowOfLaw(t *testing.T) {
	terms := terms(t, "2026-03-20")
	c := yearly()
	term := c.At(domaintest.Day(t, "2026-11-28"), terms)
	for name, day := range map[string]civil.Date{
		"2027-03-31": term.To, "2027-02-28": term.RefuseUntil, "2026-11-28": term.NoticeFrom, "2027-01-28": term.NoticeUntil,
	} {
		if day != domaintest.Day(t, name) {
			t.Errorf("%s, want %s", day, name)
		}
	}
	for on, want := range map[string]contract.Letter{
		"2026-10-01": contract.NoLetter, "2026-11-27": contract.Soon, "2026-11-28": contract.Due, "2027-01-14": contract.Due,
		"2027-01-15": contract.Urgent, "2027-01-28": contract.Urgent, "2027-01-29": contract.Missed,
	} {
		if got := c.Letter(domaintest.Day(t, on), terms); got != want {
			t.Errorf("on %s the letter is %q, want %q", on, got, want)
		}
		_, err := c.Notice(contract.NoticedFacts{Channel: "letter", On: on}, domaintest.Day(t, "2027-02-01"), terms)
		inWindow := want == contract.Due || want == contract.Urgent
		if (err == nil) != inWindow || err != nil && !errors.Is(err, fault.New(contract.OutOfWindow, "")) {
			t.Errorf("a letter of %s: %v", on, err)
		}
	}
	told, err := c.Notice(contract.NoticedFacts{Channel: "letter"}, domaintest.Day(t, "2026-12-01"), terms)
	if err != nil || told.Term != 0 || told.Until != "2027-02-28" {
		t.Fatalf("%+v, %v", told, err)
	}
	c.Notices = append(c.Notices, told)
	if got := c.Letter(domaintest.Day(t, "2027-01-29"), terms); got != contract.Told {
		t.Errorf("after the letter: %q", got)
	}
}

func TestNobodyHasToTellAProfessional(t *testing.T) {
	c := yearly()
	c.Signed.Buyer = warranty.Professional
	if got := c.Letter(domaintest.Day(t, "2027-01-29"), terms(t, "2026-03-20")); got != contract.NoLetter {
		t.Errorf("the letter is %q", got)
	}
}

func TestWhatWasPaidAheadGoesBackByDays(t *testing.T) {
	terms := terms(t, "2026-03-20")
	second := contract.PaidFacts{Term: 1, Cents: 12000, On: "2027-04-01", Receipt: "LIL1-2027-000001"}
	for _, c := range []struct {
		name, why, today, on string
		change               func(*contract.Contract)
		code                 fault.Code
		last, by             string
		cents, fee           int64
	}{
		{name: "refused in time", why: "not_renewed", today: "2027-02-28", last: "2027-03-31"},
		{name: "refused too late, and told", why: "not_renewed", today: "2027-03-01", change: told, code: contract.TooLate},
		{name: "refused too late, and not told", why: "not_renewed", today: "2027-03-01", last: "2027-03-31"},
		{name: "we do not renew", why: "by_us", today: "2026-12-01", last: "2027-03-31"},
		{name: "free exit in the first term", why: "no_notice", today: "2026-12-01", code: contract.WasTold},
		{name: "free exit after a renewal that was told", why: "no_notice", today: "2027-05-01", change: told, code: contract.WasTold},
		// 366 days, 31 used: 12000 less 12000*31/366 rounded down, 1016
		{name: "free exit", why: "no_notice", today: "2027-05-01", change: paid(second), last: "2027-05-01", cents: 10984, by: "2027-05-31"},
		{name: "free exit, not paid yet", why: "no_notice", today: "2027-05-01", last: "2027-05-01"},
		{name: "free exit from a later day", why: "no_notice", today: "2027-04-30", on: "2027-05-01", change: paid(second), last: "2027-05-01", cents: 10984, by: "2027-05-30"},
		{name: "early with what the contract keeps", why: "early", today: "2026-10-01", change: fee, last: "2026-10-01", cents: 3951, fee: 2000, by: "2026-10-31"},
		{name: "early", why: "early", today: "2026-10-01", last: "2026-10-01", cents: 5951, by: "2026-10-31"},
		{name: "the device is gone: nothing is kept", why: "device_gone", today: "2026-10-01", change: fee, last: "2026-10-01", cents: 5951, by: "2026-10-31"},
		{name: "before it began", why: "early", today: "2026-03-25", last: "2026-03-31", cents: 12000, by: "2026-04-24"},
		{name: "a later term that was paid goes back whole", why: "early", today: "2026-10-01", change: paid(second), last: "2026-10-01", cents: 17951, by: "2026-10-31"},
		{name: "no withdrawal in a shop", why: "withdrawn", today: "2026-03-21", code: contract.TooLate},
		{name: "withdrawal by phone", why: "withdrawn", today: "2026-04-03", change: phoned, last: "2026-04-03", cents: 12000, by: "2026-04-17"},
		{name: "withdrawal too late", why: "withdrawn", today: "2026-04-07", change: phoned, code: contract.TooLate},
		{name: "withdrawal after a visit pays the days", why: "withdrawn", today: "2026-04-03", change: visited, last: "2026-04-03", cents: 11902, by: "2026-04-17"},
	} {
		it := yearly()
		if c.change != nil {
			c.change(&it)
		}
		got, err := it.Leave(contract.Why(c.why), domaintest.Day(t, c.today), domaintest.Day(t, c.on), terms)
		if c.code != "" {
			if !errors.Is(err, fault.New(c.code, "")) {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
			continue
		}
		if err != nil || got.On.String() != c.last || got.Cents != c.cents || got.FeeCents != c.fee || got.RefundBy.String() != c.by {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

func told(c *contract.Contract) {
	c.Notices = append(c.Notices, contract.NoticedFacts{Term: 0, Channel: "letter", On: "2026-12-01", Until: "2027-02-28"})
}

func paid(p contract.PaidFacts) func(*contract.Contract) {
	return func(c *contract.Contract) { c.Paid = append(c.Paid, p) }
}

func fee(c *contract.Contract)    { c.Signed.ExitCents = 2000 }
func phoned(c *contract.Contract) { c.Signed.Made = "phone" }

func visited(c *contract.Contract) {
	phoned(c)
	c.Used = append(c.Used, contract.UsedFacts{What: "visit", On: "2026-04-02"})
}

func TestAContractAtHomeIsPaidAfterTheDaysOfTheBan(t *testing.T) {
	c := yearly()
	c.Signed.Made, c.Signed.SignedOn, c.Signed.StartsOn = "home", "2026-11-24", "2026-11-24"
	terms := terms(t, "2026-11-24")
	c.Paid = nil
	early := contract.PaidFacts{Cents: 12000, On: "2026-12-01", Receipt: "LIL1-2026-000002"}
	if err := c.Pay(early, terms); !errors.Is(err, fault.New(contract.PaidTooSoon, "")) {
		t.Errorf("paid on the seventh day: %v", err)
	}
	early.On = "2026-12-02"
	if err := c.Pay(early, terms); err != nil {
		t.Errorf("paid after it: %v", err)
	}
}

func TestUsesAreCountedByTerm(t *testing.T) {
	terms, today := terms(t, "2026-03-20"), domaintest.Day(t, "2027-06-01")
	c := yearly()
	use := func(what, on, by string) (contract.UsedFacts, error) {
		return c.Use(contract.UsedFacts{What: what, On: on, By: by}, today, terms)
	}
	for _, it := range []struct {
		what, on, by string
		code         fault.Code
	}{
		{"visit", "2026-05-01", "", ""},
		{"visit", "2026-06-01", "", contract.NoneLeft},
		{"visit", "2026-06-01", "somebody", ""},
		{"call_out", "2026-06-01", "", ""},
		{"call_out", "2026-06-02", "", ""},
		{"loaner", "2026-06-02", "", contract.NotEntitled},
		{"visit", "2027-05-01", "", ""}, // of the next term
		{"visit", "2026-03-30", "", contract.NotCovered},
		{"visit", "2027-06-02", "", fault.OutOfRange},
	} {
		got, err := use(it.what, it.on, it.by)
		if it.code != "" {
			if !errors.Is(err, fault.New(it.code, "")) {
				t.Errorf("%s on %s: %v, want %s", it.what, it.on, err, it.code)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s on %s: %v", it.what, it.on, err)
		}
		c.Used = append(c.Used, got)
	}
}

func TestAnEndedContractCoversToItsLastDayAndDoesNotRenew(t *testing.T) {
	terms := terms(t, "2026-03-20")
	c := yearly()
	c.End = &contract.EndedFacts{Why: contract.NotRenewed, On: "2027-03-31"}
	for on, want := range map[string]bool{"2026-03-31": false, "2026-04-01": true, "2027-03-31": true, "2027-04-01": false} {
		if got := c.Covers(domaintest.Day(t, on), terms); got != want {
			t.Errorf("on %s it covers: %v", on, got)
		}
	}
	if n := c.At(domaintest.Day(t, "2029-01-01"), terms).N; n != 0 {
		t.Errorf("it is in term %d", n)
	}
	if _, err := c.Leave(contract.Early, domaintest.Day(t, "2026-10-01"), civil.None, terms); !errors.Is(err, fault.New(contract.NotRunning, "")) {
		t.Errorf("ended twice: %v", err)
	}
}

func TestProfitCountsTheDaysThatArePast(t *testing.T) {
	terms := terms(t, "2026-03-20")
	c := yearly()
	c.Used = []contract.UsedFacts{{What: "visit", On: "2026-05-01", Cents: 3000}}
	// 183 days of 365 are past at the end of September: 12000*183/365 = 6016 with tax, 5469 without
	got := c.Profit(domaintest.Day(t, "2026-09-30"), 1000, 1, terms)
	if got.EarnedNet != 5469 || got.CostCents != 4000 || got.Margin != 1469 || got.Uses != 1 || got.Files != 1 || got.PaidCents != 12000 {
		t.Errorf("%+v", got)
	}
	if got := c.Profit(domaintest.Day(t, "2026-03-25"), 0, 0, terms); got.EarnedNet != 0 {
		t.Errorf("earned before it began: %+v", got)
	}
}

func TestASignedContractNamesTheFieldThatIsWrong(t *testing.T) {
	for field, wrong := range map[string]func(*contract.SignedFacts){
		"sort":            func(f *contract.SignedFacts) { f.Sort = "lease" },
		"plan":            func(f *contract.SignedFacts) { f.Plan = " " },
		"buyer":           func(f *contract.SignedFacts) { f.Buyer = "" },
		"made":            func(f *contract.SignedFacts) { f.Made = "sea" },
		"signed_on":       func(f *contract.SignedFacts) { f.SignedOn = "" },
		"starts_on":       func(f *contract.SignedFacts) { f.StartsOn = "2026-03-19" },
		"months":          func(f *contract.SignedFacts) { f.Months = 0 },
		"notice_months":   func(f *contract.SignedFacts) { f.Months, f.Notice = 1, 1 },
		"cents":           func(f *contract.SignedFacts) { f.Cents = -1 },
		"exit_cents":      func(f *contract.SignedFacts) { f.ExitCents = 12001 },
		"covers.0":        func(f *contract.SignedFacts) { f.Covers = []warranty.Cause{"magic"} },
		"entitled.0.what": func(f *contract.SignedFacts) { f.Entitled = []contract.Entitlement{{N: 1}} },
		"entitled.1.what": func(f *contract.SignedFacts) { f.Entitled = []contract.Entitlement{{What: "visit"}, {What: "visit"}} },
	} {
		f := yearly().Signed
		wrong(&f)
		if err := contract.CheckSigned(f); fault.Of(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := contract.CheckSigned(yearly().Signed); err != nil {
		t.Error(err)
	}
}
