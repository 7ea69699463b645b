package debt_test

import (
	"errors"
	"testing"

	"etabli/app/domain/debt"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
)

func terms(t *testing.T, on string) debt.Terms {
	t.Helper()
	terms, err := debt.TermsOf(domaintest.France(t, domaintest.Day(t, on)), "")
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

func thirds() []debt.Part {
	return []debt.Part{{Due: "2026-12-01", Cents: 4000}, {Due: "2026-12-15", Cents: 4000}, {Due: "2026-12-31", Cents: 4000}}
}

func TestWhatWasPaidCoversTheOldestParts(t *testing.T) {
	terms := terms(t, "2026-11-28")
	for _, c := range []struct {
		on         string
		owed, over int64
		due        string
		late       int
		reminded   int
		remind     int
	}{
		{on: "2026-12-01", owed: 12000, due: "2026-12-01"},
		{on: "2026-12-02", owed: 12000, over: 4000, due: "2026-12-01", late: 1},
		{on: "2026-12-08", owed: 12000, over: 4000, due: "2026-12-01", late: 7, remind: 1},
		{on: "2026-12-08", owed: 12000, over: 4000, due: "2026-12-01", late: 7, reminded: 1},
		{on: "2026-12-08", owed: 8000, due: "2026-12-15"},
		{on: "2026-12-15", owed: 10000, over: 2000, due: "2026-12-01", late: 14, reminded: 1},
		{on: "2026-12-20", owed: 10000, over: 6000, due: "2026-12-01", late: 19, reminded: 1, remind: 2},
		{on: "2027-03-01", owed: 1, over: 1, due: "2026-12-31", late: 60, reminded: 3},
		{on: "2027-03-01", owed: 0},
	} {
		s := debt.Stand(thirds(), c.owed, c.reminded, domaintest.Day(t, c.on), terms)
		if s.Over != c.over || s.DueOn.String() != c.due || s.DaysLate != c.late || s.Remind != c.remind || s.Owed != c.owed {
			t.Errorf("on %s with %d owed: %+v", c.on, c.owed, s)
		}
	}
}

func TestPartsAreWhatIsOwedAndNoLoan(t *testing.T) {
	today := domaintest.Day(t, "2026-11-28")
	for name, c := range map[string]struct {
		parts []debt.Part
		owed  int64
		trade bool
		code  fault.Code
	}{
		"thirds":                     {parts: thirds(), owed: 12000},
		"another sum":                {parts: thirds(), owed: 12001, code: debt.WrongSum},
		"nothing is owed":            {parts: thirds(), code: debt.NoDebt},
		"no parts":                   {owed: 12000, code: fault.Missing},
		"the day before":             {parts: []debt.Part{{Due: "2026-11-27", Cents: 100}}, owed: 100, code: fault.OutOfRange},
		"fifty days":                 {parts: []debt.Part{{Due: "2027-01-17", Cents: 100}}, owed: 100},
		"longer than fifty days":     {parts: []debt.Part{{Due: "2027-01-18", Cents: 100}}, owed: 100, code: debt.IsCredit},
		"a business has its own law": {parts: []debt.Part{{Due: "2027-01-18", Cents: 100}}, owed: 100, trade: true},
	} {
		err := debt.CheckPlanned(debt.PlannedFacts{Parts: c.parts}, c.owed, today, today, c.trade, terms(t, "2026-11-28"))
		if (err == nil) != (c.code == "") || err != nil && !errors.Is(err, fault.New(c.code, "")) {
			t.Errorf("%s: %v, want %q", name, err, c.code)
		}
	}
	before := domaintest.Day(t, "2026-11-01")
	err := debt.CheckPlanned(debt.PlannedFacts{Parts: []debt.Part{{Due: "2027-01-30", Cents: 100}}}, 100, before, before, false, terms(t, "2026-11-01"))
	if err != nil {
		t.Errorf("three months before the law changed: %v", err)
	}
}

func TestABusinessPaysForBeingLate(t *testing.T) {
	terms := terms(t, "2026-11-28")
	interest, fee := debt.Late(100_000, 73, terms) // a fifth of a year
	if want := int64(terms.Penalty) * 20; interest != want || fee != 4000 {
		t.Errorf("interest %d, want %d; fee %d", interest, want, fee)
	}
	if interest, fee := debt.Late(100_000, 0, terms); interest != 0 || fee != 0 {
		t.Errorf("in time: %d, %d", interest, fee)
	}
	if got := debt.Age(31); got != "31_60" {
		t.Errorf("age %q", got)
	}
}
