package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// clocked is a fake of the calendar of a shop. What is saved is kept.
type clocked struct {
	*shop
	calendar views.Calendar
	saved    *service.CalendarInput
	targets  *service.TargetsInput
	refuse   error
}

func (c *clocked) Calendar(context.Context, string) (views.Calendar, error) {
	return c.calendar, c.refuse
}

func (c *clocked) Days(_ context.Context, asked *service.DaysAsked) (out []service.ShopDay, err error) {
	first := civil.At(time.Now().UnixMilli(), time.UTC)
	for i := range asked.Days {
		out = append(out, service.ShopDay{On: first.AddDays(i), Why: calendar.Weekly, Hours: "09:00-12:00"})
	}
	out[0].Why, out[0].Name, out[0].Hours = calendar.Holiday, "new_year", ""
	return out, nil
}

func (c *clocked) Templates(context.Context) ([]service.Template, error) {
	return []service.Template{{Code: "ready", Subject: map[string]string{"fr": "Prêt", "en": "Ready"}, Text: map[string]string{"fr": "C’est prêt.", "en": "It is ready."}}}, nil
}

func (c *clocked) SaveCalendar(_ context.Context, _ service.Call, in *service.CalendarInput) (service.Result, error) {
	if c.refuse != nil {
		return service.Result{}, c.refuse
	}
	c.saved = in
	return service.Result{}, nil
}

func (c *clocked) SaveTargets(_ context.Context, _ service.Call, in *service.TargetsInput) (service.Result, error) {
	c.targets = in
	return service.Result{}, nil
}

// keeps runs a test on the page of hours of a shop with a closure and a day of
// its own.
func keeps(t *testing.T, test func(b *bench, c *clocked, p *present.Hours, s *present.Detail)) {
	t.Helper()
	onBench(t, func(t *testing.T, b *bench) {
		c := &clocked{shop: newShop(t), calendar: views.Calendar{Site: "LIL", Zone: "Europe/Paris", Targets: message.Targets{}}}
		c.calendar.Week = calendar.UsualWeek()
		c.calendar.Closures = []calendar.ClosureFacts{{From: "2000-08-01", To: "2000-08-15"}, {From: "2000-02-01", To: "2000-02-01", Name: "Inventaire"}, {From: "1999-08-01", To: "1999-08-15"}}
		c.calendar.Exceptions = []calendar.ExceptionFacts{{On: "2000-01-09", Hours: "10:00-18:00"}}
		s := &present.Detail{}
		p := present.NewHours(b.env, c, func(present.HoursState) {}, func(d present.Detail) { *s = d })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		test(b, c, p, s)
	})
}

// card is a card of the page by its title.
func card(t *testing.T, s *present.Detail, title string) present.DetailCard {
	t.Helper()
	for _, c := range s.Cards {
		if c.Title == title {
			return c
		}
	}
	t.Fatalf("there is no card %q among %+v", title, s.Cards)
	return present.DetailCard{}
}

func submitHours(b *bench, p *present.Hours, fields ...string) {
	for i := 0; i < len(fields); i += 2 {
		p.SheetTyped(fields[i], fields[i+1])
	}
	p.SheetSubmitted()
	b.pass(time.Second)
}

func TestTheWeekIsTypedAsPeopleWriteIt(t *testing.T) {
	keeps(t, func(b *bench, c *clocked, p *present.Hours, s *present.Detail) {
		if got := card(t, s, "Semaine").Lines; got[0].Label != "lundi" || got[0].Value != "fermé" || got[1].Value != "09:00–12:30 · 13:30–19:00" {
			t.Fatalf("the week is %+v", got)
		}
		p.PrimaryPressed()
		submitHours(b, p, "week.1", "9h-12h30, 14h - 19h", "week.6", "", "week.0", "10-13")
		if c.saved == nil || c.saved.Week[1] != "09:00-12:30 14:00-19:00" || c.saved.Week[6] != "" || c.saved.Week[0] != "10:00-13:00" || c.saved.Week[2] != c.calendar.Week[2] {
			t.Fatalf("it saves %+v", c.saved)
		}
		if len(c.saved.Closures) != 3 || len(c.saved.Exceptions) != 1 || c.saved.Site != "LIL" {
			t.Errorf("and loses something: %+v", c.saved)
		}
	})
}

func TestARefusalStandsUnderItsDay(t *testing.T) {
	keeps(t, func(b *bench, c *clocked, p *present.Hours, s *present.Detail) {
		p.PrimaryPressed()
		c.refuse = fault.New(fault.Malformed, "week.3", "expected", "09:30-12:00 14:00-19:00")
		submitHours(b, p, "week.3", "tôt")
		if s.Sheet.Fields[2].Error == "" || c.saved != nil {
			t.Errorf("it shows %+v", s.Sheet)
		}
	})
}

func TestAClosureIsNotedChangedAndTakenAway(t *testing.T) {
	keeps(t, func(b *bench, c *clocked, p *present.Hours, s *present.Detail) {
		lines := card(t, s, "Fermetures").Lines
		if len(lines) != 2 || lines[0].Label != "Inventaire" || strings.Contains(lines[0].Value, "–") {
			t.Fatalf("ahead, the first first: %+v", lines)
		}
		p.ActionPressed(lines[0].Open)
		submitHours(b, p, "closures.1.to", "02/02/2000")
		if c.saved.Closures[1].To != "2000-02-02" || c.saved.Closures[1].Name != "Inventaire" || len(c.saved.Closures) != 3 {
			t.Errorf("changed: %+v", c.saved.Closures)
		}
		p.ActionPressed("hours.close")
		submitHours(b, p, "closures.3.from", "24/12/2000", "closures.3.name", "Noël")
		if len(c.saved.Closures) != 4 || c.saved.Closures[3] != (calendar.ClosureFacts{From: "2000-12-24", To: "2000-12-24", Name: "Noël"}) {
			t.Errorf("noted: %+v", c.saved.Closures)
		}
		p.ActionPressed(lines[0].Open)
		submitHours(b, p, "drop", "drop")
		if len(c.saved.Closures) != 2 || c.saved.Closures[0].From != "2000-08-01" || c.saved.Closures[1].From != "1999-08-01" {
			t.Errorf("taken away: %+v", c.saved.Closures)
		}
		if len(c.calendar.Closures) != 3 || c.calendar.Closures[1].Name != "Inventaire" {
			t.Errorf("what was read changed: %+v", c.calendar.Closures)
		}
	})
}

func TestASpecialDayHasHoursOfItsOwn(t *testing.T) {
	keeps(t, func(b *bench, c *clocked, p *present.Hours, s *present.Detail) {
		p.ActionPressed("hours.day")
		submitHours(b, p, "exceptions.1.on", "pas une date")
		if s.Sheet.Fields[0].Error == "" {
			t.Fatalf("it shows %+v", s.Sheet)
		}
		submitHours(b, p, "exceptions.1.on", "17/12/2000", "exceptions.1.hours", "10h-19h")
		if len(c.saved.Exceptions) != 2 || c.saved.Exceptions[1] != (calendar.ExceptionFacts{On: "2000-12-17", Hours: "10:00-19:00"}) {
			t.Errorf("it saves %+v", c.saved.Exceptions)
		}
	})
}

func TestDaysAheadSayWhyTheyDiffer(t *testing.T) {
	keeps(t, func(_ *bench, _ *clocked, _ *present.Hours, s *present.Detail) {
		if got := card(t, s, "Les 14 jours qui viennent").Lines; len(got) != 14 || got[0].Value != "fermé · Jour de l’an" || got[0].Tone != present.Watch || got[1].Tone != present.Neutral {
			t.Errorf("they are %+v", got[:2])
		}
	})
}

func TestTimesOfAnswerAreMinutes(t *testing.T) {
	keeps(t, func(b *bench, c *clocked, p *present.Hours, s *present.Detail) {
		p.ActionPressed("hours.targets")
		submitHours(b, p, "minutes.email", "bientôt")
		if s.Sheet.Fields[0].Error == "" || c.targets != nil {
			t.Fatalf("it shows %+v", s.Sheet)
		}
		submitHours(b, p, "minutes.email", "90")
		if c.targets == nil || c.targets.Minutes[message.Email] != 90 || len(c.targets.Minutes) != len(message.Channels()) {
			t.Errorf("it saves %+v", c.targets)
		}
	})
}

func TestATemplateIsReadInBothLanguages(t *testing.T) {
	keeps(t, func(_ *bench, _ *clocked, p *present.Hours, s *present.Detail) {
		n := len(s.Cards)
		p.ActionPressed("hours.template:ready")
		if len(s.Cards) != n+1 || !strings.Contains(s.Cards[n].Text, "C’est prêt.") || !strings.Contains(s.Cards[n].Text, "It is ready.") {
			t.Fatalf("it shows %+v", s.Cards[n:])
		}
		p.ActionPressed("hours.template:ready")
		if len(s.Cards) != n {
			t.Error("once more does not put it away")
		}
	})
}

func TestHoursThatCannotBeReadSaySo(t *testing.T) {
	keeps(t, func(b *bench, c *clocked, p *present.Hours, s *present.Detail) {
		c.refuse = errDisk
		p.RetryPressed()
		b.pass(time.Second)
		if s.Notice.Retry == "" {
			t.Errorf("it shows %+v", s)
		}
	})
}
