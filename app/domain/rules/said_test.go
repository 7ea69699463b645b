package rules_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
)

func said(t *testing.T, table rules.Table, atMS int64, f rules.SaidFacts) rules.Said {
	t.Helper()
	f.Country, f.Source, f.VerifiedOn = "FR", "Loi", "2026-11-28"
	f, err := table.Complete(f)
	if err != nil {
		t.Fatal(err)
	}
	row, err := f.Row()
	if err != nil {
		t.Fatal(err)
	}
	return rules.Said{Row: row, Gone: f.Gone, AtMS: atMS}
}

func standard(t *testing.T, table rules.Table, on string) int {
	t.Helper()
	set, err := table.For("FR", rules.Dates{Contract: day(t, on), Request: day(t, on), Invoice: day(t, on)})
	if err != nil {
		t.Fatal(err)
	}
	n, err := set.Number("vat_standard")
	if err != nil {
		t.Fatal(err)
	}
	row, err := table.Find("vat_standard", "FR", rules.Dates{Invoice: day(t, on)})
	if err != nil || row.Value != n {
		t.Errorf("on %s the set says %d, the row %d: %v", on, n, row.Value, err)
	}
	return n
}

func TestARowThatIsSaidHoldsFromItsDayAndForItsTime(t *testing.T) {
	table := shipped(t)
	year := rules.SaidFacts{ID: "vat_standard", ValidFrom: "2027-01-01", ValidTo: "2027-12-31", Value: 210}
	now := table.With([]rules.Said{said(t, table, 1, year)})
	for on, want := range map[string]int{"2026-12-31": 200, "2027-01-01": 210, "2027-12-31": 210, "2028-01-01": 200} {
		if got := standard(t, now, on); got != want {
			t.Errorf("on %s it is %d, want %d", on, got, want)
		}
	}
	if now.Version() == table.Version() {
		t.Error("it decides otherwise under the same version")
	}
	right := year
	right.Value, right.ValidTo = 205, ""
	now = table.With([]rules.Said{said(t, table, 2, right), said(t, table, 1, year)}) // in whatever order they came
	for on, want := range map[string]int{"2026-12-31": 200, "2027-01-01": 205, "2030-01-01": 205} {
		if got := standard(t, now, on); got != want {
			t.Errorf("corrected, on %s it is %d, want %d", on, got, want)
		}
	}
	gone := right
	gone.Gone = true
	if got := standard(t, table.With([]rules.Said{said(t, table, 1, right), said(t, table, 2, gone)}), "2027-06-01"); got != 200 {
		t.Errorf("taken back it is %d", got)
	}
}

func TestARowThatIsSaidOfNoRuleIsRefusedByItsField(t *testing.T) {
	good := rules.SaidFacts{ID: "vat_standard", Country: "FR", ValidFrom: "2027-01-01", Value: 210, Source: "Loi", VerifiedOn: "2026-11-28"}
	for name, c := range map[string]struct {
		change func(*rules.SaidFacts)
		code   fault.Code
		field  string
	}{
		"a good one":              {func(*rules.SaidFacts) {}, "", ""},
		"a rate of an overseas":   {func(f *rules.SaidFacts) { f.ID = "vat_overseas" }, "", ""},
		"no rule":                 {func(f *rules.SaidFacts) { f.ID = "" }, fault.Missing, "rule_id"},
		"a rule nobody knows":     {func(f *rules.SaidFacts) { f.ID = "lgc_month" }, rules.NoRule, "rule_id"},
		"no day":                  {func(f *rules.SaidFacts) { f.ValidFrom = "" }, fault.Missing, "valid_from"},
		"a day that is none":      {func(f *rules.SaidFacts) { f.ValidFrom = "2027-02-30" }, fault.Malformed, "valid_from"},
		"an end before its day":   {func(f *rules.SaidFacts) { f.ValidTo = "2026-01-01" }, fault.OutOfRange, "valid_to"},
		"another unit":            {func(f *rules.SaidFacts) { f.Unit = rules.Days }, fault.Malformed, "unit"},
		"by another date":         {func(f *rules.SaidFacts) { f.AppliesOn = rules.ByContract }, fault.Malformed, "applies_on"},
		"without a source":        {func(f *rules.SaidFacts) { f.Source = "" }, fault.Missing, "source"},
		"that nobody verified":    {func(f *rules.SaidFacts) { f.VerifiedOn = "" }, fault.Missing, "verified_on"},
		"of an open question":     {func(f *rules.SaidFacts) { f.ID, f.Value, f.Choice = "several_repairs", 0, "once" }, "", ""},
		"an answer not offered":   {func(f *rules.SaidFacts) { f.ID, f.Value, f.Choice = "several_repairs", 0, "twice" }, fault.Malformed, "choice"},
		"of a country that is no": {func(f *rules.SaidFacts) { f.Country = "France" }, fault.Malformed, "country"},
	} {
		f := good
		c.change(&f)
		_, err := shipped(t).Complete(f)
		if c.code == "" && err != nil || c.code != "" && (fault.Of(err).Code != c.code || fault.Of(err).Field != c.field) {
			t.Errorf("%s: %v, want %s (%s)", name, err, c.code, c.field)
		}
	}
}
