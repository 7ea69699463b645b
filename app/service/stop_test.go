package service_test

import (
	"strconv"
	"testing"
	"time"

	"etabli/app/domain/customer"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

func TestAStopEndsTheMessagesOfEverybodyWithThatNumber(t *testing.T) {
	app := shop(t)
	_, _, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	_, _, lea := takeIn(t, app, "Léa Roy", "06 39 98 00 11", "iPad")
	_, _, paul := takeIn(t, app, "Paul Vasseur", "06 39 98 00 22", "ThinkPad")
	stopped := func() (out [3]bool) {
		for i, id := range []string{ana, lea, paul} {
			out[i] = ask[views.Customer](t, app, "customer.get", `{"id":"`+id+`"}`).Stopped != nil
		}
		return out
	}
	heard := thread(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"STOP"}`)
	if got := stopped(); got != [3]bool{true, true, false} {
		t.Fatalf("stopped: %v", got)
	}
	if heard.Unread != 0 {
		t.Errorf("what is done by itself waits for somebody: %+v", heard)
	}
	do(t, app, "message.receive", `{"channel":"sms","from":"0639980011","text":"start"}`)
	if got := stopped(); got != [3]bool{} {
		t.Fatalf("stopped: %v", got)
	}
}

// What was written before a customer stops, and has not gone, does not go.
func TestWhatWaitsWhenACustomerStopsDoesNotGo(t *testing.T) {
	app := shop(t)
	id, _, who := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	do(t, app, "message.send", `{"repair":"`+id+`","channel":"sms","text":"Il est prêt"}`)
	do(t, app, "message.send", `{"repair":"`+id+`","channel":"sms","text":"Ne le branchez plus","owed":"recall"}`)
	do(t, app, "customer.stop_messages", `{"id":"`+who+`","by":"counter"}`)
	barred := map[string]message.Reason{}
	for _, l := range letters(t, app, message.SMS) {
		barred[l.Text] = l.Barred
	}
	if barred["Il est prêt"] != message.Unwanted || barred["Ne le branchez plus"] != "" {
		t.Errorf("%v", barred)
	}
	refuse(t, app, "message.send", `{"repair":"`+id+`","channel":"sms","text":"Encore"}`, customer.Stopped, "channel")
	refuse(t, app, "message.send", `{"repair":"`+id+`","channel":"sms","text":"Encore","owed":"birthday"}`, "malformed", "owed")
	do(t, app, "message.send", `{"repair":"`+id+`","channel":"letter","text":"Encore"}`)
	do(t, app, "customer.start_messages", `{"id":"`+who+`","by":"counter"}`)
	if n := len(letters(t, app, message.SMS)); n != 2 {
		t.Fatalf("%d letters", n)
	}
	for _, l := range letters(t, app, message.SMS) {
		if l.Barred != "" {
			t.Errorf("%+v", l)
		}
	}
}

// Told in the evening of a slot that begins in the morning, words do not wait for
// the morning; of one next week, they do.
func TestAChangeIsTheHourBeforeItIsTooLateWhateverTheQuietHours(t *testing.T) {
	now := time.Date(2026, 11, 23, 21, 30, 0, 0, time.UTC) // 22:30 in Lille
	app := shopAt(t, &now)
	id, _, who := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	plan := func(hours int) journal.EntityID {
		from := now.Add(time.Duration(hours) * time.Hour).UnixMilli()
		visit := do(t, app, "visit.plan", `{"repair":"`+id+`","for":"repair","slot":{"from_ms":`+itoa(from)+`,"to_ms":`+itoa(from+3_600_000)+`}}`)["data"].(map[string]any)["id"].(string)
		do(t, app, "visit.move", `{"id":"`+visit+`","slot":{"from_ms":`+itoa(from+200*3_600_000)+`,"to_ms":`+itoa(from+201*3_600_000)+`},"reason":"weather","told":"sms","words":"`+visit+`"}`)
		return idOf(t, visit)
	}
	tomorrow, later := plan(9), plan(170)
	for range 2 {
		n, err := app.TellCustomers(t.Context(), []message.Channel{message.SMS}, []journal.Entity{visitOf(tomorrow), visitOf(later)})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(n)
	}
	due := map[string]time.Duration{}
	for _, l := range letters(t, app, message.SMS) {
		due[l.Text] = time.UnixMilli(l.DueMS).Sub(now)
	}
	if len(due) != 2 || due[tomorrow.String()] > time.Minute || due[later.String()] < 9*time.Hour {
		t.Errorf("%v", due)
	}
	do(t, app, "customer.stop_messages", `{"id":"`+who+`","by":"counter"}`)
	move := `{"id":"` + tomorrow.String() + `","slot":{"from_ms":` + itoa(now.UnixMilli()+900*3_600_000) + `,"to_ms":` + itoa(now.UnixMilli()+901*3_600_000) + `},"reason":"weather","words":"Encore","told":"`
	refuse(t, app, "visit.move", move+`sms"}`, customer.Stopped, "told")
	do(t, app, "visit.move", move+`phone"}`)
}

func letters(t *testing.T, app *service.App, by message.Channel) []service.Letter {
	t.Helper()
	out, err := app.Letters(t.Context(), by, 1)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func visitOf(id journal.EntityID) journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Visit), ID: id}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
