package staff_test

import (
	"testing"

	"etabli/app/domain/staff"
)

func TestInitialsOfNames(t *testing.T) {
	for name, want := range map[string]string{"Nadia B.": "NB", "Jean-Paul Ávila": "JPÁ", "": "", "élodie": "É", "a b c d e": "ABCD"} {
		if got := staff.Initials(name); got != want {
			t.Errorf("%q has the initials %q, want %q", name, got, want)
		}
	}
}

func TestStaffAreChecked(t *testing.T) {
	good := staff.SavedFacts{Display: "Nadia B.", Initials: "NB", Role: "counter", Site: "LIL"}
	if err := staff.Check(good); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []staff.SavedFacts{
		{Display: "", Role: "counter", Site: "LIL"},
		{Display: "N", Role: "boss", Site: "LIL"},
		{Display: "N", Role: "counter", Site: "Lille"},
		{Display: "N", Role: "counter", Site: "LIL", Initials: "ABCDE"},
	} {
		if staff.Check(bad) == nil {
			t.Errorf("%+v is accepted", bad)
		}
	}
}
