package service_test

import (
	"fmt"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/staff"
	"etabli/app/service"
	"etabli/app/views"
)

// takeIn takes a repair in for somebody and answers its id, number and customer.
func takeIn(t testing.TB, app *service.App, name, phone, product string) (id, number, customer string) {
	t.Helper()
	data := do(t, app, "repair.receive", `{"customer":{"name":"`+name+`","phone":"`+phone+`","language":"fr"},"product":{"label":"`+product+`"}}`)["data"].(map[string]any)
	id = data["id"].(string)
	return id, data["number"].(string), file(t, app, id).CustomerID.String()
}

// thread runs a command about messages and answers the thread it leaves.
func thread(t testing.TB, app *service.App, name, input string) service.Timed {
	t.Helper()
	id := do(t, app, name, input)["data"].(map[string]any)["id"].(string)
	return ask[service.Timed](t, app, "message.get", `{"id":"`+id+`"}`)
}

func TestMessagesFindTheirThreadAndNoOther(t *testing.T) {
	app := shop(t)
	file1, number1, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	_, number2, _ := takeIn(t, app, "Paul Vasseur", "06 39 98 00 22", "ThinkPad")

	first := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"Pouvez-vous ajouter une batterie ?"}`)
	if first.Repair.String() != file1 || first.Customer.String() != ana || first.Status != message.Unread || first.Number != number1 {
		t.Errorf("thread %+v", first)
	}
	second := thread(t, app, "message.receive", `{"channel":"sms","from":"+33 6 39 98 00 11","text":"Et une coque"}`)
	if second.ID != first.ID || second.Unread != 2 || len(second.Lines) != 2 {
		t.Errorf("the conversation does not go on: %+v", second)
	}
	strange := thread(t, app, "message.receive", `{"channel":"email","from":"x@exemple.fr","text":"Où en est `+number2+` ?"}`)
	if !strange.Customer.IsZero() || !strange.Repair.IsZero() || strange.Waits != message.UnknownFrom {
		t.Errorf("a stranger's message went to %+v", strange)
	}
	other := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"Et `+number2+` ?"}`)
	if other.ID == first.ID || !other.Repair.IsZero() || other.Waits != message.NotTheirs {
		t.Errorf("somebody else's file was reached: %+v", other)
	}
	refuse(t, app, "message.send", `{"thread":"`+other.ID.String()+`","channel":"sms","text":"Il est prêt"}`, message.Unowned, "thread")

	// a family shares a number: one of them writes, and is asked
	takeIn(t, app, "Léa Roy", "06 39 98 00 11", "iPad")
	shared := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"C’est prêt ?"}`)
	if shared.Waits != message.SharedNumber || !shared.Customer.IsZero() {
		t.Errorf("a shared number was guessed: %+v", shared)
	}
	placed := thread(t, app, "message.place", `{"id":"`+shared.ID.String()+`","repair":"`+file1+`","asked":true}`)
	if placed.Waits != message.Owned || placed.Customer.String() != ana {
		t.Errorf("placed %+v", placed)
	}
	if about := ask[[]views.Thread](t, app, "message.about", `{"id":"`+file1+`"}`); len(about) != 2 {
		t.Errorf("%d threads about the file", len(about))
	}
}

func TestAnUnreadMessageStandsBeforeTheNextStep(t *testing.T) {
	app := shop(t)
	id, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	move := `{"id":"` + id + `","to":"diag"}`
	th := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"Ajoutez une batterie"}`)
	refuse(t, app, "repair.move", move, message.UnreadStands, "id")
	refuse(t, app, "repair.quote", `{"id":"`+id+`","total_cents":100,"work":"x"}`, message.UnreadStands, "id")
	th = thread(t, app, "message.settle", `{"id":"`+th.ID.String()+`","how":"no_effect"}`)
	if th.Status != message.Closed || th.Unread != 0 {
		t.Errorf("read without effect leaves %+v", th)
	}
	do(t, app, "repair.move", move)
	// what a machine wrote, and a word of thanks, hold nobody up
	thread(t, app, "message.receive", `{"channel":"email","from":"0639980011","subject":"Absence du bureau","text":"De retour lundi"}`)
	thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"Merci beaucoup !"}`)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready"}`)
	// nor is anybody held up who stands at the counter
	thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"J’arrive"}`)
	do(t, app, "repair.hand_back", `{"id":"`+id+`"}`)
}

func TestNotesForColleaguesNeverMixWithWhatCustomersSee(t *testing.T) {
	app := shop(t)
	id, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	th := thread(t, app, "message.send", `{"repair":"`+id+`","channel":"sms","text":"Nous regardons"}`)
	th = thread(t, app, "message.note", `{"id":"`+th.ID.String()+`","text":"Cliente pressée, déjà venue deux fois"}`)
	if len(th.Lines) != 1 || len(th.Notes) != 1 || strings.Contains(fmt.Sprint(th.Lines), "pressée") {
		t.Errorf("thread %+v", th)
	}
	for _, line := range file(t, app, id).Timeline {
		if strings.Contains(line.Text, "pressée") || line.What == "timeline.message_sent" && line.Public {
			t.Errorf("the file's history says %+v", line)
		}
	}
}

func TestAPromisedCallIsOwedUntilSomebodyAnswers(t *testing.T) {
	app := shop(t)
	at := noon.UnixMilli()
	missed := thread(t, app, "call.missed", `{"phone":"06 39 98 00 99","waited_s":1500}`)
	if missed.Waits != message.UnknownFrom || missed.Status != message.Unread || !missed.Lines[0].Missed {
		t.Errorf("missed call %+v", missed)
	}
	again := thread(t, app, "call.missed", `{"phone":"+33639980099","source":"ivr-77"}`)
	same := thread(t, app, "call.missed", `{"phone":"+33639980099","source":"ivr-77"}`)
	if again.ID != missed.ID || same.ID != missed.ID || len(same.Lines) != 2 {
		t.Errorf("three reports of two calls make %+v", same)
	}
	id := `{"id":"` + missed.ID.String() + `"`
	promised := thread(t, app, "call.promise", fmt.Sprintf(`%s,"by_ms":%d}`, id, at+20*60_000))
	if promised.Promise != message.AtRisk {
		t.Errorf("twenty minutes before: %q", promised.Promise)
	}
	if tried := thread(t, app, "call.made", id+`}`); tried.PromisedMS == 0 || tried.Status != message.Unread {
		t.Errorf("nobody answered, and yet %+v", tried)
	}
	if callers := ask[service.Inbox](t, app, "message.inbox", ``).Callers; callers.Asked != 2 || callers.Open != 2 {
		t.Errorf("two callers wait, and the figures say %+v", callers)
	}
	inbox := ask[service.Inbox](t, app, "message.inbox", ``)
	if inbox.Missed != 1 || inbox.Risk != 1 || inbox.Calls != 1 || inbox.Waiting != 1 {
		t.Errorf("inbox %+v", inbox)
	}
	if kept := thread(t, app, "call.made", id+`,"reached":true,"text":"Elle passe demain"}`); kept.PromisedMS != 0 || kept.Status != message.Answered {
		t.Errorf("somebody answered, and yet %+v", kept)
	}
	if callers := ask[service.Inbox](t, app, "message.inbox", ``).Callers; callers.Asked != 2 || callers.Open != 0 {
		t.Errorf("both were called back, and the figures say %+v", callers)
	}
}

// Story 6: one dispute by three channels.
func TestADisputeByThreeChannelsIsOneMatter(t *testing.T) {
	app := shop(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	id, _, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	began := noon.AddDate(0, 0, -2).UnixMilli() // Saturday, 13:00 in Lille
	social := thread(t, app, "message.receive", fmt.Sprintf(`{"channel":"social","from":"@anaroy","text":"Une honte","link":"https://social.example/1","received_ms":%d}`, began))
	thread(t, app, "message.place", `{"id":"`+social.ID.String()+`","repair":"`+id+`","asked":true}`)
	call := thread(t, app, "call.missed", fmt.Sprintf(`{"phone":"06 39 98 00 11","received_ms":%d}`, began+1_200_000))
	if call.ID != social.ID {
		t.Errorf("the call made a matter of its own: %+v", call)
	}
	mail := thread(t, app, "message.receive", fmt.Sprintf(`{"channel":"email","from":"Ana.R@travail.example","subject":"Litige","text":"Je veux être remboursée","received_ms":%d}`, began+2_400_000))
	if mail.Waits != message.UnknownFrom || mail.ID == social.ID {
		t.Errorf("an address nobody knows was taken for somebody's: %+v", mail)
	}
	one := thread(t, app, "message.join", `{"id":"`+social.ID.String()+`","other":"`+mail.ID.String()+`"}`)
	if len(one.Lines) != 3 || one.Unread != 3 || one.Channel != message.Social || one.ReceivedMS != began || one.Customer.String() != ana {
		t.Errorf("one matter: %+v", one)
	}
	if left := ask[service.Timed](t, app, "message.get", `{"id":"`+mail.ID.String()+`"}`); left.Status != message.Closed || left.Waits != message.Owned {
		t.Errorf("the other thread stays %+v", left)
	}
	// Saturday 13:00 was lunch time, which ends at 13:30; half an hour later is its answer.
	answered := thread(t, app, "message.send", fmt.Sprintf(`{"staff":"%s","thread":"%s","channel":"social","text":"Nous vous rappelons","sent_ms":%d}`, sophie, one.ID, began+3_600_000))
	if answered.Status != message.Answered || answered.Late || answered.SpentMS != 30*60_000 {
		t.Errorf("first answer %+v", answered)
	}
	again := thread(t, app, "message.receive", `{"channel":"email","from":"ana.r@travail.example","text":"J’accepte le bon d’achat"}`)
	if again.ID != one.ID || again.Status != message.Unread || again.AnsweredMS != answered.AnsweredMS {
		t.Errorf("her acceptance went elsewhere: %+v", again)
	}
	for _, l := range again.Lines {
		if l.Inbound && l.Channel == message.Email && l.From == "" {
			t.Errorf("a line lost its words: %+v", l)
		}
	}
}

func TestHelpWithoutADeviceIsKept(t *testing.T) {
	app := shop(t)
	_, _, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	refuse(t, app, "assistance.save", `{"channel":"phone","remote":true,"outcome":"solved"}`, message.ConsentNeeded, "consent")
	asked := thread(t, app, "message.receive", `{"channel":"phone","from":"06 39 98 00 44","text":"Ma box clignote"}`)
	helped := thread(t, app, "assistance.save", `{"thread":"`+asked.ID.String()+`","channel":"phone","product":"Box 5","tried":[{"what":"Redémarrage","helped":true}],"outcome":"solved"}`)
	if helped.ID != asked.ID || helped.Status != message.Closed || helped.Assisted == nil || helped.Assisted.Outcome != "solved" {
		t.Errorf("helped %+v", helped)
	}
	fresh := thread(t, app, "assistance.save", `{"customer":"`+ana+`","channel":"visit","outcome":"to_repair"}`)
	if fresh.Customer.String() != ana || fresh.Status != message.Answered {
		t.Errorf("at the counter %+v", fresh)
	}
}

func TestAThreadIsAcknowledgedOnceWithTheNextOpening(t *testing.T) {
	app := shop(t)
	th := thread(t, app, "message.receive", `{"channel":"sms","from":"06 39 98 00 77","text":"Êtes-vous ouverts ?"}`)
	th = thread(t, app, "message.acknowledge", `{"id":"`+th.ID.String()+`"}`)
	words := th.Lines[len(th.Lines)-1]
	if th.Status != message.Unread || !words.Automatic || words.Channel != message.SMS || !strings.Contains(words.Text, "24 nov. 2026") || !strings.Contains(words.Text, "09:00") {
		t.Errorf("acknowledged by %+v in %+v", words, th)
	}
	refuse(t, app, "message.acknowledge", `{"id":"`+th.ID.String()+`"}`, message.AckedBefore, "id")
	for _, tpl := range ask[[]service.Template](t, app, "message.templates", ``) {
		if tpl.Text["fr"] == "" || tpl.Text["en"] == "" || tpl.Text["fr"] == tpl.Text["en"] {
			t.Errorf("template %+v", tpl)
		}
	}
}

func TestOnlyWhoMayAnswersCustomers(t *testing.T) {
	app := shop(t)
	store := hire(t, app, "Karim S.", "storekeeper")
	id, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	refuse(t, app, "message.send", `{"staff":"`+store+`","repair":"`+id+`","channel":"sms","text":"Prêt"}`, staff.NoRight, "staff")
}

func TestAThreadIsJoinedOnce(t *testing.T) {
	app := shop(t)
	one := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"Où en est-on ?"}`)
	two := thread(t, app, "message.receive", `{"channel":"email","from":"ana@exemple.fr","text":"Alors ?"}`)
	join := func(id, other service.Timed) string {
		return `{"id":"` + id.ID.String() + `","other":"` + other.ID.String() + `"}`
	}
	if all := thread(t, app, "message.join", join(one, two)); len(all.Lines) != 2 || all.Unread != 2 {
		t.Errorf("joined %+v", all)
	}
	refuse(t, app, "message.join", join(one, two), fault.Conflict, "other")
	refuse(t, app, "message.join", join(two, one), fault.Conflict, "id")
}

func TestAnUnreadMessageStandsBeforeABatchToo(t *testing.T) {
	app := shop(t)
	id, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	th := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"Ajoutez une batterie"}`)
	refuse(t, app, "repair.batch", `{"ids":["`+id+`"],"to":"diag"}`, message.UnreadStands, "ids.0")
	do(t, app, "repair.batch", `{"ids":["`+id+`"],"place":"bench"}`)
	do(t, app, "message.settle", `{"id":"`+th.ID.String()+`","how":"no_effect"}`)
	do(t, app, "repair.batch", `{"ids":["`+id+`"],"to":"diag"}`)
}

func TestAYesToAQuestionOfOursWaitsForSomebody(t *testing.T) {
	app := shop(t)
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	say := func(text string) service.Timed {
		return thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"`+text+`"}`)
	}
	do(t, app, "message.send", `{"repair":"`+file+`","channel":"sms","text":"Devis de 50 euros : on répare ?"}`)
	if th := say("D’accord"); th.Unread != 1 || th.Status != message.Unread {
		t.Errorf("a yes is not seen: %+v", th)
	}
	do(t, app, "message.send", `{"thread":"`+say("Merci !").ID.String()+`","channel":"sms","text":"C’est noté."}`)
	if th := say("Merci !"); th.Unread != 0 {
		t.Errorf("thanks for an answer wait: %+v", th)
	}
	do(t, app, "repair.quote", `{"id":"`+file+`","total_cents":5000,"work":"Batterie"}`)
	if th := say("OK"); th.Unread != 1 {
		t.Errorf("a yes to a quote is not seen: %+v", th)
	}
}

func TestOneThreadNeverHidesTheRest(t *testing.T) {
	app := shop(t)
	old := thread(t, app, "message.receive", `{"channel":"letter","from":"Ana","text":"Bonjour","received_ms":1577836800000}`)
	if !old.Late || old.SpentMS == 0 {
		t.Errorf("a letter of years ago: %+v", old)
	}
	if list := ask[[]service.Timed](t, app, "message.list", ``); len(list) != 1 {
		t.Errorf("%d threads", len(list))
	}
	do(t, app, "calendar.save", `{"week":["","","","","","",""]}`)
	if list := ask[[]service.Timed](t, app, "message.list", ``); len(list) != 1 || list[0].DueMS != 0 || list[0].Late {
		t.Errorf("a shop that is closed for good: %+v", list)
	}
}
