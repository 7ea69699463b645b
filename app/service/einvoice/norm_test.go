package einvoice_test

import (
	"encoding/xml"
	"math/big"
	"strings"
	"testing"

	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/service/einvoice"

	"pgregory.net/rapid"
)

// written is what of the syntax the rules of EN 16931 are about.
type written struct {
	Process string `xml:"ExchangedDocumentContext>BusinessProcessSpecifiedDocumentContextParameter>ID"`
	Number  string `xml:"ExchangedDocument>ID"`
	Type    string `xml:"ExchangedDocument>TypeCode"`
	Notes   []struct {
		Content     string
		SubjectCode string
	} `xml:"ExchangedDocument>IncludedNote"`
	Lines []struct {
		ID       string `xml:"AssociatedDocumentLineDocument>LineID"`
		Name     string `xml:"SpecifiedTradeProduct>Name"`
		Price    string `xml:"SpecifiedLineTradeAgreement>NetPriceProductTradePrice>ChargeAmount"`
		Quantity string `xml:"SpecifiedLineTradeDelivery>BilledQuantity"`
		Tax      tax    `xml:"SpecifiedLineTradeSettlement>ApplicableTradeTax"`
		Net      string `xml:"SpecifiedLineTradeSettlement>SpecifiedTradeSettlementLineMonetarySummation>LineTotalAmount"`
	} `xml:"SupplyChainTradeTransaction>IncludedSupplyChainTradeLineItem"`
	Settlement struct {
		Means    []string `xml:"SpecifiedTradeSettlementPaymentMeans>TypeCode"`
		IBAN     string   `xml:"SpecifiedTradeSettlementPaymentMeans>PayeePartyCreditorFinancialAccount>IBANID"`
		Taxes    []tax    `xml:"ApplicableTradeTax"`
		Sums     sums     `xml:"SpecifiedTradeSettlementHeaderMonetarySummation"`
		Corrects string   `xml:"InvoiceReferencedDocument>IssuerAssignedID"`
	} `xml:"SupplyChainTradeTransaction>ApplicableHeaderTradeSettlement"`
}

type tax struct {
	CalculatedAmount, ExemptionReason, BasisAmount, CategoryCode, RateApplicablePercent string
}

type sums struct {
	LineTotalAmount, TaxBasisTotalAmount, TaxTotalAmount, GrandTotalAmount, TotalPrepaidAmount, DuePayableAmount string
}

// number is an amount as it is written, exactly.
func number(t rapid.TB, s string) *big.Rat {
	t.Helper()
	n, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return n
}

func write(t rapid.TB, in einvoice.Invoice) (out written) {
	t.Helper()
	raw, err := einvoice.Write(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return out
}

func issued(t rapid.TB, turn int64, lines []till.Line) einvoice.Invoice {
	t.Helper()
	for i := range lines {
		lines[i].Cents *= turn
		lines[i].Unit *= turn
	}
	f, err := invoice.IssuedFacts{
		Number: "F-LIL1-2026-000001", On: "2026-11-30", DueOn: "2026-12-30",
		Groups: []invoice.Group{{File: "LIL1-00001", On: "2026-11-29", Lines: lines}},
		Seller: invoice.Seller{Name: "Établi", Address: "1 rue, 59000 Lille", SIRET: "73282932000074", VAT: "FR44732829320"},
	}.Summed()
	if err != nil {
		t.Fatal(err)
	}
	if turn < 0 {
		f.Refers, f.RefersOn = "F-LIL1-2026-000001", "2026-11-30"
	}
	return einvoice.Invoice{IssuedFacts: f, Buyer: invoice.BuyerBox{Name: "Lycée", SIREN: "732829320", Address: "59000 Lille"}}
}

func TestTheSumsOfEveryInvoiceAreThoseOfTheNorm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) till.Line {
			l := till.Line{Label: "x", Quantity: rapid.Int64Range(1, 9000).Draw(t, "quantity"), Rate: rapid.SampledFrom([]int{200, 100, 55, 21, 0}).Draw(t, "rate")}
			l.Unit = rapid.Int64Range(1, 200_000).Draw(t, "unit")
			l.Cents = max(1, l.Unit*l.Quantity/till.One)
			return l
		}), 1, 12).Draw(t, "lines")
		turn := rapid.SampledFrom([]int64{1, -1}).Draw(t, "turn")
		in := issued(t, turn, lines)
		in.Paid = rapid.SampledFrom([]int64{0, in.Total / 3, in.Total}).Draw(t, "paid")
		proveSums(t, write(t, in))
	})
}

// proveSums holds an invoice to BR-CO-10 and 13 to 17, BR-S-08 and BR-27.
func proveSums(t rapid.TB, out written) {
	t.Helper()
	same := func(what string, got, want *big.Rat) {
		t.Helper()
		if got.Cmp(want) != 0 {
			t.Fatalf("%s: %s, want %s", what, got.FloatString(2), want.FloatString(2))
		}
	}
	all, byRate := new(big.Rat), map[string]*big.Rat{}
	for _, l := range out.Lines {
		net := number(t, l.Net)
		if number(t, l.Price).Sign() < 0 {
			t.Fatalf("the price of line %s is below zero", l.ID)
		}
		all.Add(all, net)
		rate := l.Tax.CategoryCode + l.Tax.RateApplicablePercent
		if byRate[rate] == nil {
			byRate[rate] = new(big.Rat)
		}
		byRate[rate].Add(byRate[rate], net)
	}
	s, due := out.Settlement.Sums, new(big.Rat)
	total := new(big.Rat)
	for _, r := range out.Settlement.Taxes {
		basis, got := number(t, r.BasisAmount), number(t, r.CalculatedAmount)
		same("basis of "+r.RateApplicablePercent, basis, byRate[r.CategoryCode+r.RateApplicablePercent])
		off := new(big.Rat).Mul(basis, number(t, r.RateApplicablePercent))
		off.Quo(off, big.NewRat(100, 1)).Sub(off, got).Abs(off)
		if off.Cmp(big.NewRat(1, 100)) > 0 { // what was sold has its tax in its price: to the cent
			t.Fatalf("tax of %s on %s is %s", r.RateApplicablePercent, r.BasisAmount, r.CalculatedAmount)
		}
		if r.CategoryCode == "E" && r.ExemptionReason == "" {
			t.Fatal("no tax and no reason")
		}
		total.Add(total, got)
	}
	same("lines", number(t, s.LineTotalAmount), all)
	same("basis", number(t, s.TaxBasisTotalAmount), all)
	same("tax", number(t, s.TaxTotalAmount), total)
	same("total", number(t, s.GrandTotalAmount), new(big.Rat).Add(all, total))
	same("due", number(t, s.DuePayableAmount), due.Sub(number(t, s.GrandTotalAmount), number(t, s.TotalPrepaidAmount)))
	if number(t, s.GrandTotalAmount).Sign() < 0 {
		t.Fatal("a credit note is written with its sums positive")
	}
}

func TestATransferIsNamedWithItsAccountOrNotAtAll(t *testing.T) {
	in := issued(t, 1, []till.Line{{Label: "Écran", Quantity: till.One, Unit: 9999, Cents: 9999, Rate: 200, Nature: till.Goods}})
	if out := write(t, in); len(out.Settlement.Means) != 0 {
		t.Errorf("no account, and %v", out.Settlement.Means)
	}
	in.Seller.IBAN = "FR7630006000011234567890189"
	if out := write(t, in); strings.Join(out.Settlement.Means, "") != "30" || out.Settlement.IBAN != in.Seller.IBAN {
		t.Errorf("%+v", out.Settlement)
	}
}

func TestTheFrameSaysWhatIsSoldAndWhetherItIsPaid(t *testing.T) {
	goods := till.Line{Label: "Écran", Quantity: till.One, Unit: 9999, Cents: 9999, Rate: 200, Nature: till.Goods}
	work := till.Line{Label: "Pose", Quantity: till.One, Unit: 5000, Cents: 5000, Rate: 200, Nature: till.Service}
	for _, c := range []struct {
		lines []till.Line
		paid  bool
		want  string
	}{
		{[]till.Line{goods}, false, "B1"}, {[]till.Line{work}, false, "S1"}, {[]till.Line{goods, work}, false, "M1"},
		{[]till.Line{goods}, true, "B2"}, {[]till.Line{work}, true, "S2"}, {[]till.Line{goods, work}, true, "M2"},
	} {
		in := issued(t, 1, append([]till.Line(nil), c.lines...))
		if c.paid {
			in.Paid = in.Total
		}
		if out := write(t, in); out.Process != c.want {
			t.Errorf("%s, want %s", out.Process, c.want)
		}
	}
	credit := issued(t, -1, []till.Line{goods})
	credit.Paid = credit.Total
	if out := write(t, credit); out.Process != "B1" || out.Type != "381" || out.Settlement.Corrects == "" {
		t.Errorf("a credit note: %s %s %s", out.Process, out.Type, out.Settlement.Corrects)
	}
}

func TestABuyerWithoutSIRENIsWrittenByItsRegister(t *testing.T) {
	for scheme, want := range map[string]string{
		"vat": `schemeID="0223">N1<`, "abroad": `schemeID="0227">BEAtelier de la Mo<`, "ridet": `schemeID="0228">N1<`, "tahiti": `schemeID="0229">N1<`, "rna": "<ram:ID>N1</ram:ID>",
	} {
		in := issued(t, 1, []till.Line{{Label: "x", Quantity: till.One, Unit: 1200, Cents: 1200, Rate: 200}})
		in.Buyer = invoice.BuyerBox{Name: "Atelier de la Montagne", Scheme: scheme, Number: "N1", Country: "BE", Address: "Rue Haute 1, 1000 Bruxelles", Email: "compta@atelier.example"}
		raw, err := einvoice.Write(in)
		if err != nil {
			t.Fatal(err)
		}
		_, buyer, _ := strings.Cut(string(raw), "BuyerTradeParty")
		buyer, _, _ = strings.Cut(buyer, "BuyerTradeParty")
		for _, part := range []string{want, "<ram:CountryID>BE</ram:CountryID>", `schemeID="EM">compta@atelier.example<`} {
			if !strings.Contains(buyer, part) {
				t.Errorf("%s: no %s in %s", scheme, part, buyer)
			}
		}
		if strings.Contains(buyer, `"0002"`) || strings.Contains(buyer, `"0225"`) {
			t.Errorf("%s has a French number: %s", scheme, buyer)
		}
	}
}
