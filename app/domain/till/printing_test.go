package till_test

import (
	"testing"

	"etabli/app/domain/till"
)

func TestWhatLawWantsOnPaperComesUnaskedAndNothingElseDoes(t *testing.T) {
	sale := func(l till.Line, p till.Paid) till.Record {
		return till.Record{Kind: till.Sale, Lines: []till.Line{l}, Payments: []till.Paid{p}}
	}
	goods, repair := till.Line{Nature: till.Goods, Cents: 90_000}, till.Line{Nature: till.Service, Cents: 2_500}
	card := till.Paid{Tender: till.Card, Cents: 1}
	listed, small := goods, repair
	listed.Listed, small.Cents = true, 2_499
	trade := sale(repair, card)
	trade.Trade = true
	practice := sale(repair, card)
	practice.Training = true
	for name, c := range map[string]struct {
		rec           till.Record
		shop          till.Printing
		receipt, note till.Printing
	}{
		"goods":                             {sale(goods, card), "", till.OnRequest, till.NoPaper},
		"goods where there is no paper":     {sale(goods, card), till.NoPaper, till.NoPaper, till.NoPaper},
		"goods that name the guarantee":     {sale(listed, card), till.NoPaper, till.Always, till.NoPaper},
		"a service of 25 €":                 {sale(repair, card), "", till.OnRequest, till.Always},
		"a service below":                   {sale(small, card), "", till.OnRequest, till.OnRequest},
		"a service to a business":           {trade, "", till.OnRequest, till.NoPaper},
		"practice":                          {practice, "", till.OnRequest, till.OnRequest},
		"a card that is credited":           {till.Record{Kind: till.Refund, Lines: []till.Line{{Nature: till.Goods, Cents: -100}}, Payments: []till.Paid{{Tender: till.Card, Cents: -100}}}, till.NoPaper, till.Always, till.NoPaper},
		"cash that goes back":               {till.Record{Kind: till.Refund, Payments: []till.Paid{{Tender: till.InCash, Cents: -100}}}, "", till.OnRequest, till.NoPaper},
		"a card on which a sum is held":     {till.Record{Kind: till.Caution, Payments: []till.Paid{{Tender: till.Card, Cents: 20_000, Auth: till.Preauth}}}, "", till.Always, till.NoPaper},
		"a service that was given for free": {sale(till.Line{Nature: till.Service}, card), "", till.OnRequest, till.NoPaper},
	} {
		terms := till.Terms{NoteFrom: 2_500, Receipts: c.shop}
		if got := terms.Papers(c.rec); got != (till.Papers{Receipt: c.receipt, Note: c.note}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
