package warranty_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
)

func TestThirtyDaysNeverPause(t *testing.T) {
	for _, c := range []struct {
		name, requested, remedied, returned, on string
		last, opens, refund                     string
		clock                                   warranty.Clock
	}{
		{"A met", "2026-09-01", "2026-09-24", "", "2026-09-30", "2026-10-01", "2026-10-02", "", warranty.Met},
		{"the last day is in time", "2026-09-01", "2026-10-01", "", "2026-11-01", "2026-10-01", "2026-10-02", "", warranty.Met},
		{"D late", "2026-10-01", "2026-11-05", "2026-11-10", "2026-11-10", "2026-10-31", "2026-11-01", "2026-11-24", warranty.Passed},
		{"still away on the last day", "2026-10-01", "", "", "2026-10-31", "2026-10-31", "2026-11-01", "", warranty.Running},
		{"still away the day after", "2026-10-01", "", "", "2026-11-01", "2026-10-31", "2026-11-01", "", warranty.Passed},
		{"a last day on a holiday is not put off", "2026-11-25", "", "", "2026-12-20", "2026-12-25", "2026-12-26", "", warranty.Running},
		{"no request", "", "", "", "2026-11-21", "", "", "", warranty.NoClock},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := terms(t).Deadline(day(t, c.requested), day(t, c.remedied), day(t, c.returned), day(t, c.on))
			if got.LastOn.String() != c.last || got.OpensOn.String() != c.opens || got.RefundBy.String() != c.refund || got.Clock != c.clock {
				t.Fatalf("got %+v", got)
			}
		})
	}
}

func TestTheClockOfAFileAndTheRuleAgree(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	tm := terms(t)
	row, err := rulesOf(t, "2026-11-21").Find(repair.LegalRuleID)
	if err != nil {
		t.Fatal(err)
	}
	kept := repair.LegalRuleOf(row)
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.Int64Range(1, 7_000_000_000_000).Draw(t, "moment")
		want := kept.LastDay(ms, paris, civil.Metropole)
		if got := tm.Deadline(civil.At(ms, paris), civil.None, civil.None, civil.None).LastOn; got != want {
			t.Fatalf("the rule says %s, the clock of a file %s", got, want)
		}
	})
}

func TestDaysThatAreLeft(t *testing.T) {
	d := terms(t).Deadline(day(t, "2026-10-01"), civil.None, civil.None, day(t, "2026-10-25"))
	for on, want := range map[string]int{"2026-10-01": 30, "2026-10-31": 0, "2026-11-03": -3} {
		if got := d.DaysLeft(day(t, on)); got != want {
			t.Errorf("on %s %d days are left, want %d", on, got, want)
		}
	}
}
