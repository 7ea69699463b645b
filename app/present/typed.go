package present

import (
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// parseDate reads a date as people type it; 27/11 is a day of this year. An empty
// text is no date and no fault.
func (e Env) parseDate(field, typed string) (string, error) {
	date, ok := text.TypedDate(typed, e.Clock.Now().In(e.Zone).Year())
	if !ok {
		return "", fault.New(fault.Malformed, field, "expected", e.Words.T("typed.date"))
	}
	return date, nil
}

// typedDate writes a date as it would be typed.
func typedDate(iso string) string {
	at, err := time.Parse(isoDate, iso)
	if err != nil {
		return iso
	}
	return at.Format("02/01/2006")
}

// parseMoney reads a sum as people type it. An empty text is no sum and no fault.
func (e Env) parseMoney(field, typed string) (int64, error) {
	cents, ok := text.TypedCents(typed)
	if !ok {
		return 0, fault.New(fault.Malformed, field, "expected", e.Words.T("typed.money"))
	}
	if cents > repair.MaxCents {
		return 0, fault.New(fault.OutOfRange, field, "min", "0", "max", e.Words.Money(repair.MaxCents, "EUR"))
	}
	return cents, nil
}

// parseCount reads a whole number as people type it.
func (e Env) parseCount(field, typed string) (int64, error) {
	if err := required(field, typed); err != nil {
		return 0, err
	}
	n, ok := text.TypedCount(typed)
	if !ok {
		return 0, fault.New(fault.Malformed, field, "expected", "12")
	}
	return n, nil
}

func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// typedMoney writes a sum as it would be typed.
func (e Env) typedMoney(cents int64) string {
	text := strconv.FormatInt(cents/100, 10)
	rest := cents % 100
	if rest == 0 {
		return text
	}
	sep := "."
	if e.Words.Tag() == "fr" {
		sep = ","
	}
	return text + sep + strconv.Itoa(int(rest/10)) + strconv.Itoa(int(rest%10))
}

// required refuses an empty text.
func required(field, text string) error {
	if strings.TrimSpace(text) == "" {
		return fault.New(fault.Missing, field)
	}
	return nil
}

// frenchCode begins the telephone numbers that are written in pairs.
const frenchCode = "+33"

// maskedPhone writes a telephone number so that somebody at the counter sees
// which it is, and a passer-by does not learn it: 06 12 •• •• 47.
func maskedPhone(e164 string) string {
	rest, french := strings.CutPrefix(e164, frenchCode)
	if french && len(rest) == 9 {
		return pairs("0" + rest[:3] + "••••" + rest[7:])
	}
	signs := []rune(e164)
	const head, tail = 4, 2
	for i := head; i < len(signs)-tail; i++ {
		signs[i] = '•'
	}
	return string(signs)
}

// shownPhone writes a telephone number as people of the country read it out; what
// is none stays as it is.
func shownPhone(from string) string {
	rest, french := strings.CutPrefix(from, frenchCode)
	if french && len(rest) == 9 {
		return pairs("0" + rest)
	}
	return from
}

func pairs(s string) string {
	var b strings.Builder
	for i, r := range []rune(s) {
		if i > 0 && i%2 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// serialGroups writes a long serial in groups of four from the left, so that
// it can be compared with the one on the device. Any sign stays, and no line
// breaks between the groups.
func serialGroups(serial string) string {
	signs := []rune(serial)
	if len(signs) <= 8 || strings.ContainsAny(serial, " -/.") {
		return serial
	}
	var b strings.Builder
	for i, r := range signs {
		if i > 0 && i%4 == 0 {
			b.WriteRune('\u00a0')
		}
		b.WriteRune(r)
	}
	return b.String()
}
