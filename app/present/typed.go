package present

import (
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
)

// parseDate reads a date as people type it: 27/11/2026, 27.11.26, 27/11 for
// the next such day, 2026-11-27. An empty text is no date and no fault.
func (e Env) parseDate(field, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	if at, err := time.Parse(isoDate, text); err == nil {
		return at.Format(isoDate), nil
	}
	for _, form := range []string{"2/1/2006", "2/1/06"} {
		at, err := time.Parse(form, strings.NewReplacer(".", "/", "-", "/", " ", "/").Replace(text))
		if err == nil {
			return at.Format(isoDate), nil
		}
	}
	if at, err := time.Parse("2/1/2006", text+"/"+strconv.Itoa(e.Clock.Now().In(e.Zone).Year())); err == nil {
		return at.Format(isoDate), nil
	}
	return "", fault.New(fault.Malformed, field, "expected", e.Words.T("typed.date"))
}

// typedDate writes a date as it would be typed.
func typedDate(iso string) string {
	at, err := time.Parse(isoDate, iso)
	if err != nil {
		return iso
	}
	return at.Format("02/01/2006")
}

// parseMoney reads a sum as people type it: 120, 120,5, 1 234,56 €. An empty
// text is no sum and no fault.
func (e Env) parseMoney(field, text string) (cents int64, err error) {
	clean := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "€", "", "EUR", "", ",", ".").Replace(text)
	if clean == "" {
		return 0, nil
	}
	wrong := fault.New(fault.Malformed, field, "expected", e.Words.T("typed.money"))
	whole, part, _ := strings.Cut(clean, ".")
	if whole+part == "" || len(part) > 2 || !digits(whole+part) {
		return 0, wrong
	}
	cents, err = strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil {
		return 0, wrong
	}
	if cents > repair.MaxCents {
		return 0, fault.New(fault.OutOfRange, field, "min", "0", "max", e.Words.Money(repair.MaxCents, "EUR"))
	}
	return cents, nil
}

// parseCount reads a whole number as people type it.
func (e Env) parseCount(field, text string) (int64, error) {
	clean := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(text)
	if clean == "" {
		return 0, fault.New(fault.Missing, field)
	}
	n, err := strconv.ParseInt(clean, 10, 64)
	if err != nil {
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
