package scan_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"etabli/app/ui/widgets/scan"
)

// press is a key and when it was pressed.
type press struct {
	r  rune // '\n' is Enter
	at time.Duration
}

// line is a text and Enter, with a gap before each key.
func line(after time.Duration, text string, gap func() time.Duration) (keys []press) {
	for _, r := range text + "\n" {
		after += gap()
		keys = append(keys, press{r, after})
	}
	return keys
}

func every(gap time.Duration) func() time.Duration { return func() time.Duration { return gap } }

// told is how a window tells keys: none while it draws, then all that were pressed, each of
// which takes it a while. It answers what the judge says at each Enter, and the text of each
// line that it took for a code.
func told(o scan.Options, keys []press, draw, each func() time.Duration) (verdicts []scan.Verdict, codes []scan.Scan) {
	d, now := scan.New(o), start
	d.Beat(now)
	for len(keys) > 0 {
		now = now.Add(max(draw(), ms))
		for len(keys) > 0 && !start.Add(keys[0].at).After(now) {
			if keys[0].r == '\n' {
				code, verdict := d.End(now)
				verdicts, codes = append(verdicts, verdict), append(codes, code)
			} else {
				d.Rune(keys[0].r, now)
			}
			now, keys = now.Add(each()), keys[1:]
		}
		d.Beat(now)
		if _, verdict := d.Settle(now); verdict != scan.Typed {
			verdicts, codes = append(verdicts, verdict), append(codes, scan.Scan{Code: "settled without an end"})
		}
	}
	return verdicts, codes
}

// ours knows the codes of the tables below.
func ours() scan.Options {
	is := func(s string) bool {
		return s == "LIL2-00431-X7K" || s == "3017620422003" || s == "490154203237518" || strings.HasPrefix(s, "https://")
	}
	return scan.Options{Plausible: is, Proves: is}
}

func TestABusyWindowTellsAReaderFromAHand(t *testing.T) {
	const number, foreign = "LIL2-00431-X7K", "DMQKX3-2290"
	for _, c := range []struct {
		name      string
		text      string
		gap, draw time.Duration
		want      string // nothing: typed
	}{
		{"a reader, a quick window", number, 5 * ms, 16 * ms, number},
		{"a reader, a window that is held up", number, 5 * ms, 700 * ms, number},
		{"a reader, a French keyboard, held up", frenchKeys(number), 5 * ms, 700 * ms, number},
		{"a slow reader, a slow window", number, 25 * ms, 250 * ms, number},
		{"an address, held up", "https://etabli.example/r/7Zq2m9", 5 * ms, 2 * time.Second, "https://etabli.example/r/7Zq2m9"},
		{"somebody else's code, a slow window", foreign, 5 * ms, 200 * ms, foreign},
		{"somebody else's code, a French keyboard, held up", frenchKeys(foreign), 5 * ms, 2 * time.Second, foreign},
		{"one letter twice, held up", "LIL2-004431-X7K", 5 * ms, 900 * ms, number},
		{"a reader over the air, a French keyboard", frenchKeys(number), 60 * ms, 16 * ms, number},
		{"a hand, a quick window", "Ecran noir", 90 * ms, 16 * ms, ""},
		{"a hand, a window that is held up", "Ecran noir", 90 * ms, 2 * time.Second, ""},
		{"a hand that writes a number, held up", "0639980077", 120 * ms, 3 * time.Second, ""},
		{"a hand with accents, held up", "l'\u00e9t\u00e9 \u00e0 la (r\u00e9serve)", 100 * ms, 4 * time.Second, ""},
		{"a hand that writes a number of ours", number, 150 * ms, 16 * ms, ""},
		{"a hand that rolls over keys, a slow window", "interrupteur", 55 * ms, 150 * ms, ""},
	} {
		verdicts, codes := told(ours(), line(0, c.text, every(c.gap)), every(c.draw), every(4*ms))
		want := scan.Scanned
		if c.want == "" {
			want = scan.Typed
		}
		if len(verdicts) != 1 || verdicts[0] != want || codes[0].Code != c.want {
			t.Errorf("%s: %v, %+v", c.name, verdicts, codes)
		}
	}
}

func TestWhatAHandWroteWhileTheWindowWasHeldUpStays(t *testing.T) {
	keys := line(0, "Dup ", every(90*ms))
	keys = append(keys[:4], line(400*ms, "3017620422003", every(4*ms))...)
	_, codes := told(ours(), keys, every(900*ms), every(ms))
	if len(codes) != 1 || codes[0].Code != "3017620422003" || codes[0].Runes != 13 {
		t.Fatalf("%+v", codes)
	}
}

func gaps(t *rapid.T, name string, least, most int) func() time.Duration {
	g := rapid.IntRange(least, most)
	return func() time.Duration { return time.Duration(g.Draw(t, name)) * ms }
}

func TestPropertyACodeOfOursIsReadHoweverBusyTheWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom([]string{"LIL2-00431-X7K", "3017620422003", "490154203237518", "https://etabli.example/r/7Zq2m9"}).Draw(t, "code")
		typed := code
		if rapid.Bool().Draw(t, "french") {
			typed = frenchKeys(code)
		}
		_, codes := told(ours(), line(0, typed, gaps(t, "gap", 1, 12)), gaps(t, "draw", 1, 900), gaps(t, "each", 0, 20))
		if len(codes) != 1 || codes[0].Code != code {
			t.Fatalf("%q: %+v", typed, codes)
		}
	})
}

func TestPropertyNoHandIsTakenForAReaderHoweverBusyTheWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("abcdE\u00e91 -&'(")), 0, 60, -1).Draw(t, "text")
		verdicts, codes := told(ours(), line(0, text, gaps(t, "gap", 60, 400)), gaps(t, "draw", 1, 3000), gaps(t, "each", 0, 20))
		for i := range verdicts {
			if verdicts[i] != scan.Typed {
				t.Fatalf("%q: %+v", text, codes[i])
			}
		}
	})
}

func TestPropertyWhatNobodyMeansIsMendedAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[A-Z]{2,4}[0-9]{4,9}[A-Z]{0,3}`).Filter(func(s string) bool { return strings.Count(s, s[3:4]) < 3 }).Draw(t, "code")
		if got, ok := (scan.Options{}).Mend(code); ok {
			t.Fatalf("%q became %q", code, got)
		}
		if got, ok := (scan.Options{}).Mend(frenchKeys(code)); ok && got != code {
			t.Fatalf("%q became %q", code, got)
		}
	})
}

func TestNoWordsAreMended(t *testing.T) {
	for _, words := range []string{
		"l'\u00e9t\u00e9 dernier", "\u00e9cran cass\u00e9 (\u00e0 voir)", "C'EST-A-DIRE", "\u00e9\u00e8\u00e0\u00e7", "Ren\u00e9e & C\u00e9l\u00e8ne", "DUPONT&FILS", "__", "pr\u00e9-\u00e9mol\u00e9",
	} {
		if got, ok := ours().Mend(words); ok {
			t.Errorf("%q became %q", words, got)
		}
	}
	for typed, want := range map[string]string{
		frenchKeys("LIL2-00431-X7K"): "LIL2-00431-X7K",
		frenchKeys("3017620422003"):  "3017620422003",
		frenchKeys("R58N30XYZ12"):    "R58N30XYZ12",
	} {
		if got, _ := ours().Mend(typed); got != want {
			t.Errorf("%q became %q, not %q", typed, got, want)
		}
	}
}
