package accounting_test

import (
	"testing"

	"etabli/app/domain/accounting"
	"etabli/app/domain/till"
)

// The records are those that the till makes, so that what is booked is what happens.
func TestWhatIsPaidOfADebtIsBookedOnce(t *testing.T) {
	sold, err := till.Draft{Kind: till.Sale, Lines: []till.Line{{Label: "Écran", Unit: 10000, Rate: 200}}, Payments: []till.Paid{{Tender: till.Later, Cents: 10000}}}.Make(till.Terms{Rates: []int{200}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var since till.Since
	settled, err := till.Settle(sold, since, []till.Paid{{Tender: till.InCash, Cents: 4000}, {Tender: till.Card, Cents: 6000}}, till.Terms{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	since = since.After(&settled)
	bounced, err := till.Unpaid(sold, nil, till.Failed{By: settled, Tender: till.Card, Reason: "declined", Due: "2026-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	back, err := till.GiveBack(sold, since, []till.Paid{{Tender: till.InCash, Cents: -1000}}, "too_early", "2026-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		rec           till.Record
		debit, credit int64 // of what customers owe
	}{
		"the sale":           {sold, 10000, 0},
		"its payment":        {settled, 0, 10000},
		"a card that failed": {bounced, 6000, 0},
		"money given back":   {back, 1000, 0},
	} {
		got := accounting.Of(&c.rec, accounting.Usual(), nil)
		if balance(got) != 0 {
			t.Errorf("%s does not balance: %+v", name, got)
		}
		if d, k := on(got, "411000"); d != c.debit || k != c.credit {
			t.Errorf("%s: %d and %d are owed, want %d and %d", name, d, k, c.debit, c.credit)
		}
	}
}
