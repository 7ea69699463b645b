package service_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/service"
)

func announced(t *testing.T, app *service.App) (id, number string) {
	t.Helper()
	data := do(t, app, "repair.announce", `{"customer":{"name":"Léa Petit","phone":"06 39 98 00 12"},
		"product":{"label":"Galaxy S24","category":"phone"},"fault":"Ne charge plus"}`)["data"].(map[string]any)
	if data["ticket"] != "2-001" {
		t.Errorf("the ticket is %v", data["ticket"])
	}
	return data["id"].(string), data["number"].(string)
}

// The customer announced the device; the intake begins the custody under the
// same number, with the customer's own words, and only then there is a page.
func TestAnAnnouncedDeviceIsTakenInUnderItsNumber(t *testing.T) {
	app := shop(t)
	id, number := announced(t, app)
	before := file(t, app, id)
	if before.Status != repair.Announced || before.Token != "" || before.ReceivedMS != 0 || before.Fault != "Ne charge plus" || before.LegalOn == "" {
		t.Errorf("announced: %+v", before)
	}
	data := do(t, app, "repair.receive", `{"announced":"`+id+`","product":{"label":"Galaxy S24","serial":"490154203237518"}}`)["data"].(map[string]any)
	after := file(t, app, id)
	if data["id"] != id || data["number"] != number || after.Status != repair.Received || after.Token == "" || after.ReceivedMS == 0 {
		t.Errorf("received as %v: %+v", data, after)
	}
	if after.Customer != "Léa Petit" || after.Fault != "Ne charge plus" || len(after.Items) != 0 || len(after.OtherNumbers) != 0 {
		t.Errorf("received: %+v", after)
	}
	refuse(t, app, "repair.receive", `{"announced":"`+id+`","product":{"label":"Galaxy S24"}}`, service.NotAllowed, "announced")
	if counts, err := app.Counts(t.Context()); err != nil || counts.All != 1 {
		t.Errorf("counts %+v, %v", counts, err)
	}
}

func TestSomebodyAtTheKioskIsSeenUntilSomebodyGoesThere(t *testing.T) {
	app := shop(t)
	id, number := received(t, app)
	waiting := func(want int) {
		t.Helper()
		calls, err := app.Calls(t.Context())
		if err != nil || len(calls) != want {
			t.Fatalf("%d wait: %+v, %v", len(calls), calls, err)
		}
	}
	waiting(0)
	do(t, app, "kiosk.call", `{"id":"`+id+`","reason":"collect"}`)
	do(t, app, "kiosk.call", `{"id":"`+id+`","reason":"help"}`)
	waiting(1)
	if calls, _ := app.Calls(t.Context()); calls[0].Number != number || calls[0].AtMS == 0 {
		t.Errorf("%+v", calls[0])
	}
	do(t, app, "kiosk.call", `{}`)
	waiting(2)
	do(t, app, "kiosk.answer", `{"id":"`+id+`"}`)
	waiting(1)
	do(t, app, "kiosk.answer", `{}`)
	waiting(0)
	do(t, app, "kiosk.call", `{"id":"`+id+`"}`)
	do(t, app, "repair.hand_back", `{"id":"`+id+`","accessories":{"Chargeur":"returned"}}`)
	waiting(0)
	refuse(t, app, "kiosk.call", `{"reason":"fun"}`, fault.Malformed, "reason")
	if sites, err := app.Sites(t.Context()); err != nil || len(sites) != 0 {
		t.Errorf("a call makes a shop: %+v, %v", sites, err)
	}
}

func TestACustomerSaysHowItWent(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	refuse(t, app, "survey.answer", `{"id":"`+id+`","score":6}`, fault.OutOfRange, "score")
	do(t, app, "survey.answer", `{"id":"`+id+`","score":4,"text":"Accueil parfait"}`)
	f := file(t, app, id)
	if last := f.Timeline[len(f.Timeline)-1]; f.Score != 4 || last.Text != "Accueil parfait" || last.Public {
		t.Errorf("score %d, %+v", f.Score, last)
	}
}
