package calendar_test

import (
	"errors"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
)

func paris(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

var day = domaintest.Day

// at is a moment as the clock in Paris shows it.
func at(t testing.TB, s string) int64 {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", s, paris(t))
	if err != nil {
		t.Fatal(err)
	}
	return m.UnixMilli()
}

func clock(t testing.TB, ms int64) string {
	return time.UnixMilli(ms).In(paris(t)).Format("2006-01-02 15:04")
}

// lille opens Tuesday to Friday with a break, Saturday without one, and closes
// for a fortnight in August and on Mondays.
func lille(t testing.TB) calendar.Calendar {
	t.Helper()
	broken := []calendar.Span{{FromMinutes: 9 * 60, ToMinutes: 12 * 60}, {FromMinutes: 14 * 60, ToMinutes: 18 * 60}}
	c := calendar.Calendar{
		Zone: paris(t), Region: civil.Metropole,
		Week:     [7][]calendar.Span{2: broken, 3: broken, 4: broken, 5: broken, 6: {{FromMinutes: 10 * 60, ToMinutes: 17 * 60}}},
		OpenOn:   []string{"armistice"},
		Closures: []calendar.Closure{{From: day(t, "2026-08-09"), To: day(t, "2026-08-23"), Name: "Congés d'été"}},
		Exceptions: []calendar.Exception{
			{On: day(t, "2026-12-20"), Hours: []calendar.Span{{FromMinutes: 10 * 60, ToMinutes: 18 * 60}}, Name: "Dimanche avant Noël"},
			{On: day(t, "2026-12-24"), Hours: []calendar.Span{{FromMinutes: 9 * 60, ToMinutes: 16 * 60}}},
			{On: day(t, "2026-12-31"), Name: "Inventaire"},
		},
	}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEachDayHasItsHoursAndSaysWhy(t *testing.T) {
	c := lille(t)
	for _, k := range []struct {
		on   string
		open bool
		why  calendar.Why
		name string
	}{
		{"2026-11-21", true, calendar.Weekly, ""},
		{"2026-11-22", false, calendar.Weekly, ""},
		{"2026-11-23", false, calendar.Weekly, ""},
		{"2026-12-25", false, calendar.Holiday, "christmas"},
		{"2026-11-11", true, calendar.Weekly, ""},
		{"2026-08-15", false, calendar.Closed, "Congés d'été"},
		{"2026-08-23", false, calendar.Closed, "Congés d'été"},
		{"2026-08-25", true, calendar.Weekly, ""},
		{"2026-12-20", true, calendar.Exceptional, "Dimanche avant Noël"},
		{"2026-12-31", false, calendar.Exceptional, "Inventaire"},
	} {
		got := c.Day(day(t, k.on))
		if got.Open() != k.open || got.Why != k.why || got.Name != k.name {
			t.Errorf("%s: got %+v, want open %v by %s %q", k.on, got, k.open, k.why, k.name)
		}
	}
}

func TestStrasbourgIsClosedOnItsOwnHolidays(t *testing.T) {
	c := lille(t)
	c.Region = civil.AlsaceMoselle
	for on, want := range map[string]string{"2026-04-03": "good_friday", "2026-12-26": "saint_stephen"} {
		if got := c.Day(day(t, on)); got.Open() || got.Name != want {
			t.Errorf("%s: got %+v, want %s", on, got, want)
		}
		if !lille(t).Day(day(t, on)).Open() {
			t.Errorf("%s is closed in Lille", on)
		}
	}
}

func TestTheShopOpensNext(t *testing.T) {
	c := lille(t)
	for _, k := range []struct {
		at   string
		open bool
		next string
	}{
		{"2026-11-21 11:00", true, "2026-11-21 11:00"},
		{"2026-11-21 16:59", true, "2026-11-21 16:59"},
		{"2026-11-21 17:00", false, "2026-11-24 09:00"},
		{"2026-11-24 12:00", false, "2026-11-24 14:00"},
		{"2026-11-24 08:59", false, "2026-11-24 09:00"},
		{"2026-08-08 17:30", false, "2026-08-25 09:00"},
		{"2026-12-24 16:00", false, "2026-12-26 10:00"},
		{"2026-10-24 18:00", false, "2026-10-27 09:00"},
	} {
		if got := c.OpenAt(at(t, k.at)); got != k.open {
			t.Errorf("%s is open: %v, want %v", k.at, got, k.open)
		}
		if got, err := c.NextOpening(at(t, k.at)); err != nil || clock(t, got) != k.next {
			t.Errorf("after %s the shop opens at %s, %v; want %s", k.at, clock(t, got), err, k.next)
		}
	}
}

func TestWorkingTimeIsAddedWhileTheShopIsOpen(t *testing.T) {
	c := lille(t)
	for _, k := range []struct {
		from    string
		minutes int
		want    string
	}{
		{"2026-11-24 09:00", 60, "2026-11-24 10:00"},
		{"2026-11-24 11:30", 60, "2026-11-24 14:30"},
		{"2026-11-24 11:00", 60, "2026-11-24 12:00"},
		{"2026-11-21 16:30", 60, "2026-11-24 09:30"},
		{"2026-11-22 03:00", 0, "2026-11-24 09:00"},
		{"2026-11-24 09:00", 7*60 + 1, "2026-11-25 09:01"},
		{"2026-08-08 16:00", 90, "2026-08-25 09:30"},
	} {
		if got, err := c.AddWorking(at(t, k.from), k.minutes); err != nil || clock(t, got) != k.want {
			t.Errorf("%s and %d minutes is %s, %v; want %s", k.from, k.minutes, clock(t, got), err, k.want)
		}
	}
}

func TestDaysAreAddedAsTheRuleCountsThem(t *testing.T) {
	c := lille(t)
	for _, k := range []struct {
		from string
		span rules.Span
		want string
	}{
		{"2026-11-23", rules.Span{N: 8, Unit: rules.Ouvres}, "2026-12-03"},
		{"2026-11-23", rules.Span{N: 8, Unit: rules.Ouvrables}, "2026-12-02"},
		{"2026-11-23", rules.Span{N: 8, Unit: rules.Days}, "2026-12-01"},
		{"2026-08-31", rules.Span{N: 6, Unit: rules.Months}, "2027-02-28"},
	} {
		if got := c.AddDays(day(t, k.from), k.span).String(); got != k.want {
			t.Errorf("%s and %v is %s, want %s", k.from, k.span, got, k.want)
		}
	}
	if got, err := c.AddOpenDays(day(t, "2026-08-08"), 2); err != nil || got.String() != "2026-08-26" {
		t.Errorf("two days of opening after 8 August are %s, %v", got, err)
	}
}

func TestAPromiseSaysWhatItRestsOn(t *testing.T) {
	c := lille(t)
	got, err := c.Propose(calendar.Work{
		FromMS: at(t, "2026-08-04 10:00"), QueueMinutes: 120, BenchMinutes: 90, Part: rules.Span{N: 6, Unit: rules.Days},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got.On.String() != "2026-08-25" || clock(t, got.ReadyMS) != "2026-08-25 10:30" {
		t.Errorf("proposed %s, ready at %s", got.On, clock(t, got.ReadyMS))
	}
	var codes []string
	for _, b := range got.Because {
		codes = append(codes, b.Code)
	}
	if len(codes) < 4 || codes[0] != "queue" || codes[1] != "part" || codes[2] != "bench" || codes[3] != "closed" {
		t.Errorf("the reasons are %v", codes)
	}
	if got.Because[3].Day.Name != "Congés d'été" {
		t.Errorf("the first closed day is %+v", got.Because[3].Day)
	}
	same, err := c.Propose(calendar.Work{FromMS: at(t, "2026-11-24 10:00"), BenchMinutes: 30})
	if err != nil || same.On.String() != "2026-11-24" || len(same.Because) != 1 {
		t.Errorf("a quick job is proposed for %s because of %v, %v", same.On, same.Because, err)
	}
}

func TestAShopThatNeverOpensIsAFault(t *testing.T) {
	c := calendar.Calendar{Zone: paris(t), Region: civil.Metropole}
	never := fault.New(fault.Missing, "")
	if _, err := c.NextOpening(at(t, "2026-11-24 09:00")); !errors.Is(err, never) {
		t.Errorf("next opening: %v", err)
	}
	if _, err := c.AddWorking(at(t, "2026-11-24 09:00"), 10); !errors.Is(err, never) {
		t.Errorf("add working: %v", err)
	}
	if _, err := c.NextOpenDay(day(t, "2026-11-24")); !errors.Is(err, never) {
		t.Errorf("next open day: %v", err)
	}
	if _, err := c.Propose(calendar.Work{FromMS: at(t, "2026-11-24 09:00")}); !errors.Is(err, never) {
		t.Errorf("propose: %v", err)
	}
	if _, err := lille(t).AddWorking(0, calendar.MaxWorkMinutes+1); !errors.Is(err, fault.New(fault.OutOfRange, "")) {
		t.Errorf("too much work: %v", err)
	}
}

func TestWrongCalendarsNameTheirField(t *testing.T) {
	for _, k := range []struct {
		field  string
		change func(*calendar.Calendar)
	}{
		{"zone", func(c *calendar.Calendar) { c.Zone = nil }},
		{"region", func(c *calendar.Calendar) { c.Region = "FR-XX" }},
		{"week.2.1", func(c *calendar.Calendar) {
			c.Week[2] = []calendar.Span{{FromMinutes: 600, ToMinutes: 720}, {FromMinutes: 700, ToMinutes: 800}}
		}},
		{"week.3.0", func(c *calendar.Calendar) { c.Week[3] = []calendar.Span{{FromMinutes: 600, ToMinutes: 600}} }},
		{"week.4.0", func(c *calendar.Calendar) { c.Week[4] = []calendar.Span{{FromMinutes: 600, ToMinutes: 1441}} }},
		{"week.5", func(c *calendar.Calendar) { c.Week[5] = make([]calendar.Span, calendar.MaxSpans+1) }},
		{"open_on.0", func(c *calendar.Calendar) { c.OpenOn = []string{"Noël"} }},
		{"closures.0.to", func(c *calendar.Calendar) { c.Closures[0].To = c.Closures[0].From - 1 }},
		{"closures.0.from", func(c *calendar.Calendar) { c.Closures[0].From = civil.None }},
		{"closures.0.name", func(c *calendar.Calendar) { c.Closures[0].Name = "a\x00" }},
		{"closures", func(c *calendar.Calendar) { c.Closures = make([]calendar.Closure, calendar.MaxClosures+1) }},
		{"exceptions.1.on", func(c *calendar.Calendar) { c.Exceptions[1].On = c.Exceptions[0].On }},
		{"exceptions.0.hours.0", func(c *calendar.Calendar) { c.Exceptions[0].Hours[0].FromMinutes = -1 }},
		{"exceptions", func(c *calendar.Calendar) { c.Exceptions = make([]calendar.Exception, calendar.MaxExceptions+1) }},
	} {
		c := lille(t)
		k.change(&c)
		var f *fault.Error
		if err := c.Check(); !errors.As(err, &f) || f.Field != k.field {
			t.Errorf("got %v, want a fault of %s", err, k.field)
		}
	}
}

// Goal: working time added and working time counted are the same thing, over
// holidays, closures and both changes of the clocks.
func TestAddedTimeIsCountedTime(t *testing.T) {
	c := lille(t)
	begin := at(t, "2026-01-01 00:00")
	rapid.Check(t, func(t *rapid.T) {
		from := begin + rapid.Int64Range(0, 400*24*60).Draw(t, "minute")*60_000
		minutes := rapid.IntRange(1, 6000).Draw(t, "minutes")
		to, err := c.AddWorking(from, minutes)
		if err != nil {
			t.Fatal(err)
		}
		if ms, err := c.WorkingMS(from, to); err != nil || ms != int64(minutes)*60_000 {
			t.Fatalf("%d minutes were added and %d ms are counted, %v", minutes, ms, err)
		}
		if !c.OpenAt(to - 1) {
			t.Fatal("work ends while the shop is closed")
		}
		if next, err := c.NextOpening(from); err != nil || next < from || !c.OpenAt(next) || (c.OpenAt(from) && next != from) {
			t.Fatalf("the next opening of %d is %d, %v", from, next, err)
		}
		proposed, err := c.Propose(calendar.Work{FromMS: from, BenchMinutes: minutes})
		if err != nil || !c.Day(proposed.On).Open() || proposed.ReadyMS != to {
			t.Fatalf("the proposal is %+v, %v", proposed, err)
		}
	})
}
