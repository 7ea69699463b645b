package service_test

import (
	"testing"

	"etabli/app/service"
)

func TestADayIsProposedByTheShopsHoursAndWhatLiesBeforeIt(t *testing.T) {
	l := newLife(t).on("2026-12-04") // a Friday
	do(t, l.app, "calendar.save", `{"closures":[{"from":"2026-12-10","to":"2026-12-20","name":"Travaux"}]}`)
	for _, c := range []struct{ asked, want, why string }{
		{`{"bench_minutes":60}`, "2026-12-04", "bench"},
		{`{"bench_minutes":60,"part_days":2}`, "2026-12-08", "part"},   // Sunday and Monday it is closed
		{`{"bench_minutes":60,"part_days":7}`, "2026-12-22", "closed"}, // and so it is from the 10th to the 20th
		{`{"bench_minutes":60,"queue_minutes":2400}`, "2026-12-22", "queue"},
	} {
		got := answer[service.Proposed](t, l.app, "calendar.propose", c.asked)
		why := map[string]bool{}
		for _, b := range got.Because {
			why[b.Code] = true
		}
		if got.On.String() != c.want || !why[c.why] {
			t.Errorf("%s: %+v, want %s because of %s", c.asked, got, c.want, c.why)
		}
	}
	before := answer[service.Proposed](t, l.app, "calendar.propose", `{}`)
	for range 10 {
		l.receive("2026-12-04")
	}
	if after := answer[service.Proposed](t, l.app, "calendar.propose", `{}`); after.ReadyMS <= before.ReadyMS {
		t.Errorf("ten devices wait, and it is ready as soon: %+v", after)
	}
}

func TestAClosureNamesWhatWasPromisedForItsDays(t *testing.T) {
	l := newLife(t).on("2026-12-01")
	id := l.receive("2026-12-01")
	l.do("repair.edit", id, `"promised_on":"2026-12-11"`)
	legal := file(t, l.app, id).LegalOn
	if got := answer[[]service.Clash](t, l.app, "calendar.clashes", ``); len(got) != 0 {
		t.Errorf("open that day: %+v", got)
	}
	do(t, l.app, "calendar.save", `{"closures":[{"from":"2026-12-10","to":"2026-12-20","name":"Travaux"}]}`)
	got := answer[[]service.Clash](t, l.app, "calendar.clashes", ``)
	if len(got) != 1 || got[0].What != "repair" || got[0].Name != "Travaux" || got[0].Next.String() != "2026-12-22" {
		t.Fatalf("got %+v", got)
	}
	if p := answer[service.Pressing](t, l.app, "shop.pressing", ``); len(p.Closed) != 1 {
		t.Errorf("it presses: %+v", p.Closed)
	}
	l.do("repair.edit", id, `"promised_on":"2026-12-22"`)
	if left := answer[[]service.Clash](t, l.app, "calendar.clashes", ``); len(left) != 0 || file(t, l.app, id).LegalOn != legal {
		t.Errorf("moved: %+v, legal day %s, was %s", left, file(t, l.app, id).LegalOn, legal)
	}
}
