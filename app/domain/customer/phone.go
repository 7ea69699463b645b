package customer

import "strings"

// plan is what is needed of a country's telephone numbers to write one of them
// with its country code.
type plan struct {
	country  string // ISO 3166
	code     string // after the plus sign
	trunk    string // what precedes a national number at home, if anything
	min, max int    // digits after the country code
	// national tells whether a number typed without its country code, and
	// without the trunk digit, is one of this country; nil accepts all.
	national func(digits string) bool
}

var plans = []plan{
	{country: "FR", code: "33", trunk: "0", min: 9, max: 9},
	{country: "BE", code: "32", trunk: "0", min: 8, max: 9},
	{country: "LU", code: "352", min: 5, max: 11, national: func(d string) bool { return d[0] != '0' }},
	{country: "CH", code: "41", trunk: "0", min: 9, max: 9},
	{country: "DE", code: "49", trunk: "0", min: 6, max: 13},
	{country: "GB", code: "44", trunk: "0", min: 9, max: 10},
	{country: "US", code: "1", min: 10, max: 10},
}

// The bounds of E.164 for countries without a plan here.
const (
	minE164 = 7
	maxE164 = 15
)

// NormalisePhone writes a French or an international number in the form of
// E.164 ("+33612345678"), or answers nothing when it cannot tell which number
// is meant. What was typed is always kept beside it.
func NormalisePhone(typed string) string { return NormalisePhoneIn("FR", typed) }

// NormalisePhoneIn is NormalisePhone for numbers that are typed in another
// country (FR, BE, LU, CH, DE, GB).
func NormalisePhoneIn(country, typed string) string {
	digits, international, ok := dialled(typed)
	if !ok {
		return ""
	}
	if international {
		return international164(digits)
	}
	for _, p := range plans {
		if p.country == country {
			return p.fromNational(digits)
		}
	}
	return ""
}

// dialled keeps the digits of what was typed. A zero in brackets after a
// country code, as in +33 (0)6, is not dialled.
func dialled(typed string) (digits string, international, ok bool) {
	var b strings.Builder
	s := strings.TrimSpace(typed)
	if strings.HasPrefix(s, "+") {
		s, international = s[1:], true
	}
	if international || strings.HasPrefix(s, "00") {
		s = strings.Replace(s, "(0)", "", 1)
	}
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case !strings.ContainsRune(" .-/()\u00a0\u2009\u202f\u2010\u2011\u2013", r):
			return "", false, false
		}
	}
	digits = b.String()
	if !international && strings.HasPrefix(digits, "00") {
		digits, international = digits[2:], true
	}
	return digits, international, digits != ""
}

func international164(digits string) string {
	for _, p := range plans {
		if rest, ok := strings.CutPrefix(digits, p.code); ok {
			if p.trunk != "" {
				rest = strings.TrimPrefix(rest, p.trunk)
			}
			return p.write(rest)
		}
	}
	if len(digits) < minE164 || len(digits) > maxE164 || digits[0] == '0' {
		return ""
	}
	return "+" + digits
}

func (p plan) fromNational(digits string) string {
	rest, ok := strings.CutPrefix(digits, p.trunk)
	if !ok || (p.national != nil && !p.national(rest)) {
		return ""
	}
	return p.write(rest)
}

func (p plan) write(rest string) string {
	if len(rest) < p.min || len(rest) > p.max || rest[0] == '0' {
		return ""
	}
	return "+" + p.code + rest
}

// NationalPhone is the form in which a number is dialled in its own country,
// digits only; nothing for countries without a plan here.
func NationalPhone(e164 string) string {
	digits, ok := strings.CutPrefix(e164, "+")
	if !ok {
		return ""
	}
	for _, p := range plans {
		if rest, ok := strings.CutPrefix(digits, p.code); ok {
			return p.trunk + rest
		}
	}
	return ""
}

// PhoneBeginnings are the beginnings of E.164 that typed digits may stand for: those
// behind the plus sign, or those of a number as it is dialled in one of the countries
// that have a plan here.
func PhoneBeginnings(digits string) []string {
	out := []string{"+" + digits}
	for _, p := range plans {
		if rest, ok := strings.CutPrefix(digits, p.trunk); ok && p.trunk != "" {
			out = append(out, "+"+p.code+rest)
		}
	}
	return out
}
