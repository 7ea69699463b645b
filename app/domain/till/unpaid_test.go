package till_test

import (
	"testing"

	"etabli/app/domain/till"
)

// byCard is a sale of 200 €, of which 120 € came by a card that nobody answered for.
func byCard() till.Record {
	r := must(till.Draft{
		Kind: till.Sale, Trade: true, Lines: []till.Line{{Label: "Carte mère", Unit: 20_000, Rate: 200}},
		Payments: []till.Paid{{Tender: till.InCash, Cents: 8_000}, {Tender: till.Card, Cents: 12_000, Auth: till.Offline}},
	}.Make(till.Terms{}, 0))
	r.Number = "LIL1-2026-000001"
	return r
}

func TestACardThatWasDeclinedLaterLeavesADebtAndTheSaleStands(t *testing.T) {
	sold := byCard()
	r := must(till.Unpaid(sold, nil, till.Failed{By: sold, Reason: "declined", Due: "2026-12-31"}))
	if r.Kind != till.Payment || r.Total != 0 || !r.Trade || r.PaidNow() != -12_000 || r.Ref != sold.Number {
		t.Errorf("%+v", r)
	}
	since := till.Since{}.After(&r)
	if owed := sold.Owed(since); owed != 12_000 {
		t.Errorf("%d are owed", owed)
	}
	_, err := till.Unpaid(sold, []till.Record{r}, till.Failed{By: sold, Reason: "declined"})
	refused(t, err, till.FailedLess, "0")
	_, err = till.Unpaid(sold, nil, till.Failed{By: sold, Cents: 12_001, Reason: "declined"})
	refused(t, err, till.FailedLess, "12000")
	if _, err := till.Unpaid(sold, nil, till.Failed{By: sold, Tender: till.InCash, Reason: "declined"}); err == nil {
		t.Error("cash was declined")
	}
	if _, err := till.Back(sold, since, till.Draft{Payments: []till.Paid{{Tender: till.Card, Cents: -20_000}}, Lines: []till.Line{{Label: "x", Unit: -20_000, Rate: 200}}}); err == nil {
		t.Error("what did not come goes back")
	}
}

func TestAChequeThatPaidADebtAndBouncesIsOwedAgainOnce(t *testing.T) {
	sold := onCredit()
	cheque := must(till.Settle(sold, till.Since{}, []till.Paid{{Tender: till.Cheque, Cents: 10_000, Ref: "0001234"}}, till.Terms{}, 0))
	cheque.Number = "LIL1-2026-000002"
	since := till.Since{}.After(&cheque)
	bounced := must(till.Unpaid(sold, []till.Record{cheque}, till.Failed{By: cheque, Reason: "bounced"}))
	since = since.After(&bounced)
	if owed := sold.Owed(since); owed != 10_000 {
		t.Errorf("%d are owed", owed)
	}
	_, err := till.Unpaid(sold, []till.Record{cheque, bounced}, till.Failed{By: cheque, Reason: "bounced"})
	refused(t, err, till.FailedLess, "0")
}
