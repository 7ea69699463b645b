package figure_test

import (
	"testing"

	"etabli/app/domain/figure"
)

func TestOneVisitIsEnoughWhenNobodyHasToComeAgain(t *testing.T) {
	trip := func(job, day string, n int64, done bool) figure.Trip {
		return figure.Trip{Job: job, Device: job, On: on(t, day), AtMS: n, Done: done}
	}
	m := figure.Matter{
		Short: 30, Today: on(t, "2027-03-31"),
		Trips: []figure.Trip{
			trip("good", "2026-11-03", 1, true),
			trip("twice", "2026-11-04", 1, true), trip("twice", "2026-11-25", 2, true),
			trip("a part is missing", "2026-11-05", 1, false), trip("a part is missing", "2026-11-12", 2, true),
			trip("brought in", "2026-11-06", 1, true),
			trip("long after", "2026-11-07", 1, true), trip("long after", "2027-02-01", 2, true),
			trip("before", "2026-10-07", 1, true),
		},
		Cases: []figure.Case{{Device: "brought in", ReceivedOn: on(t, "2026-11-20")}, {Device: "good", ReceivedOn: on(t, "2026-11-02")}},
	}
	span := figure.Span{From: on(t, "2026-11-01"), To: on(t, "2026-11-30")}
	if l := line(t, figure.Report(m, span), figure.VisitFix); l.Cases != 5 || values(l)["share"] != 400 {
		t.Errorf("%+v", l)
	}
	m.Today = on(t, "2026-12-04") // what may still come back does not count yet
	if l := line(t, figure.Report(m, span), figure.VisitFix); l.Cases != 2 {
		t.Errorf("%+v", l)
	}
}

func TestHoursThatSomebodyPaysAreMeasuredAgainstThoseThatArePaid(t *testing.T) {
	u := figure.Use{HandsMS: 30 * 3600_000, BilledMS: 21 * 3600_000, Jobs: 12}.Of(5, 35*60)
	if u.PaidMS != 35*3600_000 || u.Share != 600 || u.PerDay != 24 {
		t.Errorf("%+v", u)
	}
	if u := (figure.Use{BilledMS: 1}).Of(0, 35*60); u.Share != figure.NoCase {
		t.Errorf("on leave all month: %+v", u)
	}
}

func TestHowDevicesKeepInTouch(t *testing.T) {
	s := figure.Sync{Devices: 4, Heard: 3, Entries: 2000, Clashes: 3}.Of()
	if s.Share != 750 || s.Rate != 15 {
		t.Errorf("%+v", s)
	}
	if s := (figure.Sync{}).Of(); s.Share != figure.NoCase || s.Rate != figure.NoCase {
		t.Errorf("of nothing: %+v", s)
	}
}
