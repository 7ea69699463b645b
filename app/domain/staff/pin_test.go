package staff_test

import (
	"bytes"
	"errors"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
)

var salt = bytes.Repeat([]byte{7}, staff.PINSaltBytes)

func TestAPINOpensOnlyItself(t *testing.T) {
	box, err := staff.SealPIN("4071", salt)
	if err != nil {
		t.Fatal(err)
	}
	if !box.Opens("4071") {
		t.Error("the PIN that was set does not open")
	}
	for _, wrong := range []string{"", "4070", "04071", "40710", "407", "999999999"} {
		if box.Opens(wrong) {
			t.Errorf("%q opens", wrong)
		}
	}
	if bytes.Contains(box.Hash, []byte("4071")) {
		t.Error("the PIN itself is kept")
	}
	if (staff.PINBox{}).Opens("") || (staff.PINBox{Hash: []byte{1}, Rounds: 1 << 40}).Opens("4071") {
		t.Error("a box of nothing opens")
	}
}

func TestPINsThatEverybodyTriesAreRefused(t *testing.T) {
	for pin, want := range map[string]fault.Code{
		"407": fault.OutOfRange, "407140714": fault.OutOfRange, "40a1": fault.Malformed, "４０７１": fault.OutOfRange,
		"0000": staff.WeakPIN, "1234": staff.WeakPIN, "98765": staff.WeakPIN, "4071": "", "1123": "",
	} {
		err := staff.CheckPIN(pin)
		var f *fault.Error
		if want == "" && err == nil || errors.As(err, &f) && f.Code == want && f.Field == "pin" {
			continue
		}
		t.Errorf("%q: got %v, want %q", pin, err, want)
	}
}

func TestTryingPINsTakesLongerEachTime(t *testing.T) {
	before := 0
	for wrong := range 40 {
		wait := staff.PINWait(wrong)
		if wait < before || (wrong < 5) != (wait == 0) || wait > 15*60 {
			t.Errorf("after %d wrong tries one waits %d s", wrong, wait)
		}
		before = wait
	}
}
