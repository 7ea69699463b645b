package service_test

import (
	"testing"
	"time"

	"etabli/app/domain/ereport"
	"etabli/app/service"
	"etabli/app/views"
)

// sold120 is a sale of 120 euros with tax.
const sold120 = `{"lines":[{"label":"Main-d’œuvre","unit_cents":12000,"rate_permille":200}],"payments":[{"tender":"card","cents":12000}]}`

func TestAPeriodIsReportedWholeAndALateDayCompletesIt(t *testing.T) {
	now := time.Date(2026, 10, 5, 10, 0, 0, 0, time.UTC)
	apps := countersAt(t, &now, "1", "2", "3")
	one, two, three := apps[0], apps[1], apps[2]
	do(t, one, "ereport.regime", `{"regime":"quarterly"}`)
	do(t, one, "till.sell", sold120)
	do(t, two, "till.sell", sold120)
	refuse(t, one, "ereport.make", `{"on":"2026-10-05"}`, ereport.NotOver, "on")

	// November: the first till closes its days by itself, the second one is not there
	now = time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)
	refuse(t, one, "ereport.make", `{}`, ereport.Hole, "on")
	due := ask[[]service.PeriodDue](t, one, "ereport.due", `{}`)
	if len(due) != 1 || len(due[0].Holes) != 1 || due[0].Holes[0] != (service.Hole{Till: "LIL2", On: "2026-10-05", Why: "open"}) {
		t.Fatalf("%+v", due)
	}
	do(t, two, "till.sell", sold120) // it closes what it owes, and sells in November
	do(t, one, "ereport.make", `{}`)
	list := ask[[]views.SalesReport](t, one, "ereport.list", `{}`)
	if len(list) != 1 || list[0].Gross != 24_000 || list[0].Tax != 4_000 || list[0].Records != 2 || len(list[0].Payments) != 1 || list[0].Payments[0].Cents != 24_000 {
		t.Fatalf("%+v", list)
	}
	refuse(t, one, "ereport.make", `{}`, ereport.Nothing, "on")

	// a third till comes late: what it sold in October completes the report, once
	now = time.Date(2026, 10, 20, 10, 0, 0, 0, time.UTC)
	do(t, three, "till.sell", sold120)
	now = time.Date(2026, 11, 4, 9, 0, 0, 0, time.UTC)
	do(t, three, "till.sell", sold120)
	due = ask[[]service.PeriodDue](t, one, "ereport.due", `{}`)
	if len(due) != 1 || due[0].Completes != list[0].Number || len(due[0].Holes) != 0 {
		t.Fatalf("%+v", due)
	}
	do(t, one, "ereport.make", `{}`)
	list = ask[[]views.SalesReport](t, one, "ereport.list", `{}`)
	if len(list) != 2 || list[1].Completes != list[0].Number || list[1].Gross != 12_000 || list[1].Number == list[0].Number {
		t.Fatalf("%+v", list)
	}
	refuse(t, one, "ereport.make", `{}`, ereport.Nothing, "on")
}
