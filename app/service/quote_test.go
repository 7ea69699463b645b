package service_test

import (
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/till"
	"etabli/app/service"
)

const twoLines = `"work":"Remplacer l'écran","lines":[
	{"kind":"part","label":"Dalle 14 pouces","unit_cents":12000,"cost_cents":4000,"origin":"new"},
	{"kind":"labour","label":"Pose","quantity":500,"unit":"h","unit_cents":6000}]`

func TestALineThatNamesAPartKnowsWhatItCosts(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	do(t, app, "part.save", `{"ref":"LCD","label":"Dalle","cost_cents":9000,"price_cents":14000}`)
	line := func(more string) string {
		return `{"id":"` + id + `","work":"Dalle","circular":{"state":"unavailable","reason":"no_part"},"lines":[{"kind":"part","label":"Dalle","article":"LCD","unit_cents":` + more + `}]}`
	}
	refuse(t, app, "repair.quote", line("11000"), quote.BelowFloor, "approved_by")
	do(t, app, "repair.quote", line(`11000,"cost_cents":5000`)) // what somebody says stands
}

func TestAQuoteInLinesAddsUpAndBinds(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	refuse(t, app, "repair.quote", `{"id":"`+id+`",`+twoLines+`}`, quote.OfferMissing, "circular.state")
	refuse(t, app, "repair.quote", `{"id":"`+id+`","total_cents":1,`+twoLines+`}`, fault.Malformed, "total_cents")
	do(t, app, "repair.quote", `{"id":"`+id+`","circular":{"state":"offered","cents":9900},`+twoLines+`}`)
	q := file(t, app, id).Quote
	if q.TotalCents != 15000 || q.ValidUntil != "2026-12-23" || len(q.ByRate) != 1 || q.ByRate[0].Net != 12500 || q.Version != 1 {
		t.Fatalf("got %+v, %+v", q, q.QuoteDetail)
	}
	refuse(t, app, "quote.answer", `{"id":"`+id+`","version":1,"accepted":true}`, quote.ChoiceMissing, "circular")
	do(t, app, "quote.answer", `{"id":"`+id+`","version":1,"accepted":true,"channel":"phone","circular":"offered_refused"}`)
	f := file(t, app, id)
	c := f.Quote.Contract
	if f.Status != repair.QuoteOK || c == nil || c.Place != quote.ByPhone || c.PayFrom != "2026-11-23" || c.WithdrawUntil != "2026-12-07" || len(c.Seen) != 32 {
		t.Fatalf("%s, %+v", f.Status, c)
	}
	dearer := strings.Replace(twoLines, "12000", "13000", 1)
	refuse(t, app, "repair.quote", `{"id":"`+id+`","circular":{"state":"unavailable","reason":"not_in_time"},`+dearer+`}`, quote.RiseNeedsWhy, "reason")
	do(t, app, "repair.quote", `{"id":"`+id+`","reason":"hidden_damage","circular":{"state":"unavailable","reason":"not_in_time"},`+dearer+`}`)
	f = file(t, app, id)
	if f.Status != repair.QuoteSent || f.Quote.Version != 2 || f.Quote.Amends != 1 || f.Quote.Contract != nil {
		t.Fatalf("%s, %+v", f.Status, f.Quote)
	}
	refuse(t, app, "repair.move", `{"id":"`+id+`","to":"repair"}`, service.NotAllowed, "to")
	refuse(t, app, "quote.answer", `{"id":"`+id+`","version":1,"accepted":true}`, service.StaleQuote, "version")
}

func TestAThinMarginIsApprovedByAManagerOnly(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	thin := `{"id":"` + id + `","work":"Pose","lines":[{"kind":"labour","label":"Pose","unit_cents":6000,"cost_cents":4900}]`
	refuse(t, app, "repair.quote", thin+`}`, quote.BelowFloor, "approved_by")
	member := func(role string) string {
		return do(t, app, "staff.save", `{"display":"Nadia B.","role":"`+role+`"}`)["data"].(map[string]any)["id"].(string)
	}
	refuse(t, app, "repair.quote", thin+`,"approved_by":"`+member("counter")+`"}`, staff.NoRight, "approved_by")
	do(t, app, "repair.quote", thin+`,"approved_by":"`+member("manager")+`"}`)
	if q := file(t, app, id).Quote; q.TotalCents != 6000 {
		t.Fatalf("got %+v", q)
	}
}

func TestAnUrgentRepairAtHomeIsPayableForWhatWasNecessary(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	do(t, app, "repair.quote", `{"id":"`+id+`","work":"Fuite","lines":[
		{"kind":"labour","label":"Pompe","unit_cents":8900,"necessary":true},{"kind":"labour","label":"Détartrage","unit_cents":3000}]}`)
	do(t, app, "quote.answer", `{"id":"`+id+`","version":1,"accepted":true,"channel":"home","asked_for":true,"urgent":true}`)
	c := file(t, app, id).Quote.Contract
	if c.PayFrom != "2026-12-01" || c.WithdrawUntil != "2026-12-07" || !c.Urgent {
		t.Fatalf("got %+v", c)
	}
}

func TestLinesFollowAPriceThatWasQuotedBefore(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	do(t, app, "repair.quote", `{"id":"`+id+`","total_cents":5000,"work":"Batterie","valid_until":"2026-12-31"}`)
	lines := `"work":"Batterie","lines":[{"kind":"labour","label":"Pose","unit_cents":9000}]`
	refuse(t, app, "repair.quote", `{"id":"`+id+`",`+lines+`}`, quote.RiseNeedsWhy, "reason")
	do(t, app, "repair.quote", `{"id":"`+id+`","reason":"hidden_damage",`+lines+`}`)
	if q := file(t, app, id).Quote; q.Version != 2 || q.TotalCents != 9000 {
		t.Errorf("got %+v", q)
	}
}

func TestWhatAQuoteGoesByIsAskedBeforeItIsMade(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	basis := ask[service.QuoteBasis](t, app, "quote.basis", `{"id":"`+id+`"}`)
	if !basis.Allowed || basis.Category == "" || len(basis.Terms.Rates) == 0 || basis.Terms.MarginFloor == 0 || !basis.On.Known() {
		t.Errorf("got %+v", basis)
	}
}

// What was agreed binds until something else is: an amendment that waits, or that is
// refused, leaves contract, sum and the days of the law as they were.
func TestWhatWasAgreedStandsUntilAnAmendmentIsAccepted(t *testing.T) {
	l := newLife(t).on("2026-11-24")
	id := l.receive("2026-11-24")
	const hour = `"work":"Pompe","lines":[{"kind":"labour","label":"Pose","unit_cents":`
	l.do("repair.quote", id, hour+`9000}]`)
	l.do("quote.answer", id, `"version":1,"accepted":true,"channel":"home","asked_for":true,"start_now":true`)
	l.do("repair.quote", id, hour+`12000}],"reason":"more_damage"`)
	f := file(t, l.app, id)
	if f.Quote.Version != 2 || f.Quote.Amends != 1 || f.Agreed == nil || f.Agreed.Version != 1 || f.Agreed.Contract == nil {
		t.Fatalf("while it waits: %+v, %+v", f.Quote, f.Agreed)
	}
	if due := dueOn(t, l.app, id); due.ToSell != 9_000 || due.LaterCents != 9_000 || due.LaterFrom.String() != "2026-12-02" {
		t.Errorf("while it waits: %+v", due)
	}
	refuse(t, l.app, "till.sell", `{"repair":"`+id+`","lines":[{"label":"Pose","unit_cents":9000,"rate_permille":200}],"payments":[{"tender":"card","cents":9000}]}`, till.PayBanned, "payments")
	refuse(t, l.app, "repair.quote", `{"id":"`+id+`",`+hour+`10000}]}`, quote.RiseNeedsWhy, "reason")
	l.do("repair.quote", id, hour+`13000}],"reason":"more_damage"`)
	l.do("quote.answer", id, `"version":3,"accepted":false,"channel":"phone","reason":"too_dear"`)
	f = file(t, l.app, id)
	if f.Status != repair.QuoteKO || f.Quote.Amends != 1 || f.Agreed == nil || f.Agreed.TotalCents != 9_000 {
		t.Fatalf("once it is refused: %s, %+v, %+v", f.Status, f.Quote, f.Agreed)
	}
	l.do("repair.move", id, `"to":"repair"`)
	if due := dueOn(t, l.app, id); due.ToSell != 9_000 {
		t.Errorf("once it is refused: %+v", due)
	}
	l.do("repair.quote", id, hour+`13000}],"reason":"more_damage"`)
	l.do("quote.answer", id, `"version":4,"accepted":true,"channel":"counter"`)
	if f = file(t, l.app, id); f.Agreed != nil || f.Binding().Version != 4 {
		t.Errorf("once one is accepted: %+v, %+v", f.Quote, f.Agreed)
	}
	if due := dueOn(t, l.app, id); due.ToSell != 13_000 {
		t.Errorf("once one is accepted: %+v", due)
	}
}
