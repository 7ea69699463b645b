package coding_test

import (
	"errors"
	"strings"
	"testing"

	"etabli/app/domain/coding"
	"etabli/app/domain/fault"
	"etabli/app/lang"
)

func wants(t *testing.T, err error, code fault.Code, field string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || f.Field != field {
		t.Errorf("got %v, want %s (%s)", err, code, field)
	}
}

func TestAFaultIsCodedInOurWordsOrInTheShapeOfIRIS(t *testing.T) {
	for _, f := range []coding.Facts{
		{Symptom: "no_power"}, {Condition: "1", Symptom: "111", Section: "PWR", Defect: "A", Repair: "B", Level: "l2"}, {Condition: "X1J"},
	} {
		if err := f.Check(nil); err != nil {
			t.Errorf("%+v: %v", f, err)
		}
	}
	wants(t, coding.Facts{}.Check(nil), fault.Missing, "symptom")
	wants(t, coding.Facts{Symptom: "1111"}.Check(nil), coding.UnknownCode, "symptom")
	wants(t, coding.Facts{Defect: "ab"}.Check(nil), coding.UnknownCode, "defect")
	wants(t, coding.Facts{Level: "5"}.Check(nil), coding.UnknownCode, "level")
}

func TestATableThatWasReadDecidesWhichCodesExist(t *testing.T) {
	table, err := coding.Read("column,code,fr,en,own\nsymptom,111,Ne s’allume pas,No power,no_power\nsymptom,121,Ne charge pas,No charging,\n")
	if err != nil {
		t.Fatal(err)
	}
	if err := (coding.Facts{Symptom: "111", Defect: "A"}).Check(table); err != nil {
		t.Error(err)
	}
	wants(t, coding.Facts{Symptom: "112"}.Check(table), coding.UnknownCode, "symptom")
	if got := table.ToIRIS(coding.Symptom, "no_power"); got != "111" {
		t.Errorf("our word becomes %q", got)
	}
	if got := table.ToIRIS(coding.Symptom, "noise"); got != "" {
		t.Errorf("a word without a code becomes %q", got)
	}
}

func TestAWrongLineIsNamedByItsNumber(t *testing.T) {
	for input, want := range map[string]struct {
		code  fault.Code
		field string
	}{
		"":                                       {fault.Missing, "line.1"},
		"code,fr\n":                              {fault.Malformed, "line.1"},
		"column,code\n":                          {fault.Missing, "line.2"},
		"column,code\nsymptom,111\nsymptom,11\n": {fault.Malformed, "line.3"},
		"column,code\nsymptom,111\nsymptom,111\n": {fault.Malformed, "line.3"},
		"column,code\nsymptom,111\nplace,111\n":   {fault.Malformed, "line.3"},
		"column,code,own\nsymptom,111,xyz\n":      {coding.UnknownCode, "line.2"},
		"column,code,fr\nsymptom,111,\"a\nb\"\n":  {fault.BadText, "line.2"},
		"column,code\nsymptom,\"111\n":            {fault.Malformed, "line.2"},
	} {
		_, err := coding.Read(input)
		wants(t, err, want.code, want.field)
	}
}

func TestEveryCodeOfOursHasItsWords(t *testing.T) {
	for _, c := range []*lang.Catalogue{lang.For("fr"), lang.For("en")} {
		for _, column := range coding.Columns() {
			for _, code := range coding.Own(column) {
				if key := "coding." + string(column) + "." + code; !c.Has(key) {
					t.Errorf("%s: no words for %q", c.Tag(), key)
				}
			}
		}
	}
}

func TestATableIsReadWhateverItsColumnsAreSeparatedBy(t *testing.T) {
	for _, by := range []string{",", ";", "\t", "|"} {
		got, err := coding.Read(strings.ReplaceAll("column,code,fr\nsymptom,111,Pas d'alimentation\n", ",", by))
		if err != nil || len(got) != 1 || got[0].Code != "111" {
			t.Errorf("%q: %+v, %v", by, got, err)
		}
	}
}
