package service

import (
	"encoding"
	"encoding/json"
	"reflect"
)

var speaks = []reflect.Type{reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()}

// listed is an answer in which a list of nothing is a list, however deep it lies:
// programs that read it go over lists without asking whether there is one.
func listed(answer any) any {
	v := reflect.ValueOf(answer)
	if !v.IsValid() {
		return answer
	}
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	fillLists(out)
	return out.Interface()
}

// fillLists fills what can be set; what is shared with others is copied first.
func fillLists(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range v.Len() {
			fillLists(v.Index(i))
		}
	case reflect.Struct:
		if saysItself(v.Type()) {
			return
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Anonymous && f.Type.Kind() == reflect.Struct || v.Field(i).CanSet() {
				fillLists(v.Field(i))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() && !saysItself(v.Type()) {
			own := reflect.New(v.Type().Elem())
			own.Elem().Set(v.Elem())
			fillLists(own.Elem())
			v.Set(own)
		}
	case reflect.Interface:
		if !v.IsNil() {
			v.Set(reflect.ValueOf(listed(v.Interface())))
		}
	}
}

func saysItself(t reflect.Type) bool {
	for _, s := range speaks {
		if t.Implements(s) || reflect.PointerTo(t).Implements(s) {
			return true
		}
	}
	return false
}
