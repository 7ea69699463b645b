package rules_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
)

var day = domaintest.Day

// shipped is the table that goes with the programs.
var shipped = domaintest.Rules

func TestTheShippedNumbersOfFrance(t *testing.T) {
	table := shipped(t)
	for _, c := range []struct {
		id, contract string
		want         int
		unit         rules.Unit
	}{
		{"lgc_months", "2025-03-10", 24, rules.Months},
		{"lgc_used_months", "2025-03-10", 24, rules.Months},
		{"presumption_new_months", "2025-03-10", 24, rules.Months},
		{"presumption_used_months", "2025-11-15", 12, rules.Months},
		{"presumption_used_months", "2021-12-31", 6, rules.Months},
		{"presumption_new_months", "2016-03-17", 6, rules.Months},
		{"presumption_new_months", "2016-03-18", 24, rules.Months},
		{"repair_ext_months", "2026-11-21", 6, rules.Months},
		{"repair_ext_months", "2022-01-01", 6, rules.Months},
		{"repair_ext_months", "2021-12-31", 0, rules.Months},
		{"lgc_months", "1999-01-01", 0, rules.Months},
		{"remedy_days", "2026-11-21", 30, rules.Days},
		{"refund_days", "2026-11-21", 14, rules.Days},
		{"vc_months", "2026-11-21", 24, rules.Months},
		{"vc_long_stop_months", "2026-11-21", 240, rules.Months},
		{"repair_guarantee_months", "2026-11-21", 3, rules.Months},
		{"withdrawal_days", "2026-11-21", 14, rules.Days},
		{"off_premises_hold_days", "2026-11-21", 7, rules.Days},
		{"service_note_cents", "2026-11-21", 2500, rules.Cents},
		{"complaint_days", "2026-11-21", 8, rules.Ouvres},
	} {
		on := rules.Dates{Contract: day(t, c.contract), Request: day(t, "2026-11-21"), Invoice: day(t, "2026-11-21")}
		row, err := table.Find(c.id, "FR", on)
		if err != nil || row.Value != c.want || row.Unit != c.unit {
			t.Errorf("%s for a contract of %s: got %d %s, %v; want %d %s", c.id, c.contract, row.Value, row.Unit, err, c.want, c.unit)
		}
	}
}

func TestOpenQuestionsHaveTheirShippedAnswers(t *testing.T) {
	set, err := shipped(t).For("FR", rules.Dates{})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"several_repairs": "each", "presumption_moves": "no", "replacement_by_choice": "continue",
		"suspension_order": "days_first", "end_inclusive": "yes", "suspended_by": "any",
	} {
		if got, err := set.Chosen(id); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", id, got, err, want)
		}
	}
}

func TestOnlyFranceIsSwitchedOn(t *testing.T) {
	table := shipped(t)
	others := 0
	for _, r := range table.Rows() {
		if r.Country == "FR" {
			continue
		}
		others++
		if table.Enabled(r.Country) {
			t.Errorf("%s is switched on", r.Country)
		}
	}
	if others == 0 {
		t.Error("no rows of other countries are shipped")
	}
	for _, country := range []string{"DE", "XX", ""} {
		if _, err := table.For(country, rules.Dates{}); !errors.Is(err, fault.New(rules.CountryOff, "")) {
			t.Errorf("%q: got %v", country, err)
		}
		if _, err := table.Find("lgc_months", country, rules.Dates{}); !errors.Is(err, fault.New(rules.CountryOff, "")) {
			t.Errorf("%q: got %v", country, err)
		}
	}
}

// Whatever the day of the contract, every rule of France has exactly one row,
// and never one that is not law.
func TestEveryDayHasOneRowOfEachRule(t *testing.T) {
	table := shipped(t)
	ids := map[string]bool{}
	for _, r := range table.Rows() {
		if r.Country == "FR" && r.ValidFrom <= day(t, "1970-01-01") {
			ids[r.ID] = true
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := civil.Of(1970, 1, 1).AddDays(rapid.IntRange(0, 80_000).Draw(t, "day"))
		set, err := table.For("FR", rules.Dates{Contract: d, Request: d, Invoice: d})
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, r := range set.Rows {
			if seen[r.ID] || r.Status == rules.NotTransposed || r.Status == rules.Announced {
				t.Fatalf("%s on %s is twice or is not law", r.ID, d)
			}
			seen[r.ID] = true
		}
		for id := range ids {
			if !seen[id] {
				t.Fatalf("%s has no row on %s", id, d)
			}
		}
	})
}

func TestTheVersionFollowsWhatIsDecided(t *testing.T) {
	one := strings.Replace(twoRows, `"note": "n"`, `"note": "another word"`, 1)
	two := strings.Replace(twoRows, `"value": 24`, `"value": 25`, 1)
	read := func(s string) rules.Table {
		table, err := rules.Parse(rules.File{Name: "x.json", Data: []byte(s)})
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	if read(twoRows).Version() != read(one).Version() {
		t.Error("a note changes the version")
	}
	if read(twoRows).Version() == read(two).Version() {
		t.Error("another value has the same version")
	}
	set, err := read(twoRows).For("FR", rules.Dates{})
	if err != nil {
		t.Fatal(err)
	}
	other, err := set.Choose("several_repairs", "once")
	if err != nil || other.Version() == set.Version() {
		t.Errorf("another choice has the same version, %v", err)
	}
	if kept, _ := set.Chosen("several_repairs"); kept != "each" {
		t.Error("choosing changes the set that was given")
	}
	if _, err := set.Choose("several_repairs", "twice"); !errors.Is(err, fault.New(fault.Malformed, "")) {
		t.Errorf("an answer that is not offered: got %v", err)
	}
	if _, err := set.Choose("lgc_months", "24"); err == nil {
		t.Error("a number can be chosen")
	}
}

func TestARuleThatIsNotThereIsAFault(t *testing.T) {
	set, err := shipped(t).For("FR", rules.Dates{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := set.Span("lgc_weeks"); !errors.Is(err, fault.New(rules.Unknown, "")) {
		t.Errorf("got %v", err)
	}
	if _, err := set.Span("several_repairs"); !errors.Is(err, fault.New(fault.Malformed, "")) {
		t.Errorf("got %v", err)
	}
	if _, err := set.Chosen("lgc_months"); !errors.Is(err, fault.New(fault.Malformed, "")) {
		t.Errorf("got %v", err)
	}
	if got, err := set.After("complaint_days", day(t, "2026-11-23"), civil.Metropole); err != nil || got != day(t, "2026-12-03") {
		t.Errorf("the answer to a complaint is due on %s, %v", got, err)
	}
}

func TestACaseKeepsItsRules(t *testing.T) {
	set, err := shipped(t).For("FR", rules.Dates{Contract: day(t, "2025-03-10")})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	var back rules.Set
	if err := json.Unmarshal(kept, &back); err != nil {
		t.Fatal(err)
	}
	if back.Version() != set.Version() || back.Table != shipped(t).Version() {
		t.Fatalf("version %s came back as %s", set.Version(), back.Version())
	}
}

func TestASetHoldsSinceItsLatestRuleBegan(t *testing.T) {
	set := rules.Set{Rows: []rules.Row{{ID: "a", ValidFrom: civil.Of(2016, 3, 18)}, {ID: "b", ValidFrom: civil.Of(2022, 1, 1)}, {ID: "c"}}}
	if got := set.Since(); got != civil.Of(2022, 1, 1) {
		t.Errorf("since %v", got)
	}
}
