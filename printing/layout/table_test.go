package layout_test

import (
	"slices"
	"strings"
	"testing"

	"etabli/printing/document"
)

func said(t *testing.T, paper document.Paper, body ...document.Block) []string {
	t.Helper()
	var out []string
	for _, p := range lay(t, document.Document{Paper: paper, Body: body}) {
		for _, text := range texts(p) {
			out = append(out, text.String)
		}
	}
	return out
}

func TestAColumnWithRoomGivesItToOneWhoseWordsWouldBreak(t *testing.T) {
	end := document.End
	got := said(t, document.Roll58, document.Table{
		Columns: []document.Column{{Title: "TVA", Share: 0.16}, {Title: "Total HT", Share: 0.28, Align: end}, {Title: "Compté", Share: 0.1, Align: end}},
		Rows:    []document.Row{{Cells: []string{"5,5\u00a0%", "98\u202f745,12\u00a0€", "3"}, Strong: true}},
	})
	for _, whole := range []string{"TVA", "Compté", "5,5\u00a0%", "98\u202f745,12\u00a0€"} {
		if !slices.Contains(got, whole) {
			t.Errorf("%q was broken: %q", whole, got)
		}
	}
}

func TestAWordThatNoColumnHoldsTakesNothingFromTheOthers(t *testing.T) {
	got := said(t, document.Roll58, document.Table{
		Columns: []document.Column{{Share: 0.7}, {Share: 0.3, Align: document.End}},
		Rows:    []document.Row{{Cells: []string{strings.Repeat("Œuvre", 40), "1\u202f234,00\u00a0€"}}},
	})
	if !slices.Contains(got, "1\u202f234,00\u00a0€") {
		t.Errorf("the sum was broken: %q", got)
	}
}

func TestLabelsWrapRatherThanTheNumberBesideThem(t *testing.T) {
	got := said(t, document.Roll58, document.Pairs{Rows: []document.Pair{
		{Label: "Facture ou note", Value: document.MonoRun("LIL2-N2026-000118")},
	}})
	if !slices.Contains(got, "LIL2-N2026-000118") {
		t.Errorf("the number was broken: %q", got)
	}
}

func TestNoLineBeginsWithAUnitOrADotNorEndsWithAnOpenQuote(t *testing.T) {
	text := "SARL au capital de 8 000 € · TVA 20 % · voir : « ceci » ; fin !"
	for columns := 1; columns < 60; columns++ {
		filler := strings.Repeat("x", columns)
		for _, line := range said(t, document.Roll58, document.Text(filler+" "+text)) {
			line = strings.TrimSpace(line)
			if strings.HasSuffix(line, "«") || strings.ContainsRune("€%·:»;!", []rune(line)[0]) {
				t.Fatalf("after %d letters a line reads %q", columns, line)
			}
		}
	}
}
