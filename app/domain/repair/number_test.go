package repair_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/repair"
)

const significant = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

func drawNumber(t *rapid.T) string {
	site := rapid.StringMatching(`[A-Z]{3}`).Draw(t, "site")
	device := rapid.StringMatching(`[0-9A-HJKMNP-TV-Z]{1,3}`).Draw(t, "device")
	counter := rapid.IntRange(0, 999_999_999).Draw(t, "counter")
	random := [2]byte{rapid.Byte().Draw(t, "r1"), rapid.Byte().Draw(t, "r2")}
	return repair.FormatNumber(site, device, counter, random)
}

func TestNumberReadsBackAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNumber(t)
		typed := n
		switch rapid.IntRange(0, 4).Draw(t, "manner") {
		case 1:
			typed = " " + strings.ToLower(n) + "\t"
		case 2:
			typed = strings.ReplaceAll(n, "-", " ")
		case 3:
			head, rest, _ := strings.Cut(n, "-")
			typed = head + "-" + strings.NewReplacer("0", "O", "1", "l").Replace(rest)
		case 4:
			var twice strings.Builder
			for _, r := range n {
				twice.WriteString(strings.Repeat(string(r), 2))
			}
			typed = twice.String()
		}
		got, ok := repair.ParseNumber(typed)
		if !ok || got != n {
			t.Fatalf("%q reads as %q, %v; want %q", typed, got, ok, n)
		}
	})
}

func TestEveryWrongCharacterIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNumber(t)
		at := rapid.IntRange(0, len(n)-1).Draw(t, "at")
		if n[at] == '-' {
			return
		}
		for _, c := range significant {
			wrong := n[:at] + string(c) + n[at+1:]
			if got, ok := repair.ParseNumber(wrong); ok && got != n {
				t.Fatalf("%q reads as %q", wrong, got)
			}
		}
	})
}

func TestEverySwapOfNeighboursIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNumber(t)
		for at := range len(n) - 1 {
			next := at + 1
			if n[next] == '-' {
				next++
			}
			if n[at] == '-' || n[at] == n[next] {
				continue
			}
			b := []byte(n)
			b[at], b[next] = b[next], b[at]
			if got, ok := repair.ParseNumber(string(b)); ok && got != n {
				t.Fatalf("%q for %q reads as %q", b, n, got)
			}
		}
	})
}

func TestNumberWithoutDashesFindsItselfForTheUsualLength(t *testing.T) {
	n := repair.FormatNumber("LIL", "2", 431, [2]byte{29, 7})
	if got, ok := repair.ParseNumber(strings.ReplaceAll(n, "-", "")); !ok || got != n {
		t.Fatalf("got %q, %v; want %q", got, ok, n)
	}
	if !strings.HasPrefix(n, "LIL2-00431-X7") {
		t.Fatalf("the form changed: %q", n)
	}
}

func TestOtherTextsAreNotNumbers(t *testing.T) {
	good := repair.FormatNumber("LIL", "2", 431, [2]byte{29, 7})
	for _, s := range []string{
		"", "-", "--", "LIL", "LIL2", "LIL2-00431", "LIL-00431-X7K", "LIL2-0431-X7K", "L1-2-3",
		"LIL2-000431-" + good[11:], good + "0", good[1:], strings.Repeat("A", 100), "é́-é-é", "\xff\xfe-\x00-1",
		"LIL2-99999999999999999999-X7K", "https://example.org/r/ABC",
	} {
		if got, ok := repair.ParseNumber(s); ok {
			t.Errorf("%q reads as %q", s, got)
		}
	}
}

func TestADoubledLastLetterIsForgiven(t *testing.T) {
	n := repair.FormatNumber("LIL", "2", 431, [2]byte{29, 7})
	if got, ok := repair.ParseNumber(n + n[len(n)-1:]); !ok || got != n {
		t.Fatalf("got %q, %v; want %q", got, ok, n)
	}
}

func TestPartsOfANumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNumber(t)
		p, ok := repair.SplitNumber(n)
		if !ok || !strings.HasPrefix(n, p.Site+p.Device+"-") {
			t.Fatalf("%q splits into %+v, %v", n, p, ok)
		}
	})
}

func FuzzParseNumberAnswersOnlyWhatItReadsAgain(f *testing.F) {
	f.Add("LIL2-00431-X7K")
	f.Add("lil2 oo431 x7k")
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := repair.ParseNumber(s); ok {
			if again, ok := repair.ParseNumber(n); !ok || again != n {
				t.Fatalf("%q reads as %q, then as %q, %v", s, n, again, ok)
			}
		}
	})
}
