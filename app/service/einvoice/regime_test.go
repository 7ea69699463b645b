package einvoice_test

import (
	"strings"
	"testing"

	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/service/einvoice"
)

func TestWhatABusinessOfAnotherStateBuysWithoutTaxSaysByWhichRule(t *testing.T) {
	lines := func() []till.Line {
		return []till.Line{
			{Label: "Réparation", Quantity: till.One, Unit: 10_000, Cents: 10_000, Nature: till.Service},
			{Label: "Pompe", Quantity: till.One, Unit: 5_000, Cents: 5_000, Nature: till.Goods},
			{Label: "Câble", Quantity: till.One, Unit: 1_200, Cents: 1_200, Rate: 200, Nature: till.Goods},
		}
	}
	belgian := invoice.BuyerBox{Name: "Atelier", Scheme: "vat", Number: "BE0428759497", VAT: "BE0428759497", Country: "BE", Address: "Rue Haute 1, 1000 Bruxelles", Email: "a@b.example"}
	for name, c := range map[string]struct {
		buyer invoice.BuyerBox
		want  []string // category and basis of each tax
		ship  bool
	}{
		"of the Union":        {belgian, []string{"S 10.00", "AE 100.00", "K 50.00"}, true},
		"French":              {invoice.BuyerBox{Name: "Lycée", SIREN: "732829320", Address: "59000 Lille"}, []string{"S 10.00", "E 150.00"}, false},
		"of Northern Ireland": {invoice.BuyerBox{Name: "Shop", Scheme: "vat", Number: "XI1", Country: "GB", Address: "Belfast"}, []string{"S 10.00", "E 150.00"}, false},
		"Swiss":               {invoice.BuyerBox{Name: "Shop", Scheme: "abroad", Number: "CHE1", Country: "CH", Address: "Genève"}, []string{"S 10.00", "E 150.00"}, false},
	} {
		in := issued(t, 1, lines())
		in.Buyer = c.buyer
		raw, err := einvoice.Write(in)
		if err != nil {
			t.Fatal(err)
		}
		out := write(t, in)
		var got []string
		for _, r := range out.Settlement.Taxes {
			got = append(got, r.CategoryCode+" "+r.BasisAmount)
			if (r.CategoryCode == "S") != (r.ExemptionReason == "") {
				t.Errorf("%s: %s, since %q", name, r.CategoryCode, r.ExemptionReason)
			}
		}
		for _, want := range c.want {
			if !strings.Contains(strings.Join(got, ";"), want) || len(got) != len(c.want) {
				t.Errorf("%s: %q", name, got)
			}
		}
		if ship := strings.Contains(string(raw), "<ram:ShipToTradeParty>"); ship != c.ship || ship != strings.Contains(string(raw), "VATEX-EU-IC") || ship != strings.Contains(string(raw), "VATEX-EU-AE") {
			t.Errorf("%s: %s", name, raw)
		}
		proveSums(t, out)
	}
}
