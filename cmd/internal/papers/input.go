package papers

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/printing/forms"
	"etabli/printing/layout"
	"etabli/printing/profile"
	"etabli/printing/qr"
	"etabli/printing/texts"
)

// MaxInputBytes bounds the JSON of a form, which may hold photos.
const MaxInputBytes = 48 << 20

// ReadInput reads the JSON of a form and refuses more than a form can be.
func ReadInput(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxInputBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read the input of a form: %w", err)
	}
	if len(raw) > MaxInputBytes {
		return nil, fault.New(fault.TooLong, "input", "limit", "48 MiB")
	}
	return raw, nil
}

// FromInput makes a form from its JSON alone, whoever wrote it. Faults name the
// field of the JSON, or of the command line: form, format, as.
func FromInput(raw []byte, o Order) (Made, error) {
	kind, ok := forms.KindOf(string(o.Form))
	if !ok {
		return Made{}, fault.New(fault.UnknownName, "form", "name", string(o.Form))
	}
	set, err := profile.Shipped()
	if err != nil {
		return Made{}, err
	}
	on, err := target(set, o)
	if err != nil {
		return Made{}, err
	}
	in := kind.New()
	if err := service.Decode(raw, in); err != nil {
		return Made{}, err
	}
	table, err := texts.Shipped()
	if err != nil {
		return Made{}, err
	}
	sheet, err := kind.Read(in, table)
	if err != nil {
		return Made{}, err
	}
	if o.Copy > 0 {
		sheet.Copy = o.Copy
	}
	doc := kind.Write(in, lang.For(cmp.Or(o.Tag, sheet.Language)), on.paper)
	out, err := write(doc, o, on, sheet.AtMS)
	return Made{Bytes: out}, unprintable(err)
}

// unprintable turns what a page cannot hold into faults that people can act on.
func unprintable(err error) error {
	switch {
	case errors.Is(err, layout.ErrTooLong):
		return fault.New(fault.TooLong, "input", "limit", strconv.Itoa(layout.MaxPages)).Because(err)
	case errors.Is(err, qr.ErrContent), errors.Is(err, qr.ErrTooDense):
		return fault.New(fault.TooLong, "number", "limit", strconv.Itoa(qr.MaxContentBytes)).Because(err)
	case errors.Is(err, layout.ErrImage):
		return fault.New(fault.TooLong, "photos", "limit", strconv.Itoa(layout.MaxImagePixels)).Because(err)
	}
	return err
}

// Field is one field of a form's JSON.
type Field struct {
	Name     string `json:"name"` // nested ones with dots, those of a list with *
	Type     string `json:"type"`
	Required bool   `json:"required,omitempty"`
}

// Fields lists the fields of a form's JSON.
func Fields(form Form) ([]Field, error) {
	kind, ok := forms.KindOf(string(form))
	if !ok {
		return nil, fault.New(fault.UnknownName, "form", "name", string(form))
	}
	return fieldsOf(kind.Input(), ""), nil
}

func fieldsOf(t reflect.Type, path string) []Field {
	var out []Field
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if f.Anonymous && name == "" {
			out = append(out, fieldsOf(f.Type, path)...)
			continue
		}
		out = append(out, fieldOf(f.Type, strings.TrimPrefix(path+"."+name, "."), f.Tag.Get("form"))...)
	}
	return out
}

func fieldOf(t reflect.Type, name, rule string) []Field {
	need := rule == "need"
	text := reflect.PointerTo(t).Implements(reflect.TypeFor[interface{ UnmarshalText([]byte) error }]())
	switch {
	case text:
		return []Field{{name, "date", false}}
	case t.Kind() == reflect.Pointer:
		return fieldOf(t.Elem(), name, rule)
	case t.Kind() == reflect.Struct:
		return fieldsOf(t, name)
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return []Field{{name, "base64", need}}
	case t.Kind() == reflect.Slice:
		return fieldOf(t.Elem(), name+".*", rule)
	case t.Kind() == reflect.String && rule != "" && !need:
		return []Field{{name, strings.ReplaceAll(rule, ",", " | "), false}}
	case t.Kind() == reflect.String:
		return []Field{{name, "text", need}}
	case t.Kind() == reflect.Bool:
		return []Field{{name, "true or false", need}}
	case t.Kind() == reflect.Float64:
		return []Field{{name, "number", need}}
	}
	return []Field{{name, "whole number", need}}
}
