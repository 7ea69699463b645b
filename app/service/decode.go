package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"etabli/app/domain/fault"
)

// maxInputBytes bounds the JSON of one command.
const maxInputBytes = 1 << 20

// decode reads the JSON of a command into a struct. It is strict: unknown and
// repeated fields, wrong types and invalid UTF-8 are faults that name the
// field, where encoding/json would repair or ignore them.
func decode(raw []byte, into any) error {
	if len(raw) > maxInputBytes {
		return fault.New(fault.TooLong, "", "limit", "1 MiB")
	}
	if !utf8.Valid(raw) {
		return fault.New(fault.BadText, "")
	}
	if err := checkFields(raw, reflect.TypeOf(into), ""); err != nil {
		return err
	}
	err := json.Unmarshal(raw, into)
	var typeErr *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &typeErr):
		return fault.New(fault.Malformed, typeErr.Field, "expected", jsonName(typeErr.Type)).Because(err)
	default:
		return fault.New(fault.Malformed, "", "expected", "JSON").Because(err)
	}
}

// checkFields walks a JSON value beside the type it is meant for and refuses
// the first field that the type does not have, or that is given twice.
func checkFields(raw []byte, t reflect.Type, path string) error {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case isText(t):
		return nil
	case t.Kind() == reflect.Struct:
		return checkObject(raw, t, path)
	case t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8:
		var items []json.RawMessage
		if json.Unmarshal(raw, &items) != nil {
			return nil // the type check that follows says so better
		}
		for _, item := range items {
			if err := checkFields(item, t.Elem(), path); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkObject(raw []byte, t reflect.Type, path string) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if tok, err := dec.Token(); err != nil || tok != json.Delim('{') {
		if err == nil || errors.Is(err, io.EOF) {
			return fault.New(fault.Malformed, path, "expected", "JSON object")
		}
		return fault.New(fault.Malformed, path, "expected", "JSON object").Because(err)
	}
	fields := jsonFields(t)
	given := map[string]bool{}
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return fault.New(fault.Malformed, path, "expected", "JSON").Because(err)
		}
		name, _ := tok.(string)
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return fault.New(fault.Malformed, join(path, name), "expected", "JSON").Because(err)
		}
		ft, known := fields[name]
		if !known {
			return fault.New(fault.UnknownField, join(path, name))
		}
		if given[name] {
			return fault.New(fault.Malformed, join(path, name), "expected", "one value")
		}
		given[name] = true
		if err := checkFields(value, ft, join(path, name)); err != nil {
			return err
		}
	}
	return nil
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
	case reflect.Int, reflect.Int64:
		return "whole number"
	case reflect.Slice:
		return "list"
	default:
		return "object"
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
