package scan

import (
	"slices"
	"strings"
	"unicode"
)

// The keys of a French keyboard and of an American one, place by place.
const (
	french   = "&é\"'(-è_çà)=" + "azertyuiop^$" + "qsdfghjklmù*" + "wxcvbn,;:!" + "²<"
	american = "1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'\\" + "zxcvbnm,./" + "`<"

	frenchShifted   = "1234567890°+" + "AZERTYUIOP¨£" + "QSDFGHJKLM%µ" + "WXCVBN?./§" + ">"
	americanShifted = "!@#$%^&*()_+" + "QWERTYUIOP{}" + "ASDFGHJKL:\"|" + "ZXCVBNM<>?" + ">"
)

var fromFrench = keyMap(french+frenchShifted, american+americanShifted)

func keyMap(from, to string) map[rune]rune {
	f, t := []rune(from), []rune(to)
	m := make(map[rune]rune, len(f))
	for i, r := range f {
		m[r] = t[i]
	}
	return m
}

// FromFrench returns what an American keyboard would have typed with the keys
// that gave the text on a French one.
func FromFrench(text string) string {
	return strings.Map(func(r rune) rune {
		if us, ok := fromFrench[r]; ok {
			return us
		}
		return r
	}, text)
}

// The least that a garbled number has: signs, and different ones among them. Nobody types
// so many by hand.
const (
	leastGarbled   = 8
	leastDifferent = 4
)

// Digits returns the number that an American reader read of which a French keyboard made
// the signs on its digit keys; ok is false for every other text.
func Digits(text string) (digits string, ok bool) {
	different := map[rune]bool{}
	for _, r := range text {
		if us, known := fromFrench[r]; !known || !unicode.IsDigit(us) {
			return "", false
		}
		different[r] = true
		digits += string(fromFrench[r])
	}
	return digits, len(digits) >= leastGarbled && len(different) >= leastDifferent
}

// The signs of a French keyboard's digit keys that stand beside capitals in no word, and how
// many of them, of two kinds at least, nobody means.
const (
	digitSigns = "&é\"(è_çà"
	leastSigns = 3
)

// unmeant reports whether a text has signs of a French keyboard that nobody types in a row
// of capitals or beside each other: its digits, and not one digit.
func unmeant(raw string) bool {
	different := map[rune]bool{}
	signs := 0
	for _, r := range raw {
		switch {
		case unicode.IsDigit(r) || unicode.IsSpace(r):
			return false
		case strings.ContainsRune(digitSigns, r):
			signs++
			different[r] = true
		}
	}
	return signs >= leastSigns && len(different) > 1
}

// garbled reports whether a text is no word but what an American reader's code becomes on a
// French keyboard: capitals and signs, without a digit, which read as capitals and digits.
func garbled(raw string) bool {
	if !unmeant(raw) {
		return false
	}
	for _, r := range FromFrench(raw) {
		if !unicode.IsDigit(r) && !unicode.IsUpper(r) && r != '-' && r != '/' && r != '.' && r != '+' {
			return false
		}
	}
	return true
}

// Mend returns the code that a whole text is although it was not told from typing: signs of
// a French keyboard that nobody means and that read as a code; ok is false for what a person
// may have written.
func (o Options) Mend(raw string) (code string, ok bool) {
	if digits, ok := Digits(raw); ok {
		return digits, true
	}
	if !unmeant(raw) || len([]rune(raw)) < leastProof {
		return "", false
	}
	return o.proved(raw)
}

// Decode returns the readings of what a reader typed, most likely first.
func Decode(raw string) []string {
	direct, mapped := raw, FromFrench(raw)
	if looksFrench(raw) || garbled(raw) {
		direct, mapped = mapped, direct
	}
	out := []string{direct, mapped}
	for _, s := range []string{raw, FromFrench(swapCase(raw)), FromFrench(raw)} {
		out = append(out, swapCase(s))
	}
	for _, s := range slices.Clone(out) {
		if half, ok := halved(s); ok {
			out = append(out, half)
		}
	}
	return unique(out)
}

// looksFrench reports whether a text bears the marks of American key presses
// on a French keyboard: accents, or a row of its unshifted digit keys and not
// one digit.
func looksFrench(raw string) bool {
	var digits, keys, all int
	for _, r := range raw {
		all++
		switch {
		case strings.ContainsRune("éèçàù§°£µ²¨", r):
			return true
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune("&\"'(_", r):
			keys++
		}
	}
	return digits == 0 && keys > 0 && 3*keys >= all
}

func swapCase(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, text)
}

// halved undoes a keyboard that sent every character twice.
func halved(text string) (string, bool) {
	runes := []rune(text)
	if len(runes) < 2*DefaultMinLength || len(runes)%2 != 0 {
		return "", false
	}
	out := make([]rune, 0, len(runes)/2)
	for i := 0; i < len(runes); i += 2 {
		if runes[i] != runes[i+1] {
			return "", false
		}
		out = append(out, runes[i])
	}
	return string(out), true
}

// readings decodes a text and takes off what the reader put around it.
func (o Options) readings(raw string) []string {
	var out []string
	for _, s := range Decode(raw) {
		s = strings.TrimSuffix(strings.TrimPrefix(s, o.Prefix), o.Suffix)
		if s = withoutSymbology(s); s != "" {
			out = append(out, s)
		}
	}
	return unique(out)
}

// withoutSymbology takes off the three characters with which many readers name
// the kind of code: "]", a letter and a digit.
func withoutSymbology(s string) string {
	if len(s) > 3 && s[0] == ']' && isLetter(s[1]) && s[2] >= '0' && s[2] <= '9' {
		return s[3:]
	}
	return s
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// choose returns the first plausible reading, else the only plausible one with
// one doubled character less, else the first.
func choose(readings []string, plausible func(string) bool) (code string, others []string) {
	if len(readings) == 0 {
		return "", nil
	}
	code = readings[0]
	if plausible != nil {
		if i := slices.IndexFunc(readings, plausible); i >= 0 {
			code = readings[i]
		} else if s, ok := mended(readings[0], plausible); ok {
			code = s
		}
	}
	for _, s := range readings {
		if s != code {
			others = append(others, s)
		}
	}
	return code, others
}

// mended drops one of two equal neighbours where exactly one such reading is plausible.
func mended(s string, plausible func(string) bool) (string, bool) {
	runes := []rune(s)
	var found []string
	for i := 1; i < len(runes); i++ {
		if runes[i] != runes[i-1] {
			continue
		}
		shorter := string(runes[:i]) + string(runes[i+1:])
		if plausible(shorter) && !slices.Contains(found, shorter) {
			found = append(found, shorter)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

// unique drops repeated readings and keeps the order.
func unique(in []string) []string {
	var out []string
	for _, s := range in {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
