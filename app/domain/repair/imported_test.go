package repair_test

import (
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
)

func TestImportedRowsAreChecked(t *testing.T) {
	good := repair.ImportedFacts{
		Site: "LIL", Source: "ords", Columns: [14]string{"a1", "x\ny", 13: "Won't\tturn on\x07"},
		Label: "Bosch Toaster", Status: repair.Closed, Outcome: repair.Repaired, DoneOn: "2024-02-29",
	}
	if err := repair.CheckImported(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code   fault.Code
		field  string
		change func(*repair.ImportedFacts)
	}{
		{fault.BadText, "columns", func(f *repair.ImportedFacts) { f.Columns[13] = "\xff" }},
		{fault.TooLong, "columns", func(f *repair.ImportedFacts) { f.Columns[13] = strings.Repeat("x", repair.MaxRowBytes) }},
		{fault.Malformed, "site", func(f *repair.ImportedFacts) { f.Site = "" }},
		{fault.Malformed, "repair_status", func(f *repair.ImportedFacts) { f.Status = "fixed" }},
		{fault.Malformed, "outcome", func(f *repair.ImportedFacts) { f.Outcome = "fixed" }},
		{fault.Malformed, "event_date", func(f *repair.ImportedFacts) { f.DoneOn = "31/12/2024" }},
		{fault.BadText, "brand", func(f *repair.ImportedFacts) { f.Brand = "a\x00" }},
	} {
		facts := good
		c.change(&facts)
		wantFault(t, repair.CheckImported(facts), c.code, c.field)
	}
}
