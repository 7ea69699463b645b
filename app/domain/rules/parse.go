package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
)

// The limits of a table.
const (
	MaxFileBytes = 1 << 20
	MaxRows      = 5000
	MaxValue     = 10_000_000
	MaxText      = 400 // a source, a note, in characters
	MaxCode      = 40
	MaxChoices   = 12
)

// form is the number of the form of the files.
const form = 1

// File is the bytes of one file with the name that faults give it.
type File struct {
	Name string
	Data []byte
}

type fileForm struct {
	Form    int               `json:"form"`
	Enabled []string          `json:"enabled"`
	Rows    []json.RawMessage `json:"rows"`
}

// Parse reads a table from its files. Every fault that is found is reported,
// with the file, the row and the field in its field: "fr.json:rows.3.value".
func Parse(files ...File) (Table, error) {
	var (
		t      Table
		places []string
		faults []error
	)
	for _, f := range files {
		read, err := readFile(f)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		for _, country := range read.Enabled {
			if err := checkCountry(f.Name+":enabled", country); err != nil {
				faults = append(faults, err)
			}
			t.enabled = append(t.enabled, country)
		}
		for i, raw := range read.Rows {
			at := f.Name + ":rows." + strconv.Itoa(i) + "."
			row, err := readRow(at, raw)
			faults = append(faults, err)
			if err == nil {
				t.rows, places = append(t.rows, row), append(places, at)
			}
		}
	}
	if len(t.rows) > MaxRows {
		return Table{}, fault.New(fault.TooLong, "rows", "limit", strconv.Itoa(MaxRows))
	}
	faults = append(faults, t.checkTogether(places))
	if err := errors.Join(faults...); err != nil {
		return Table{}, err
	}
	slices.Sort(t.enabled)
	t.enabled = slices.Compact(t.enabled)
	slices.SortFunc(t.rows, order)
	t.version = hash(t.rows, t.enabled...)
	return t, nil
}

func readFile(f File) (fileForm, error) {
	var read fileForm
	if len(f.Data) > MaxFileBytes {
		return read, fault.New(fault.TooLong, f.Name, "limit", strconv.Itoa(MaxFileBytes))
	}
	if err := strict(f.Data, &read); err != nil {
		return read, fault.New(fault.Malformed, f.Name, "expected", "form, enabled, rows").Because(err)
	}
	if read.Form != form {
		return read, fault.New(fault.Malformed, f.Name+":form", "expected", strconv.Itoa(form))
	}
	return read, nil
}

// rowForm is a row as it is written: dates are read apart, so that a wrong one
// is reported by the name of its field.
type rowForm struct {
	Row
	ValidFrom  string `json:"valid_from"`
	ValidTo    string `json:"valid_to"`
	VerifiedOn string `json:"verified_on"`
}

var fields = []string{
	"rule_id", "country", "valid_from", "valid_to", "applies_on", "value", "unit", "choice", "choices",
	"source", "verified_on", "status", "certainty", "note",
}

func readRow(at string, raw json.RawMessage) (Row, error) {
	var named map[string]json.RawMessage
	if err := json.Unmarshal(raw, &named); err != nil {
		return Row{}, fault.New(fault.Malformed, at[:len(at)-1], "expected", "object").Because(err)
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if !slices.Contains(fields, name) {
			return Row{}, fault.New(fault.UnknownField, at+name)
		}
	}
	var read rowForm
	if err := strict(raw, &read); err != nil {
		field := ""
		if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
			field = wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:]
		}
		return Row{}, fault.New(fault.Malformed, at+field, "expected", kindOf(field)).Because(err)
	}
	row := read.Row
	var wrong [3]error
	row.ValidFrom, wrong[0] = civil.Parse(at+"valid_from", read.ValidFrom)
	row.ValidTo, wrong[1] = civil.Parse(at+"valid_to", read.ValidTo)
	row.VerifiedOn, wrong[2] = civil.Parse(at+"verified_on", read.VerifiedOn)
	if err := errors.Join(wrong[:]...); err != nil {
		return Row{}, err
	}
	return row, row.check(at)
}

// kindOf is what kind of JSON value a field holds.
func kindOf(field string) string {
	switch field {
	case "":
		return "object"
	case "value":
		return "whole_number"
	case "choices":
		return "list"
	}
	return "text"
}

// strict reads exactly one JSON value and no field that is not known.
func strict(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("rules: text after the value")
	}
	return nil
}
