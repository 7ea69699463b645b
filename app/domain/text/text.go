// Package text holds what is asked of every text that people type or programs
// send: valid UTF-8, no control characters, bounded length. Putting text into
// its normal form (NFC) is left to whoever reads keyboards and files.
package text

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"etabli/app/domain/fault"
)

// Line checks a text of one line with at most limit characters; it may be
// empty. The faults name the field.
func Line(field, s string, limit int) error { return check(field, s, limit, false) }

// Block checks a text that may have line breaks and tabs.
func Block(field, s string, limit int) error { return check(field, s, limit, true) }

// Needed is Line for a text that must not be empty or blank.
func Needed(field, s string, limit int) error {
	if Blank(s) {
		return fault.New(fault.Missing, field)
	}
	return Line(field, s, limit)
}

// NeededBlock is Block for a text that must not be empty or blank.
func NeededBlock(field, s string, limit int) error {
	if Blank(s) {
		return fault.New(fault.Missing, field)
	}
	return Block(field, s, limit)
}

// Blank tells whether a text holds nothing but spaces.
func Blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// OneOf checks that a code is in a list; the empty code is in none unless the
// list has it.
func OneOf[T ~string](field string, code T, list ...T) error {
	expected := ""
	for _, known := range list {
		if code == known {
			return nil
		}
		if expected != "" && known != "" {
			expected += ", "
		}
		expected += string(known)
	}
	return fault.New(fault.Malformed, field, "expected", expected)
}

// Chosen is OneOf for what has to be said: nothing at all is missing.
func Chosen[T ~string](field string, code T, list ...T) error {
	if code == "" {
		return fault.New(fault.Missing, field)
	}
	return OneOf(field, code, list...)
}

// Named checks somebody, or something, that is saved under a short code and a name.
func Named(code, name string, maxCode, maxName int) error {
	return fault.First(Needed("code", code, maxCode), Code("code", code, maxCode), Needed("name", name, maxName))
}

// Code checks a short code of small letters, digits and underscores.
func Code(field, s string, limit int) error {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' {
			return fault.New(fault.Malformed, field, "expected", "a-z 0-9 _")
		}
	}
	return Line(field, s, limit)
}

func check(field, s string, limit int, breaks bool) error {
	if !utf8.ValidString(s) {
		return fault.New(fault.BadText, field)
	}
	for _, r := range s {
		if breaks && (r == '\n' || r == '\r' || r == '\t') {
			continue
		}
		if forbidden(r) {
			return fault.New(fault.BadText, field)
		}
	}
	if utf8.RuneCountInString(s) > limit {
		return fault.New(fault.TooLong, field, "limit", strconv.Itoa(limit))
	}
	return nil
}

// forbidden says which characters never belong into a text: controls, line and
// paragraph separators, and the marks that turn the writing direction of what
// follows, by which a text can read as another one.
func forbidden(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return r == '\ufeff' || r&0xfffe == 0xfffe
}
