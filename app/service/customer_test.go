package service_test

import (
	"testing"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/views"
)

func TestASharedNumberListsPeopleAndMergesNobody(t *testing.T) {
	app := shop(t)
	takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	takeIn(t, app, "Léa Roy", "06 39 98 00 11", "iPad")
	got := ask[[]service.Sharing](t, app, "customer.sharing", `{"phone":"0639980011"}`)
	if len(got) != 2 || len(got[0].Open) != 1 || len(got[1].Open) != 1 || got[0].Customer.ID == got[1].Customer.ID {
		t.Errorf("sharing %+v", got)
	}
}

func TestNamesakesAreToldApart(t *testing.T) {
	app := shop(t)
	takeIn(t, app, "Paul Martin", "06 39 98 12 34", "Galaxy")
	takeIn(t, app, "Paul Martin", "06 39 98 56 78", "iPad")
	got := ask[[]views.Namesake](t, app, "customer.find", `{"words":"martin"}`)
	if len(got) != 2 || got[0].LastDigits == got[1].LastDigits || got[0].Product == got[1].Product || got[0].DepositOn.String() != "2026-11-23" || got[0].Open != 1 {
		t.Errorf("namesakes %+v", got)
	}
}

func TestCustomersWhoAreOneAreJoinedAndPartedWithoutLoss(t *testing.T) {
	app := shop(t)
	first, _, a := takeIn(t, app, "Hélène Cœur", "06 39 98 00 11", "Galaxy")
	second, _, b := takeIn(t, app, "Helene Coeur", "06 39 98 00 22", "iPad")
	before := ask[views.Customer](t, app, "customer.get", `{"id":"`+b+`"}`)
	do(t, app, "customer.merge", `{"id":"`+a+`","other":"`+b+`"}`)
	refuse(t, app, "customer.merge", `{"id":"`+b+`","other":"`+a+`"}`, customer.SameCustomer, "other")
	rows := ask[[]views.RepairRow](t, app, "customer.history", `{"id":"`+a+`"}`)
	if len(rows) != 2 {
		t.Errorf("%d files of both", len(rows))
	}
	if found := ask[[]views.Namesake](t, app, "customer.find", `{"words":"coeur"}`); len(found) != 1 || found[0].ID.String() != a || found[0].Files != 2 {
		t.Errorf("both names find %+v", found)
	}
	if who := ask[[]service.Sharing](t, app, "customer.sharing", `{"phone":"0639980022"}`); len(who) != 1 || who[0].Customer.ID.String() != a {
		t.Errorf("the other's number finds %+v", who)
	}
	if th := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980022","text":"Bonjour, une question"}`); th.Customer.String() != a {
		t.Errorf("a message from the other's number goes to %+v", th)
	}
	do(t, app, "customer.merge", `{"id":"`+a+`","other":"`+b+`","apart":true}`)
	after := ask[views.Customer](t, app, "customer.get", `{"id":"`+b+`"}`)
	if after.Name != before.Name || len(after.Repairs) != 1 || after.Repairs[0].String() != second || !after.SameAs.IsZero() {
		t.Errorf("parted again: %+v", after)
	}
	if c := ask[views.Customer](t, app, "customer.get", `{"id":"`+a+`"}`); len(c.Repairs) != 1 || c.Repairs[0].String() != first {
		t.Errorf("the one who stayed: %+v", c)
	}
	refuse(t, app, "customer.merge", `{"id":"`+a+`","other":"`+b+`","apart":true}`, fault.NotFound, "other")
}

func TestATelephoneThatWasLeftIsNoNotice(t *testing.T) {
	app := shop(t)
	if asks := ask[service.SecondContact](t, app, "customer.second_contact", `{"phone":"06 39 98 00 11","serial":"490154203237518"}`); !asks.Ask || asks.Reach != customer.ByMachine {
		t.Errorf("an intake of a telephone asks %+v", asks)
	}
	id, _, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy S24")
	do(t, app, "repair.shelve_number", `{"id":"`+id+`","shelved":true}`)
	for _, to := range []string{"diag", "ready"} {
		do(t, app, "repair.move", `{"id":"`+id+`","to":"`+to+`"}`)
	}
	th := thread(t, app, "message.send", `{"repair":"`+id+`","channel":"sms","template":"ready"}`)
	if !th.Lines[0].Unheard || th.Status == "answered" {
		t.Errorf("a text to our own shelf counts: %+v", th)
	}
	list := ask[[]views.ToTell](t, app, "customer.to_tell", ``)
	if len(list) != 1 || list[0].ID.String() != id || list[0].By != customer.Nohow {
		t.Errorf("to tell %+v", list)
	}
	do(t, app, "customer.save_person", `{"id":"`+ana+`","name":"Luc Roy","phone":"06 39 98 00 33","roles":["contact"]}`)
	if who := ask[[]service.Sharing](t, app, "customer.sharing", `{"phone":"06 39 98 00 33"}`); len(who) != 1 || len(who[0].Customer.People) != 1 {
		t.Errorf("the second contact finds %+v", who)
	}
	do(t, app, "repair.told", `{"id":"`+id+`","by":"phone"}`)
	if list := ask[[]views.ToTell](t, app, "customer.to_tell", ``); len(list) != 1 {
		t.Errorf("a call nobody took told somebody: %+v", list)
	}
	do(t, app, "repair.told", `{"id":"`+id+`","by":"phone","reached":true}`)
	if list := ask[[]views.ToTell](t, app, "customer.to_tell", ``); len(list) != 0 {
		t.Errorf("told, and still on the list: %+v", list)
	}
}

func TestWhoGaveNeitherMobileNorEmailIsCalledOrWrittenTo(t *testing.T) {
	app := shop(t)
	id, _, _ := takeIn(t, app, "Jeanne Lopez", "03 20 00 00 00", "Radio")
	other, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	for _, file := range []string{id, other} {
		do(t, app, "repair.quote", `{"id":"`+file+`","total_cents":4500,"work":"Nappe"}`)
	}
	list := ask[[]views.ToTell](t, app, "customer.to_tell", ``)
	if len(list) != 1 || list[0].ID.String() != id || list[0].By != customer.ByCall || list[0].Phone != "+33320000000" {
		t.Errorf("to tell %+v", list)
	}
}

func TestRolesOnAFileSayWhoMayCollect(t *testing.T) {
	app := shop(t)
	nadia := hire(t, app, "Nadia B.", "counter")
	id, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	on := `"id":"` + id + `"`
	data := do(t, app, "repair.name_party", `{`+on+`,"role":"collector","name":"Luc, le voisin"}`)["data"].(map[string]any)
	key := data["parties"].([]any)[0].(map[string]any)["key"].(string)
	do(t, app, "repair.name_party", `{`+on+`,"role":"payer","name":"Mamie"}`)
	do(t, app, "repair.collector", `{`+on+`,"by":"named","party":"`+key+`"}`)
	refuse(t, app, "repair.collector", `{`+on+`,"by":"named","party":"somebody"}`, customer.MayNotCollect, "party")
	refuse(t, app, "repair.collector", `{`+on+`,"by":"identity","paper":"id_card"}`, customer.MayNotCollect, "by")
	do(t, app, "repair.collector", `{"staff":"`+nadia+`",`+on+`,"by":"identity","paper":"id_card"}`)
	do(t, app, "repair.need_by", `{`+on+`,"by":"2026-11-27","because":"Départ"}`)
	if soon := ask[[]views.Needed](t, app, "repair.needed", ``); len(soon) != 0 {
		t.Errorf("four days before it is a risk already: %+v", soon)
	}
	do(t, app, "repair.need_by", `{`+on+`,"by":"2026-11-26","because":"Départ"}`)
	if soon := ask[[]views.Needed](t, app, "repair.needed", ``); len(soon) != 1 || soon[0].By.String() != "2026-11-26" {
		t.Errorf("three days before: %+v", soon)
	}
	do(t, app, "repair.need_by", `{`+on+`,"by":"2026-12-24","because":"Cadeau"}`)
	do(t, app, "repair.name_party", `{`+on+`,"role":"collector","key":"`+key+`","gone":true}`)
	people := ask[views.FilePeople](t, app, "repair.people", `{`+on+`}`)
	if len(people.Parties) != 1 || people.Parties[0].Name != "Mamie" || people.NeedBy.String() != "2026-12-24" || people.NeedWhy != "Cadeau" {
		t.Errorf("people %+v", people)
	}
}

func TestACallerAnswersTwoQuestionsFirst(t *testing.T) {
	app := shop(t)
	id, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	card := ask[service.CallerCard](t, app, "repair.caller", `{"id":"`+id+`","phone":"0639980011"}`)
	if card.Ask != [2]customer.Question{customer.AskDeposit, customer.AskDevice} || card.Answers != [2]string{"2026-11-23", "Galaxy"} {
		t.Errorf("card %+v", card)
	}
	do(t, app, "repair.recognise", `{"id":"`+id+`","asked":["deposit_day","device"]}`)
	f := file(t, app, id)
	if last := f.Timeline[len(f.Timeline)-1]; last.What != "timeline.caller_refused" {
		t.Errorf("the file's history says %+v", last)
	}
	refuse(t, app, "repair.recognise", `{"id":"`+id+`","asked":["device"]}`, fault.Malformed, "asked")
}

func TestConsentsKeepTheirProof(t *testing.T) {
	app := shop(t)
	_, _, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	refuse(t, app, "customer.consent", `{"id":"`+ana+`","to":"phone_marketing","given":true}`, fault.Missing, "proof")
	do(t, app, "customer.consent", `{"id":"`+ana+`","to":"phone_marketing","given":true,"proof":"paper"}`)
	do(t, app, "customer.consent", `{"id":"`+ana+`","to":"phone_marketing"}`)
	do(t, app, "customer.consent", `{"id":"`+ana+`","to":"surveys","given":true,"proof":"counter"}`)
	c := ask[views.Customer](t, app, "customer.get", `{"id":"`+ana+`"}`)
	if len(c.Consents) != 2 || c.Consents[0].Given || !c.Consents[1].Given || c.Consents[1].Proof != "counter" {
		t.Errorf("consents %+v", c.Consents)
	}
}

func TestWhoWasMergedTwiceLosesNothing(t *testing.T) {
	app := shop(t)
	_, _, first := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	_, _, second := takeIn(t, app, "Ana Coeur", "06 39 98 00 22", "iPad")
	_, _, third := takeIn(t, app, "Anna Roi", "06 39 98 00 33", "Radio")
	thread(t, app, "message.receive", `{"channel":"sms","from":"0639980022","text":"Bonjour, une question"}`)
	do(t, app, "customer.merge", `{"id":"`+first+`","other":"`+second+`"}`)
	do(t, app, "customer.merge", `{"id":"`+third+`","other":"`+first+`"}`)
	if rows := ask[[]views.RepairRow](t, app, "customer.history", `{"id":"`+third+`"}`); len(rows) != 3 {
		t.Errorf("%d files of all three", len(rows))
	}
	if threads := ask[[]views.Thread](t, app, "message.of", `{"id":"`+third+`"}`); len(threads) != 1 {
		t.Errorf("%d threads of all three", len(threads))
	}
	do(t, app, "customer.merge", `{"id":"`+first+`","other":"`+second+`","apart":true}`)
	if rows := ask[[]views.RepairRow](t, app, "customer.history", `{"id":"`+third+`"}`); len(rows) != 2 {
		t.Errorf("%d files of the two who are left", len(rows))
	}
}
