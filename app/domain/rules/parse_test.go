package rules_test

import (
	"errors"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
)

const twoRows = `{"form": 1, "enabled": ["FR"], "rows": [
 {"rule_id": "lgc_months", "country": "FR", "valid_from": "2022-01-01", "applies_on": "contract_date", "value": 24, "unit": "months",
  "source": "s", "verified_on": "2026-09-17", "status": "in_force", "certainty": "text", "note": "n"},
 {"rule_id": "several_repairs", "country": "FR", "valid_from": "2022-01-01", "applies_on": "contract_date", "choice": "each", "unit": "choice",
  "choices": ["each", "once"], "source": "s", "verified_on": "2026-09-17", "status": "in_force", "certainty": "open"}]}`

func TestWrongTablesNameTheirRowAndField(t *testing.T) {
	for _, c := range []struct{ name, old, new, field string }{
		{"no rule", `"lgc_months"`, `""`, "rows.0.rule_id"},
		{"a rule in capitals", `"lgc_months"`, `"LGC"`, "rows.0.rule_id"},
		{"a long country", `"country": "FR"`, `"country": "France"`, "rows.0.country"},
		{"a date that is none", `"2022-01-01", "applies_on": "contract_date", "value"`, `"2022-02-30", "applies_on": "contract_date", "value"`, "rows.0.valid_from"},
		{"no first day", `"valid_from": "2022-01-01", "applies_on": "contract_date", "value"`, `"applies_on": "contract_date", "value"`, "rows.0.valid_from"},
		{"the last day before the first", `"value": 24`, `"valid_to": "2021-01-01", "value": 24`, "rows.0.valid_to"},
		{"repealed without a last day", `"status": "in_force"`, `"status": "repealed"`, "rows.0.valid_to"},
		{"another basis", `"contract_date"`, `"birthday"`, "rows.0.applies_on"},
		{"a negative value", `"value": 24`, `"value": -1`, "rows.0.value"},
		{"a word as value", `"value": 24`, `"value": "24"`, "rows.0.value"},
		{"a broken value", `"value": 24`, `"value": 24.5`, "rows.0.value"},
		{"another unit", `"months"`, `"weeks"`, "rows.0.unit"},
		{"a choice in a number", `"value": 24`, `"value": 24, "choice": "each"`, "rows.0.choice"},
		{"no source", `"source": "s"`, `"source": " "`, "rows.0.source"},
		{"not verified", `"verified_on": "2026-09-17", `, ``, "rows.0.verified_on"},
		{"another status", `"in_force"`, `"proposed"`, "rows.0.status"},
		{"another certainty", `"certainty": "text"`, `"certainty": "sure"`, "rows.0.certainty"},
		{"a field that is not known", `"note": "n"`, `"remark": "n"`, "rows.0.remark"},
		{"a choice that is not offered", `"choice": "each"`, `"choice": "never"`, "rows.1.choice"},
		{"one choice only", `["each", "once"]`, `["each"]`, "rows.1.choices"},
		{"an empty choice", `["each", "once"]`, `["each", ""]`, "rows.1.choices"},
		{"a value in a choice", `"choice": "each"`, `"choice": "each", "value": 1`, "rows.1.value"},
		{"two rows for one day", `"several_repairs"`, `"lgc_months"`, "rows.1.unit"},
		{"a row that is a list", `"enabled": ["FR"], "rows": [`, `"enabled": ["FR"], "rows": [[],`, "rows.0"},
		{"another form", `"form": 1`, `"form": 2`, "form"},
		{"a wrong country switched on", `"enabled": ["FR"]`, `"enabled": ["fr"]`, "enabled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := strings.Replace(twoRows, c.old, c.new, 1)
			if data == twoRows {
				t.Fatal("the case changes nothing")
			}
			_, err := rules.Parse(rules.File{Name: "x.json", Data: []byte(data)})
			var f *fault.Error
			if !errors.As(err, &f) || f.Field != "x.json:"+c.field {
				t.Fatalf("got %v, want a fault of %s", err, c.field)
			}
		})
	}
}

func TestFilesThatCannotBeReadAreFaults(t *testing.T) {
	for name, data := range map[string]string{
		"empty": "", "a list": "[]", "cut": twoRows[:len(twoRows)-3], "text behind": twoRows + "x",
		"another field": strings.Replace(twoRows, `"form"`, `"shape": 1, "form"`, 1),
		"too long":      strings.Repeat(" ", rules.MaxFileBytes) + twoRows,
	} {
		var f *fault.Error
		if _, err := rules.Parse(rules.File{Name: "x.json", Data: []byte(data)}); !errors.As(err, &f) || !strings.HasPrefix(f.Field, "x.json") {
			t.Errorf("%s: got %v, want a fault of the file", name, err)
		}
	}
}

func TestOneRuleHasOneRowADay(t *testing.T) {
	row := func(from, to, status string) string {
		return `{"rule_id": "lgc_months", "country": "FR", "valid_from": "` + from + `", "valid_to": "` + to + `", "applies_on": "contract_date",
  "value": 24, "unit": "months", "source": "s", "verified_on": "2026-09-17", "status": "` + status + `", "certainty": "text"}`
	}
	parse := func(a, b string) error {
		_, err := rules.Parse(
			rules.File{Name: "a.json", Data: []byte(`{"form": 1, "enabled": ["FR"], "rows": [` + a + `]}`)},
			rules.File{Name: "b.json", Data: []byte(`{"form": 1, "enabled": [], "rows": [` + b + `]}`)})
		return err
	}
	err := parse(row("2022-01-01", "", "in_force"), row("2020-01-01", "2022-01-01", "repealed"))
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != rules.Overlap || f.Field != "b.json:rows.0.valid_from" || f.Args["other"] != "a.json:rows.0.valid_from" {
		t.Errorf("got %v, want an overlap of both rows", err)
	}
	if err := parse(row("2022-01-01", "", "in_force"), row("2020-01-01", "2021-12-31", "repealed")); err != nil {
		t.Errorf("rows that follow each other: %v", err)
	}
	if err := parse(row("2022-01-01", "", "in_force"), row("2026-07-31", "", "not_transposed")); err != nil {
		t.Errorf("a row that is not law yet: %v", err)
	}
}

func TestEveryFaultOfATableIsReported(t *testing.T) {
	data := strings.Replace(strings.Replace(twoRows, `"months"`, `"weeks"`, 1), `"choice": "each"`, `"choice": "never"`, 1)
	_, err := rules.Parse(rules.File{Name: "x.json", Data: []byte(data)})
	if err == nil || !strings.Contains(err.Error(), "rows.0.unit") || !strings.Contains(err.Error(), "rows.1.choice") {
		t.Fatalf("got %v, want both rows", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(twoRows))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := rules.Parse(rules.File{Name: "x.json", Data: data})
		if (err == nil) != (table.Version() != "") {
			t.Fatalf("a table with version %q came with %v", table.Version(), err)
		}
	})
}
