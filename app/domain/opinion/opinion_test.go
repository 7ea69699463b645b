package opinion_test

import (
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/opinion"
)

func TestOneInvitationInThirtyDays(t *testing.T) {
	day := func(text string) civil.Date {
		d, err := civil.Parse("on", text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for name, c := range map[string]struct {
		last, today string
		want        bool
	}{
		"never asked":       {"", "2026-11-28", true},
		"the same day":      {"2026-11-28", "2026-11-28", false},
		"twenty-nine days":  {"2026-10-30", "2026-11-28", false},
		"thirty days":       {"2026-10-29", "2026-11-28", true},
		"the clock is back": {"2026-12-24", "2026-11-28", false},
	} {
		last := civil.None
		if c.last != "" {
			last = day(c.last)
		}
		if got := opinion.MayAsk(last, day(c.today), 30); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAReviewNamesWhereItStands(t *testing.T) {
	good := opinion.LoggedFacts{Where: "Google", Stars: 2, On: "2026-11-20", ReceivedMS: 1, URL: "https://example.org/1"}
	if err := opinion.CheckLogged(good, opinion.ReviewBox{Words: "Trop long"}); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*opinion.LoggedFacts){
		"where": func(f *opinion.LoggedFacts) { f.Where = "" },
		"stars": func(f *opinion.LoggedFacts) { f.Stars = 6 },
		"url":   func(f *opinion.LoggedFacts) { f.URL = "javascript:alert(1)" },
	} {
		f := good
		change(&f)
		if err := opinion.CheckLogged(f, opinion.ReviewBox{}); err == nil || fault.Of(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
