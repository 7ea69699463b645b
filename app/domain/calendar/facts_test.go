package calendar_test

import (
	"errors"
	"testing"
	"time"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
)

func TestACalendarIsReadFromWhatWasSaved(t *testing.T) {
	facts := calendar.SavedFacts{
		Region: "FR-AM", Week: calendar.UsualWeek(), OpenOn: []string{"good_friday"},
		Closures:   []calendar.ClosureFacts{{From: "2026-08-03", To: "2026-08-16", Name: "Congés"}},
		Exceptions: []calendar.ExceptionFacts{{On: "2026-12-20", Hours: "10:00-18:00", Name: "Avant Noël"}},
	}
	c, err := facts.Calendar(time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{
		"2026-11-24": "09:00-12:30 13:30-19:00", // a Tuesday
		"2026-11-23": "",                        // a Monday
		"2026-08-11": "",                        // away
		"2026-12-20": "10:00-18:00",             // a Sunday before Christmas
		"2026-12-26": "",                        // Saint Stephen's in Alsace-Moselle, a Saturday
		"2026-04-03": "09:00-12:30 13:30-19:00", // Good Friday, on which it opens all the same
	} {
		on, err := civil.Parse("on", day)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.FormatHours(c.Day(on).Hours); got != want {
			t.Errorf("%s is %q, want %q", day, got, want)
		}
	}
}

func TestACalendarThatCannotBeIsRefusedByField(t *testing.T) {
	for _, c := range []struct {
		field  string
		change func(*calendar.SavedFacts)
	}{
		{"week.2", func(f *calendar.SavedFacts) { f.Week[2] = "9h-12h" }},
		{"week.2", func(f *calendar.SavedFacts) { f.Week[2] = "09:00" }},
		{"week.2", func(f *calendar.SavedFacts) { f.Week[2] = "09:00-9:60" }},
		{"week.3.1", func(f *calendar.SavedFacts) { f.Week[3] = "09:00-12:00 11:00-19:00" }},
		{"region", func(f *calendar.SavedFacts) { f.Region = "DE" }},
		{"closures.0.to", func(f *calendar.SavedFacts) { f.Closures = []calendar.ClosureFacts{{From: "2026-08-03"}} }},
		{"closures.0.from", func(f *calendar.SavedFacts) { f.Closures = []calendar.ClosureFacts{{From: "août"}} }},
		{"exceptions.0.hours", func(f *calendar.SavedFacts) {
			f.Exceptions = []calendar.ExceptionFacts{{On: "2026-12-20", Hours: "25:00-26:00"}}
		}},
	} {
		facts := calendar.SavedFacts{Week: calendar.UsualWeek()}
		c.change(&facts)
		_, err := facts.Calendar(time.UTC)
		var f *fault.Error
		if !errors.As(err, &f) || f.Field != c.field {
			t.Errorf("got %v, want a fault of %s", err, c.field)
		}
	}
}
