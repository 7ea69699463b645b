package service_test

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"testing"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/ladder"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
)

func TestASlipMakesOneFileDatedAsItWas(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	intake := `{"slip":"LIL 0042","product":{"label":"Radio"},"requested_ms":1790000000000,"received_ms":1790000000000}`
	id := do(t, l.app, "repair.receive", intake)["data"].(map[string]any)["id"].(string)
	f := file(t, l.app, id)
	if f.ReceivedMS != 1790000000000 || f.RequestedMS != 1790000000000 || f.Links.Slip != "LIL0042" {
		t.Fatalf("got %d %d %+v", f.ReceivedMS, f.RequestedMS, f.Links)
	}
	refuse(t, l.app, "repair.receive", `{"slip":"lil0042","product":{"label":"Radio"}}`, repair.SlipUsed, "slip")
}

func TestFiveIntakesWaitAndAreFinishedUnderTheirNumbers(t *testing.T) {
	app := shop(t)
	var last map[string]any
	for _, name := range []string{"Un", "Deux", "Trois", "Quatre", "Hélène"} {
		last = do(t, app, "intake.park", `{"customer":{"name":"`+name+`"},"product":{"label":"Tablette"},"fault":"Écran"}`)["data"].(map[string]any)
	}
	if list := answer[[]service.ParkedIntake](t, app, "intake.parked", ""); len(list) != 5 {
		t.Fatalf("%d are parked", len(list))
	}
	found := answer[[]service.ParkedIntake](t, app, "intake.parked", `{"words":"hélène"}`)
	if len(found) != 1 || found[0].Number != last["number"] || len(found[0].Input) == 0 {
		t.Fatalf("got %+v", found)
	}
	id := last["id"].(string)
	got := do(t, app, "repair.receive", `{"parked":"`+id+`","customer":{"name":"Hélène"},"product":{"label":"Tablette","serial":"T1"},"fault":"Écran"}`)["data"].(map[string]any)
	if got["number"] != last["number"] || got["id"] != id {
		t.Fatalf("got %v after %v", got, last)
	}
	f := file(t, app, id)
	if f.Status != repair.Received || f.RequestedMS == 0 || f.Token == "" || f.Customer != "Hélène" {
		t.Fatalf("got %+v", f)
	}
	refuse(t, app, "repair.receive", `{"parked":"`+id+`","product":{"label":"Tablette"}}`, repair.NotParked, "parked")
	refuse(t, app, "intake.drop", `{"id":"`+id+`"}`, repair.NotParked, "id")
	do(t, app, "intake.drop", `{"id":"`+answer[[]service.ParkedIntake](t, app, "intake.parked", "")[0].ID.String()+`"}`)
	if list := answer[[]service.ParkedIntake](t, app, "intake.parked", ""); len(list) != 3 {
		t.Fatalf("%d are parked", len(list))
	}
}

func TestWorkWhileTheCustomerWaitsIsOneEntry(t *testing.T) {
	app := shop(t)
	refuse(t, app, "repair.express", `{"product":{"label":"Montre"},"work":"Pile","cents":2500}`, repair.NameNeeded, "customer.name")
	refuse(t, app, "repair.express", `{"product":{"label":"Montre"},"work":"Pile","cents":500,"rate":196}`, quote.UnknownRate, "rate")
	do(t, app, "repair.express", `{"product":{"label":"Montre"},"work":"Pile","cents":2500,"objects":true}`)
	got := do(t, app, "repair.express", `{"product":{"label":"Montre"},"work":"Pile","cents":1200}`)["data"].(map[string]any)
	f := file(t, app, got["id"].(string))
	if f.Status != repair.Returned || f.Outcome != repair.Repaired || f.Links.PriceCents != 1200 || f.ReturnedMS == 0 || len(f.Timeline) != 1 {
		t.Fatalf("got %+v", f)
	}
}

func TestRefusedIntakesAreCounted(t *testing.T) {
	app := shop(t)
	for _, reason := range []string{"insects", "no_part", "no_part"} {
		do(t, app, "intake.refuse", `{"reason":"`+reason+`"}`)
	}
	refuse(t, app, "intake.refuse", `{"reason":"mood"}`, fault.Malformed, "reason")
	got := answer[[]views.Refused](t, app, "intake.refusals", `{"since":"2026-11-23"}`)
	if len(got) != 2 || got[0] != (views.Refused{Reason: "no_part", N: 2}) {
		t.Fatalf("got %+v", got)
	}
	if got = answer[[]views.Refused](t, app, "intake.refusals", `{"since":"2026-11-24"}`); len(got) != 0 {
		t.Fatalf("got %+v", got)
	}
}

func TestADepositOfSeveralDevicesIsHandedBackInParts(t *testing.T) {
	app := shop(t)
	first, _ := received(t, app)
	var ids []string
	for _, serial := range []string{"T1", "T2", "T3"} {
		data := do(t, app, "repair.receive", `{"deposit":"`+first+`","product":{"label":"Tablette","serial":"`+serial+`"},"accessories":["Housse"]}`)["data"].(map[string]any)
		ids = append(ids, data["id"].(string))
	}
	if f := file(t, app, ids[0]); f.Customer != "Karim Benali" {
		t.Fatalf("the deposit has another customer: %+v", f.RepairRow)
	}
	_, alone := received2(t, app, "ALONE")
	strange, err := app.Find(t.Context(), alone)
	if err != nil {
		t.Fatal(err)
	}
	back := func(id, state string) string { return `{"id":"` + id + `","accessories":{"Housse":"` + state + `"}}` }
	refuse(t, app, "deposit.hand_back", `{"deposit":"`+first+`","files":[{"id":"`+ids[0]+`"}]}`, service.AccessoriesOpen, "files.0.accessories")
	refuse(t, app, "deposit.hand_back", `{"deposit":"`+first+`","files":[{"id":"`+strange[0].String()+`"}]}`, repair.NotOneDeposit, "files.0.id")
	do(t, app, "deposit.hand_back", `{"deposit":"`+first+`","files":[`+back(ids[0], "returned")+`,`+back(ids[1], "left")+`]}`)
	want := map[string]repair.Status{first: repair.Received, ids[0]: repair.Returned, ids[1]: repair.Returned, ids[2]: repair.Received}
	rows := answer[[]views.RepairRow](t, app, "deposit.get", `{"id":"`+first+`"}`)
	if len(rows) != 4 {
		t.Fatalf("the deposit has %d files", len(rows))
	}
	for _, row := range rows {
		if row.Status != want[row.ID.String()] {
			t.Errorf("%s is %s", row.Number, row.Status)
		}
	}
	if f := file(t, app, ids[1]); len(f.Returned) != 1 || f.Returned[0].State != "left" {
		t.Errorf("got %+v", f.Returned)
	}
}

func TestABatchIsUndoneAtOnceForWhatNobodyTouchedSince(t *testing.T) {
	app := shop(t)
	one, _ := received2(t, app, "B1")
	two, _ := received2(t, app, "B2")
	do(t, app, "repair.place", `{"id":"`+one+`","place":"shelf","spot":"A1"}`)
	data := do(t, app, "repair.batch", `{"ids":["`+one+`","`+two+`"],"to":"repair","place":"bench"}`)["data"].(map[string]any)
	for _, id := range []string{one, two} {
		if f := file(t, app, id); f.Status != repair.Repairing || f.Care.Place != repair.OnBench {
			t.Fatalf("got %s %+v", f.Status, f.Care)
		}
	}
	do(t, app, "repair.move", `{"id":"`+two+`","to":"test"}`)
	batch := data["id"].(string)
	do(t, app, "repair.batch_undo", `{"id":"`+batch+`"}`)
	if f := file(t, app, one); f.Status != repair.Received || f.Care.Place != repair.OnShelf || f.Care.Spot != "A1" {
		t.Errorf("got %s %+v", f.Status, f.Care)
	}
	if f := file(t, app, two); f.Status != repair.Test {
		t.Errorf("what somebody did since is gone: %s", f.Status)
	}
	refuse(t, app, "repair.batch_undo", `{"id":"`+batch+`"}`, repair.BatchIsUndone, "id")
	refuse(t, app, "repair.batch", `{"ids":["`+one+`"]}`, fault.Missing, "to")
	refuse(t, app, "repair.batch", `{"ids":["`+one+`","`+two+`"],"to":"closed"}`, service.NotAllowed, "ids.0")
}

func TestMergedFilesKeepTheirNumbersAndCodes(t *testing.T) {
	app := shop(t)
	keep, number := received(t, app)
	other, old := received(t, app)
	token := file(t, app, other).Token
	do(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`"}`)
	for _, n := range []string{number, old} {
		if ids, err := app.Find(t.Context(), n); err != nil || len(ids) != 1 || ids[0].String() != keep {
			t.Errorf("%s leads to %v, %v", n, ids, err)
		}
	}
	if page, err := app.ByToken(t.Context(), hashOf(t, token)); err != nil || page.Number != number {
		t.Errorf("the code leads to %s, %v", page.Number, err)
	}
	if f := file(t, app, other); f.Status != repair.Closed || f.Links.MergedInto.String() != keep {
		t.Errorf("got %+v", f.Links)
	}
	refuse(t, app, "repair.merge", `{"id":"`+other+`","with":"`+keep+`"}`, repair.MergedFile, "id")
}

func TestAMergeThatWasWrongIsTakenBack(t *testing.T) {
	app := shop(t)
	keep, _ := received(t, app)
	other, old := received(t, app)
	do(t, app, "repair.move", `{"id":"`+other+`","to":"diag"}`)
	refuse(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`","apart":true}`, repair.NotMerged, "with")
	do(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`"}`)
	do(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`","apart":true}`)
	f := file(t, app, other)
	if f.Status != repair.Diag || f.Outcome != "" || !f.Links.MergedInto.IsZero() || len(file(t, app, keep).Links.Merged) != 0 {
		t.Errorf("it is %s %q, %+v", f.Status, f.Outcome, f.Links)
	}
	if ids, err := app.Find(t.Context(), old); err != nil || len(ids) != 1 || ids[0].String() != other {
		t.Errorf("%s leads to %v, %v", old, ids, err)
	}
	do(t, app, "repair.move", `{"id":"`+other+`","to":"quote_sent"}`)
	do(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`"}`)
}

func TestAnothersDeviceDoesNotVanishInAFile(t *testing.T) {
	app := shop(t)
	id := func(input string) string {
		return do(t, app, "repair.receive", input)["data"].(map[string]any)["id"].(string)
	}
	radio := id(`{"customer":{"name":"Ana Roy"},"product":{"label":"Radio","serial":"R-1"}}`)
	tv := id(`{"customer":{"name":"Karim Benali"},"product":{"label":"Téléviseur","serial":"T-1"}}`)
	refuse(t, app, "repair.merge", `{"id":"`+radio+`","with":"`+tv+`"}`, repair.MergeDevices, "with")
	bare := id(`{"customer":{"name":"Paul Vasseur"},"product":{"label":"Radio"}}`)
	refuse(t, app, "repair.merge", `{"id":"`+radio+`","with":"`+bare+`"}`, repair.MergeCustomers, "with")
	refuse(t, app, "repair.merge", `{"id":"`+radio+`","with":"`+bare+`","reason":"Deux fois !"}`, fault.Malformed, "reason")
	do(t, app, "repair.merge", `{"id":"`+radio+`","with":"`+bare+`","reason":"typed_twice"}`)
	twin := id(`{"customer":{"name":"A. Roy"},"product":{"label":"Poste","serial":"r-1 "}}`)
	do(t, app, "repair.merge", `{"id":"`+radio+`","with":"`+twin+`"}`)
	do(t, app, "repair.move", `{"id":"`+radio+`","to":"ready"}`)
	do(t, app, "repair.hand_back", `{"id":"`+radio+`"}`)
	again := id(`{"customer":{"name":"Ana Roy"},"product":{"label":"Radio","serial":"R-1"}}`)
	refuse(t, app, "repair.merge", `{"id":"`+again+`","with":"`+radio+`"}`, repair.MergeOver, "with")
}

func TestAFileIsPartedWithWhatBelongsToEach(t *testing.T) {
	app := shop(t)
	id, number := received(t, app)
	data := do(t, app, "repair.split", `{"id":"`+id+`","product":{"label":"Chargeur","serial":"C1"},"fault":"Ne charge pas","accessories":["Chargeur"]}`)["data"].(map[string]any)
	first, second := file(t, app, id), file(t, app, data["id"].(string))
	if len(first.Accessories) != 0 || len(second.Accessories) != 1 || second.Customer != first.Customer || second.Number == number ||
		second.ReceivedMS != first.ReceivedMS || second.Links.SplitFrom.String() != id || second.Fault != "Ne charge pas" {
		t.Fatalf("got %+v and %+v", first, second)
	}
}

func TestAFileGoesToItsRealCustomer(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	wrong := file(t, app, id).CustomerID
	right := do(t, app, "customer.save", `{"name":"Karim Benali-Roux"}`)["data"].(map[string]any)["id"].(string)
	do(t, app, "repair.reassign", `{"id":"`+id+`","customer":"`+right+`"}`)
	if f := file(t, app, id); f.Customer != "Karim Benali-Roux" || f.CustomerID.String() != right {
		t.Errorf("got %+v", f.RepairRow)
	}
	if c, err := app.Customer(t.Context(), wrong); err != nil || len(c.Repairs) != 0 {
		t.Errorf("the wrong customer still has %v, %v", c.Repairs, err)
	}
	if hits, err := app.Search(t.Context(), "roux", 5); err != nil || len(hits) != 1 {
		t.Errorf("the right name finds %d, %v", len(hits), err)
	}
}

func TestADeviceThatWasSentIsAtHomeWhereItArrives(t *testing.T) {
	app := shop(t)
	id, _ := received2(t, app, "S1")
	refuse(t, app, "repair.send", `{"id":"`+id+`","to":"LIL"}`, fault.Malformed, "to")
	do(t, app, "repair.send", `{"id":"`+id+`","to":"ROU"}`)
	if f := file(t, app, id); f.Links.SentTo != "ROU" || f.Care.Place != repair.OnTheWay || f.Site != "LIL" {
		t.Errorf("got %+v %+v", f.Links, f.Care)
	}
	do(t, app, "repair.arrive", `{"id":"`+id+`"}`)
	if f := file(t, app, id); f.Links.SentTo != "" || f.Care.Place != repair.AtCounter {
		t.Errorf("got %+v %+v", f.Links, f.Care)
	}
	do(t, app, "repair.hand_back", `{"id":"`+id+`"}`)
	refuse(t, app, "repair.send", `{"id":"`+id+`","to":"ROU"}`, custody.NotHere, "id")
}

// hashOf is how the customer's page looks a token up.
func hashOf(t testing.TB, token string) []byte {
	t.Helper()
	raw, err := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding).DecodeString(token)
	if err != nil || len(raw) == 0 {
		t.Fatalf("token %q: %v", token, err)
	}
	sum := sha256.Sum256(raw)
	return sum[:]
}

func TestEveryActSaysHowItIsPutRight(t *testing.T) {
	known, told := map[string]bool{}, map[string]bool{}
	for _, c := range service.Commands() {
		known[c.Name] = true
	}
	for _, c := range answer[[]service.Correction](t, shop(t), "corrections.list", "") {
		if !known[c.Command] || c.Until == "" || (c.By == "") != (c.Until == "stands") || c.By != "" && !known[c.By] {
			t.Errorf("%+v names no command", c)
		}
		told[c.Command] = true
	}
	for name := range known {
		if !told[name] {
			t.Errorf("%s does not say how it is put right, or that it stands", name)
		}
	}
}

func TestAHandBackIsTakenBackInTimeOrByAManager(t *testing.T) {
	l := newLife(t).on("2026-03-02")
	id := l.receive("2026-03-02")
	l.do("repair.hand_back", id, "")
	l.on("2026-04-01")
	do(t, l.app, "repair.move", `{"id":"`+id+`","to":"ready"}`)
	do(t, l.app, "repair.hand_back", `{"id":"`+id+`"}`)
	l.on("2026-05-02")
	refuse(t, l.app, "repair.move", `{"id":"`+id+`","to":"ready"}`, service.TooLate, "to")
	refuse(t, l.app, "repair.batch", `{"ids":["`+id+`"],"to":"ready"}`, service.TooLate, "ids.0")
	l.do("repair.move", id, `"to":"ready"`)
}

func TestASerialThatWasReadWrongIsAnotherDevice(t *testing.T) {
	l := newLife(t).on("2026-01-10")
	first := l.receive("2026-01-10")
	l.do("warranty.evidence", first, `"delivered_on":"2025-06-01",`+boughtNew)
	l.do("repair.hand_back", first, `"outcome":"repaired"`)
	l.on("2026-01-20")
	data := do(t, l.app, "repair.receive", `{"product":{"label":"Lave-linge","serial":"WM-7"}}`)["data"].(map[string]any)
	id := data["id"].(string)
	if got := answer[*service.Repeat](t, l.app, "repair.repeat", `{"id":"`+id+`"}`); got != nil {
		t.Fatalf("got %+v", got)
	}
	l.do("product.reserial", id, `"why":"correction","product":{"label":"Lave-linge","serial":"WM-1"}`)
	if got := answer[*service.Repeat](t, l.app, "repair.repeat", `{"id":"`+id+`"}`); got == nil || got.Number != file(t, l.app, first).Number {
		t.Errorf("the right number knows no earlier repair: %+v", got)
	}
	if v := l.verdict(id); v.Legal == nil || v.Legal.From.String() != "2025-06-01" {
		t.Errorf("the verdict is still about the wrong device: %+v", v.Legal)
	}
	for _, serial := range []string{"WM-7", "WM-1"} {
		if rows := answer[[]views.RepairRow](t, l.app, "serial.history", `{"serial":"`+serial+`"}`); len(rows) == 0 {
			t.Errorf("%s finds nothing", serial)
		}
	}
}

func TestAnIntakeMayTellOfThePurchaseAtOnce(t *testing.T) {
	l := newLife(t).on("2026-11-21")
	data := do(t, l.app, "repair.receive", `{"sale":{"delivered_on":"2026-01-15",`+boughtNew+`},"product":{"label":"Lave-linge","serial":"WM-9"}}`)["data"].(map[string]any)
	if v := l.verdict(data["id"].(string)); v.Answer != "possible" || v.Layer != "lgc" || v.Legal.From.String() != "2026-01-15" {
		t.Errorf("got %+v", v)
	}
	refuse(t, l.app, "repair.receive", `{"sale":{"by":"moon"},"product":{"label":"x"}}`, fault.Malformed, "sale.by")
}

func TestWhatIsGivenUpSaysWhy(t *testing.T) {
	app := shop(t)
	id, _ := received(t, app)
	refuse(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"abandoned"}`, fault.Missing, "barrier")
	refuse(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"abandoned","barrier":"unclaimed"}`, ladder.NotAbandonedYet, "outcome")
	refuse(t, app, "repair.remind", `{"id":"`+id+`","step":"first","channel":"sms"}`, ladder.NotReady, "id")
	refuse(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"ber","barrier":"mood"}`, fault.Malformed, "barrier")
	do(t, app, "repair.move", `{"id":"`+id+`","to":"ready","outcome":"ber","barrier":"parts_too_dear"}`)
	if f := file(t, app, id); f.Outcome != repair.BeyondRepair || f.Care.Barrier != "parts_too_dear" {
		t.Errorf("got %s %+v", f.Outcome, f.Care)
	}
	do(t, app, "repair.hand_back", `{"id":"`+id+`","accessories":{"Chargeur":"returned"},"outcome":"unrepaired"}`)
	if f := file(t, app, id); f.Outcome != repair.Unrepaired {
		t.Errorf("got %s", f.Outcome)
	}
}

// Who has the old paper of a file that was joined with another one is sent there: the
// device lies under that number, and is handed back once.
func TestNothingIsDoneUnderANumberThatWasJoinedWithAnother(t *testing.T) {
	app := shop(t)
	keep, number := received(t, app)
	other, _ := received(t, app)
	do(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`"}`)
	for _, act := range []struct{ name, more, field string }{
		{"repair.hand_back", `,"accessories":{"Chargeur":"returned"}`, "id"},
		{"repair.move", `,"to":"returned"`, "id"},
		{"repair.quote", `,"work":"Écran","total_cents":1000`, "id"},
		{"repair.note", `,"text":"Rappelé"`, "id"},
		{"repair.edit", `,"promised_on":"2026-12-09"`, "id"},
		{"repair.diagnose", `,"finding":"Dalle"`, "id"},
	} {
		_, err := app.Do(t.Context(), act.name, []byte(`{"id":"`+other+`"`+act.more+`}`))
		if f := fault.Of(err); f.Code != repair.MergedFile || f.Field != act.field || f.Args["number"] != number {
			t.Errorf("%s: %v", act.name, err)
		}
	}
	refuse(t, app, "repair.batch", `{"ids":["`+other+`"],"to":"returned"}`, repair.MergedFile, "ids.0")
	do(t, app, "repair.merge", `{"id":"`+keep+`","with":"`+other+`","apart":true}`)
	do(t, app, "repair.hand_back", `{"id":"`+other+`","accessories":{"Chargeur":"returned"}}`)
}

// Of thirty devices that come back together one may not move: it is named with its
// reason, and the others move when that is wanted.
func TestABatchNamesWhatMayNotMoveAndMovesTheOthers(t *testing.T) {
	app := shop(t)
	one, _ := received2(t, app, "B1")
	two, number := received2(t, app, "B2")
	three, _ := received2(t, app, "B3")
	do(t, app, "repair.hand_back", `{"id":"`+two+`"}`)
	batch := `{"ids":["` + one + `","` + two + `","` + three + `"],"to":"diag"`
	refuse(t, app, "repair.batch", batch+`}`, service.NotAllowed, "ids.1")
	data := do(t, app, "repair.batch", batch+`,"others":true}`)["data"].(map[string]any)
	refused := data["refused"].([]any)
	if why := refused[0].(map[string]any); len(refused) != 1 || why["number"] != number || why["code"] != string(service.NotAllowed) {
		t.Fatalf("refused %v", refused)
	}
	for id, want := range map[string]repair.Status{one: repair.Diag, two: repair.Returned, three: repair.Diag} {
		if got := file(t, app, id).Status; got != want {
			t.Errorf("%s stands at %s, want %s", id, got, want)
		}
	}
	do(t, app, "repair.batch_undo", `{"id":"`+data["id"].(string)+`"}`)
	if got := file(t, app, three).Status; got != repair.Received {
		t.Errorf("after the undo it stands at %s", got)
	}
	wrong := put(t, app, "repair.batch", `{"ids":["`+three+`"],"to":"ready","outcome":"repaired"}`, "id")
	do(t, app, "repair.batch_undo", `{"id":"`+wrong+`"}`)
	if f := file(t, app, three); f.Status != repair.Received || f.Outcome != repair.NoOutcome {
		t.Errorf("after the undo it stands at %s with the outcome %q", f.Status, f.Outcome)
	}
	refuse(t, app, "repair.batch", `{"ids":["`+two+`"],"to":"diag","others":true}`, service.NotAllowed, "ids.0")
}

func TestNoDeviceIsTakenInTomorrow(t *testing.T) {
	now := noon
	app := shopAt(t, &now)
	tomorrow := strconv.FormatInt(now.AddDate(0, 0, 1).UnixMilli(), 10)
	refuse(t, app, "repair.receive", `{"product":{"label":"Radio"},"received_ms":`+tomorrow+`,"requested_ms":1790000000000}`, fault.Malformed, "received_ms")
	refuse(t, app, "repair.receive", `{"product":{"label":"Radio"},"requested_ms":`+tomorrow+`}`, fault.Malformed, "requested_ms")
}

// That a device is beyond repair is not said any more once somebody works on it again.
func TestWorkThatBeginsAgainTakesBackThatNothingWasRepaired(t *testing.T) {
	app := shop(t)
	id, _ := received2(t, app, "B1")
	outcome := func(move string, want repair.Outcome) {
		t.Helper()
		do(t, app, "repair.move", `{"id":"`+id+`",`+move+`}`)
		if got := file(t, app, id).Outcome; got != want {
			t.Errorf("after %s the outcome is %q, want %q", move, got, want)
		}
	}
	outcome(`"to":"ready","outcome":"ber"`, repair.BeyondRepair)
	outcome(`"to":"repair"`, repair.NoOutcome)
	outcome(`"to":"ready","outcome":"repaired"`, repair.Repaired)
	outcome(`"to":"test"`, repair.Repaired) // looked at once more
	outcome(`"to":"ready"`, repair.Repaired)
	outcome(`"to":"returned","outcome":"unrepaired"`, repair.Unrepaired)
	outcome(`"to":"ready"`, repair.Unrepaired) // the hand-back was noted by mistake
}
