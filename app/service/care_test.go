package service_test

import (
	"encoding/json"
	"testing"

	"etabli/app/domain/coding"
	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/ladder"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
)

// answer asks a question and reads its answer.
func answer[T any](t testing.TB, app *service.App, name, input string) T {
	t.Helper()
	got, err := app.Ask(t.Context(), name, []byte(input))
	if err != nil {
		t.Fatalf("%s %s: %v", name, input, err)
	}
	raw, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var out T
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%s: %v in %s", name, err, raw)
	}
	return out
}

func TestADeviceIsWhereItWasPut(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	id := l.receive("2026-11-21")
	refuse(t, l.app, "repair.place", `{"id":"`+id+`","place":"van"}`, fault.Missing, "spot")
	l.do("repair.place", id, `"place":"shelf","spot":"B12","scan":true`)
	if c := file(t, l.app, id).Care; c.Place != repair.OnShelf || c.Spot != "B12" || c.ScannedMS != l.now.UnixMilli() {
		t.Fatalf("got %+v", c)
	}
	l.do("repair.hand_back", id, "")
	refuse(t, l.app, "repair.place", `{"id":"`+id+`","place":"shelf"}`, custody.NotHere, "id")
}

func TestAPasscodeIsForgottenWhenTheWorkIsDone(t *testing.T) {
	for _, end := range []func(l *life, id string){
		func(l *life, id string) { l.do("passcode.erase", id, "") },
		func(l *life, id string) { l.do("repair.move", id, `"to":"ready"`) },
		func(l *life, id string) { l.do("repair.hand_back", id, "") },
	} {
		l := newLife(t).on("2026-11-21")
		id := l.receive("2026-11-21")
		l.do("passcode.keep", id, `"kind":"pin","code":"4711"`)
		question := `{"id":"` + id + `","staff":"` + l.staff + `"}`
		if got := answer[service.PasscodeAnswer](t, l.app, "passcode.get", question); got.Code != "4711" {
			t.Fatalf("got %+v", got)
		}
		if _, err := l.app.Ask(t.Context(), "passcode.get", []byte(`{"id":"`+id+`","staff":"`+id+`"}`)); err == nil {
			t.Error("anybody may ask for a passcode")
		}
		end(l, id)
		_, err := l.app.Ask(t.Context(), "passcode.get", []byte(question))
		if f := fault.Of(err); f.Code != repair.PasscodeGone {
			t.Errorf("got %v", err)
		}
		if c := file(t, l.app, id).Care; c.Passcode != "erased" {
			t.Errorf("got %+v", c)
		}
	}
}

func TestABadBatteryDoesNotTravel(t *testing.T) {
	app := shop(t)
	id := do(t, app, "repair.receive", `{"product":{"label":"iPhone 13","serial":"X1"}}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready"}`)
	refuse(t, app, "repair.move", `{"id":"`+id+`","to":"in_transit"}`, repair.BatteryBlocks, "to")
	do(t, app, "repair.battery", `{"id":"`+id+`","swollen":true,"leaking":false,"hot":false,"struck":false,"recalled":false}`)
	refuse(t, app, "repair.move", `{"id":"`+id+`","to":"in_transit"}`, repair.BatteryBlocks, "to")
	do(t, app, "repair.battery", `{"id":"`+id+`","swollen":false,"leaking":false,"hot":false,"struck":false,"recalled":false}`)
	do(t, app, "repair.move", `{"id":"`+id+`","to":"in_transit"}`)
}

func TestFiveAnswersMakeAVerdictOnABattery(t *testing.T) {
	for f, want := range map[repair.BatteryFacts]repair.Battery{
		{}: repair.BatteryOK, {Struck: true}: repair.BatteryDamaged, {Recalled: true}: repair.BatteryDamaged, {Swollen: true}: repair.BatteryDamaged,
		{Hot: true}: repair.BatteryCritical, {Swollen: true, Leaking: true}: repair.BatteryCritical,
	} {
		if got := f.Verdict(); got != want {
			t.Errorf("%+v is %s, want %s", f, got, want)
		}
	}
}

func TestAFaultIsCodedByTheTableThatWasRead(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	refuse(t, app, "codes.read", `{"name":"iris","csv":"column,code\nsymptom,1"}`, fault.Malformed, "csv.line.2")
	do(t, app, "repair.code", `{"id":"`+id+`","symptom":"no_power","section":"board","level":"l2"}`)
	do(t, app, "codes.read", `{"name":"iris","csv":"column,code,fr,en,own\nsymptom,111,Ne s’allume pas,No power,no_power"}`)
	refuse(t, app, "repair.code", `{"id":"`+id+`","symptom":"112"}`, coding.UnknownCode, "symptom")
	do(t, app, "repair.code", `{"id":"`+id+`","symptom":"111"}`)
	if c := file(t, app, id).Care.Coding; c == nil || c.Symptom != "111" || c.Section != "board" {
		t.Fatalf("got %+v", c)
	}
}

func TestADeviceThatComesBackSoonIsARepeatOfTheFirst(t *testing.T) {
	l := newLife(t).on("2026-01-10")
	first := l.receive("2026-01-10")
	l.do("repair.hand_back", first, `"outcome":"repaired"`)
	l.on("2026-02-05")
	second := l.receive("2026-02-05")
	one := file(t, l.app, first).Number
	got := answer[*service.Repeat](t, l.app, "repair.repeat", `{"id":"`+second+`"}`)
	if got == nil || got.Number != one || got.First != one || got.Days != 26 || got.Window != "short" {
		t.Fatalf("got %+v", got)
	}
	l.do("repair.hand_back", second, `"outcome":"repaired"`)
	l.on("2026-04-20")
	third := l.receive("2026-04-20")
	if got = answer[*service.Repeat](t, l.app, "repair.repeat", `{"id":"`+third+`"}`); got == nil || got.First != one || got.Days != 74 || got.Window != "long" {
		t.Fatalf("got %+v", got)
	}
	l.do("repair.hand_back", third, `"outcome":"repaired"`)
	l.on("2026-07-25")
	if got = answer[*service.Repeat](t, l.app, "repair.repeat", `{"id":"`+l.receive("2026-07-25")+`"}`); got != nil {
		t.Fatalf("after more than ninety days: %+v", got)
	}
}

func TestWhatNobodyComesForIsOnALadder(t *testing.T) {
	l := newLife(t).on("2025-11-20")
	id := l.receive("2025-11-20")
	l.on("2025-12-05")
	l.do("repair.move", id, `"to":"ready"`)
	l.on("2025-12-11")
	if list := answer[[]service.Unclaimed](t, l.app, "unclaimed.list", ""); len(list) != 0 {
		t.Fatalf("too early: %+v", list)
	}
	l.on("2025-12-12")
	list := answer[[]service.Unclaimed](t, l.app, "unclaimed.list", "")
	if len(list) != 1 || list[0].Due != ladder.First || list[0].SaleFrom.String() != "2026-12-05" {
		t.Fatalf("got %+v", list)
	}
	l.do("repair.remind", id, `"step":"first","channel":"sms"`)
	if list = answer[[]service.Unclaimed](t, l.app, "unclaimed.list", ""); len(list) != 1 || list[0].Due != "" {
		t.Fatalf("got %+v", list)
	}
	l.on("2026-06-03")
	if list = answer[[]service.Unclaimed](t, l.app, "unclaimed.list", ""); list[0].Due != ladder.Letter {
		t.Fatalf("got %+v", list[0])
	}
	refuse(t, l.app, "repair.remind", `{"id":"`+id+`","step":"letter","channel":"sms"}`, fault.Malformed, "channel")
}

func TestAMissingAccessoryOpensAnIncident(t *testing.T) {
	app := shop(t)
	id, number := received(t, app)
	do(t, app, "repair.hand_back", `{"id":"`+id+`","accessories":{"Chargeur":"missing"}}`)
	list := answer[[]views.Incident](t, app, "incident.list", "")
	if len(list) != 1 || list[0].Sort != custody.MissingAccessory || list[0].Item != "Chargeur" || list[0].Number != number || list[0].State != custody.Open {
		t.Fatalf("got %+v", list)
	}
	incident := list[0].ID.String()
	refuse(t, app, "incident.step", `{"id":"`+incident+`","to":"settled","outcome":"paid"}`, custody.TellFirst, "to")
	do(t, app, "incident.step", `{"id":"`+incident+`","to":"told","channel":"counter"}`)
	do(t, app, "incident.step", `{"id":"`+incident+`","to":"settled","outcome":"paid","paid_cents":2500}`)
	if list = answer[[]views.Incident](t, app, "incident.list", ""); len(list) != 0 {
		t.Fatalf("got %+v", list)
	}
}

func TestACountFindsWhatIsMissingAndWhatNobodyKnows(t *testing.T) {
	app := shop(t)
	_, here := received(t, app)
	_, gone := received2(t, app, "SN-GONE")
	do(t, app, "custody.count", `{"scans":["`+here+`","XX-99"]}`)
	got := do(t, app, "custody.count", `{"scans":["`+here+`","XX-99"]}`)["data"].(map[string]any)
	if seen := got["seen"].([]any); len(seen) != 1 || seen[0] != here {
		t.Errorf("got %v", got)
	}
	if missing := got["missing"].([]any); len(missing) != 1 || missing[0] != gone {
		t.Errorf("got %v", got)
	}
	if unknown := got["unknown"].([]any); len(unknown) != 1 || unknown[0] != "XX-99" {
		t.Errorf("got %v", got)
	}
	do(t, app, "incident.open", `{"sort":"found","item":"iPhone","serial":"490154203237518","colour":"noir","words":"Sans étiquette, étagère C"}`)
	for _, words := range []string{"490154203237518", "iphone noir", "étagère"} {
		if found := answer[[]views.Incident](t, app, "found.list", `{"words":"`+words+`"}`); len(found) != 1 || found[0].Colour != "noir" {
			t.Errorf("%q finds %+v", words, found)
		}
	}
}

// received2 takes another device in.
func received2(t testing.TB, app *service.App, serial string) (id, number string) {
	t.Helper()
	data := do(t, app, "repair.receive", `{"product":{"label":"Radio","serial":"`+serial+`"}}`)["data"].(map[string]any)
	return data["id"].(string), data["number"].(string)
}

func TestADeviceThatIsReadyAgainBeginsTheLadderAnew(t *testing.T) {
	l := newLife(t).on("2026-01-10")
	id := l.receive("2026-01-10")
	l.do("repair.move", id, `"to":"ready"`)
	l.on("2026-03-10")
	l.do("repair.remind", id, `"step":"first","channel":"sms"`)
	l.do("repair.move", id, `"to":"repair"`)
	l.on("2026-04-10")
	l.do("repair.move", id, `"to":"ready"`)
	l.on("2026-05-25")
	list := answer[[]service.Unclaimed](t, l.app, "unclaimed.list", ``)
	if len(list) != 1 || list[0].NoticedOn.String() != "2026-04-10" || list[0].Due == "" {
		t.Errorf("got %+v", list)
	}
}

func TestAQuestionAboutABatteryThatNobodyAnsweredIsNoAnswer(t *testing.T) {
	app := shop(t)
	id := put(t, app, "repair.receive", `{"product":{"label":"Trottinette"}}`, "id")
	refuse(t, app, "repair.battery", `{"id":"`+id+`"}`, fault.Missing, "swollen")
	refuse(t, app, "repair.battery", `{"id":"`+id+`","swollen":false,"leaking":false,"hot":false,"struck":false}`, fault.Missing, "recalled")
}

func TestASplitTakesOnlyWhatCameAlong(t *testing.T) {
	app := shop(t)
	id := put(t, app, "repair.receive", `{"product":{"label":"Console et manette"},"accessories":["Manette","Câble"]}`, "id")
	refuse(t, app, "repair.split", `{"id":"`+id+`","product":{"label":"Manette"},"accessories":["Manette","Casque"]}`, fault.NotFound, "accessories.1")
	do(t, app, "repair.split", `{"id":"`+id+`","product":{"label":"Manette"},"accessories":["Manette"]}`)
}
