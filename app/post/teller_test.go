package post_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

var both = []message.Channel{message.Email, message.SMS}

// tell has the customers of a file told, and answers how many were.
func tell(t testing.TB, app *service.App, file journal.EntityID) int {
	t.Helper()
	n, err := app.TellCustomers(t.Context(), both, []journal.Entity{{Type: journal.EntityType(kind.Repair), ID: file}})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestCustomersAreToldOnceOfWhatTheirShopWants(t *testing.T) {
	now := noon
	app := shop(t, &now)
	file := do[views.Repair](t, app, "repair.receive", `{"customer":{"name":"Ana Roy","phone":"06 39 98 00 11","email":"ana@exemple.fr","language":"en","tell_by":"email"},"product":{"label":"Galaxy"},"promised_on":"2026-11-27"}`)
	if n := tell(t, app, file.ID); n != 0 {
		t.Errorf("%d were told although the shop never said so", n)
	}
	now = now.Add(time.Minute)
	for _, event := range message.Events() {
		do[any](t, app, "message.set_notice", `{"event":"`+string(event)+`","on":true,"by":"sms"}`)
	}
	if n := tell(t, app, file.ID); n != 0 {
		t.Errorf("%d were told of what happened before the shop wanted it", n)
	}
	now = now.Add(time.Minute)
	id := file.ID.String()
	do[any](t, app, "repair.edit", `{"id":"`+id+`","promised_on":"2026-12-02"}`)
	do[any](t, app, "repair.move", `{"id":"`+id+`","to":"diag"}`)
	if n := tell(t, app, file.ID) + tell(t, app, file.ID); n != 1 {
		t.Errorf("%d were told that the day moved", n)
	}
	threads, err := app.ThreadsAbout(t.Context(), &service.ByID{ID: file.ID})
	if err != nil || len(threads) != 1 {
		t.Fatalf("threads %v, %v", threads, err)
	}
	line := said(t, app, threads[0].ID)
	if line.Channel != message.Email || !line.Automatic || !strings.Contains(line.Text, "2 Dec 2026") || strings.Contains(line.Text, "{") {
		t.Errorf("said %+v", line)
	}
	if threads[0].Acknowledged {
		t.Error("what is told by itself acknowledges a message")
	}
	do[any](t, app, "repair.edit", `{"id":"`+id+`","promised_on":"2026-11-30"}`)
	if n := tell(t, app, file.ID); n != 0 {
		t.Error("an earlier day is told as a delay")
	}
	do[any](t, app, "message.set_notice", `{"event":"delayed"}`)
	now = now.Add(time.Minute)
	do[any](t, app, "repair.edit", `{"id":"`+id+`","promised_on":"2026-12-24"}`)
	if n := tell(t, app, file.ID); n != 0 {
		t.Error("an event that is switched off is told")
	}
}

func TestWhoWantsACallIsToldByNoMachine(t *testing.T) {
	now := noon
	app := shop(t, &now)
	do[any](t, app, "message.set_notice", `{"event":"taken_in","on":true}`)
	now = now.Add(time.Second)
	for wish, want := range map[string]int{"phone": 0, "none": 0, "sms": 1, "": 1} {
		file := do[views.Repair](t, app, "repair.receive", `{"customer":{"name":"Ana Roy","phone":"06 39 98 00 11","tell_by":"`+wish+`"},"product":{"label":"Galaxy"}}`)
		if n := tell(t, app, file.ID); n != want {
			t.Errorf("who wants %q: %d messages", wish, n)
		}
	}
}

func TestTheNextDayEachCustomerIsAskedOnceWhetherAllIsWell(t *testing.T) {
	now := noon
	app := shop(t, &now)
	do[any](t, app, "site.save", `{"code":"LIL","name":"Lille"}`)
	do[any](t, app, "message.set_notice", `{"event":"all_well","on":true}`)
	do[any](t, app, "opinion.asking", `{"on":true,"publish":"https://avis.exemple.fr/lil"}`)
	now = now.Add(time.Minute)
	back := func(customer string) views.Repair {
		file := do[views.Repair](t, app, "repair.receive", `{"customer":`+customer+`,"product":{"label":"Galaxy"}}`)
		do[any](t, app, "repair.move", `{"id":"`+file.ID.String()+`","to":"ready","outcome":"repaired"}`)
		return do[views.Repair](t, app, "repair.hand_back", `{"id":"`+file.ID.String()+`","outcome":"repaired"}`)
	}
	first := back(`{"name":"Ana Roy","phone":"06 39 98 00 11","language":"fr"}`)
	second := back(`{"id":"` + first.CustomerID.String() + `"}`) // a second device of the same day
	objects := back(`{"name":"Paul Vasseur","phone":"06 39 98 00 22"}`)
	do[any](t, app, "customer.consent", `{"id":"`+objects.CustomerID.String()+`","to":"surveys","given":false}`)
	told := 0
	for range 60 { // half days
		n, err := app.TellDue(t.Context(), both)
		if err != nil {
			t.Fatal(err)
		}
		if told += n; n > 0 && now.Before(noon.Add(12*time.Hour)) {
			t.Error("asked on the day itself")
		}
		now = now.Add(12 * time.Hour)
	}
	threads, err := app.ThreadsAbout(t.Context(), &service.ByID{ID: first.ID})
	if len(threads) == 0 { // of two of one day, either
		first = second
		threads, err = app.ThreadsAbout(t.Context(), &service.ByID{ID: first.ID})
	}
	if err != nil || told != 1 || len(threads) != 1 {
		t.Fatalf("%d were asked, %v, %v", told, threads, err)
	}
	if line := said(t, app, threads[0].ID); !strings.Contains(line.Text, "tout va bien") || !strings.Contains(line.Text, "https://avis.exemple.fr/lil") || strings.Contains(line.Text, "{") {
		t.Errorf("%+v", line)
	}
	file, err := app.Repair(t.Context(), first.ID)
	if err != nil || file.Opinion.AskedOn == "" {
		t.Errorf("%+v %v", file.Opinion, err)
	}
}

// Written in the evening, a question goes in the morning: not to whom has objected
// in the night.
func TestAQuestionThatWaitsDoesNotGoToWhomObjectsMeanwhile(t *testing.T) {
	now := noon
	app := shop(t, &now)
	do[any](t, app, "site.save", `{"code":"LIL","name":"Lille"}`)
	do[any](t, app, "message.set_notice", `{"event":"all_well","on":true}`)
	do[any](t, app, "opinion.asking", `{"on":true}`)
	now = now.Add(time.Minute)
	file := do[views.Repair](t, app, "repair.receive", `{"customer":{"name":"Ana Roy","phone":"06 39 98 00 11"},"product":{"label":"Galaxy"}}`)
	do[any](t, app, "repair.move", `{"id":"`+file.ID.String()+`","to":"ready","outcome":"repaired"}`)
	file = do[views.Repair](t, app, "repair.hand_back", `{"id":"`+file.ID.String()+`","outcome":"repaired"}`)
	asked := 0
	for range 20 { // half days
		now = now.Add(12 * time.Hour)
		n, err := app.TellDue(t.Context(), both)
		if err != nil {
			t.Fatal(err)
		}
		if asked += n; asked > 0 {
			break
		}
	}
	if asked != 1 {
		t.Fatalf("asked %d times", asked)
	}
	barred := func() message.Reason {
		letters, err := app.Letters(t.Context(), message.SMS, noon.UnixMilli())
		if err != nil || len(letters) != 1 {
			t.Fatalf("%d letters, %v", len(letters), err)
		}
		return letters[0].Barred
	}
	if why := barred(); why != "" {
		t.Fatalf("barred before anybody objected: %s", why)
	}
	do[any](t, app, "customer.consent", `{"id":"`+file.CustomerID.String()+`","to":"surveys","given":false}`)
	if why := barred(); why != message.NoConsent {
		t.Errorf("barred: %q", why)
	}
}

func TestWhoNeverComesIsRemindedAtEachStep(t *testing.T) {
	now := noon
	app := shop(t, &now)
	do[any](t, app, "message.set_notice", `{"event":"reminder","on":true}`)
	file := do[views.Repair](t, app, "repair.receive", `{"customer":{"name":"Ana Roy","phone":"06 39 98 00 11","language":"fr"},"product":{"label":"Galaxy"}}`)
	for _, to := range []string{"diag", "repair", "test", "ready"} {
		do[any](t, app, "repair.move", `{"id":"`+file.ID.String()+`","to":"`+to+`","outcome":"`+map[bool]string{true: "repaired"}[to == "ready"]+`"}`)
	}
	told := 0
	for range 40 { // days
		for range 2 {
			n, err := app.TellDue(t.Context(), both)
			if err != nil {
				t.Fatal(err)
			}
			told += n
		}
		now = now.Add(24 * time.Hour)
	}
	if told != 2 {
		t.Errorf("reminded %d times in forty days", told)
	}
	list, err := app.Unclaimed(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	for _, rung := range list[0].Ladder {
		if rung.By == "message" && (rung.Due || !rung.Done && rung.On < civil.At(now.UnixMilli(), time.UTC)) {
			t.Errorf("what a machine said is still due: %+v", rung)
		}
	}
}
