package sample

import (
	"math"
	"reflect"
	"strings"
	"time"

	"etabli/printing/forms"
)

// manyRows is how long lists are in the case of that name.
const manyRows = 200

// longName is a name of 300 characters: words, and one word that never ends.
var longName = strings.Repeat("Marie-Charlotte de La Rochefoucauld ", 5) + strings.Repeat("ÉlectroŒuvre", 10)

// vary turns a plausible input into one of the extreme cases.
func vary(in any, name string) {
	v := reflect.ValueOf(in).Elem()
	switch name {
	case "empty":
		sheet := v.FieldByName("Sheet").Addr().Interface().(*forms.Sheet)
		sheet.Number, sheet.Zone, sheet.Texts = "LIL2-00432-R4P", time.UTC, texts()
	case "longest":
		each(v, "", func(text reflect.Value) { text.SetString(longName) })
	case "hostile":
		each(v, "", func(text reflect.Value) { text.SetString(hostile) })
		numbers(v)
	case "many":
		lists(v)
	}
}

// kept are the texts that codes are made of, and those of fixed form.
var kept = map[string]bool{"number": true, "page_url": true, "code": true, "tracking": true, "zone": true, "currency": true, "colour": true}

// each calls change for every free text of an input.
func each(v reflect.Value, name string, change func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			each(v.Elem(), name, change)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			tag, rule := f.Tag.Get("json"), f.Tag.Get("form")
			tag, _, _ = strings.Cut(tag, ",")
			if f.IsExported() && tag != "-" && (rule == "" || rule == "need") {
				each(v.Field(i), tag, change)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), name, change)
		}
	case reflect.String:
		if !kept[name] && v.String() != "" {
			change(v)
		}
	}
}

// numbers makes every sum one that no sale has.
func numbers(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && f.Tag.Get("json") != "-" && f.Name != "AtMS" {
				numbers(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			numbers(v.Index(i))
		}
	case reflect.Int64:
		v.SetInt(math.MinInt64)
	}
}

// lists repeats what is in a list until it is long; photos only until they
// fill some pages.
func lists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" && f.Name != "Signature" {
				lists(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Len() == 0 || v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		rows := manyRows
		if v.Type().Elem() == reflect.TypeFor[forms.Photo]() {
			rows = 8
		}
		long := reflect.MakeSlice(v.Type(), rows, rows)
		for i := range rows {
			long.Index(i).Set(v.Index(i % v.Len()))
		}
		v.Set(long)
	}
}
