// Package datetext reads dates as people type them at a counter and writes
// them as they are shown in a field: day, month, year.
//
// It reads 14/02/2025, 14.2.25, 14-02-2025, 14 2 25, 140225, 14022025,
// 2025-02-14, 14/2, 14, 14 fév. 2025, +7 and -3. What is left out is the
// nearest that the Bias allows.
package datetext

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Bias says on which side of today a date lies when a part of it is missing.
type Bias uint8

// The biases: a purchase lies in the past, a promise in the future.
const (
	Past Bias = iota
	Future
)

// MaxLength bounds the characters of a date; more is no date.
const MaxLength = 40

// layoutISO and layoutShown are how dates are kept and shown.
const (
	layoutISO   = "2006-01-02"
	layoutShown = "02/01/2006"
)

// months are the beginnings of French and English month names without accents,
// longest first where one begins another.
var months = []struct {
	start string
	month time.Month
}{
	{"janv", 1}, {"jan", 1}, {"fev", 2}, {"feb", 2}, {"mars", 3}, {"mar", 3},
	{"avr", 4}, {"apr", 4}, {"mai", 5}, {"may", 5}, {"juin", 6}, {"jun", 6},
	{"juil", 7}, {"jul", 7}, {"aou", 8}, {"aug", 8}, {"sep", 9}, {"oct", 10},
	{"nov", 11}, {"dec", 12},
}

// Parse reads a date and returns it as YYYY-MM-DD. Today is a date of the same
// form; it fails for what is no date, and for a date that does not exist.
func Parse(text, today string, bias Bias) (iso string, ok bool) {
	now, err := time.Parse(layoutISO, today)
	text = strings.TrimSpace(text)
	if err != nil || text == "" || len(text) > MaxLength {
		return "", false
	}
	if d, ok := offset(text, now); ok {
		return d.Format(layoutISO), true
	}
	day, month, year, ok := fields(text)
	if !ok {
		return "", false
	}
	d, ok := complete(day, month, year, now, bias)
	if !ok {
		return "", false
	}
	return d.Format(layoutISO), true
}

// Show writes a date of the form YYYY-MM-DD as 14/02/2025, and "" for
// anything else.
func Show(iso string) string {
	d, err := time.Parse(layoutISO, iso)
	if err != nil {
		return ""
	}
	return d.Format(layoutShown)
}

// maxOffset bounds +n and -n, in days.
const maxOffset = 3660

// offset reads +n and -n days from today.
func offset(text string, now time.Time) (time.Time, bool) {
	if text[0] != '+' && text[0] != '-' {
		return time.Time{}, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(text[1:]))
	if err != nil || n < 0 || n > maxOffset {
		return time.Time{}, false
	}
	if text[0] == '-' {
		n = -n
	}
	return now.AddDate(0, 0, n), true
}

// fields finds day, month and year; what is missing is 0.
func fields(text string) (day, month, year int, ok bool) {
	parts := slices.DeleteFunc(split(text), func(p string) bool { return strings.EqualFold(p, ordinal) })
	if len(parts) == 1 && len(parts[0]) > 2 {
		parts = together(parts[0])
	}
	if len(parts) == 3 && len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	if len(parts) == 0 || len(parts) > 3 {
		return 0, 0, 0, false
	}
	var values [3]int
	for i, p := range parts {
		n, ok := value(p, i)
		if !ok {
			return 0, 0, 0, false
		}
		values[i] = n
	}
	if len(parts) == 3 && !plausibleYear(parts[2]) {
		return 0, 0, 0, false
	}
	return values[0], values[1], values[2], true
}

// ordinal follows the first of a month in French.
const ordinal = "er"

func plausibleYear(digits string) bool { return len(digits) == 2 || len(digits) == 4 }

// split cuts a text at everything that is neither a digit nor a letter, and
// between digits and letters.
func split(text string) []string {
	var (
		parts []string
		last  rune
	)
	for _, r := range text {
		switch {
		case !unicode.IsDigit(r) && !unicode.IsLetter(r):
		case len(parts) > 0 && sameKind(last, r):
			parts[len(parts)-1] += string(r)
		default:
			parts = append(parts, string(r))
		}
		last = r
	}
	return parts
}

func sameKind(a, b rune) bool {
	return unicode.IsDigit(a) && unicode.IsDigit(b) || unicode.IsLetter(a) && unicode.IsLetter(b)
}

// together cuts digits without separators.
func together(digits string) []string {
	switch len(digits) {
	case 4:
		return []string{digits[:2], digits[2:]}
	case 6, 8:
		return []string{digits[:2], digits[2:4], digits[4:]}
	}
	return nil
}

// value reads a number, or the name of a month in second place.
func value(part string, place int) (int, bool) {
	if n, err := strconv.Atoi(part); err == nil {
		return n, n > 0 && len(part) <= 4
	}
	if place != 1 {
		return 0, false
	}
	plain := strings.NewReplacer("é", "e", "û", "u").Replace(strings.ToLower(part))
	for _, m := range months {
		if strings.HasPrefix(plain, m.start) {
			return int(m.month), true
		}
	}
	return 0, false
}

// complete fills in what is missing and checks that the date exists.
func complete(day, month, year int, now time.Time, bias Bias) (time.Time, bool) {
	switch {
	case year >= 100:
		return exact(year, month, day)
	case year > 0:
		return shortYear(year, month, day, now, bias)
	case month > 0:
		return nearest(now, bias, func(step int) (time.Time, bool) {
			return exact(now.Year()+step, month, day)
		})
	}
	return nearest(now, bias, func(step int) (time.Time, bool) {
		first := time.Date(now.Year(), now.Month()+time.Month(step), 1, 0, 0, 0, 0, time.UTC)
		return exact(first.Year(), int(first.Month()), day)
	})
}

// shortYear takes two digits as this century, or the last one where a past
// date would lie in the future.
func shortYear(year, month, day int, now time.Time, bias Bias) (time.Time, bool) {
	century := now.Year() / 100 * 100
	d, ok := exact(century+year, month, day)
	if ok && bias == Past && d.After(now) {
		return exact(century-100+year, month, day)
	}
	return d, ok
}

// nearest tries steps away from today until a date exists on the right side.
func nearest(now time.Time, bias Bias, at func(step int) (time.Time, bool)) (time.Time, bool) {
	const enough = 9 // the 29th of February comes within eight years
	for i := range enough {
		step := i
		if bias == Past {
			step = -i
		}
		d, ok := at(step)
		if ok && (bias == Past && !d.After(now) || bias == Future && !d.Before(now)) {
			return d, true
		}
	}
	return time.Time{}, false
}

// exact makes a date and reports whether the calendar has it.
func exact(year, month, day int) (time.Time, bool) {
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	ok := d.Year() == year && int(d.Month()) == month && d.Day() == day
	return d, ok && year >= 1900 && year < 2200
}
