package civil_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/domaintest"
	"etabli/app/domain/fault"
)

var day = domaintest.Day

func TestMonthsEndOnTheLastDayTheMonthHas(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2024-02-29", 24, "2026-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2025-03-10", 24, "2027-03-10"},
		{"2026-08-31", 6, "2027-02-28"},
		{"2027-08-31", 6, "2028-02-29"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", -13, "2024-12-15"},
		{"2026-11-21", 0, "2026-11-21"},
	} {
		if got := day(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestADayIsThatOfTheShopsZone(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		"2026-10-01T21:59:59Z": "2026-10-01",
		"2026-10-01T22:00:00Z": "2026-10-02",
		"2026-12-01T22:59:59Z": "2026-12-01",
		"2026-12-01T23:00:00Z": "2026-12-02",
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := civil.At(moment.UnixMilli(), paris).String(); got != want {
			t.Errorf("%s is %s in Paris, want %s", at, got, want)
		}
	}
	if civil.At(0, paris).Known() {
		t.Error("a moment that is not known has a day")
	}
}

func TestADayThatIsNotKnownStaysSo(t *testing.T) {
	for name, d := range map[string]civil.Date{
		"days":         civil.None.AddDays(30),
		"months":       civil.None.AddMonths(24),
		"working days": civil.None.AddWorkingDays(8, civil.Ouvres, civil.Metropole),
	} {
		if d.Known() || d.String() != "" {
			t.Errorf("%s make %q of no day", name, d)
		}
	}
	if got := civil.Earlier(civil.None, day(t, "2026-01-01")).String(); got != "2026-01-01" {
		t.Errorf("the earlier of nothing and a day is %q", got)
	}
}

func TestWrongDatesAreRefusedByField(t *testing.T) {
	for _, s := range []string{"2026-02-30", "21/11/2026", "2026-1-1", "1969-12-31", "2200-01-01", "2026-11-21T10:00", "٢٠٢٦-٠١-٠١"} {
		var f *fault.Error
		if _, err := civil.Parse("bought_on", s); !errors.As(err, &f) || f.Field != "bought_on" {
			t.Errorf("%q: got %v, want a fault of bought_on", s, err)
		}
	}
}

func TestDatesTravelAsText(t *testing.T) {
	type paper struct {
		On, Off civil.Date
	}
	b, err := json.Marshal(paper{On: day(t, "2026-11-21")})
	if err != nil || string(b) != `{"On":"2026-11-21","Off":""}` {
		t.Fatalf("got %s, %v", b, err)
	}
	var back paper
	if err := json.Unmarshal(b, &back); err != nil || back.On != day(t, "2026-11-21") || back.Off.Known() {
		t.Fatalf("got %v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"On":"yesterday"}`), &back); err == nil {
		t.Fatal("a word passes for a date")
	}
}

// Against the standard library, which counts days its own way.
func TestArithmeticAgreesWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(rapid.IntRange(1970, 2199).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")),
			rapid.IntRange(1, 31).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		d := civil.Of(at.Date())
		n := rapid.IntRange(-40_000, 40_000).Draw(t, "days")
		if got, want := d.AddDays(n).String(), at.AddDate(0, 0, n).Format("2006-01-02"); got != want {
			t.Fatalf("%s and %d days is %s, want %s", d, n, got, want)
		}
		if d.Weekday() != at.Weekday() {
			t.Fatalf("%s is a %s, want %s", d, d.Weekday(), at.Weekday())
		}
		if d.DaysUntil(d.AddDays(n)) != n {
			t.Fatalf("%s is not %d days before %s", d, n, d.AddDays(n))
		}
		m := rapid.IntRange(0, 240).Draw(t, "months")
		later, next := d.AddMonths(m), d.AddDays(1).AddMonths(m)
		if later > next {
			t.Fatalf("%d months put %s after the day that follows it", m, d)
		}
		y, month, _ := later.Split()
		if first := time.Date(at.Year(), at.Month()+time.Month(m), 1, 0, 0, 0, 0, time.UTC); y != first.Year() || month != first.Month() {
			t.Fatalf("%s and %d months is %s, in another month", d, m, later)
		}
	})
}
