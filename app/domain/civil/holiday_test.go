package civil_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/civil"
)

func TestEasterOfKnownYears(t *testing.T) {
	for _, want := range []string{
		"1981-04-19", "1990-04-15", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20",
		"2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25", "2049-04-18", "2076-04-19", "2160-03-23",
	} {
		d := day(t, want)
		year, _, _ := d.Split()
		if got := civil.Easter(year); got != d {
			t.Errorf("Easter of %d is %s, want %s", year, got, want)
		}
	}
}

// The oracle is another published way to the same day: it walks the epacts
// instead of correcting the two late moons at the end.
func TestEasterAgreesWithAnotherWayToIt(t *testing.T) {
	for year := 1970; year <= 2199; year++ {
		a, b, c := year%19, year/100, year%100
		h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
		l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
		m := (a + 11*h + 22*l) / 451
		n := h + l - 7*m + 114
		if want := civil.Of(year, time.Month(n/31), n%31+1); civil.Easter(year) != want {
			t.Errorf("Easter of %d is %s, want %s", year, civil.Easter(year), want)
		}
	}
}

func TestHolidaysOfAYear(t *testing.T) {
	var got []string
	for _, h := range civil.Holidays(civil.AlsaceMoselle, 2026) {
		got = append(got, h.On.String()+" "+h.Code)
	}
	want := `2026-01-01 new_year
2026-04-03 good_friday
2026-04-06 easter_monday
2026-05-01 labour
2026-05-08 victory
2026-05-14 ascension
2026-05-25 whit_monday
2026-07-14 national
2026-08-15 assumption
2026-11-01 all_saints
2026-11-11 armistice
2026-12-25 christmas
2026-12-26 saint_stephen`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestRegionsHaveHolidaysOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		on     string
		region civil.Region
		want   string
	}{
		{"2026-12-26", civil.AlsaceMoselle, "saint_stephen"},
		{"2026-12-26", civil.Metropole, ""},
		{"2026-04-03", civil.AlsaceMoselle, "good_friday"},
		{"2026-04-03", civil.Metropole, ""},
		{"2026-05-22", civil.Martinique, "abolition"},
		{"2026-05-22", civil.Guadeloupe, ""},
		{"2026-12-25", civil.Reunion, "christmas"},
		{"", civil.Metropole, ""},
	} {
		if got, _ := civil.HolidayOn(day(t, c.on), c.region); got != c.want {
			t.Errorf("%q in %s is %q, want %q", c.on, c.region, got, c.want)
		}
	}
	if civil.Region("FR-XX").Known() || !civil.AlsaceMoselle.Known() {
		t.Error("the regions are not told apart from other words")
	}
}

func TestWorkingDaysAreCountedInTwoWays(t *testing.T) {
	for _, c := range []struct {
		name, from string
		n          int
		week       civil.Week
		region     civil.Region
		want       string
	}{
		{"a complaint answered in 8 jours ouvrés", "2026-11-23", 8, civil.Ouvres, civil.Metropole, "2026-12-03"},
		{"the same in jours ouvrables", "2026-11-23", 8, civil.Ouvrables, civil.Metropole, "2026-12-02"},
		{"over Christmas", "2026-12-23", 2, civil.Ouvres, civil.Metropole, "2026-12-28"},
		{"over Christmas in Strasbourg, Saturdays counted", "2026-12-24", 1, civil.Ouvrables, civil.AlsaceMoselle, "2026-12-28"},
		{"from a Saturday", "2026-11-21", 1, civil.Ouvres, civil.Metropole, "2026-11-23"},
		{"no day at all", "2026-11-21", 0, civil.Ouvres, civil.Metropole, "2026-11-21"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := day(t, c.from).AddWorkingDays(c.n, c.week, c.region).String(); got != c.want {
				t.Fatalf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestALastDayIsPutOffToAWorkingDay(t *testing.T) {
	for from, want := range map[string]string{
		"2026-12-08": "2026-12-08",
		"2026-12-05": "2026-12-07",
		"2026-12-25": "2026-12-28",
	} {
		if got := day(t, from).OrNextWorkingDay(civil.Ouvres, civil.Metropole).String(); got != want {
			t.Errorf("%s is put off to %s, want %s", from, got, want)
		}
	}
}
