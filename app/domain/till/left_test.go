package till_test

import (
	"strings"
	"testing"

	"etabli/app/domain/till"
)

func TestAReceiptIsFoundByWhateverPeopleRememberOfIt(t *testing.T) {
	r := must(till.Draft{
		Kind: till.Sale, Lines: []till.Line{{Label: "Câble USB-C", Unit: 1290, Rate: 200}, {Label: "Coque", Unit: 2000, Rate: 200}},
		Payments: []till.Paid{{Tender: till.Card, Cents: 2000, Ref: "CB 4417"}, {Tender: till.InCash, Cents: 1290, Given: 5000}},
	}.Make(till.Terms{}, 0))
	r.Number, r.Debt, r.Local = "LIL1-2026-000123", "LIL2-00431-X7K", "2026-11-28 14:05:59"
	for _, what := range []string{
		"", "LIL1-2026-000123", "lil1-2026-000123", "123", "32,90", "32.90 €", "20 €", "12,90", "50,00", "14:05", "14h05", "4417", "LIL2-00431", "câble", "COQUE",
	} {
		if !r.Is(what, strings.ToLower) {
			t.Errorf("%q does not find it", what)
		}
	}
	for _, what := range []string{"LIL1-2026-000124", "32,91", "15:05", "4418", "batterie", "0,00"} {
		if r.Is(what, strings.ToLower) {
			t.Errorf("%q finds it", what)
		}
	}
}

func TestOnlyASaleIsOwedAndOnlyACautionKept(t *testing.T) {
	sold := onCredit()
	paid := must(till.Settle(sold, till.Since{}, []till.Paid{{Tender: till.Card, Cents: 4_000}}, till.Terms{}, 0))
	if owed := sold.Owed(till.Since{}.After(&paid)); owed != 6_000 {
		t.Errorf("%d is owed", owed)
	}
	kept := must(till.Draft{Kind: till.Caution, Held: 10_000, Payments: []till.Paid{{Tender: till.InCash, Cents: 10_000}}}.Make(till.Terms{}, 0))
	back := must(till.Return(kept, till.Since{}, 4_000, till.Paid{Tender: till.InCash, Cents: -4_000}))
	if n := kept.Kept(till.Since{}.After(&back)); n != 6_000 {
		t.Errorf("%d is kept", n)
	}
	if kept.Owed(till.Since{}) != 0 || sold.Kept(till.Since{}) != 0 || back.Kept(till.Since{}) != 0 {
		t.Error("a caution is owed, or a sale kept")
	}
}

func TestWhatWasPaidAheadIsDeductedAgainOnce(t *testing.T) {
	ahead := till.Line{Label: "Acompte", Unit: 3_000, Rate: 200, Deposit: "acompte"}
	first := must(till.Draft{Kind: till.Sale, Lines: []till.Line{ahead}, Payments: []till.Paid{{Tender: till.Card, Cents: 3_000}}}.Make(till.Terms{}, 0))
	lines, sold := till.Deposits([]till.Record{first})
	if sold || len(lines) != 1 || lines[0].Unit != -3_000 || lines[0].Deposit != "acompte" {
		t.Fatalf("%+v, %v", lines, sold)
	}
	final := append([]till.Line{{Label: "Réparation", Unit: 12_900, Rate: 200}}, lines...)
	second := must(till.Draft{Kind: till.Sale, Lines: final, Payments: []till.Paid{{Tender: till.Card, Cents: 9_900}}}.Make(till.Terms{}, 0))
	if lines, sold := till.Deposits([]till.Record{first, second}); len(lines) != 0 || !sold {
		t.Errorf("after the bill: %+v, %v", lines, sold)
	}
}
