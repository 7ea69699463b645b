package service_test

import (
	"errors"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/service"
	"etabli/storage/journal"
)

// hire adds a member of staff and answers their id.
func hire(t testing.TB, app *service.App, name, role string) string {
	t.Helper()
	return do(t, app, "staff.save", `{"display":"`+name+`","role":"`+role+`"}`)["data"].(map[string]any)["id"].(string)
}

func idOf(t testing.TB, s string) (id journal.EntityID) {
	t.Helper()
	if err := id.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return id
}

// ask answers a question as its own type.
func ask[T any](t testing.TB, app *service.App, name, input string) T {
	t.Helper()
	answer, err := app.Ask(t.Context(), name, []byte(input))
	if err != nil {
		t.Fatalf("%s %s: %v", name, input, err)
	}
	out, ok := answer.(T)
	if !ok {
		t.Fatalf("%s answers a %T", name, answer)
	}
	return out
}

func TestNobodyDoesWhatTheyMayNot(t *testing.T) {
	app := shop(t)
	counter, manager, technician := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Sophie M.", "manager"), hire(t, app, "Yann L.", "technician")
	refuse(t, app, "staff.save", `{"staff":"`+counter+`","display":"Ana"}`, fault.Malformed, "role")
	refuse(t, app, "staff.save", `{"staff":"`+counter+`","display":"Ana","role":"counter"}`, staff.NoRight, "staff")
	do(t, app, "staff.save", `{"staff":"`+manager+`","display":"Ana","role":"counter"}`)
	refuse(t, app, "repair.receive", `{"staff":"00000000000000000000000004","product":{"label":"Radio"}}`, fault.NotFound, "staff")

	do(t, app, "staff.set_rights", `{"staff":"`+manager+`","id":"`+technician+`","take":["front"],"give":["manage"]}`)
	refuse(t, app, "repair.receive", `{"staff":"`+technician+`","product":{"label":"Radio"}}`, staff.NoRight, "staff")
	do(t, app, "staff.save", `{"staff":"`+technician+`","display":"Inès","role":"counter"}`)

	do(t, app, "staff.save", `{"staff":"`+manager+`","id":"`+counter+`","display":"Nadia B.","role":"counter","site":"ROU"}`)
	refuse(t, app, "repair.receive", `{"staff":"`+counter+`","product":{"label":"Radio"}}`, staff.WrongSite, "staff")
	do(t, app, "staff.set_rights", `{"staff":"`+manager+`","id":"`+counter+`","sites":["LIL"]}`)
	do(t, app, "repair.receive", `{"staff":"`+counter+`","product":{"label":"Radio"}}`)
	do(t, app, "staff.save", `{"staff":"`+manager+`","id":"`+counter+`","display":"Nadia B.","role":"counter","gone":true}`)
	refuse(t, app, "repair.receive", `{"staff":"`+counter+`","product":{"label":"Radio"}}`, staff.LeftUs, "staff")
}

func TestAPINIsChosenByItsOwnerAndSlowToGuess(t *testing.T) {
	app := shop(t)
	nadia, yann, sophie := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Yann L.", "technician"), hire(t, app, "Sophie M.", "manager")
	sign := func(id, pin string) fault.Code {
		err := app.VerifyPIN(t.Context(), idOf(t, id), pin)
		if err == nil {
			return ""
		}
		return fault.Of(err).Code
	}
	if got := sign(nadia, "4071"); got != staff.NoPIN {
		t.Errorf("before it was set: %q", got)
	}
	do(t, app, "staff.set_pin", `{"staff":"`+nadia+`","id":"`+nadia+`","pin":"4071"}`)
	refuse(t, app, "staff.set_pin", `{"staff":"`+yann+`","id":"`+nadia+`","pin":"9530"}`, staff.NoRight, "staff")
	refuse(t, app, "staff.set_pin", `{"staff":"`+nadia+`","id":"`+nadia+`","pin":"1234"}`, staff.WeakPIN, "pin")
	if got := sign(nadia, "4071"); got != "" {
		t.Errorf("the right PIN: %q", got)
	}
	for n := range 5 {
		if got := sign(nadia, "9999"); got != staff.WrongPIN {
			t.Errorf("try %d: %q", n, got)
		}
	}
	if got := sign(nadia, "4071"); got != staff.LockedPIN {
		t.Errorf("after five wrong tries the right one answers %q", got)
	}
	do(t, app, "staff.set_pin", `{"staff":"`+sophie+`","id":"`+yann+`","pin":"9530"}`)
	if got := sign(yann, "9530"); got != "" {
		t.Errorf("somebody else waits too: %q", got)
	}
	do(t, app, "staff.save", `{"id":"`+yann+`","display":"Yann L.","role":"technician","gone":true}`)
	if got := sign(yann, "9530"); got != staff.LeftUs {
		t.Errorf("who left signs in: %q", got)
	}
	_, err := app.Ask(t.Context(), "staff.verify_pin", []byte(`{"id":"`+sophie+`","pin":"0"}`))
	if !errors.Is(err, fault.New(staff.NoPIN, "")) {
		t.Errorf("asked by name: %v", err)
	}
}

func TestWhatStaffCanDoAndWhenTheyAreAwayIsKept(t *testing.T) {
	app := shop(t)
	yann, nadia := hire(t, app, "Yann L.", "technician"), hire(t, app, "Nadia B.", "counter")
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"fluids","until":"2026-12-20"}`)
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"electrical","until":"2029-01-01"}`)
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"phones"}`)
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"phones","gone":true}`)
	do(t, app, "staff.be_away", `{"id":"`+yann+`","from":"2026-11-23","to":"2026-11-24","reason":"sick","substitute":"`+nadia+`"}`)
	do(t, app, "staff.be_away", `{"id":"`+yann+`","from":"2026-12-01","to":"2026-12-04","reason":"leave"}`)
	do(t, app, "staff.be_away", `{"id":"`+yann+`","from":"2026-12-01","to":"2026-12-04","reason":"leave","back":true}`)
	soon := ask[[]service.Expiring](t, app, "staff.expiring", ``)
	if len(soon) != 1 || soon[0].Code != "fluids" || soon[0].Ended {
		t.Errorf("expiring %+v", soon)
	}
	who := soon[0].Staff
	if len(who.Qualified) != 2 || len(who.Away) != 1 || who.Away[0].Substitute.String() != nadia || who.Away[0].To.String() != "2026-11-24" {
		t.Errorf("member %+v", who)
	}
}

func TestAShopsCalendarIsSavedAndAnswered(t *testing.T) {
	app := shop(t)
	if c, err := app.Calendar(t.Context(), ""); err != nil || !c.Usual || c.Targets["sms"] != 120 {
		t.Errorf("before it was saved: %+v, %v", c, err)
	}
	refuse(t, app, "calendar.save", `{"week":["","9-12","","","","",""]}`, fault.Malformed, "week.1")
	refuse(t, app, "calendar.save", `{"week":[""]}`, fault.Malformed, "week")
	do(t, app, "calendar.save", `{"region":"FR-AM","week":["","","10:00-18:00","10:00-18:00","10:00-18:00","10:00-18:00","10:00-18:00"],
		"closures":[{"from":"2026-12-24","to":"2027-01-03","name":"Fêtes"}]}`)
	do(t, app, "message.set_targets", `{"minutes":{"sms":30}}`)
	c, err := app.Calendar(t.Context(), "LIL")
	if err != nil || c.Usual || c.Targets["sms"] != 30 || c.Targets["phone"] != 60 {
		t.Errorf("calendar %+v, %v", c, err)
	}
	days := ask[[]service.ShopDay](t, app, "calendar.days", `{"from":"2026-12-22","days":4}`)
	want := []service.ShopDay{{On: days[0].On, Hours: "10:00-18:00", Why: "weekly"}, {On: days[0].On + 1, Hours: "10:00-18:00", Why: "weekly"},
		{On: days[0].On + 2, Why: "closure", Name: "Fêtes"}, {On: days[0].On + 3, Why: "closure", Name: "Fêtes"}}
	for i := range want {
		if days[i] != want[i] {
			t.Errorf("day %d is %+v, want %+v", i, days[i], want[i])
		}
	}
}

func TestAPINIsOnePersonsAlone(t *testing.T) {
	app := shop(t)
	yann, ines := hire(t, app, "Yann L.", "technician"), hire(t, app, "Inès M.", "technician")
	do(t, app, "staff.set_pin", `{"id":"`+yann+`","pin":"9530"}`)
	do(t, app, "staff.set_pin", `{"id":"`+yann+`","pin":"9530"}`) // their own again
	refuse(t, app, "staff.set_pin", `{"id":"`+ines+`","pin":"9530"}`, staff.TakenPIN, "pin")
	do(t, app, "staff.set_pin", `{"id":"`+ines+`","pin":"7253"}`)

	// who works in another shop meets nobody here, and then comes to work here too
	do(t, app, "staff.save", `{"id":"`+ines+`","display":"Inès M.","role":"technician","site":"ROU"}`)
	do(t, app, "staff.set_pin", `{"id":"`+ines+`","pin":"9530"}`)
	if who, err := app.WhosePIN(t.Context(), "9530"); err != nil || who.Display != "Yann L." {
		t.Errorf("each in a shop: %q, %v", who.Display, err)
	}
	do(t, app, "staff.set_rights", `{"id":"`+ines+`","sites":["LIL"]}`)
	if who, err := app.WhosePIN(t.Context(), "9530"); !errors.Is(err, fault.New(staff.SharedPIN, "pin")) {
		t.Errorf("both in one shop: %q, %v", who.Display, err)
	}
}

func TestAPINOpensTheScreensOfItsOwnShopsAlone(t *testing.T) {
	app := shop(t)
	yann := hire(t, app, "Yann L.", "technician")
	do(t, app, "staff.set_pin", `{"id":"`+yann+`","pin":"9530"}`)
	if who, err := app.WhosePIN(t.Context(), "9530"); err != nil || who.Display != "Yann L." {
		t.Errorf("here: %q, %v", who.Display, err)
	}
	do(t, app, "staff.save", `{"id":"`+yann+`","display":"Yann L.","role":"technician","site":"ROU"}`)
	if who, err := app.WhosePIN(t.Context(), "9530"); !errors.Is(err, fault.New(staff.NoPIN, "")) {
		t.Errorf("who works elsewhere signs in: %q, %v", who.Display, err)
	}
	do(t, app, "staff.set_rights", `{"id":"`+yann+`","sites":["LIL"]}`)
	if _, err := app.WhosePIN(t.Context(), "9530"); err != nil {
		t.Errorf("who works here too: %v", err)
	}
}
