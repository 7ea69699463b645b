package service_test

import (
	"testing"
	"time"

	"etabli/app/domain/claim"
)

func TestFiguresOfClaimsTellWhatTheyCostAndWhoCameBack(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	sophie := hire(t, app, "Sophie M.", "manager")
	figures := func(in string) claim.Figures { return ask[claim.Figures](t, app, "figures.claims", in) }
	file1, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Radio")
	file2, _, _ := takeIn(t, app, "Paul Vasseur", "06 39 98 00 22", "Radio")
	one, two := dispute(t, app, `,"repair":"`+file1+`"`), dispute(t, app, `,"repair":"`+file2+`"`)
	now = now.Add(time.Hour)
	for _, id := range []string{one, two} {
		do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"our_fault","channel":"email","words":"Voici","measures":[{"do":"refund","cents":2000},{"do":"apology"}]}`)
	}
	do(t, app, "claim.reply", `{"id":"`+one+`","n":1,"answer":"accepted"}`)
	do(t, app, "claim.reply", `{"id":"`+two+`","n":1,"answer":"refused"}`)
	now = now.Add(24 * time.Hour)
	do(t, app, "claim.refund", `{"id":"`+one+`","state":"executed","ref":"VIR 1"}`)
	f := figures(`{}`)
	if f.Claims != 2 || f.Open != 2 || f.About["quality"] != 2 || f.Accepted != 1 || f.Refused != 1 || f.CostCents != 2000 || f.RefundedCents != 2000 ||
		f.RefundMS != (24*time.Hour).Milliseconds() || f.FirstAnswers.Asked != 2 || f.FirstAnswers.Open != 0 || f.Waiting != 2 || f.Customers != 0 {
		t.Errorf("%+v", f)
	}
	if f := figures(`{"from":"2026-11-24"}`); f.Claims != 0 {
		t.Errorf("a day later: %+v", f)
	}
	who := file(t, app, file1).CustomerID.String()
	now = now.Add(90 * 24 * time.Hour)
	do(t, app, "repair.receive", `{"customer":{"id":"`+who+`"},"product":{"label":"Fer"}}`)
	now = now.Add(120 * 24 * time.Hour)
	if f := figures(`{}`); f.Customers != 2 || f.CameBack != 1 || f.Waiting != 0 {
		t.Errorf("after half a year: %+v", f)
	}
	if f := figures(`{"months":2}`); f.CameBack != 0 || f.Customers != 2 {
		t.Errorf("within two months nobody came back: %+v", f)
	}
}

func TestWhatLawOwesGoesBackAsItWasPaid(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	sale := do(t, app, "till.sell", `{"lines":[{"label":"Fer","unit_cents":5000,"rate_permille":200}],"payments":[{"tender":"card","cents":5000}]}`)["data"].(map[string]any)["number"].(string)
	id := dispute(t, app, `,"receipt":"`+sale+`"`)
	offer := func(more string) string {
		return `{"staff":"` + sophie + `","id":"` + id + `","why":"law","channel":"email","words":"Voici","measures":[{"do":"refund","cents":5000` + more + `}]}`
	}
	refuse(t, app, "claim.decide", offer(`,"legal":true,"means":"cheque"`), claim.OtherMeans, "measures.0.means")
	do(t, app, "claim.decide", offer(`,"means":"cheque"`)) // goodwill is ours to give
	do(t, app, "claim.decide", offer(`,"legal":true,"means":"transfer","agreed":true`))
	do(t, app, "claim.decide", offer(`,"legal":true`))
	if c := claimed(t, app, id); c.Offers[2].Refund.Means != claim.ByCard {
		t.Errorf("as it was paid: %+v", c.Offers[2].Refund)
	}
	step := func(more string) string { return `{"id":"` + id + `","state":"ordered","means":"cheque"` + more + `}` }
	refuse(t, app, "claim.refund", step(""), claim.OtherMeans, "means")
	do(t, app, "claim.refund", step(`,"agreed":true`))
}

func TestAClaimAboutAFileIsPaidBackAsTheFileWasPaid(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	file, _ := received(t, app)
	do(t, app, "till.sell", `{"repair":"`+file+`","lines":[{"label":"Réparation","unit_cents":5000,"rate_permille":200}],"payments":[{"tender":"card","cents":5000}]}`)
	id := dispute(t, app, `,"repair":"`+file+`"`)
	offer := func(more string) string {
		return `{"staff":"` + sophie + `","id":"` + id + `","why":"law","channel":"email","words":"Voici","measures":[{"do":"refund","cents":5000,"legal":true` + more + `}]}`
	}
	refuse(t, app, "claim.decide", offer(`,"means":"cash"`), claim.OtherMeans, "measures.0.means")
	do(t, app, "claim.decide", offer(``))
	if got := claimed(t, app, id).Offers[0].Refund.Means; got != claim.ByCard {
		t.Errorf("it goes back by %q", got)
	}
}
