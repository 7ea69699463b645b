package service_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"etabli/app/domain/bank"
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/service"
)

// dispute opens a claim about a file and answers its id.
func dispute(t testing.TB, app *service.App, more string) string {
	t.Helper()
	return do(t, app, "claim.open", `{"about":"quality","channel":"phone","words":"Une nuit sans chauffage"`+more+`}`)["data"].(map[string]any)["id"].(string)
}

func claimed(t testing.TB, app *service.App, id string) service.TimedClaim {
	t.Helper()
	return ask[service.TimedClaim](t, app, "claim.get", `{"id":"`+id+`"}`)
}

func TestOneMatterByThreeChannelsIsOneFileWithOneClock(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	sophie := hire(t, app, "Sophie M.", "manager")
	file, number, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Chauffage")
	at := now.Add(-2 * time.Hour).UnixMilli() // on Saturday's page, typed in on Monday
	thread := do(t, app, "message.receive", `{"channel":"social","from":"@anaroy","text":"La villa était froide","received_ms":`+strconv.FormatInt(at, 10)+`,"repair":"`+file+`"}`)["data"].(map[string]any)["id"].(string)
	id := do(t, app, "claim.open", `{"thread":"`+thread+`","about":"quality","wish":"refund","wish_cents":24000,"loss":{"trips":2,"km":80,"days":1,"missed":"2026-11-21"}}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "claim.hear", `{"id":"`+id+`","channel":"phone","words":"Je rappelle"}`)
	do(t, app, "claim.hear", `{"id":"`+id+`","channel":"email","from":"a.r@travail.example","words":"Et mon taxi","loss":{"trips":3,"km":120,"days":1}}`)
	c := claimed(t, app, id)
	if c.Number != number || c.CustomerName != "Ana Roy" || c.Channel != "social" || c.ReceivedMS != at || len(c.Said) != 3 || c.Said[0].Words != "La villa était froide" || c.Loss.Trips != 3 {
		t.Errorf("claim %+v", c)
	}
	if c.AnsweredMS != 0 || c.DueMS <= at {
		t.Errorf("clock %d %d", c.AnsweredMS, c.DueMS)
	}
	do(t, app, "message.send", `{"thread":"`+thread+`","channel":"social","text":"Nous vous rappelons"}`)
	if c = claimed(t, app, id); c.AnsweredMS != now.UnixMilli() || c.Late {
		t.Errorf("the answer in the conversation stops the clock: %+v", c)
	}
	now = now.Add(time.Hour)
	decide := `{"staff":"` + sophie + `","id":"` + id + `","why":"goodwill","channel":"phone","words":"Remboursé sauf une nuit, compensée par un bon",
		"measures":[{"do":"refund","cents":18000,"means":"card"},{"do":"voucher","cents":6000}]}`
	do(t, app, "claim.decide", decide)
	now = now.Add(61 * time.Minute)
	if c = claimed(t, app, id); !slices.Contains(c.Risks, claim.ConfirmLate) || c.Offers[0].ByName != "Sophie M." || c.Offers[0].Measures[0].By != "2026-12-07" {
		t.Errorf("nothing went out within the hour: %+v", c)
	}
	do(t, app, "claim.confirm", `{"id":"`+id+`","channel":"email","proof":"250 2.0.0 queued","words":"Nous confirmons"}`)
	refuse(t, app, "claim.refund", `{"id":"`+id+`","state":"ordered"}`, claim.NoRefund, "id")
	do(t, app, "claim.reply", `{"id":"`+id+`","n":1,"answer":"accepted","by":"email"}`)
	do(t, app, "voucher.issue", `{"claim":"`+id+`"}`)
	c = claimed(t, app, id)
	if c.Status != claim.Accepted || len(c.Risks) != 0 || c.Offers[0].Confirmed.Proof != "250 2.0.0 queued" || c.Offers[0].Reply.Answer != claim.Yes {
		t.Errorf("accepted %+v", c)
	}
	refuse(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled"}`, claim.RefundOpen, "id")
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"ordered","by":"2026-11-25"}`)
	now = now.Add(72 * time.Hour)
	if late := ask[[]service.TimedClaim](t, app, "claim.risks", `{}`); len(late) != 1 || late[0].Risks[0] != claim.RefundLate {
		t.Errorf("a refund that was promised for yesterday: %+v", late)
	}
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"executed","ref":"VIR 4711"}`)
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"confirmed","proof":"relevé du 27"}`)
	do(t, app, "claim.end", `{"id":"`+id+`","outcome":"settled","words":"Dossier clos"}`)
	if ended := ask[[]service.TimedClaim](t, app, "claim.list", `{"list":"ended"}`); len(ended) != 1 || ended[0].Offers[0].Refund.State != claim.RefundConfirmed || ended[0].Outcome != claim.Settled {
		t.Errorf("ended %+v", ended)
	}
}

func TestADecisionIsSomebodysAndWithinTheirAuthority(t *testing.T) {
	app := shop(t)
	nadia, sophie := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Sophie M.", "manager")
	id := dispute(t, app, "")
	offer := func(who, cents, more string) string {
		return `{` + who + `"id":"` + id + `","why":"our_fault","channel":"phone","words":"Pardon","measures":[{"do":"voucher","cents":` + cents + `}]` + more + `}`
	}
	refuse(t, app, "claim.decide", offer("", "1000", ""), service.StaffNeeded, "staff")
	refuse(t, app, "claim.decide", offer(`"staff":"`+nadia+`",`, "2001", ""), claim.AboveAuthority, "measures")
	do(t, app, "claim.decide", offer(`"staff":"`+nadia+`",`, "2001", `,"approved_by":"`+sophie+`"`))
	refuse(t, app, "claim.authority", `{"staff":"`+nadia+`","cents":{"counter":9000}}`, staff.NoRight, "staff")
	do(t, app, "claim.authority", `{"staff":"`+sophie+`","cents":{"counter":9000}}`)
	if caps := ask[map[string]int64](t, app, "claim.caps", `{}`); caps["counter"] != 9000 || caps["manager"] != 50000 {
		t.Errorf("caps %v", caps)
	}
	do(t, app, "claim.decide", offer(`"staff":"`+nadia+`",`, "8000", ""))
	do(t, app, "claim.reply", `{"id":"`+id+`","n":2,"answer":"accepted"}`)
	refuse(t, app, "claim.decide", offer(`"staff":"`+nadia+`",`, "1001", ""), claim.AboveAuthority, "measures")
	if c := claimed(t, app, id); c.Offers[0].ApprovedBy != "Sophie M." || c.Offers[1].ApprovedBy != "" || c.Offers[1].CapCents != 9000 {
		t.Errorf("offers %+v", c.Offers)
	}
}

func TestAVoucherWhereLawOwesMoneyNeedsAnExplicitYes(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	id := dispute(t, app, "")
	do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"law","channel":"phone","words":"Un bon, ou votre argent","measures":[{"do":"voucher","cents":5000,"legal":true}]}`)
	refuse(t, app, "claim.reply", `{"id":"`+id+`","n":1,"answer":"accepted","by":"phone"}`, claim.VoucherUnasked, "voucher_yes")
	do(t, app, "claim.reply", `{"id":"`+id+`","n":1,"answer":"refused","by":"phone"}`)
	do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"law","channel":"phone","words":"Votre argent","measures":[{"do":"refund","cents":5000,"legal":true,"means":"card"}]}`)
	refuse(t, app, "claim.reply", `{"id":"`+id+`","n":1,"answer":"accepted","voucher_yes":true}`, claim.OfferGone, "n")
	// what law owes waits for nobody's consent
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"executed","ref":"TPE 12"}`)
	if c := claimed(t, app, id); c.Offers[1].Refund.State != claim.RefundExecuted || c.Offers[1].Refund.Means != claim.ByCard {
		t.Errorf("refund %+v", c.Offers[1].Refund)
	}
}

func TestATransferGoesToTheAccountOfTheCustomerWhichIsNotShownOnceItIsThere(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	id := dispute(t, app, "")
	do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"law","channel":"phone","words":"Votre argent","measures":[{"do":"refund","cents":5000,"legal":true,"means":"transfer"}]}`)
	if c := claimed(t, app, id); !slices.Contains(c.Risks, claim.NoAccount) {
		t.Errorf("nobody asks for the account: %v", c.Risks)
	}
	refuse(t, app, "claim.refund", `{"id":"`+id+`","state":"ordered"}`, claim.AccountNeeded, "iban")
	refuse(t, app, "claim.refund", `{"id":"`+id+`","state":"ordered","iban":"FR7630006000011234567890188","holder":"Ana Roy"}`, fault.Malformed, "iban")
	refuse(t, app, "claim.refund", `{"id":"`+id+`","state":"ordered","iban":"FR7630006000011234567890189"}`, fault.Missing, "holder")
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"ordered","iban":"fr76 3000 6000 0112 3456 7890 189","holder":"Ana Roy"}`)
	c := claimed(t, app, id)
	if to := c.Offers[0].Refund.Account; to == nil || *to != (bank.Account{Holder: "Ana Roy", IBAN: "FR7630006000011234567890189"}) || slices.Contains(c.Risks, claim.NoAccount) {
		t.Errorf("%+v, %v", to, c.Risks)
	}
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"executed","ref":"VIR 12"}`)
	do(t, app, "claim.refund", `{"id":"`+id+`","state":"confirmed","proof":"relevé"}`)
	if to := claimed(t, app, id).Offers[0].Refund.Account; to == nil || to.IBAN != "…0189" {
		t.Errorf("%+v", to)
	}
}

func TestNobodyIsRefusedWithoutHearingOfTheMediator(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	id := do(t, app, "claim.open", `{"about":"price","channel":"letter","labelled":true,"words":"Trop cher"}`)["data"].(map[string]any)["id"].(string)
	if c := claimed(t, app, id); c.AnswerBy != "2026-12-03" {
		t.Errorf("answer by %s", c.AnswerBy)
	}
	do(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"no_ground","channel":"letter","words":"Le prix est celui du devis","measures":[{"do":"apology"}]}`)
	do(t, app, "claim.reply", `{"id":"`+id+`","n":1,"answer":"refused","by":"letter"}`)
	if c := claimed(t, app, id); !slices.Contains(c.Risks, claim.MediatorDue) || c.WrittenMS == 0 {
		t.Errorf("risks %+v", c.Risks)
	}
	refuse(t, app, "claim.end", `{"id":"`+id+`","outcome":"rejected"}`, claim.MediatorFirst, "id")
	refuse(t, app, "claim.mediate", `{"id":"`+id+`","step":"told"}`, claim.NoMediator, "step")
	do(t, app, "site.save", `{"code":"LIL","name":"Lille","mediator":"Médiation Nord, 1 rue du Droit, Lille"}`)
	do(t, app, "claim.mediate", `{"id":"`+id+`","step":"told"}`)
	do(t, app, "claim.mediate", `{"id":"`+id+`","step":"referred","ref":"MN-77"}`)
	refuse(t, app, "claim.mediate", `{"id":"`+id+`","step":"told"}`, claim.NotAllowed, "step")
	refuse(t, app, "claim.mediate", `{"id":"`+id+`","step":"closed"}`, fault.Missing, "outcome")
	do(t, app, "claim.mediate", `{"id":"`+id+`","step":"closed","outcome":"accepted"}`)
	do(t, app, "claim.end", `{"id":"`+id+`","outcome":"mediated"}`)
	refuse(t, app, "claim.decide", `{"staff":"`+sophie+`","id":"`+id+`","why":"law","channel":"letter","words":"x","measures":[{"do":"apology"}]}`, claim.NotAllowed, "id")
	do(t, app, "claim.reopen", `{"id":"`+id+`","reason":"new_facts"}`)
	c := claimed(t, app, id)
	if c.Status != claim.Open || len(c.Mediated) != 3 || c.Mediated[0].Name != "Médiation Nord, 1 rue du Droit, Lille" || c.Mediated[0].Until != "2027-11-23" {
		t.Errorf("claim %+v", c)
	}
}
