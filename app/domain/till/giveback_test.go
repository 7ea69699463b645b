package till_test

import (
	"testing"

	"etabli/app/domain/till"
)

func TestMoneyGoesBackWhileTheSaleStands(t *testing.T) {
	sold := till.Record{Kind: till.Sale, Number: "LIL1-2026-000001", Debt: "LIL1-2026-000001", Total: 10000, Payments: []till.Paid{
		{Tender: till.InCash, Cents: 4000}, {Tender: till.Later, Cents: 6000},
	}}
	cash, card := func(cents int64) till.Paid { return till.Paid{Tender: till.InCash, Cents: cents} }, func(cents int64) till.Paid { return till.Paid{Tender: till.Card, Cents: cents} }
	for name, c := range map[string]struct {
		since    till.Since
		payments []till.Paid
		owed     int64 // afterwards
		refused  bool
	}{
		"what was paid twice leaves the sale even":   {till.Since{Owed: -12000}, []till.Paid{card(-6000)}, 0, false},
		"what was paid too early is owed again":      {till.Since{}, []till.Paid{cash(-4000)}, 10000, false},
		"a card comes in the stead of cash":          {till.Since{}, []till.Paid{cash(-1000), card(1000)}, 6000, false},
		"no more than was paid":                      {till.Since{}, []till.Paid{card(-4001)}, 0, true},
		"no more cash than came in cash":             {till.Since{Owed: -6000}, []till.Paid{cash(-4001)}, 0, true},
		"nothing comes in by it":                     {till.Since{}, []till.Paid{card(100)}, 0, true},
		"nothing comes in by it, whatever goes out":  {till.Since{}, []till.Paid{cash(-100), card(200)}, 0, true},
		"no voucher, whose rest is kept by itself":   {till.Since{}, []till.Paid{{Tender: till.Voucher, Cents: -100}}, 0, true},
		"what went back with goods is not paid back": {till.Since{Refunded: 4000, Owed: 0}, []till.Paid{cash(-1)}, 0, true},
	} {
		rec, err := till.GiveBack(sold, c.since, c.payments, "paid_twice", "2026-12-31")
		if (err != nil) != c.refused {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err == nil && (rec.Kind != till.Payment || rec.Total != 0 || sold.Owed(c.since.After(&rec)) != c.owed) {
			t.Errorf("%s: %+v, owed %d", name, rec, sold.Owed(c.since.After(&rec)))
		}
	}
}
