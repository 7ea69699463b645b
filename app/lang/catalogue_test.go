package lang_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"etabli/app/lang"
)

func room(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestTheRoomsOfALanguageAreMerged(t *testing.T) {
	set, err := lang.Load(fstest.MapFS{
		"i18n/fr/a.json": room(`{"a.hello": "Bonjour {name}"}`),
		"i18n/fr/b.json": room(`{"b.bye": "Au revoir"}`),
	}, "i18n")
	if err != nil {
		t.Fatal(err)
	}
	c := set[lang.French]
	if got := c.T("a.hello", "name", "{name}"); got != "Bonjour {name}" {
		t.Errorf("a value was read for places of its own: %q", got)
	}
	if got := c.T("b.bye"); got != "Au revoir" {
		t.Errorf("got %q", got)
	}
	if got := c.T("b.none"); got != "⟦b.none⟧" || c.Has("b.none") {
		t.Errorf("a missing message reads %q", got)
	}
}

func TestAFaultyFileIsReportedAndTheRestStillReads(t *testing.T) {
	for name, text := range map[string]string{
		"a key twice":             `{"a": "x", "a": "y"}`,
		"a key of another room":   `{"good": "again"}`,
		"a number for a text":     `{"a": 1}`,
		"a nested object":         `{"a": {"b": "c"}}`,
		"a list":                  `[]`,
		"an empty file":           ``,
		"an object left open":     `{"a": "x"`,
		"something after the end": `{"a": "x"} {}`,
	} {
		t.Run(name, func(t *testing.T) {
			set, err := lang.Load(fstest.MapFS{
				"i18n/fr/a_good.json":   room(`{"good": "bon"}`),
				"i18n/fr/b_faulty.json": room(text),
			}, "i18n")
			if err == nil || !strings.Contains(err.Error(), "b_faulty.json") {
				t.Errorf("the error does not name the file: %v", err)
			}
			if got := set[lang.French].T("good"); got != "bon" {
				t.Errorf("the good room reads %q", got)
			}
		})
	}
	_, err := lang.Load(fstest.MapFS{"i18n/fr/a.json": room(`{"a": "x", "a": "y"}`)}, "i18n")
	if !errors.Is(err, lang.ErrDuplicate) {
		t.Errorf("a duplicate is not ErrDuplicate: %v", err)
	}
}

func TestFrenchIsTypesetAtLoad(t *testing.T) {
	set, err := lang.Load(fstest.MapFS{
		"i18n/fr/a.json": room(`{"a": "L'essai : prêt ? Oui ! 20 %, 5 € ; « mot » n° 2 à 14:31"}`),
		"i18n/en/a.json": room(`{"a": "20 % : as typed ?"}`),
	}, "i18n")
	if err != nil {
		t.Fatal(err)
	}
	want := "L’essai\u202f: prêt\u202f? Oui\u202f! 20\u00a0%, 5\u00a0€\u202f; «\u202fmot\u202f» n°\u00a02 à 14:31"
	if got := set[lang.French].T("a"); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := set[lang.English].T("a"); got != "20 % : as typed ?" {
		t.Errorf("English was typeset as French: %q", got)
	}
}

func TestALanguageTagFindsItsCatalogue(t *testing.T) {
	for tag, want := range map[string]string{
		"": "fr", "fr": "fr", "fr-BE": "fr", "en": "en", "en_GB.UTF-8": "en", "EN-us": "en", "nl": "fr", "-": "fr",
	} {
		if got := lang.For(tag).Tag(); got != want {
			t.Errorf("For(%q) speaks %s, want %s", tag, got, want)
		}
	}
}

func TestDatesReadAsPeopleWriteThem(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	ms := time.Date(2026, 11, 21, 13, 31, 0, 0, time.UTC).UnixMilli()
	fr, en := lang.For("fr"), lang.For("en")
	for got, want := range map[string]string{
		fr.Date("2026-11-21"):      "21 nov. 2026",
		en.Date("2026-11-21"):      "21 Nov 2026",
		fr.Date("2026-05-01"):      "1er mai 2026",
		fr.Date("????"):            "????",
		fr.DateShort("2026-11-21"): "sam. 21 nov.",
		en.DateShort("2026-11-21"): "Sat 21 Nov",
		fr.DateShort("2026-02-30"): "2026-02-30",
		fr.DateTime(ms, paris):     "21 nov. 2026 à 14:31",
		en.DateTime(ms, paris):     "21 Nov 2026 at 14:31",
		fr.Day(ms, paris):          "21 nov.",
		en.Day(ms, paris):          "21 Nov",
		fr.DayTime(ms, paris):      "21 nov. à 14:31",
		en.DayTime(ms, paris):      "21 Nov at 14:31",
		fr.Clock(ms, paris):        "14:31",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAnAgeIsToldInTheRoughnessThatHelps(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, paris)
	for _, c := range []struct {
		at     time.Time
		fr, en string
	}{
		{now, "à l’instant", "just now"},
		{now.Add(20 * time.Second), "à l’instant", "just now"},
		{now.Add(-3 * time.Minute), "il y a 3 min", "3 min ago"},
		{now.Add(-time.Hour), "il y a 1 h", "1 hour ago"},
		{now.Add(-8 * time.Hour), "il y a 8 h", "8 hours ago"},
		{now.Add(-12 * time.Hour), "hier", "yesterday"},
		{now.Add(-3 * 24 * time.Hour), "18 nov.", "18 Nov"},
		{now.AddDate(-1, 0, 0), "21 nov. 2025", "21 Nov 2025"},
		{now.Add(2 * time.Hour), "21 nov. 2026 à 11:00", "21 Nov 2026 at 11:00"},
	} {
		if got := lang.For("fr").AgoIn(c.at.UnixMilli(), now.UnixMilli(), paris); got != c.fr {
			t.Errorf("%v: got %q, want %q", c.at, got, c.fr)
		}
		if got := lang.For("en").AgoIn(c.at.UnixMilli(), now.UnixMilli(), paris); got != c.en {
			t.Errorf("%v: got %q, want %q", c.at, got, c.en)
		}
	}
}

func TestSumsAndCountsFollowTheLanguage(t *testing.T) {
	fr, en := lang.For("fr"), lang.For("en")
	for got, want := range map[string]string{
		fr.Money(123456, "EUR"):        "1\u202f234,56\u00a0€",
		en.Money(123456, "EUR"):        "€1,234.56",
		fr.Money(-5000, "EUR"):         "-50,00\u00a0€",
		fr.Money(1500, "JPY"):          "1\u202f500\u00a0¥",
		fr.Money(100, "EURO"):          "100\u00a0× 0.01 EURO",
		fr.Number(59604):               "59\u202f604",
		en.Number(59604):               "59,604",
		fr.Number(-1234567):            "−1\u202f234\u202f567",
		en.Number(999):                 "999",
		en.N("ago.hours", 1):           "1 hour ago",
		en.N("ago.hours", 0):           "0 hours ago",
		en.N("ago.hours", 2000):        "2,000 hours ago",
		fr.N("no.such.key", 0):         "⟦no.such.key.one⟧",
		fr.N("no.such.key", 2):         "⟦no.such.key.other⟧",
		lang.For("en").Ago(1, 1+30000): "just now",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Goal: no sentence ends with two full stops because its last word is an abbreviation.
func TestAnAbbreviationSharesTheFullStopOfItsSentence(t *testing.T) {
	set, err := lang.Load(fstest.MapFS{"i18n/fr/a.json": room(`{"a.call": "Nous appelons le {date}. Le {date}, pas avant."}`)}, "i18n")
	if err != nil {
		t.Fatal(err)
	}
	c := set[lang.French]
	if got := c.T("a.call", "date", "27 nov."); got != "Nous appelons le 27 nov. Le 27 nov., pas avant." {
		t.Errorf("got %q", got)
	}
	if got := c.T("a.call", "date", "27 mai"); got != "Nous appelons le 27 mai. Le 27 mai, pas avant." {
		t.Errorf("got %q", got)
	}
}
