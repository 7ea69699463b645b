package voucher

import (
	"strings"

	"etabli/app/domain/repair"
)

// A code for people reads AV-7K2M-9QXD-3: two letters that no other number of
// ours begins with, eight characters that nobody guesses, and a check character
// that finds every wrong character and every swap of neighbours.
const (
	head      = "AV"
	CodeChars = 8
)

// FormatCode writes a code; each byte gives one character.
func FormatCode(random [CodeChars]byte) string {
	body := make([]byte, CodeChars)
	for i, b := range random {
		body[i] = repair.Alphabet[b&31]
	}
	return written(string(body))
}

// ParseCode reads a code as people and scanners give it: any case, with or
// without dashes and spaces, O for 0, I and L for 1. It answers the code as
// FormatCode wrote it, and false for what is no code of ours.
func ParseCode(typed string) (string, bool) {
	body, ours := bodyOf(typed)
	if !ours {
		return "", false
	}
	code := written(body[:CodeChars])
	return code, code[len(code)-1] == body[CodeChars]
}

// Mistyped tells whether a text has the form of a code of ours and is none: taken
// for somebody else's number, it would pay what no voucher holds.
func Mistyped(typed string) bool {
	_, formed := bodyOf(typed)
	_, ours := ParseCode(typed)
	return formed && !ours
}

// bodyOf is what follows the head of a code, its check character too.
func bodyOf(typed string) (string, bool) {
	var b strings.Builder
	for _, r := range strings.ToUpper(strings.TrimSpace(typed)) {
		switch r {
		case '-', ' ', '.', '_':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if b.Len() > len(head)+CodeChars+1 {
			return "", false
		}
		b.WriteRune(r)
	}
	body, ours := strings.CutPrefix(b.String(), head)
	return body, ours && len(body) == CodeChars+1 && strings.Trim(body, repair.Alphabet) == ""
}

func written(body string) string {
	return head + "-" + body[:4] + "-" + body[4:] + "-" + string(repair.CheckOf(body))
}
