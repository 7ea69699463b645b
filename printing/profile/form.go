package profile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"etabli/app/domain/fault"
	"etabli/printing/document"
)

// maxNameRunes bounds the name that people choose a printer by.
const maxNameRunes = 60

// form is one JSON object that is read field by field, so that each fault can
// name its field and no field is overlooked.
type form struct {
	at     string // of an inner object, with its dot
	fields map[string]json.RawMessage
	read   map[string]bool
	faults *faults
}

type faults struct{ list []error }

func open(data []byte) (*form, error) {
	if len(data) > MaxFileBytes {
		return nil, fault.New(fault.TooLong, "", "limit", strconv.Itoa(MaxFileBytes))
	}
	f := &form{read: map[string]bool{}, faults: &faults{}}
	dec := json.NewDecoder(bytes.NewReader(data))
	err := dec.Decode(&f.fields)
	if err == nil && f.fields == nil {
		err = errors.New("profile: no object")
	}
	if err == nil {
		if _, end := dec.Token(); !errors.Is(end, io.EOF) {
			err = errors.New("profile: text after the object")
		}
	}
	if err != nil {
		return nil, fault.New(fault.Malformed, "", "expected", "{…}").Because(err)
	}
	return f, nil
}

func (f *form) wrong(code fault.Code, field string, args ...string) {
	f.faults.list = append(f.faults.list, fault.New(code, f.at+field, args...))
}

// take decodes a field that must be there.
func (f *form) take(field string, into any, expected string) bool {
	f.read[field] = true
	raw, ok := f.fields[field]
	if !ok {
		f.wrong(fault.Missing, field)
		return false
	}
	if string(raw) == "null" || json.Unmarshal(raw, into) != nil {
		f.wrong(fault.Malformed, field, "expected", expected)
		return false
	}
	return true
}

func (f *form) text(field string) string {
	var s string
	if !f.take(field, &s, `"…"`) {
		return ""
	}
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		f.wrong(fault.Missing, field)
	case s != document.CleanText(s) || strings.Contains(s, "\n"):
		f.wrong(fault.BadText, field)
	case utf8.RuneCountInString(s) > maxNameRunes:
		f.wrong(fault.TooLong, field, "limit", strconv.Itoa(maxNameRunes))
	}
	return s
}

func (f *form) choice(field string, among ...string) string {
	var s string
	expected := strings.Join(among, ", ")
	if !f.take(field, &s, expected) {
		return ""
	}
	if !slices.Contains(among, s) {
		f.wrong(fault.Malformed, field, "expected", expected)
		return ""
	}
	return s
}

func (f *form) number(field string, least, most float64) float64 {
	v := least
	if !f.take(field, &v, "1.5") {
		return least
	}
	if v < least || v > most {
		f.wrong(fault.OutOfRange, field, "min", short(least), "max", short(most))
		return least
	}
	return v
}

func (f *form) whole(field string, least, most int) int {
	v := least
	if !f.take(field, &v, "1") {
		return least
	}
	if v < least || v > most {
		f.wrong(fault.OutOfRange, field, "min", strconv.Itoa(least), "max", strconv.Itoa(most))
		return least
	}
	return v
}

func (f *form) yes(field string) bool {
	v := false
	f.take(field, &v, "true, false")
	return v
}

// inner is an object within the object; nil when there is none.
func (f *form) inner(field string) *form {
	if _, ok := f.fields[field]; !ok {
		return nil
	}
	in := &form{at: f.at + field + ".", read: map[string]bool{}, faults: f.faults}
	if !f.take(field, &in.fields, "{…}") {
		return nil
	}
	return in
}

// end reports the fields that nobody asked for.
func (f *form) end() {
	for _, name := range slices.Sorted(maps.Keys(f.fields)) {
		if !f.read[name] {
			f.wrong(fault.UnknownField, name)
		}
	}
}

func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
