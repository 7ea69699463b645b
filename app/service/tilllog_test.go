package service_test

import (
	"context"
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
)

func TestAnotherVersionOfTheProgramIsInTheTechnicalLogOnce(t *testing.T) {
	now := noon
	var log service.Journal
	before := countersOver(t, &now, func(l service.Journal) service.Journal { log = l; return l }, "1")[0]
	sell := func(app *service.App) {
		t.Helper()
		do(t, app, "till.sell", `{"lines":[{"label":"Câble","unit_cents":1300,"rate_permille":200}],"payments":[{"tender":"card","cents":1300}]}`)
	}
	sell(before)
	sell(before)
	next := service.New(service.Options{
		Journal: log, Views: views.New(), Now: func() time.Time { return now }, Random: rand.Reader, Rules: domaintest.Rules(t),
		Place: service.Place{Site: "LIL", Device: "1", PortalURL: "https://suivi.example"},
		Till: &service.Register{
			Series: func() []byte { return []byte("chain001") }, Key: func(series []byte) []byte { return append([]byte("key of "), series...) }, Software: "next",
		},
	})
	sell(next)
	sell(next)
	said := ask[[]service.ReceiptSheet](t, next, "till.receipts", `{"kinds":["event"]}`)
	if len(said) != 1 || said[0].Reason != till.VersionChanged || said[0].Ref != "test" || said[0].Software != "next" {
		t.Errorf("the log says %+v", said)
	}
	for _, p := range ask[[]service.TillProof](t, next, "till.verify", `{}`) {
		if len(p.Problems) > 0 || p.Records != 5 {
			t.Errorf("the series %+v", p)
		}
	}
}

func TestThatHQIsNotHeardIsInTheTechnicalLogByItself(t *testing.T) {
	now, heard := noon, noon
	var log service.Journal
	countersOver(t, &now, func(l service.Journal) service.Journal { log = l; return l }, "1")
	app := service.New(service.Options{
		Journal: log, Views: views.New(), Now: func() time.Time { return now }, Random: rand.Reader, Rules: domaintest.Rules(t),
		Heard: func(context.Context, string) (int64, error) { return heard.UnixMilli(), nil },
		Place: service.Place{Site: "LIL", Device: "1", PortalURL: "https://suivi.example"},
		Till: &service.Register{
			Series: func() []byte { return []byte("chain001") }, Key: func(series []byte) []byte { return append([]byte("key of "), series...) }, Software: "test",
		},
	})
	sell := func(later time.Duration, connected bool) {
		t.Helper()
		if now = now.Add(later); connected {
			heard = now
		}
		do(t, app, "till.sell", `{"lines":[{"label":"Câble","unit_cents":1300,"rate_permille":200}],"payments":[{"tender":"card","cents":1300}]}`)
	}
	sell(0, true)
	sell(10*time.Minute, false) // HQ may be silent for a while
	sell(10*time.Minute, false)
	sell(time.Hour, false)
	do(t, app, "till.close", `{}`)
	sell(time.Hour, true)
	said := ask[[]service.ReceiptSheet](t, app, "till.receipts", `{"kinds":["event"]}`)
	if len(said) != 2 || said[1].Reason != till.SyncLost || said[1].Ref != "2026-11-23 13:00:00" || said[0].Reason != till.SyncBack || said[0].Ref != "2026-11-23 15:20:00" {
		t.Errorf("the log says %+v", said)
	}
	for _, p := range ask[[]service.TillProof](t, app, "till.verify", `{}`) {
		if len(p.Problems) > 0 {
			t.Errorf("the series %+v", p)
		}
	}
}

func TestAClockThatIsSetBackIsInTheTechnicalLogOnce(t *testing.T) {
	now := noon
	app := countersOver(t, &now, func(l service.Journal) service.Journal { return l }, "1")[0]
	sell := func(later time.Duration) {
		t.Helper()
		now = now.Add(later)
		do(t, app, "till.sell", `{"lines":[{"label":"Câble","unit_cents":1300,"rate_permille":200}],"payments":[{"tender":"card","cents":1300}]}`)
	}
	for _, later := range []time.Duration{0, time.Hour, -30 * time.Second, -2 * time.Hour, time.Minute} {
		sell(later)
	}
	said := ask[[]service.ReceiptSheet](t, app, "till.receipts", `{"kinds":["event"]}`)
	if len(said) != 1 || said[0].Reason != till.ClockSetBack || said[0].Ref != "2026-11-23 13:59:30" {
		t.Errorf("the log says %+v", said)
	}
}

func TestWhoWorksAtTheTillIsInTheTechnicalLog(t *testing.T) {
	now := noon
	app := countersAt(t, &now, "1")[0]
	member := func(initials string) string {
		t.Helper()
		return put(t, app, "staff.save", `{"initials":"`+initials+`","display":"`+initials+` X.","role":"counter","site":"LIL"}`, "id")
	}
	anne, bob := member("AN"), member("BO")
	sell := func(who string) {
		t.Helper()
		do(t, app, "till.sell", `{"staff":"`+who+`","lines":[{"label":"Câble","unit_cents":1300,"rate_permille":200}],"payments":[{"tender":"card","cents":1300}]}`)
	}
	do(t, app, "till.sign_in", `{"staff":"`+bob+`"}`) // the till is closed: nobody sells there
	sell(anne)
	sell(anne)
	do(t, app, "till.sign_out", `{}`)
	do(t, app, "till.sign_out", `{}`)
	do(t, app, "till.sign_in", `{"staff":"`+bob+`"}`)
	sell(bob)
	sell(anne) // whoever took over without a word
	do(t, app, "till.close", `{"staff":"`+anne+`"}`)
	do(t, app, "till.sign_out", `{}`) // the day is closed, and stays so
	refused(t, app, "till.close", `{"staff":"`+bob+`"}`, till.NothingOpen, "")
	do(t, app, "till.sign_in", `{"staff":"`+bob+`"}`) // nor does a look in the evening open it
	refused(t, app, "till.close", `{"staff":"`+bob+`"}`, till.NothingOpen, "")
	now = now.Add(24 * time.Hour)
	do(t, app, "till.sign_in", `{"staff":"`+bob+`"}`) // who comes in the morning begins the day
	sell(anne)
	now = now.Add(24 * time.Hour)
	do(t, app, "till.sign_in", `{"staff":"`+anne+`"}`) // what nobody closed is closed before
	now = now.Add(72 * time.Hour)
	do(t, app, "till.sign_in", `{"staff":"`+anne+`"}`)
	var said []string
	list := ask[[]service.ReceiptSheet](t, app, "till.receipts", `{"kinds":["event"],"from":"2026-11-01"}`)
	for i := len(list) - 1; i >= 0; i-- {
		said = append(said, list[i].Reason+" "+map[string]string{anne: "AN", bob: "BO"}[list[i].Ref])
	}
	want := []string{"signed_in AN", "signed_out AN", "signed_in BO", "signed_in AN", "signed_in BO", "signed_in AN", "signed_in AN", "signed_in AN"}
	if !slices.Equal(said, want) {
		t.Errorf("the log says %q, not %q", said, want)
	}
	for _, p := range ask[[]service.TillProof](t, app, "till.verify", `{}`) {
		if len(p.Problems) > 0 {
			t.Errorf("the series %+v", p)
		}
	}
}

func TestAChangedPriceIsInTheTechnicalLogOfEachTillThatSellsByItOnce(t *testing.T) {
	now := noon
	tills := countersAt(t, &now, "1", "2")
	one, two := tills[0], tills[1]
	sell := func(app *service.App, cents string) {
		t.Helper()
		do(t, app, "till.sell", `{"lines":[{"label":"Câble","article":"CABLE","unit_cents":`+cents+`,"rate_permille":200,"nature":"goods"}],"payments":[{"tender":"card","cents":`+cents+`}]}`)
	}
	do(t, one, "part.save", `{"ref":"CABLE","label":"Câble USB-C","price_cents":1300}`)
	sell(one, "1300")
	sell(two, "1300")
	do(t, one, "part.price", `{"part":"CABLE","from_on":"2026-11-25","cost_cents":500}`) // what it costs is no price
	do(t, one, "part.price", `{"part":"CABLE","from_on":"2026-11-24","price_cents":1500}`)
	do(t, one, "part.save", `{"ref":"OTHER","label":"Autre","price_cents":100}`)
	do(t, one, "part.save", `{"ref":"OTHER","label":"Autre","price_cents":120}`)
	sell(two, "1300")
	now = now.Add(24 * time.Hour)
	for range 2 {
		sell(one, "1500")
		sell(two, "1500")
	}
	if p := ask[service.PartStock](t, one, "part.get", `{"part":"CABLE"}`); p.Price != 1500 {
		t.Errorf("the part %+v", p)
	}
	for device, want := range map[string][]string{
		"1": {"2026-11-23 100 120 OTHER", "2026-11-24 1300 1500 CABLE"},
		"2": {"2026-11-24 1300 1500 CABLE"},
	} {
		var said []string
		for _, rec := range ask[[]service.ReceiptSheet](t, one, "till.receipts", `{"kinds":["event"],"from":"2026-11-01"}`) {
			if rec.Reason == till.PriceChanged && rec.Device == device {
				said = append(said, rec.Ref)
			}
		}
		if !slices.Equal(said, want) {
			t.Errorf("the log of till %s says %q, not %q", device, said, want)
		}
	}
	for _, p := range ask[[]service.TillProof](t, one, "till.verify", `{}`) {
		if len(p.Problems) > 0 {
			t.Errorf("the series %+v", p)
		}
	}
}
