package service_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// tellOf has HQ's machine tell the customer of a visit, and answers what it wrote.
func tellOf(t *testing.T, app *service.App, visit, file string) (told int, texts []string) {
	t.Helper()
	var id journal.EntityID
	if err := id.UnmarshalText([]byte(visit)); err != nil {
		t.Fatal(err)
	}
	told, err := app.TellCustomers(context.Background(), []message.Channel{message.SMS}, []journal.Entity{{Type: journal.EntityType(kind.Visit), ID: id}})
	if err != nil {
		t.Fatal(err)
	}
	for _, about := range ask[[]views.Thread](t, app, "message.about", `{"id":"`+file+`"}`) {
		for _, l := range ask[service.Timed](t, app, "message.get", `{"id":"`+about.ID.String()+`"}`).Lines {
			texts = append(texts, l.Text)
		}
	}
	return told, texts
}

func TestWhoRunsLateIsToldByHQWithTheTimesAnew(t *testing.T) {
	now := time.UnixMilli(hour(13))
	app := shopAt(t, &now)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	other, _, _ := takeIn(t, app, "Paul Vasseur", "06 39 98 00 22", "Four")
	first, second := planned(t, app, file, yann, slot(14, 16), ""), planned(t, app, other, yann, slot(16, 18), "")
	late := func(minutes, by string) {
		do(t, app, "visit.late", `{"id":"`+first+`","minutes":`+minutes+`,"told":"`+by+`","words":"Désolés, du retard."}`)
		now = now.Add(time.Minute)
	}
	late("15", "sms")
	late("40", "sms")
	for visit, want := range map[string]string{first: "Désolés, du retard. Passage attendu entre 14:40 et 16:40.", second: "Désolés, du retard. Passage attendu entre 16:40 et 18:40."} {
		of := map[string]string{first: file, second: other}[visit]
		if told, texts := tellOf(t, app, visit, of); told != 1 || len(texts) != 1 || strings.ReplaceAll(texts[0], "\u00a0", " ") != want {
			t.Errorf("%d told: %q, want %q", told, texts, want)
		}
		if told, _ := tellOf(t, app, visit, of); told != 0 {
			t.Error("told twice")
		}
	}
	late("60", "self") // who writes from the road is not repeated
	if told, _ := tellOf(t, app, first, file); told != 0 {
		t.Error("HQ repeats what was written from the road")
	}
	late("60", "sms")
	now = time.UnixMilli(hour(18)) // the visit is over: nobody waits for such news
	if told, _ := tellOf(t, app, first, file); told != 0 {
		t.Error("told after the fact")
	}
}

func TestAVanOfWhichNothingIsHeardPresses(t *testing.T) {
	now := time.UnixMilli(hour(13))
	app := shopAt(t, &now)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	id := planned(t, app, file, yann, slot(14, 16), "")
	silent := func() int { return len(ask[[]views.Visit](t, app, "visit.silent", ``)) }
	now = time.UnixMilli(hour(16)).Add(21 * time.Minute)
	if n := silent(); n != 1 {
		t.Errorf("%d silent visits", n)
	}
	do(t, app, "visit.late", `{"id":"`+id+`","minutes":40,"told":"phone","words":"J’arrive"}`)
	if n := silent(); n != 0 {
		t.Error("who said to be late is not silent")
	}
	now = time.UnixMilli(hour(17)).Add(time.Minute)
	if n := silent(); n != 1 {
		t.Error("past what was announced it is")
	}
	do(t, app, "visit.step", `{"id":"`+id+`","to":"confirmed"}`)
	do(t, app, "visit.step", `{"id":"`+id+`","to":"en_route"}`)
	do(t, app, "visit.step", `{"id":"`+id+`","to":"on_site"}`)
	if n := silent(); n != 0 {
		t.Error("who is there is not silent")
	}
}

func TestAPromisedDaySaysWhyItMoves(t *testing.T) {
	app := shop(t)
	done := do(t, app, "repair.receive", `{"customer":{"name":"Ana Roy"},"product":{"label":"Four"},"promised_on":"2026-12-01"}`)
	id := done["data"].(map[string]any)["id"].(string)
	moved := func() *views.PromiseMoved { return file(t, app, id).PromiseMoved }
	refuse(t, app, "repair.edit", `{"id":"`+id+`","promised_why":"part"}`, "missing", "promised_on")
	refuse(t, app, "repair.edit", `{"id":"`+id+`","promised_on":"2026-12-05","promised_why":"luck"}`, "malformed", "promised_why")
	do(t, app, "repair.edit", `{"id":"`+id+`","promised_on":"2026-12-05","promised_why":"part"}`)
	if m := moved(); !m.Later() || m.From != "2026-12-01" || m.Why != "part" {
		t.Errorf("%+v", m)
	}
	do(t, app, "repair.edit", `{"id":"`+id+`","promised_on":"2026-12-03"}`)
	if m := moved(); m == nil || m.Later() || m.From != "2026-12-05" || m.Why != "" {
		t.Errorf("%+v", m)
	}
	do(t, app, "repair.edit", `{"id":"`+id+`","promised_on":""}`)
	if m := moved(); m != nil {
		t.Errorf("none is promised: %+v", m)
	}
}
