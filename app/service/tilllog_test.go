package service_test

import (
	"context"
	"crypto/rand"
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
