package repair

import (
	"fmt"
	"strconv"
	"strings"
)

// A number for people reads LIL2-00431-X7K: the site (three letters), the code
// of the device, a counter of at least five digits, two random characters and
// a check character. The random characters keep numbers from being guessed,
// the check character finds every wrong character and every swap of
// neighbours.

// numberAlphabet has no I, L, O, U, which read like 1, 0 or V.
const numberAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Alphabet is what other codes of ours are written with.
const Alphabet = numberAlphabet

// The form of a number.
const (
	siteChars        = 3
	maxDeviceChars   = 3
	minCounterDigits = 5
	maxCounterDigits = 9
	tailChars        = 3
)

// NumberParts are what a number is made of.
type NumberParts struct {
	Site    string
	Device  string
	Counter int
}

// FormatNumber writes a number. Each random byte gives one character.
func FormatNumber(site, device string, counter int, random [2]byte) string {
	digits := fmt.Sprintf("%0*d", minCounterDigits, counter)
	tail := string([]byte{numberAlphabet[random[0]&31], numberAlphabet[random[1]&31]})
	return site + device + "-" + digits + "-" + tail + string(checkCharacter(site, device, digits, tail))
}

// ParseNumber reads a number as people and scanners give it: any case, spaces
// or nothing for dashes, O for 0 and I for 1, every character doubled, or one
// of the last three doubled. It answers the number as FormatNumber wrote it.
func ParseNumber(typed string) (string, bool) {
	parts, tail, ok := parseNumber(typed)
	if !ok {
		return "", false
	}
	digits := fmt.Sprintf("%0*d", minCounterDigits, parts.Counter)
	return parts.Site + parts.Device + "-" + digits + "-" + tail, true
}

// SplitNumber takes a number apart; it reads what ParseNumber reads.
func SplitNumber(typed string) (NumberParts, bool) {
	parts, _, ok := parseNumber(typed)
	return parts, ok
}

// maxNumberTyped bounds what is worth reading: a doubled number with dashes.
const maxNumberTyped = 64

func parseNumber(typed string) (NumberParts, string, bool) {
	if len(typed) > maxNumberTyped {
		return NumberParts{}, "", false
	}
	s := strings.ToUpper(strings.TrimSpace(typed))
	for _, form := range []string{s, undoubled(s)} {
		fields := strings.FieldsFunc(form, func(r rune) bool { return r == '-' || r == ' ' || r == '_' || r == '.' })
		if len(fields) == 3 {
			if parts, tail, ok := joined(fields[0], fields[1], fields[2]); ok {
				return parts, tail, true
			}
			continue
		}
		if parts, tail, ok := unseparated(strings.Join(fields, "")); ok {
			return parts, tail, true
		}
	}
	return NumberParts{}, "", false
}

// joined reads a number whose three groups are known. A tail with one
// character too many is read without one of two equal neighbours.
func joined(head, digits, tail string) (NumberParts, string, bool) {
	if len(head) <= siteChars {
		return NumberParts{}, "", false
	}
	for i := range tail {
		t := tail
		if len(tail) == tailChars+1 {
			if i == 0 || tail[i] != tail[i-1] {
				continue
			}
			t = tail[:i] + tail[i+1:]
		}
		if parts, t, ok := checked(head[:siteChars], head[siteChars:], digits, t); ok {
			return parts, t, true
		}
	}
	return NumberParts{}, "", false
}

// unseparated reads a number without dashes. Where the device's code ends is
// then told by the check character; the shortest counter wins.
func unseparated(s string) (NumberParts, string, bool) {
	end := len(s) - tailChars
	for at := end - minCounterDigits; at > siteChars; at-- {
		if parts, tail, ok := checked(s[:siteChars], s[siteChars:at], s[at:end], s[end:]); ok {
			return parts, tail, true
		}
	}
	return NumberParts{}, "", false
}

// undoubled undoes a scanner that gives every character twice.
func undoubled(s string) string {
	if len(s)%2 != 0 {
		return s
	}
	out := make([]byte, 0, len(s)/2)
	for i := 0; i < len(s); i += 2 {
		if s[i] != s[i+1] {
			return s
		}
		out = append(out, s[i])
	}
	return string(out)
}

var (
	letterLike = strings.NewReplacer("0", "O", "1", "I")
	deviceLike = strings.NewReplacer("O", "0", "I", "1")
	digitLike  = strings.NewReplacer("O", "0", "I", "1", "L", "1")
)

// checked settles the parts of a number and proves its check character.
func checked(site, device, digits, tail string) (NumberParts, string, bool) {
	site, device = letterLike.Replace(site), deviceLike.Replace(device)
	digits, tail = digitLike.Replace(digits), digitLike.Replace(tail)
	if !SiteCode(site) || !DeviceCode(device) || len(tail) != tailChars || !within(tail, numberAlphabet) {
		return NumberParts{}, "", false
	}
	if len(digits) < minCounterDigits || len(digits) > maxCounterDigits || !within(digits, "0123456789") ||
		(len(digits) > minCounterDigits && digits[0] == '0') {
		return NumberParts{}, "", false
	}
	if checkCharacter(site, device, digits, tail[:2]) != tail[2] {
		return NumberParts{}, "", false
	}
	counter, err := strconv.Atoi(digits)
	return NumberParts{Site: site, Device: device, Counter: counter}, tail, err == nil
}

// SiteCode tells whether a text is a site's code: three capital letters.
func SiteCode(s string) bool {
	return len(s) == siteChars && within(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// DeviceCode tells whether a text is a device's code at its site: one to three
// characters that cannot be mistaken for others.
func DeviceCode(s string) bool {
	return len(s) > 0 && len(s) <= maxDeviceChars && within(s, numberAlphabet)
}

func within(s, alphabet string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(alphabet, r) })
}
