package product

import (
	"strings"
	"unicode"
)

// Kind says what an identifier is.
type Kind string

// The kinds of identifiers.
const (
	None   Kind = ""
	IMEI   Kind = "imei"   // 15 digits, the last a check digit
	IMEISV Kind = "imeisv" // 16 digits, the last two a software version, no check digit
	MEID   Kind = "meid"   // 14 hexadecimal digits that begin with a letter
	GTIN   Kind = "gtin"   // the article, not the single device
	Serial Kind = "serial" // anything else
)

// Identifier is what was read from a device.
type Identifier struct {
	Kind       Kind
	Raw        string
	Normalised string // upper case, no spaces; digits only for IMEI and GTIN
	GTIN       string // the article, when the code names article and serial
}

// Unique tells whether it names one device, and not an article or nothing.
func (i Identifier) Unique() bool { return i.Kind != None && i.Kind != GTIN }

var (
	separators = strings.NewReplacer("-", "", ".", "", "/", "")
	lookalikes = strings.NewReplacer("O", "0", "I", "1", "L", "1")
)

// Classify tells what an identifier is. It takes every text.
func Classify(raw string) Identifier {
	if gs1, ok := ParseGS1(raw); ok {
		return gs1.identifier(raw)
	}
	norm := Normalise(raw)
	id := Identifier{Kind: Serial, Raw: raw, Normalised: norm}
	digits := separators.Replace(norm)
	switch n := len(digits); {
	case norm == "":
		id.Kind = None
	case n == 14 && hexadecimal(digits) && digits[0] >= 'A':
		id.Kind, id.Normalised = MEID, digits
	case !allDigits(digits):
	case n == 15 && Luhn(digits):
		id.Kind, id.Normalised = IMEI, digits
	case n == 16:
		id.Kind, id.Normalised = IMEISV, digits
	case ValidGTIN(digits):
		id.Kind, id.Normalised = GTIN, digits
	}
	return id
}

// Normalise writes an identifier in upper case without spaces and invisible
// characters.
func Normalise(raw string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, raw))
}

// Alike makes one form of serial numbers that people mistake for each other:
// O and 0, I, L and 1. It is a hint for searches, never an identity.
func Alike(normalised string) string {
	return lookalikes.Replace(normalised)
}

// Luhn proves the check digit of an IMEI, a SIRET or a card number.
func Luhn(digits string) bool {
	if digits == "" || !allDigits(digits) {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// ValidGTIN proves the length and the check digit of a GTIN-8, 12, 13 or 14.
func ValidGTIN(digits string) bool {
	switch len(digits) {
	case 8, 12, 13, 14:
	default:
		return false
	}
	if !allDigits(digits) {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 3
		}
		sum += d
	}
	return sum%10 == 0
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func hexadecimal(s string) bool { return strings.Trim(s, "0123456789ABCDEF") == "" }
