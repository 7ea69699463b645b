package text

import (
	"strconv"
	"strings"
	"time"
)

// TypedDate reads a date as people type it: 27/11/2026, 27.11.26, 2026-11-27, and
// 27/11 for a day of the year, unless that is 0. An empty text is no date.
func TypedDate(typed string, year int) (date string, ok bool) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", true
	}
	if at, err := time.Parse(dateForm, typed); err == nil {
		return at.Format(dateForm), true
	}
	slashed := strings.NewReplacer(".", "/", "-", "/", " ", "/").Replace(typed)
	for _, form := range []string{"2/1/2006", "2/1/06"} {
		if at, err := time.Parse(form, slashed); err == nil {
			return at.Format(dateForm), true
		}
	}
	if at, err := time.Parse("2/1/2006", typed+"/"+strconv.Itoa(year)); err == nil && year != 0 {
		return at.Format(dateForm), true
	}
	return "", false
}

// TypedCents reads a sum as people type it: 120, 120,5, 1 234,56 €. An empty text
// is no sum.
func TypedCents(typed string) (cents int64, ok bool) {
	clean := strings.NewReplacer("€", "", "EUR", "", ",", ".").Replace(withoutSpaces(typed))
	if clean == "" {
		return 0, true
	}
	whole, part, _ := strings.Cut(clean, ".")
	if len(part) > 2 || !digits(whole+part) {
		return 0, false
	}
	cents, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	return cents, err == nil
}

// TypedCount reads a whole number as people type it.
func TypedCount(typed string) (n int64, ok bool) {
	clean := withoutSpaces(typed)
	if !digits(clean) {
		return 0, false
	}
	n, err := strconv.ParseInt(clean, 10, 64)
	return n, err == nil
}

func withoutSpaces(s string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(s)
}

// digits tells whether a text is digits and nothing else.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
