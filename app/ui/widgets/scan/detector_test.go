package scan_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"etabli/app/ui/widgets/scan"
)

const ms = time.Millisecond

var start = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// keyboard types into a detector and keeps the time.
type keyboard struct {
	*scan.Detector
	now time.Time
}

func newKeyboard(o scan.Options) *keyboard { return &keyboard{scan.New(o), start} }

// send types a text with the same gap before each character.
func (k *keyboard) send(text string, gap time.Duration) {
	for _, r := range text {
		k.now = k.now.Add(gap)
		k.Rune(r, k.now)
	}
}

func (k *keyboard) enter(gap time.Duration) (scan.Scan, scan.Verdict) {
	k.now = k.now.Add(gap)
	return k.End(k.now)
}

func TestAReaderIsToldFromAPerson(t *testing.T) {
	for _, c := range []struct {
		name      string
		text      string
		gap, last time.Duration
		want      scan.Verdict
	}{
		{"a fast reader", "LIL2-00431-K", 2 * ms, 2 * ms, scan.Scanned},
		{"a slow reader", "LIL2-00431-K", 28 * ms, 28 * ms, scan.Scanned},
		{"a reader over a held-up screen", "LIL2-00431-K", 0, 90 * ms, scan.Scanned},
		{"a fast typist", "LIL2-00431-K", 70 * ms, 70 * ms, scan.Typed},
		{"a slow typist", "LIL2-00431-K", 200 * ms, 300 * ms, scan.Typed},
		{"a reader whose Enter is a person's", "LIL2-00431-K", 2 * ms, 400 * ms, scan.Typed},
		{"too short to be sure", "123", 2 * ms, 2 * ms, scan.Typed},
		{"nothing", "", 0, 0, scan.Typed},
		{"one key and Enter", "1", 2 * ms, 2 * ms, scan.Typed},
		{"the longest code", strings.Repeat("7", 512), ms, ms, scan.Scanned},
		{"more than the longest", strings.Repeat("7", 513), ms, ms, scan.TooLong},
	} {
		k := newKeyboard(scan.Options{})
		k.send(c.text, c.gap)
		got, verdict := k.enter(c.last)
		if verdict != c.want {
			t.Errorf("%s: verdict %d, want %d", c.name, verdict, c.want)
		}
		if verdict == scan.Scanned && (got.Code != c.text || got.Runes != len(c.text)) {
			t.Errorf("%s: code %q of %d, want %q", c.name, got.Code, got.Runes, c.text)
		}
	}
}

func TestWhatAHandTypedBeforeIsNotPartOfTheCode(t *testing.T) {
	k := newKeyboard(scan.Options{})
	k.send("Dup", 90*ms)
	k.now = k.now.Add(300 * ms)
	k.send("3017620422003", 4*ms)
	got, verdict := k.enter(4 * ms)
	if verdict != scan.Scanned || got.Code != "3017620422003" || got.Runes != 13 {
		t.Fatalf("verdict %d, %+v", verdict, got)
	}
}

func TestAHandJustBeforeIsChosenAwayByTheCheckDigit(t *testing.T) {
	k := newKeyboard(scan.Options{Plausible: func(s string) bool { return s == "3017620422003" }})
	k.send("Dup", 90*ms)
	k.now = k.now.Add(60 * ms)
	k.send("3017620422003", 4*ms)
	got, verdict := k.enter(4 * ms)
	if verdict != scan.Scanned || got.Code != "3017620422003" {
		t.Fatalf("verdict %d, %+v", verdict, got)
	}
}

func TestARepaintInTheMiddleDoesNotCutACode(t *testing.T) {
	k := newKeyboard(scan.Options{})
	k.send("3", 0)
	k.now = k.now.Add(80 * ms)
	k.send("017620422003", 0)
	got, verdict := k.enter(0)
	if verdict != scan.Scanned || got.Code != "3017620422003" {
		t.Fatalf("verdict %d, %+v", verdict, got)
	}
}

func TestAPrefixProvesAReaderAndIsTakenOff(t *testing.T) {
	k := newKeyboard(scan.Options{Prefix: "~", Suffix: "#"})
	k.send("~12#", 5*ms)
	got, verdict := k.enter(5 * ms)
	if verdict != scan.Scanned || got.Code != "12" || got.Raw != "~12#" || got.Runes != 4 {
		t.Fatalf("verdict %d, %+v", verdict, got)
	}
}

func TestTheNameOfTheSymbologyIsTakenOff(t *testing.T) {
	k := newKeyboard(scan.Options{})
	k.send("]E03017620422003", 5*ms)
	if got, _ := k.enter(5 * ms); got.Code != "3017620422003" {
		t.Fatalf("code %q", got.Code)
	}
}

func TestAScreenThatHoldsAReaderUpOnceStillKnowsIt(t *testing.T) {
	k := newKeyboard(scan.Options{})
	k.send("3", 5*ms)
	k.send("0", 110*ms) // a repaint on a slow machine; what came meanwhile follows at once
	k.send("17620422003", 1*ms)
	got, verdict := k.enter(5 * ms)
	if verdict != scan.Scanned || got.Code != "3017620422003" {
		t.Fatalf("verdict %d, %+v", verdict, got)
	}
}

func TestACodeWithoutAnEndSettles(t *testing.T) {
	k := newKeyboard(scan.Options{})
	k.send("3017620422003", 4*ms)
	if _, verdict := k.Settle(k.now.Add(50 * ms)); verdict != scan.Typed {
		t.Fatal("settled while characters may still come")
	}
	got, verdict := k.Settle(k.now.Add(300 * ms))
	if verdict != scan.Scanned || got.Code != "3017620422003" {
		t.Fatalf("verdict %d, %+v", verdict, got)
	}
	if _, verdict := k.Settle(k.now.Add(600 * ms)); verdict != scan.Typed {
		t.Fatal("the same code settled twice")
	}
}

func TestAClockThatRunsBackwardsStartsAfresh(t *testing.T) {
	k := newKeyboard(scan.Options{})
	k.send("9999", 5*ms)
	k.now = start.Add(-time.Hour)
	k.send("3017620422003", 5*ms)
	if got, _ := k.enter(5 * ms); got.Code != "3017620422003" {
		t.Fatalf("code %q", got.Code)
	}
}

func TestTwoCodesInARowAreTwo(t *testing.T) {
	k := newKeyboard(scan.Options{})
	for _, code := range []string{"LIL2-00431-K", "LIL2-00430-W"} {
		k.send(code, 3*ms)
		if got, verdict := k.enter(3 * ms); verdict != scan.Scanned || got.Code != code {
			t.Fatalf("verdict %d, code %q, want %q", verdict, got.Code, code)
		}
	}
}

// frenchKeys types as a reader does on a computer set to a French keyboard.
func frenchKeys(code string) string {
	us := "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?"
	fr := "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§"
	from, to := []rune(us), []rune(fr)
	var out []rune
	for _, r := range code {
		out = append(out, to[slices.Index(from, r)])
	}
	return string(out)
}

func TestAFrenchKeyboardIsUndone(t *testing.T) {
	for _, code := range []string{
		"LIL2-00431-K", "3017620422003", "490154203237518", "https://etabli.example/r/7Zq2m9",
		"ETABLI1:MFXG2", "1345", "6Z18204556",
	} {
		k := newKeyboard(scan.Options{})
		k.send(frenchKeys(code), 3*ms)
		if got, verdict := k.enter(3 * ms); verdict != scan.Scanned || got.Code != code {
			t.Errorf("%q came out as %q (verdict %d)", code, got.Code, verdict)
		}
	}
}

func TestCodesOnARightKeyboardStay(t *testing.T) {
	for _, code := range []string{"LIL2-00431-K", "ABC-DEF", "AB_CD", "A(1)", "SN/7040", "DUPONT"} {
		k := newKeyboard(scan.Options{})
		k.send(code, 3*ms)
		if got, _ := k.enter(3 * ms); got.Code != code {
			t.Errorf("%q came out as %q", code, got.Code)
		}
	}
}

func TestACheckCharacterChoosesAmongReadings(t *testing.T) {
	const code = "LIL2-00431-K"
	is := func(s string) bool { return s == code }
	doubled := ""
	for _, r := range code {
		doubled += string(r) + string(r)
	}
	for name, typed := range map[string]string{
		"Caps Lock":                    "lil2-00431-k",
		"a French keyboard":            frenchKeys(code),
		"every key twice":              doubled,
		"one key twice":                "LIL2-004431-K",
		"one key twice, French":        strings.Replace(frenchKeys(code), "'", "''", 1),
		"every key twice, French":      frenchKeys(doubled),
		"Caps Lock, a French keyboard": strings.ToLower("LIL") + frenchKeys("2-00431-") + "k",
	} {
		k := newKeyboard(scan.Options{Plausible: is})
		k.send(typed, 3*ms)
		if got, _ := k.enter(3 * ms); got.Code != code {
			t.Errorf("%s: %q came out as %q", name, typed, got.Code)
		}
	}
}

func TestTwoWaysToMendAreNone(t *testing.T) {
	k := newKeyboard(scan.Options{Plausible: func(s string) bool { return len(s) == 6 }})
	k.send("1122345", 3*ms)
	if got, _ := k.enter(3 * ms); got.Code != "1122345" {
		t.Fatalf("code %q was guessed", got.Code)
	}
}

func TestPropertyNoHandIsTakenForAReader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := newKeyboard(scan.Options{})
		for range rapid.IntRange(0, 60).Draw(t, "length") {
			k.now = k.now.Add(time.Duration(rapid.IntRange(60, 400).Draw(t, "gap")) * ms)
			k.Rune(rapid.RuneFrom([]rune("abcé1 -&")).Draw(t, "rune"), k.now)
		}
		if got, verdict := k.enter(100 * ms); verdict != scan.Typed {
			t.Fatalf("verdict %d, %+v", verdict, got)
		}
	})
}

func TestPropertyAReaderOnEitherKeyboardIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[A-Z0-9-]{3,20}[2790][A-Z0-9-]{0,20}`).Draw(t, "code")
		typed := code
		if rapid.Bool().Draw(t, "french") {
			typed = frenchKeys(code)
		}
		k := newKeyboard(scan.Options{Plausible: func(s string) bool { return s == code }})
		for _, r := range typed {
			k.now = k.now.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "gap")) * ms)
			k.Rune(r, k.now)
		}
		if got, verdict := k.enter(5 * ms); verdict != scan.Scanned || got.Code != code {
			t.Fatalf("%q: verdict %d, %+v", typed, verdict, got)
		}
	})
}

func FuzzDetector(f *testing.F) {
	f.Add("LIL2-00431-K", uint16(3), "~")
	f.Add("&é\"'(-è_çà", uint16(0), "")
	f.Add("]E0", uint16(1), "]")
	f.Add("aabbccdd\x00\xff", uint16(31), "aa")
	f.Fuzz(func(t *testing.T, text string, gap uint16, prefix string) {
		k := newKeyboard(scan.Options{Prefix: prefix, Plausible: func(s string) bool { return len(s)%3 == 0 }})
		k.send(text, time.Duration(gap)*ms)
		got, verdict := k.enter(time.Duration(gap) * ms)
		runes := len([]rune(text))
		switch {
		case verdict != scan.Scanned && (got.Code != "" || got.Runes != 0):
			t.Fatalf("verdict %d with %+v", verdict, got)
		case verdict == scan.Scanned && (got.Code == "" || got.Runes > runes || len([]rune(got.Raw)) != got.Runes):
			t.Fatalf("%d characters gave %+v", runes, got)
		case verdict == scan.Scanned && gap > 30:
			t.Fatalf("a gap of %d ms was a reader", gap)
		case verdict == scan.Scanned && slices.Contains(got.Others, got.Code):
			t.Fatalf("the best reading is among the others: %+v", got)
		}
		if _, again := k.enter(0); again != scan.Typed {
			t.Fatal("a code was read twice")
		}
	})
}
