package accounting_test

import (
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/accounting"
	"etabli/app/domain/till"
)

func balance(list []accounting.Entry) (sum int64) {
	for _, e := range list {
		sum += e.Debit - e.Credit
	}
	return sum
}

func on(list []accounting.Entry, account string) (debit, credit int64) {
	for _, e := range list {
		if e.Account == account {
			debit, credit = debit+e.Debit, credit+e.Credit
		}
	}
	return debit, credit
}

// A telephone's screen for 110 €, of which a body pays 25 €: tax on all of it.
func TestABonusIsOwedByItsBodyAndTaxedInFull(t *testing.T) {
	rec := till.Record{
		Kind: till.Sale, Number: "LIL1-1", Day: "2026-11-28", Total: 11000,
		Lines:    []till.Line{{Label: "Écran", Rate: 200, Cents: 7000, Nature: till.Goods}, {Label: "Pose", Rate: 200, Cents: 4000, Nature: till.Service}},
		Rates:    []till.Rate{{Permille: 200, Net: 9167, Tax: 1833, Gross: 11000}},
		Payments: []till.Paid{{Tender: till.Card, Cents: 8500}, {Tender: till.Bonus, Cents: 2500}},
	}
	got := accounting.Of(&rec, accounting.Usual(), nil)
	if balance(got) != 0 {
		t.Fatalf("it does not balance: %+v", got)
	}
	for account, want := range map[string][2]int64{"707000": {0, 5833}, "706000": {0, 3334}, "445710": {0, 1833}, "511500": {8500, 0}, "467000": {2500, 0}} {
		if d, c := on(got, account); d != want[0] || c != want[1] {
			t.Errorf("%s has %d and %d, want %v", account, d, c, want)
		}
	}
	rec.Training = true
	if got := accounting.Of(&rec, accounting.Usual(), nil); len(got) != 0 {
		t.Errorf("practice is booked: %+v", got)
	}
}

func TestMoneyKeptAndDebtsAndDrawers(t *testing.T) {
	plan := accounting.Usual()
	for name, c := range map[string]struct {
		rec     till.Record
		account string
		debit   int64
		credit  int64
	}{
		"a debt that is paid":   {till.Record{Kind: till.Payment, Payments: []till.Paid{{Tender: till.InCash, Cents: 500}, {Tender: till.Later, Cents: -500}}}, "411000", 0, 500},
		"a caution":             {till.Record{Kind: till.Caution, Held: 5000, Payments: []till.Paid{{Tender: till.Card, Cents: 5000}}}, "165000", 0, 5000},
		"a caution given back":  {till.Record{Kind: till.Caution, Held: -5000, Payments: []till.Paid{{Tender: till.Card, Cents: -5000}}}, "165000", 5000, 0},
		"cash that is banked":   {till.Record{Kind: till.Cash, Drawer: &till.Drawer{Why: "drop", Cents: -20000}}, "531000", 0, 20000},
		"a drawer with too few": {till.Record{Kind: till.Count, Drawer: &till.Drawer{Counted: 9900, Expected: 10000}}, "658000", 100, 0},
	} {
		got := accounting.Of(&c.rec, plan, nil)
		if d, cr := on(got, c.account); d != c.debit || cr != c.credit || balance(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Whatever was sold at whatever rates, and given back, a record balances.
func TestWhatABodyOwesIsSettledByItsTransferOrLost(t *testing.T) {
	for _, c := range []struct {
		settled accounting.Settled
		account string
	}{{accounting.Settled{On: "2026-11-28", Ref: "VIR", Receipt: "LIL1-1", Cents: 2500}, "512000"}, {accounting.Settled{On: "2026-11-28", Receipt: "LIL1-1", Cents: 2500, Lost: true}, "654000"}} {
		got := accounting.OfBonus(c.settled, accounting.Usual())
		d, _ := on(got, c.account)
		if _, owed := on(got, "467000"); balance(got) != 0 || d != 2500 || owed != 2500 {
			t.Errorf("%+v is booked as %+v", c.settled, got)
		}
	}
}

func TestEveryLineOfTheBooksNamesWhatItIsBookedFrom(t *testing.T) {
	for name, c := range map[string]struct {
		rec  till.Record
		want string
	}{
		"a payment has its number": {till.Record{Kind: till.Payment, Number: "LIL1-2026-000007", Seq: 40, Site: "LIL", Device: "1", Payments: []till.Paid{{Tender: till.InCash, Cents: 500}}}, "LIL1-2026-000007"},
		"a bank drop has none":     {till.Record{Kind: till.Cash, Seq: 41, Site: "LIL", Device: "1", Drawer: &till.Drawer{Why: "drop", Cents: -20000}}, "LIL1-41"},
		"nor has a count":          {till.Record{Kind: till.Count, Seq: 42, Site: "LIL", Device: "1", Drawer: &till.Drawer{Counted: 9900, Expected: 10000}}, "LIL1-42"},
	} {
		got := accounting.Of(&c.rec, accounting.Usual(), nil)
		if len(got) == 0 {
			t.Errorf("%s: nothing is booked", name)
		}
		for _, e := range got {
			if e.Ref != c.want {
				t.Errorf("%s: it is booked as %q, want %q", name, e.Ref, c.want)
			}
		}
	}
}

func TestEverySaleBalances(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var rec till.Record
		rec.Kind = rapid.SampledFrom([]till.Kind{till.Sale, till.Refund}).Draw(rt, "kind")
		sign := int64(1)
		if rec.Kind == till.Refund {
			sign = -1
		}
		byRate := map[int]int64{}
		for i := range rapid.IntRange(1, 6).Draw(rt, "lines") {
			l := till.Line{
				Rate: rapid.SampledFrom([]int{0, 55, 100, 200}).Draw(rt, "rate"), Cents: sign * rapid.Int64Range(1, 99_999).Draw(rt, "cents"),
				Nature: rapid.SampledFrom([]till.Nature{till.Goods, till.Service}).Draw(rt, "nature"),
			}
			if i == 0 && rapid.Bool().Draw(rt, "deposit") {
				l.Deposit = "acompte"
			}
			rec.Lines, rec.Total = append(rec.Lines, l), rec.Total+l.Cents
			byRate[l.Rate] += l.Cents
		}
		for rate, gross := range byRate {
			net := gross * 1000 / int64(1000+rate)
			rec.Rates = append(rec.Rates, till.Rate{Permille: rate, Net: net, Tax: gross - net, Gross: gross})
		}
		part := rec.Total / 3
		rec.Payments = []till.Paid{{Tender: till.InCash, Cents: part}, {Tender: till.Later, Cents: rec.Total - part}}
		if got := accounting.Of(&rec, accounting.Usual(), nil); balance(got) != 0 {
			rt.Fatalf("%+v", got)
		}
	})
}

// A voucher that was given has no debt to meet: what it pays is a rebate. One that
// was paid for meets what its sale booked, and one of somebody else is owed to us.
func TestAVoucherMeetsWhatWasBookedWhenItWasIssued(t *testing.T) {
	backing := func(code string) accounting.Backing {
		return map[string]accounting.Backing{"given": accounting.Given, "other": accounting.Foreign}[code]
	}
	for code, account := range map[string]string{"given": "709700", "paid": "419800", "other": "467000", "": "419800"} {
		rec := till.Record{
			Kind: till.Sale, Total: 1200, Lines: []till.Line{{Label: "Câble", Rate: 200, Cents: 1200, Nature: till.Goods}},
			Rates:    []till.Rate{{Permille: 200, Net: 1000, Tax: 200, Gross: 1200}},
			Payments: []till.Paid{{Tender: till.Voucher, Cents: 1200, Ref: code}},
		}
		got := accounting.Of(&rec, accounting.Usual(), backing)
		if d, c := on(got, account); d != 1200 || c != 0 || balance(got) != 0 {
			t.Errorf("%q: %+v", code, got)
		}
	}
}
