package datetext_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"etabli/app/ui/widgets/datetext"
)

const today = "2026-11-21" // a Saturday

func TestDatesAreReadAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct {
		text string
		bias datetext.Bias
		want string
	}{
		{"14/02/2025", datetext.Past, "2025-02-14"},
		{" 14/2/25 ", datetext.Past, "2025-02-14"},
		{"14.2.2025", datetext.Past, "2025-02-14"},
		{"14-02-2025", datetext.Past, "2025-02-14"},
		{"14 2 25", datetext.Past, "2025-02-14"},
		{"140225", datetext.Past, "2025-02-14"},
		{"14022025", datetext.Past, "2025-02-14"},
		{"2025-02-14", datetext.Past, "2025-02-14"},
		{"14 fév. 2025", datetext.Past, "2025-02-14"},
		{"14 Février 25", datetext.Past, "2025-02-14"},
		{"14feb2025", datetext.Past, "2025-02-14"},
		{"1er", datetext.Past, "2026-11-01"},
		{"1er mars 2026", datetext.Past, "2026-03-01"},
		{"3 août 2026", datetext.Past, "2026-08-03"},
		{"3 juil", datetext.Past, "2026-07-03"},
		{"3 juin", datetext.Future, "2027-06-03"},
		{"14/2", datetext.Past, "2026-02-14"},
		{"14/2", datetext.Future, "2027-02-14"},
		{"1412", datetext.Past, "2025-12-14"},
		{"21/11", datetext.Past, "2026-11-21"},
		{"21/11", datetext.Future, "2026-11-21"},
		{"22", datetext.Past, "2026-10-22"},
		{"22", datetext.Future, "2026-11-22"},
		{"31", datetext.Future, "2026-12-31"},
		{"31", datetext.Past, "2026-10-31"},
		{"29/2", datetext.Future, "2028-02-29"},
		{"29/2", datetext.Past, "2024-02-29"},
		{"1/1/99", datetext.Past, "1999-01-01"},
		{"1/1/99", datetext.Future, "2099-01-01"},
		{"+7", datetext.Future, "2026-11-28"},
		{"-3", datetext.Past, "2026-11-18"},
		{"+0", datetext.Past, "2026-11-21"},
		{"30/02/2025", datetext.Past, ""},
		{"29/02/2025", datetext.Past, ""},
		{"0/1/2025", datetext.Past, ""},
		{"14/13/2025", datetext.Past, ""},
		{"14/2/225", datetext.Past, ""},
		{"14/2/2", datetext.Past, ""},
		{"14/2/9999", datetext.Past, ""},
		{"fév. 2025", datetext.Past, ""},
		{"demain", datetext.Future, ""},
		{"12345", datetext.Past, ""},
		{"1/2/3/4", datetext.Past, ""},
		{"+99999", datetext.Future, ""},
		{"", datetext.Past, ""},
		{"14/02/2025 et puis bien plus tard encore, un jour", datetext.Past, ""},
	} {
		got, ok := datetext.Parse(c.text, today, c.bias)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Parse(%q, %d) = %q, %v; want %q", c.text, c.bias, got, ok, c.want)
		}
	}
}

func TestWithoutATodayNothingIsRead(t *testing.T) {
	if got, ok := datetext.Parse("14/02/2025", "21/11/2026", datetext.Past); ok {
		t.Fatalf("read %q", got)
	}
}

func TestPropertyWhatIsShownIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 30000).Draw(t, "day"))
		iso := day.Format("2006-01-02")
		bias := datetext.Bias(rapid.IntRange(0, 1).Draw(t, "bias"))
		if got, ok := datetext.Parse(datetext.Show(iso), today, bias); !ok || got != iso {
			t.Fatalf("%s is shown as %s and read as %s", iso, datetext.Show(iso), got)
		}
	})
}

func TestShowLeavesOutWhatIsNoDate(t *testing.T) {
	for _, iso := range []string{"", "14/02/2025", "2025-02-30"} {
		if got := datetext.Show(iso); got != "" {
			t.Errorf("Show(%q) = %q", iso, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"14/02/2025", "140225", "14 fév", "+7", "31", "0", "é1/2"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, future bool) {
		bias := datetext.Past
		if future {
			bias = datetext.Future
		}
		iso, ok := datetext.Parse(text, today, bias)
		if !ok {
			if iso != "" {
				t.Fatalf("%q gave %q and false", text, iso)
			}
			return
		}
		d, err := time.Parse("2006-01-02", iso)
		if err != nil {
			t.Fatalf("%q gave %q: %v", text, iso, err)
		}
		if fmt.Sprintf("%04d", d.Year()) != iso[:4] {
			t.Fatalf("%q gave %q", text, iso)
		}
	})
}
