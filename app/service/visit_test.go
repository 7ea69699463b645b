package service_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/app/views"
)

// hour is a moment of the day of the tests, as the clocks in Lille show it.
func hour(h int) int64 {
	return time.Date(2026, 11, 23, h-1, 0, 0, 0, time.UTC).UnixMilli()
}

func slot(from, to int) string { return fmt.Sprintf(`{"from_ms":%d,"to_ms":%d}`, hour(from), hour(to)) }

// dawn is the shop before anybody is on the road, at seven in Lille.
func dawn(t testing.TB) *service.App {
	t.Helper()
	now := time.UnixMilli(hour(7))
	return shopAt(t, &now)
}

// planned makes an appointment and answers its id.
func planned(t testing.TB, app *service.App, file, to, times, more string) string {
	t.Helper()
	in := `{"repair":"` + file + `","for":"repair","to":"` + to + `","slot":` + times + more + `}`
	return do(t, app, "visit.plan", in)["data"].(map[string]any)["id"].(string)
}

func seen(t testing.TB, app *service.App, id string) service.Reported {
	t.Helper()
	return ask[service.Reported](t, app, "visit.get", `{"id":"`+id+`"}`)
}

func TestAVisitGoesFromAppointmentToReport(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, number, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	id := planned(t, app, file, yann, slot(14, 16), `,"van":"ROU4","area":"59","parts":[{"ref":"PUMP","label":"Pompe","n":1}],"address":"3 rue des Arts","codes":"B1234"`)
	v := seen(t, app, id)
	if v.Status != visit.Planned || v.Number != number || v.CustomerName != "Ana Roy" || v.StaffName != "Yann L." || v.Place.Address != "3 rue des Arts" || v.Codes != "B1234" {
		t.Errorf("visit %+v", v)
	}
	on := `"id":"` + id + `"`
	refuse(t, app, "visit.report", `{`+on+`,"result":"done","done":"Pompe changée"}`, visit.NotAllowed, "to")
	for _, to := range []string{"confirmed", "en_route", "on_site"} {
		do(t, app, "visit.step", `{`+on+`,"to":"`+to+`"}`)
	}
	do(t, app, "visit.report", `{`+on+`,"result":"done","done":"Pompe changée","asked":true,"urgent":true,"unsigned":"on_paper",
		"lines":[{"label":"Pompe","cents":12000,"necessary":true},{"label":"Détartrage","cents":3000}],"used":[{"ref":"PUMP","n":1}]}`)
	v = seen(t, app, id)
	if v.Status != visit.Signed || v.Outcome != "done" || v.Payable.NowCents != 12000 || v.Payable.LaterCents != 3000 ||
		v.Payable.LaterOn.String() != "2026-12-01" || v.Report.LeaveOn != "2026-12-07" || v.Codes != "" || v.Done != "Pompe changée" {
		t.Errorf("report %+v", v)
	}
	// the keys are gone, not only hidden: what is opened again does not show them
	do(t, app, "visit.step", `{`+on+`,"to":"on_site"}`)
	if v := seen(t, app, id); v.Status != visit.OnSite || v.Codes != "" {
		t.Errorf("the door codes outlive the visit: %+v", v)
	}
}

func TestNoVisitIsCalledOffOrMovedInSilence(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	id := planned(t, app, file, yann, slot(14, 16), "")
	on := `{"id":"` + id + `"`
	refuse(t, app, "visit.cancel", on+`,"by":"us","told":"sms","words":"Désolés","next":{"call_on":"2026-11-24"}}`, fault.Missing, "reason")
	refuse(t, app, "visit.cancel", on+`,"reason":"weather","by":"us","told":"sms","words":"","next":{"call_on":"2026-11-24"}}`, visit.NotToldYet, "words")
	refuse(t, app, "visit.cancel", on+`,"reason":"weather","by":"us","told":"sms","words":"Désolés","next":{}}`, visit.NoProposal, "next")
	refuse(t, app, "visit.step", on+`,"to":"cancelled"}`, fault.Malformed, "to")
	refuse(t, app, "visit.move", on+`,"slot":`+slot(16, 18)+`}`, fault.Missing, "reason")
	for n := range 3 {
		do(t, app, "visit.move", on+`,"slot":`+slot(15+n, 17+n)+`,"reason":"overrun","told":"sms","words":"Plus tard"}`)
	}
	v := seen(t, app, id)
	if v.Moves != 3 || !v.Alert || len(v.Told) != 3 || v.Told[0].Words != "Plus tard" {
		t.Errorf("moved three times: %+v", v)
	}
	if alerts := ask[[]views.Visit](t, app, "visit.alerts", ``); len(alerts) != 1 {
		t.Errorf("%d alerts", len(alerts))
	}
	do(t, app, "visit.cancel", on+`,"reason":"weather","by":"us","told":"sms","words":"Désolés","next":{"call_on":"2026-11-24"}}`)
	if v := seen(t, app, id); v.Status != visit.Cancelled || v.Follows == nil || v.Follows.CallOn != "2026-11-24" || len(v.Told) != 4 {
		t.Errorf("called off: %+v", v)
	}
}

func TestSkillsAbsencesAndTheDayDecideWhoComes(t *testing.T) {
	app := dawn(t)
	yann, ines := hire(t, app, "Yann L.", "technician"), hire(t, app, "Inès M.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Climatiseur")
	in := func(to, times, skill string) string {
		return `{"repair":"` + file + `","for":"repair","to":"` + to + `","slot":` + times + `,"skill":"` + skill + `"}`
	}
	refuse(t, app, "visit.plan", in(yann, slot(9, 11), "fluids"), staff.Unqualified, "to")
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"fluids","until":"2026-11-22"}`)
	refuse(t, app, "visit.plan", in(yann, slot(9, 11), "fluids"), staff.Lapsed, "to")
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"fluids","until":"2027-11-22"}`)
	do(t, app, "visit.plan", in(yann, slot(9, 11), "fluids"))
	refuse(t, app, "visit.plan", in(yann, slot(10, 12), ""), visit.SlotTaken, "slot")
	do(t, app, "visit.plan", in(yann, slot(11, 12), ""))
	do(t, app, "staff.be_away", `{"id":"`+ines+`","from":"2026-11-23","to":"2026-11-24","reason":"leave"}`)
	refuse(t, app, "visit.plan", in(ines, slot(9, 11), ""), visit.StaffAway, "to")
}

// Yann is ill at half past seven.
func TestEveryDayOfASlotIsAsked(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Pompe à chaleur")
	do(t, app, "staff.be_away", `{"id":"`+yann+`","from":"2026-11-25","to":"2026-11-25","reason":"training"}`)
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"gas","until":"2026-11-24"}`)
	in := `{"repair":"` + file + `","for":"repair","to":"` + yann + `"`
	refuse(t, app, "visit.plan", in+`,"slot":`+slot(14, 14+48)+`}`, visit.StaffAway, "to")
	refuse(t, app, "visit.plan", in+`,"skill":"gas","slot":`+slot(14, 14+48)+`}`, staff.Lapsed, "to")
	do(t, app, "visit.plan", in+`,"skill":"gas","slot":`+slot(14, 14+24)+`}`)
	// a slot that ends as the absence begins is not in it
	do(t, app, "visit.plan", in+`,"slot":`+fmt.Sprintf(`{"from_ms":%d,"to_ms":%d}`, hour(14+25), hour(48))+`}`)
}

func TestADayMovesWholeInOneAct(t *testing.T) {
	app := dawn(t)
	sophie := hire(t, app, "Sophie M.", "manager")
	yann, ines, paul := hire(t, app, "Yann L.", "technician"), hire(t, app, "Inès M.", "technician"), hire(t, app, "Paul D.", "technician")
	do(t, app, "staff.qualify", `{"id":"`+yann+`","code":"fluids"}`)
	do(t, app, "staff.qualify", `{"id":"`+paul+`","code":"fluids"}`)
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	first := planned(t, app, file, yann, slot(9, 11), `,"skill":"fluids"`)
	second := planned(t, app, file, yann, slot(13, 15), `,"area":"59"`)
	planned(t, app, file, ines, slot(15, 16), `,"area":"59","van":"ROU5"`)

	proposals := ask[[]service.Proposal](t, app, "visit.proposals", `{"id":"`+yann+`"}`)
	if len(proposals) != 2 || proposals[0].Name != "Paul D." || proposals[1].Name != "Inès M." || proposals[1].Van != "ROU5" {
		t.Errorf("proposals %+v", proposals)
	}
	in := `{"staff":"` + sophie + `","id":"` + yann + `","on":"2026-11-23","reason":"technician_ill","told":"sms","words":"Un collègue vient"}`
	refuse(t, app, "visit.move_day", strings.Replace(in, sophie, ines, 1), staff.NoRight, "staff")
	do(t, app, "visit.move_day", in)
	if v := seen(t, app, first); v.StaffName != "Paul D." || v.Status != visit.Planned || v.Moves != 0 || len(v.Told) != 1 {
		t.Errorf("the first visit %+v", v)
	}
	if v := seen(t, app, second); v.StaffName != "Inès M." || v.Van != "ROU5" {
		t.Errorf("the second visit %+v", v)
	}
	left := ask[[]views.Visit](t, app, "visit.day", `{"of":"`+yann+`"}`)
	if len(left) != 0 {
		t.Errorf("%d visits are left behind", len(left))
	}
	if _, err := app.Do(t.Context(), "visit.move_day", []byte(in)); !errors.Is(err, fault.New(fault.OutOfRange, "")) {
		t.Errorf("an empty day moves: %v", err)
	}
}

func TestRunningLateIsToldToWhoComesNext(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	morning, noonish, evening := planned(t, app, file, yann, slot(9, 10), ""), planned(t, app, file, yann, slot(11, 12), ""), planned(t, app, file, yann, slot(17, 18), "")
	do(t, app, "visit.late", `{"id":"`+noonish+`","minutes":40,"told":"sms","words":"40 minutes de retard"}`)
	for id, want := range map[string]int{morning: 0, noonish: 40, evening: 40} {
		if v := seen(t, app, id); v.LateMinutes != want {
			t.Errorf("told %d minutes, want %d", v.LateMinutes, want)
		}
	}
}

func TestAnAbsentCustomerIsOfferedAnotherTime(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	refuse(t, app, "visit.plan", `{"repair":"`+file+`","for":"repair","slot":`+slot(9, 10)+`,"absent_cents":3000}`, visit.NotToldYet, "words")
	id := planned(t, app, file, yann, slot(9, 10), "")
	on := `{"id":"` + id + `","tries":2,"slip":"printed"`
	refuse(t, app, "visit.absent", on+`,"next":{}}`, visit.NoProposal, "next")
	refuse(t, app, "visit.absent", on+`,"fee_cents":3000,"next":{"call_on":"2026-11-24"}}`, visit.FeeUnknown, "fee_cents")
	do(t, app, "visit.move", `{"id":"`+id+`","slot":`+slot(11, 12)+`,"reason":"overrun","told":"phone","words":"À 11 h ; 30 € si personne n'ouvre","absent_cents":3000}`)
	refuse(t, app, "visit.absent", on+`,"fee_cents":3001,"next":{"call_on":"2026-11-24"}}`, visit.FeeUnknown, "fee_cents")
	do(t, app, "visit.absent", on+`,"fee_cents":3000,"next":{"slot":`+slot(16, 17)+`}}`)
	if v := seen(t, app, id); v.AnnouncedCents != 3000 || v.Absent.FeeCents != 3000 || v.Status != visit.Absent || v.Follows == nil || v.Follows.Slot.FromMS != hour(16) {
		t.Errorf("absent %+v", v)
	}
	do(t, app, "visit.move", `{"id":"`+id+`","slot":`+slot(16, 17)+`,"reason":"customer_asked","told":"phone","words":"À 16 h"}`)
	if v := seen(t, app, id); v.Status != visit.Planned {
		t.Errorf("a new slot leaves it %s", v.Status)
	}
}

// What somebody has to do of a visit that did not take place ends with its reason: the
// visit gets another slot, stands again as it was, or another is planned for the same file.
func TestTheTaskOfAVisitThatDidNotTakePlaceEndsWhenItStandsAgain(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	other, _, _ := takeIn(t, app, "Karim B.", "06 39 98 00 22", "Four")
	absent := func(file string) string {
		id := planned(t, app, file, yann, slot(9, 10), "")
		do(t, app, "visit.absent", `{"id":"`+id+`","tries":2,"slip":"printed","next":{"call_on":"2026-11-24"}}`)
		return id
	}
	open := func(want int, why string) {
		t.Helper()
		if list := ask[[]views.Task](t, app, "task.list", ``); len(list) != want {
			t.Errorf("%s: %d tasks are open, want %d", why, len(list), want)
		}
	}
	id := absent(file)
	kept := absent(other)
	open(2, "two were absent")
	do(t, app, "visit.move", `{"id":"`+id+`","van":"ROU4"}`)
	open(2, "another van is no other slot")
	do(t, app, "visit.move", `{"id":"`+id+`","slot":`+slot(16, 17)+`,"reason":"customer_asked","told":"phone","words":"À 16 h"}`)
	open(1, "moved")
	do(t, app, "visit.cancel", `{"id":"`+id+`","reason":"weather","by":"us","told":"phone","words":"Neige","next":{"call_on":"2026-11-24"}}`)
	open(2, "called off")
	do(t, app, "visit.step", `{"id":"`+id+`","to":"planned"}`)
	open(1, "it stands again")
	do(t, app, "visit.cancel", `{"id":"`+id+`","reason":"weather","by":"us","told":"phone","words":"Neige","next":{"call_on":"2026-11-24"}}`)
	do(t, app, "visit.plan", `{"customer":"`+ana+`","for":"survey","slot":`+slot(12, 13)+`}`)
	open(2, "a visit about no file is another one")
	planned(t, app, file, yann, slot(14, 15), "")
	open(1, "planned anew")
	left := ask[[]views.Task](t, app, "task.list", ``)[0]
	if left.CustomerName != "Karim B." {
		t.Errorf("%+v is left", left)
	}
	do(t, app, "task.end", `{"id":"`+left.ID.String()+`","said":"Il rappelle"}`)
	do(t, app, "visit.move", `{"id":"`+kept+`","slot":`+slot(17, 18)+`,"reason":"customer_asked","told":"phone","words":"À 17 h"}`)
	if done := ask[[]views.Task](t, app, "task.about", `{"id":"`+other+`"}`); done[0].Said != "Il rappelle" {
		t.Errorf("how it ended was lost: %+v", done[0])
	}
}

func TestTheVanTakesWhatItsDayNeeds(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	planned(t, app, file, yann, slot(9, 10), `,"van":"ROU4","parts":[{"ref":"PUMP","label":"Pompe","n":1},{"ref":"BELT","n":1}]`)
	planned(t, app, file, yann, slot(11, 12), `,"van":"ROU4","parts":[{"ref":"PUMP","n":2}]`)
	list := ask[[]visit.Part](t, app, "visit.pick_list", `{"van":"ROU4","on":"2026-11-23"}`)
	if len(list) != 2 || list[0].Ref != "BELT" || list[1] != (visit.Part{Ref: "PUMP", Label: "Pompe", N: 3}) {
		t.Errorf("pick list %+v", list)
	}
}

func TestACommissioningLeavesNoPointOut(t *testing.T) {
	app := dawn(t)
	_, _, ana := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	id := do(t, app, "visit.plan", `{"customer":"`+ana+`","for":"commissioning","slot":`+slot(9, 10)+`}`)["data"].(map[string]any)["id"].(string)
	refuse(t, app, "visit.check", `{"id":"`+id+`","points":[{"code":"level","state":"ok"}]}`, visit.NotPrepared, "points")
	do(t, app, "visit.step", `{"id":"`+id+`","to":"on_site"}`)
	const report = `","result":"done","done":"Mise en service","unsigned":"nobody"}`
	refuse(t, app, "visit.report", `{"id":"`+id+report, visit.NotPrepared, "points")
	var points []string
	for _, code := range []string{"level", "water", "power", "test_run", "leak", "shown", "packaging"} {
		points = append(points, `{"code":"`+code+`","state":"ok"}`)
	}
	do(t, app, "visit.check", `{"id":"`+id+`","points":[`+strings.Join(points, ",")+`]}`)
	if v := seen(t, app, id); len(v.Checked) != len(points) {
		t.Errorf("checked %+v", v.Checked)
	}
	do(t, app, "visit.report", `{"id":"`+id+report)
}

func TestADeviceTakenAwayIsInTheFilesHistory(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file1, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	id := planned(t, app, file1, yann, slot(9, 10), "")
	do(t, app, "visit.take_device", `{"id":"`+id+`","repair":"`+file1+`","van":"ROU4"}`)
	if v := seen(t, app, id); v.Taken.String() != file1 {
		t.Errorf("visit %+v", v)
	}
	f := file(t, app, file1)
	if last := f.Timeline[len(f.Timeline)-1]; last.What != "timeline.visit_took_device" {
		t.Errorf("history %+v", last)
	}
}

func TestTasksStayOnTopUntilTheyAreDone(t *testing.T) {
	app := shop(t)
	nadia, yann := hire(t, app, "Nadia B.", "counter"), hire(t, app, "Yann L.", "technician")
	file, number, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Galaxy")
	set := func(what, on, more string) string {
		return do(t, app, "task.set", `{"what":"`+what+`","on":"`+on+`"`+more+`}`)["data"].(map[string]any)["id"].(string)
	}
	set("Ranger", "2026-11-24", "")
	today := set("Rappeler M. X à dix heures", "2026-11-23", fmt.Sprintf(`,"at_ms":%d,"repair":"%s","owner":"%s"`, hour(10), file, nadia))
	set("Commander", "2026-11-20", `,"owner":"`+nadia+`","substitute":"`+yann+`"`)
	do(t, app, "staff.be_away", `{"id":"`+nadia+`","from":"2026-11-23","to":"2026-11-24","reason":"leave"}`)
	list := ask[[]views.Task](t, app, "task.list", ``)
	var got []string
	for _, one := range list {
		got = append(got, one.What+"/"+string(one.When)+"/"+one.DoerName)
	}
	want := "Commander/late/Yann L.|Rappeler M. X à dix heures/hour/|Ranger/later/"
	if strings.Join(got, "|") != want || list[1].Number != number {
		t.Errorf("got %v", got)
	}
	do(t, app, "task.end", `{"id":"`+today+`","said":"Il passe samedi"}`)
	refuse(t, app, "task.end", `{"id":"`+today+`"}`, task.Over, "id")
	refuse(t, app, "task.move", `{"id":"`+today+`","on":"2026-11-30"}`, task.Over, "id")
	thread(t, app, "call.missed", `{"phone":"06 39 98 00 99"}`)
	over := ask[service.Handover](t, app, "task.handover", ``)
	if len(over.Late) != 1 || len(over.Today) != 0 || len(over.Ended) != 1 || over.Ended[0].Said != "Il passe samedi" || len(over.Threads) != 1 ||
		over.NextOn.String() != "2026-11-24" || len(over.Next) != 1 || over.Next[0].What != "Ranger" {
		t.Errorf("hand-over %+v", over)
	}
	if about := ask[[]views.Task](t, app, "task.about", `{"id":"`+file+`"}`); len(about) != 1 {
		t.Errorf("%d tasks about the file", len(about))
	}
	refuse(t, app, "task.set", `{"what":"x","on":"2026-11-25","owner":"00000000000000000000000004"}`, fault.NotFound, "owner")
}

func TestNobodyIsPromisedTwiceOrAfterTheyLeft(t *testing.T) {
	app := dawn(t)
	yann, ines, paul := hire(t, app, "Yann L.", "technician"), hire(t, app, "Inès M.", "technician"), hire(t, app, "Paul D.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	plan := func(to, times string) string {
		return `{"repair":"` + file + `","for":"repair","to":"` + to + `","slot":` + times + `}`
	}
	first, second := planned(t, app, file, yann, slot(9, 11), ""), planned(t, app, file, yann, slot(13, 15), "")
	move := func(targets string) string {
		return `{"id":"` + yann + `","on":"2026-11-23","reason":"technician_ill","told":"sms","words":"Un collègue vient","to":[` + targets + `]}`
	}
	target := func(id, to, more string) string { return `{"visit":"` + id + `","to":"` + to + `"` + more + `}` }
	refuse(t, app, "visit.move_day", move(target(first, ines, `,"slot":`+slot(14, 16))+","+target(second, ines, "")), visit.SlotTaken, "to.1.slot")
	refuse(t, app, "visit.move_day", move(target(first, ines, "")+","+target(first, paul, "")), fault.Malformed, "to.1.visit")
	do(t, app, "visit.move_day", move(target(first, ines, "")+","+target(second, ines, "")))

	do(t, app, "visit.step", `{"id":"`+second+`","to":"on_site"}`)
	refuse(t, app, "visit.plan", plan(ines, slot(14, 15)), visit.SlotTaken, "slot")

	do(t, app, "staff.save", `{"id":"`+paul+`","display":"Paul D.","role":"technician","gone":true}`)
	refuse(t, app, "visit.plan", plan(paul, slot(9, 11)), staff.LeftUs, "to")
	refuse(t, app, "task.set", `{"what":"Rappeler","on":"2026-11-24","owner":"`+paul+`"}`, staff.LeftUs, "owner")
	refuse(t, app, "staff.be_away", `{"id":"`+ines+`","from":"2026-11-24","to":"2026-11-24","reason":"leave","substitute":"`+paul+`"}`, staff.LeftUs, "substitute")
}

func TestAPhotoIsNoSignature(t *testing.T) {
	app := dawn(t)
	yann := hire(t, app, "Yann L.", "technician")
	file, _, _ := takeIn(t, app, "Ana Roy", "06 39 98 00 11", "Lave-linge")
	photo := attach(t, app)
	signature := strings.Replace(photo, `"photo"`, `"signature"`, 1)
	on := planned(t, app, file, yann, slot(9, 11), "")
	do(t, app, "visit.step", `{"id":"`+on+`","to":"on_site"}`)
	report := func(more string) string {
		return `{"id":"` + on + `","result":"done","done":"Pompe changée"` + more + `}`
	}
	refuse(t, app, "visit.report", report(`,"unsigned":"refused","attachments":[`+signature+`]`), fault.Conflict, "unsigned")
	do(t, app, "visit.report", report(`,"attachments":[`+photo+`]`))
	if v := seen(t, app, on); v.Status != visit.Done || v.Report.Signed {
		t.Errorf("with a photo alone: %s %+v", v.Status, v.Report)
	}
	// the customer says no, or comes to sign, a moment later
	do(t, app, "visit.report", report(`,"unsigned":"refused","attachments":[`+photo+`]`))
	if v := seen(t, app, on); v.Status != visit.Signed || v.Report.Signed || v.Report.Unsigned != "refused" {
		t.Errorf("refused: %s %+v", v.Status, v.Report)
	}
	do(t, app, "visit.step", `{"id":"`+on+`","to":"on_site"}`)
	do(t, app, "visit.report", report(`,"attachments":[`+signature+`]`))
	if v := seen(t, app, on); v.Status != visit.Signed || !v.Report.Signed {
		t.Errorf("signed: %s %+v", v.Status, v.Report)
	}
}
