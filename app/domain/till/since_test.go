package till_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
)

func refused(t *testing.T, err error, code fault.Code, left string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || f.Args["left"] != left {
		t.Errorf("%v, want %s with %q left", err, code, left)
	}
}

// onCredit is a sale of 200 €, half of it owed.
func onCredit() till.Record {
	r := must(till.Draft{
		Kind: till.Sale, Lines: []till.Line{{Label: "Carte mère", Unit: 20_000, Rate: 200}},
		Payments: []till.Paid{{Tender: till.InCash, Cents: 10_000}, {Tender: till.Later, Cents: 10_000}},
	}.Make(till.Terms{}, 0))
	r.Number = "LIL1-2026-000001"
	return r
}

func TestADebtIsPaidOnceAndNoFurther(t *testing.T) {
	sold, card := onCredit(), func(cents int64) []till.Paid { return []till.Paid{{Tender: till.Card, Cents: cents}} }
	part := must(till.Settle(sold, till.Since{}, card(4_000), till.Terms{}, 0))
	since := till.Since{}.After(&part)
	_, err := till.Settle(sold, since, card(6_001), till.Terms{}, 0)
	refused(t, err, till.OwedLess, "6000")
	rest := must(till.Settle(sold, since, card(6_000), till.Terms{}, 0))
	since = since.After(&rest)
	_, err = till.Settle(sold, since, card(1), till.Terms{}, 0)
	refused(t, err, till.OwedLess, "0")
	later := []till.Paid{{Tender: till.Later, Cents: 1_000}}
	if _, err := till.Settle(sold, till.Since{}, later, till.Terms{}, 0); err == nil {
		t.Error("a debt is paid by a debt")
	}
}

func TestCashForOneDebtIsCappedInHoweverManyParts(t *testing.T) {
	sold, cash := onCredit(), func(cents int64) []till.Paid { return []till.Paid{{Tender: till.InCash, Cents: cents}} }
	terms := till.Terms{CashCap: 15_000}
	part := must(till.Settle(sold, till.Since{}, cash(4_000), terms, 0))
	_, err := till.Settle(sold, till.Since{}.After(&part), cash(2_000), terms, 0)
	refused(t, err, till.CashCap, "1000")
}

func TestARefundOfADebtThatWasPaidNamesItsMeansAndGivesNoDebtBack(t *testing.T) {
	sold := onCredit()
	paid := must(till.Settle(sold, till.Since{}, []till.Paid{{Tender: till.Card, Cents: 10_000}}, till.Terms{}, 0))
	since := till.Since{}.After(&paid)
	if _, err := till.Back(sold, since, till.Draft{}); err == nil {
		t.Error("a debt that was paid by card is forgiven")
	}
	_, err := till.Back(sold, since, till.Draft{Payments: []till.Paid{{Tender: till.InCash, Cents: -10_000}, {Tender: till.Later, Cents: -10_000}}})
	refused(t, err, till.OwedLess, "0")
	must(till.Back(sold, since, till.Draft{Payments: []till.Paid{{Tender: till.InCash, Cents: -10_000}, {Tender: till.Card, Cents: -10_000}}}))
}

func TestWhatWasNeverPaidDoesNotGoBackAsMoney(t *testing.T) {
	sold, cash := onCredit(), func(cents int64) till.Paid { return till.Paid{Tender: till.InCash, Cents: -cents} }
	_, err := till.Back(sold, till.Since{}, till.Draft{Payments: []till.Paid{cash(20_000)}})
	refused(t, err, till.UnpaidBack, "10000")
	part := func(cents int64) []till.Line { return []till.Line{{Label: "Carte mère", Unit: -cents, Rate: 200}} }
	half := must(till.Back(sold, till.Since{}, till.Draft{Lines: part(8_000), Payments: []till.Paid{cash(8_000)}}))
	since := till.Since{}.After(&half)
	_, err = till.Back(sold, since, till.Draft{Lines: part(12_000), Payments: []till.Paid{cash(3_000), {Tender: till.Later, Cents: -9_000}}})
	refused(t, err, till.UnpaidBack, "2000")
	must(till.Back(sold, since, till.Draft{Lines: part(12_000), Payments: []till.Paid{cash(2_000), {Tender: till.Later, Cents: -10_000}}}))
}

func TestMoneyGoesOneWay(t *testing.T) {
	lines := []till.Line{{Label: "Housse", Unit: 10_000, Rate: 200}}
	for name, d := range map[string]till.Draft{
		"a loan beside a sale": {Kind: till.Sale, Lines: lines, Payments: []till.Paid{{Tender: till.Later, Cents: 50_000}, {Tender: till.InCash, Cents: -40_000}}},
		"a caution on credit":  {Kind: till.Caution, Held: 10_000, Payments: []till.Paid{{Tender: till.Later, Cents: 10_000}}},
		"a voucher as caution": {Kind: till.Caution, Held: 10_000, Payments: []till.Paid{{Tender: till.Voucher, Cents: 10_000, Ref: "AV"}}},
	} {
		if _, err := d.Make(till.Terms{}, 0); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := till.Settle(onCredit(), till.Since{}, []till.Paid{{Tender: till.InCash, Cents: -5_000}}, till.Terms{}, 0); err == nil {
		t.Error("a debt is paid out")
	}
}

func TestACautionIsGivenBackOnceInHoweverManyParts(t *testing.T) {
	kept := must(till.Draft{Kind: till.Caution, Held: 10_000, Payments: []till.Paid{{Tender: till.InCash, Cents: 10_000}}}.Make(till.Terms{}, 0))
	by := func(cents int64) till.Paid { return till.Paid{Tender: till.InCash, Cents: -cents} }
	part := must(till.Return(kept, till.Since{}, 6_000, by(6_000)))
	_, err := till.Return(kept, till.Since{}.After(&part), 6_000, by(6_000))
	refused(t, err, till.RefundTooBig, "4000")
	_, err = till.Return(onCredit(), till.Since{}, 1, by(1))
	refused(t, err, till.NotACaution, "")
}

func TestWhateverIsPaidAndGivenBackNeverExceedsWhatWasSold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sold, since := onCredit(), till.Since{}
		for range rapid.IntRange(1, 12).Draw(t, "acts") {
			cents := rapid.Int64Range(1, 12_000).Draw(t, "cents")
			tender := rapid.SampledFrom([]till.Tender{till.Card, till.InCash}).Draw(t, "tender")
			r, err := till.Settle(sold, since, []till.Paid{{Tender: tender, Cents: cents}}, till.Terms{}, 0)
			if rapid.Bool().Draw(t, "refund") {
				r, err = till.Back(sold, since, till.Draft{
					Lines:    []till.Line{{Label: "Carte mère", Unit: -cents, Rate: 200}},
					Payments: []till.Paid{{Tender: rapid.SampledFrom([]till.Tender{till.Card, till.Later}).Draw(t, "back"), Cents: -cents}},
				})
			}
			if err == nil {
				since = since.After(&r)
			}
			if owed := 10_000 + since.Owed; owed < 0 || owed > 10_000 || since.Refunded > sold.Total {
				t.Fatalf("owed %d, refunded %d of %d", owed, since.Refunded, sold.Total)
			}
		}
	})
}

func TestAClockSetBackOverNewYearTakesNoNumberTwice(t *testing.T) {
	var g register
	g.sell("2026-12-31", 100, 200, till.Card)
	g.sell("2027-01-02", 100, 200, till.Card)
	g.write("2027-01-02", g.carry.Close(till.OfDay, "2027-01-02"))
	g.sell("2026-12-30", 100, 200, till.Card) // the battery of the clock is empty
	g.sell("2027-01-03", 100, 200, till.Card)
	seen := map[string]bool{}
	for _, r := range g.records {
		if r.Number != "" && seen[r.Number] {
			t.Errorf("%s is given twice", r.Number)
		}
		seen[r.Number] = true
	}
	if p := g.problems(); len(p) > 0 {
		t.Errorf("%+v", p)
	}
}
