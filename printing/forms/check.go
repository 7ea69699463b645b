package forms

import (
	"encoding/hex"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/vat"
)

// The limits of an input.
const (
	MaxText       = 4000 // characters of one text
	MaxItems      = 2000 // of one list
	MaxImageBytes = 8 << 20
)

// check looks at a whole input by the tags of its fields: "need" for what must
// be there, "date", "zone", "colour", or the codes that a field takes. Faults
// name the field as its JSON does.
func check(in any) error {
	if err := checkValue("", "", reflect.ValueOf(in)); err != nil {
		return err
	}
	if own, ok := in.(interface{ check() error }); ok {
		return own.check()
	}
	return nil
}

func checkValue(path, rule string, v reflect.Value) error {
	switch {
	case v.Type() == reflect.TypeFor[civil.Date]():
		return nil // read strictly already
	case v.Kind() == reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return checkValue(path, rule, v.Elem())
	case v.Kind() == reflect.Struct:
		return checkStruct(path, v)
	case v.Kind() == reflect.Slice:
		return checkList(path, v)
	case v.Kind() == reflect.String:
		return checkText(path, rule, v.String())
	case v.CanInt():
		return checkNumber(path, rule, v.Int())
	}
	return nil
}

func checkStruct(path string, v reflect.Value) error {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := join(path, name)
		if f.Anonymous && name == "" {
			at = path
		}
		if name == "-" || !f.IsExported() {
			continue
		}
		if err := checkValue(at, f.Tag.Get("form"), v.Field(i)); err != nil {
			return err
		}
	}
	return nil
}

func checkList(path string, v reflect.Value) error {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		if v.Len() > MaxImageBytes {
			return fault.New(fault.TooLong, path, "limit", strconv.Itoa(MaxImageBytes))
		}
		return nil
	}
	if v.Len() > MaxItems {
		return fault.New(fault.TooLong, path, "limit", strconv.Itoa(MaxItems))
	}
	for i := range v.Len() {
		if err := checkValue(join(path, strconv.Itoa(i)), "", v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func checkText(path, rule, s string) error {
	if err := text.Block(path, s, MaxText); err != nil {
		return err
	}
	switch rule {
	case "":
		return nil
	case "need":
		return text.NeededBlock(path, s, MaxText)
	case "date":
		_, err := civil.Parse(path, s)
		return err
	case "zone":
		if _, err := time.LoadLocation(s); err != nil || s == "Local" {
			return fault.New(fault.UnknownName, path, "name", s).Because(err)
		}
		return nil
	case "colour":
		if raw, err := hex.DecodeString(strings.TrimPrefix(s, "#")); s != "" && (err != nil || len(raw) != 3 || s[0] != '#') {
			return fault.New(fault.Malformed, path, "expected", "#rrggbb")
		}
		return nil
	}
	codes := strings.Split(rule, ",")
	if s != "" && !slices.Contains(codes, s) {
		return fault.New(fault.Malformed, path, "expected", strings.Join(codes, ", "))
	}
	return nil
}

func checkNumber(path, rule string, n int64) error {
	if rule == "need" && n == 0 {
		return fault.New(fault.Missing, path)
	}
	if n < -vat.MaxCents || n > vat.MaxCents*10 { // moments are larger than sums
		return fault.New(fault.OutOfRange, path, "min", strconv.Itoa(-vat.MaxCents), "max", strconv.Itoa(vat.MaxCents))
	}
	return nil
}

// between checks a count.
func between(field string, n, least, most int) error {
	if n < least || n > most {
		return fault.New(fault.OutOfRange, field, "min", strconv.Itoa(least), "max", strconv.Itoa(most))
	}
	return nil
}

// wrongSum says that a sum is not that of its parts.
func wrongSum(field string) error {
	return fault.New(fault.Malformed, field, "expected", "sum_of_parts")
}

// within names the field of a fault as it lies inside an object of the input.
func within(object string, err error) error {
	f := *fault.Of(err)
	f.Field = join(object, f.Field)
	return &f
}

func join(path, name string) string {
	if path == "" || name == "" {
		return path + name
	}
	return path + "." + name
}
