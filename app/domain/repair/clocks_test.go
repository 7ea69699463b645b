package repair_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/repair"
)

func paris(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestTheLastLegalDayFollowsTheRuleOfTheFile(t *testing.T) {
	zone := paris(t)
	rule := &repair.LegalRule{Value: 30, Unit: "days"}
	for _, c := range []struct{ name, at, want string }{
		{"repair met its limit", "2026-09-01T10:00:00+02:00", "2026-10-01"},
		{"returned on day 35", "2026-10-01T18:30:00+02:00", "2026-10-31"},
		{"just before midnight of the shop", "2026-10-01T23:59:59+02:00", "2026-10-31"},
		{"midnight of the shop is another day than in UTC", "2026-10-02T00:00:00+02:00", "2026-11-01"},
		{"over the end of summer time", "2026-10-10T23:30:00+02:00", "2026-11-09"},
		{"over the start of summer time", "2026-03-10T00:30:00+01:00", "2026-04-09"},
		{"over a leap day", "2028-02-01T12:00:00+01:00", "2028-03-02"},
		{"over the end of a year", "2026-12-15T12:00:00+01:00", "2027-01-14"},
	} {
		t.Run(c.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, c.at)
			if err != nil {
				t.Fatal(err)
			}
			if got := rule.LastDay(at.UnixMilli(), zone, civil.Metropole).String(); got != c.want {
				t.Fatalf("got %s, want %s", got, c.want)
			}
		})
	}
	if got := rule.LastDay(0, zone, civil.Metropole); got.Known() {
		t.Fatalf("no request has the last day %s", got)
	}
	at := time.Date(2026, 12, 18, 12, 0, 0, 0, zone).UnixMilli()
	for unit, want := range map[string]string{"months": "2027-02-18", "ouvres": "2026-12-22", "ouvrables": "2026-12-21"} {
		other := &repair.LegalRule{Value: 2, Unit: unit}
		if got := other.LastDay(at, zone, civil.Metropole).String(); got != want {
			t.Errorf("2 %s after a Friday end on %s, want %s", unit, got, want)
		}
	}
	if got := (*repair.LegalRule)(nil).LastDay(at, zone, civil.Metropole); got.Known() {
		t.Fatalf("no rule gives the day %s", got)
	}
}

const hourMS = int64(time.Hour / time.Millisecond)

// The clocks of a whole file: each line is a status, entered some hours after
// the request, and what the clocks show two hours later.
func TestClocksFollowTheStatus(t *testing.T) {
	start := int64(1_790_000_000_000)
	var c repair.Clocks
	c.Request(start, nil)
	for _, s := range []struct {
		to           repair.Status
		at           int64
		legal        bool
		slaH, turnH  int64 // two hours later
		slaIsRunning bool
	}{
		{repair.Announced, 0, true, 0, 0, false},
		{repair.Received, 10, true, 2, 2, true},
		{repair.Diag, 12, true, 4, 4, true},
		{repair.QuoteSent, 15, true, 5, 7, false},
		{repair.QuoteOK, 20, true, 7, 12, true},
		{repair.PartWait, 21, true, 6, 13, false},
		{repair.Repairing, 30, true, 8, 22, true},
		{repair.Ready, 33, true, 9, 23, false},
		{repair.Repairing, 40, true, 11, 32, true},
		{repair.Ready, 41, true, 10, 31, false},
		{repair.Returned, 50, false, 10, 31, false},
		{repair.Closed, 60, false, 10, 31, false},
	} {
		c.Step(s.to, start+s.at*hourMS)
		now := start + (s.at+2)*hourMS
		if c.LegalRuns != s.legal || c.SLARuns != s.slaIsRunning ||
			c.SLAMS(now) != s.slaH*hourMS || c.TurnMS(now) != s.turnH*hourMS {
			t.Errorf("in %s: legal %v, SLA %v %d h, turnaround %d h", s.to, c.LegalRuns, c.SLARuns, c.SLAMS(now)/hourMS, c.TurnMS(now)/hourMS)
		}
	}
}

func TestClocksNeverRunBackwards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c repair.Clocks
		c.Request(1000, nil)
		at := int64(1000)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			before := c.SLAMS(at)
			at = max(0, at+int64(rapid.IntRange(-500, 2000).Draw(t, "pause")))
			c.Step(rapid.SampledFrom(repair.Statuses()).Draw(t, "status"), at)
			if c.SLASpentMS < 0 || c.TurnMS(at) < 0 || c.SLAMS(at) < 0 || (at >= c.SLASinceMS && c.SLAMS(at) > before+2000) {
				t.Fatalf("clocks %+v at %d", c, at)
			}
		}
	})
}
