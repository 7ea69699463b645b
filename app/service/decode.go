package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"etabli/app/domain/fault"
	"etabli/storage/journal"
)

// MaxInputBytes bounds the JSON of one command.
const MaxInputBytes = 1 << 20

// ReadInput reads the JSON of a command and refuses more than a command can be.
func ReadInput(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxInputBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the input of a command: %w", err)
	}
	return raw, checkSize(raw)
}

func checkSize(raw []byte) error {
	if len(raw) > MaxInputBytes {
		return fault.New(fault.TooLong, "", "limit", "1 MiB")
	}
	return nil
}

// decode reads the JSON of a command into a struct. It is strict: unknown and
// repeated fields, wrong types, invalid UTF-8 and half characters are faults
// that name the field, where encoding/json would repair or ignore them.
func decode(raw []byte, into any) error {
	if err := checkFields(raw, reflect.TypeOf(into), ""); err != nil {
		return err
	}
	err := json.Unmarshal(raw, into)
	var typeErr *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &typeErr):
		return malformed(typeErr.Field, strings.ReplaceAll(jsonName(typeErr.Type), " ", "_")).Because(err)
	default:
		return malformed("", "json").Because(err)
	}
}

func malformed(field, expected string) *fault.Error {
	return fault.New(fault.Malformed, field, "expected", expected)
}

// Decode reads JSON that is no command, such as the input of a form, as
// strictly as that of a command.
func Decode(raw []byte, into any) error { return decode(raw, into) }

// checkFields walks a JSON value beside the type it is meant for and refuses
// the first field that the type does not have, or that is given twice.
func checkFields(raw []byte, t reflect.Type, path string) error {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case isText(t):
		return checkText(raw, t, path)
	case t.Kind() == reflect.Struct:
		fields := jsonFields(t)
		return eachField(raw, path, func(name string, value []byte) error {
			ft, known := fields[name]
			if !known {
				return fault.New(fault.UnknownField, join(path, name))
			}
			return checkFields(value, ft, join(path, name))
		})
	case t.Kind() == reflect.Map:
		if raw[0] != '{' {
			return nil // the type check that follows says so better
		}
		return eachField(raw, path, func(name string, value []byte) error {
			return checkFields(value, t.Elem(), join(path, name))
		})
	case t.Kind() == reflect.Slice:
		return checkItems(raw, t.Elem(), path)
	case raw[0] == '"' && halfCharacter(raw):
		return fault.New(fault.BadText, path)
	}
	return nil
}

// checkText names the field of a text that its type refuses with a fault.
func checkText(raw []byte, t reflect.Type, path string) error {
	var refused *fault.Error
	err := json.Unmarshal(raw, reflect.New(t).Interface())
	switch {
	case errors.As(err, &refused):
		f := *refused
		f.Field = path
		return &f
	case errors.Is(err, journal.ErrBadID):
		return malformed(path, "identifier").Because(err)
	}
	return nil // the type check that follows says the rest
}

func checkItems(raw []byte, item reflect.Type, path string) error {
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil {
		return nil // the type check that follows says so better
	}
	for i, value := range items {
		if err := checkFields(value, item, join(path, strconv.Itoa(i))); err != nil {
			return err
		}
	}
	return nil
}

// eachField calls fn for the fields of a JSON object in their order, and
// refuses anything but an object, and a field that is given twice.
func eachField(raw []byte, path string, fn func(name string, value []byte) error) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if tok, err := dec.Token(); err != nil {
		return malformed(path, "json").Because(err)
	} else if tok != json.Delim('{') {
		return malformed(path, "object")
	}
	given := map[string]bool{}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return malformed(path, "json").Because(err)
		}
		name, _ := tok.(string)
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return malformed(join(path, name), "json").Because(err)
		}
		if given[name] {
			return malformed(join(path, name), "once")
		}
		given[name] = true
		if err := fn(name, value); err != nil {
			return err
		}
	}
	return nil
}

// halfCharacter tells whether a JSON string escapes one half of a surrogate
// pair without the other, which is no character.
func halfCharacter(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++
		first, ok := escaped(raw[i-1:])
		if !ok || !utf16.IsSurrogate(first) {
			continue
		}
		second, _ := escaped(raw[i+5:])
		if utf16.DecodeRune(first, second) == utf8.RuneError {
			return true
		}
		i += 10
	}
	return false
}

// escaped reads the \uXXXX that raw begins with.
func escaped(raw []byte) (rune, bool) {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	return rune(n), err == nil
}

// jsonFields maps the JSON names of a struct, embedded ones included, to their types.
func jsonFields(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" || name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		out[name] = f.Type
	}
	return out
}

// isText tells whether a type reads itself from a JSON string.
func isText(t reflect.Type) bool {
	type textReader interface{ UnmarshalText([]byte) error }
	return reflect.PointerTo(t).Implements(reflect.TypeFor[textReader]())
}

func jsonName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return "whole number"
	case reflect.Slice:
		return "list"
	default:
		return "object"
	}
}

// within names the field of a fault as it lies inside an object of the input.
func within(object string, err error) error {
	f := *fault.Of(err)
	f.Field = join(object, f.Field)
	return &f
}

// without names the field of a fault as the command does.
func without(object string, err error) error {
	f := *fault.Of(err)
	f.Field = strings.TrimPrefix(f.Field, object)
	return &f
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
