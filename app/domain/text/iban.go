package text

import (
	"slices"
	"strings"

	"etabli/app/domain/fault"
)

const (
	minIBAN     = 15 // Norway's
	maxIBAN     = 34
	ibanModulus = 97
)

// IBAN checks a number of an account, without spaces, by its two check digits (ISO 13616);
// it may be empty.
func IBAN(field, s string) error {
	if s == "" {
		return nil
	}
	wrong := fault.New(fault.Malformed, field, "expected", "iban")
	if len(s) < minIBAN || len(s) > maxIBAN {
		return wrong
	}
	rest := 0
	for _, c := range s[4:] + s[:4] {
		switch {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % ibanModulus
		case c >= 'A' && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % ibanModulus
		default:
			return wrong
		}
	}
	if rest != 1 {
		return wrong
	}
	return nil
}

// Fours writes the number of an account as people read it, in fours.
func Fours(iban string) string {
	if len(iban) < minIBAN {
		return iban
	}
	var out []string
	for part := range slices.Chunk([]byte(iban), 4) {
		out = append(out, string(part))
	}
	return strings.Join(out, " ")
}
