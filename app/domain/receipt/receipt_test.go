package receipt_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/receipt"
	"etabli/app/domain/repair"
)

var (
	ours   = receipt.Key{1, 2, 3}
	before = receipt.Key{4, 5, 6}
	theirs = receipt.Key{7, 8, 9}
	day    = civil.Of(2026, 11, 21)
	number = repair.FormatNumber("LIL", "2", 431, [2]byte{29, 7})
)

func TestAReceiptIsProvenByWhoeverHoldsTheKey(t *testing.T) {
	code := receipt.Sign(ours, number, day)
	for _, typed := range []string{code, strings.ToLower(code), " " + code + "\n", strings.ReplaceAll(code, ":", " : ")} {
		p, err := receipt.Read(typed, before, ours)
		if err != nil || p != (receipt.Proof{Number: number, Site: "LIL", Day: day}) {
			t.Errorf("%q: %+v, %v", typed, p, err)
		}
	}
	if len(code) > 50 || strings.Trim(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-:") != "" {
		t.Errorf("%q does not fit the short mode of a code", code)
	}
}

func TestACodeOfAnotherShopIsToldFromAForgedOne(t *testing.T) {
	code := receipt.Sign(ours, number, day)
	other := repair.FormatNumber("LIL", "2", 432, [2]byte{29, 7})
	for name, c := range map[string]struct {
		typed string
		want  fault.Code
	}{
		"another shop":        {receipt.Sign(theirs, number, day), receipt.Foreign},
		"another day":         {strings.Replace(code, "20261121", "20261221", 1), receipt.Forged},
		"another number":      {strings.Replace(code, number, other, 1), receipt.Forged},
		"a check made up":     {code[:len(code)-1] + string("01"[strings.Count(code[len(code)-1:], "0")]), receipt.Forged},
		"a mistyped number":   {strings.Replace(code, number, number[:len(number)-1]+"0", 1), receipt.Unreadable},
		"a day there is not":  {strings.Replace(code, "20261121", "20261131", 1), receipt.Unreadable},
		"a page's address":    {"https://sav.example/r/7Jp2mXq4TtVn8KcB5wLdRg", receipt.Unreadable},
		"a number alone":      {number, receipt.Unreadable},
		"nothing":             {"", receipt.Unreadable},
		"a group too many":    {code + ":", receipt.Unreadable},
		"more than can be":    {strings.Repeat(code, 9), receipt.Unreadable},
		"another form's mark": {strings.Replace(code, "ETB1", "ETB2", 1), receipt.Unreadable},
	} {
		if _, err := receipt.Read(c.typed, ours); fault.Of(err).Code != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, err := receipt.Read(code); fault.Of(err).Code != receipt.Foreign {
		t.Errorf("a device without keys: %v", err)
	}
}

// Whatever single character is changed, the code is refused or says the same.
func TestNoChangeOfACharacterPasses(t *testing.T) {
	code := receipt.Sign(ours, number, day)
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(code)-1).Draw(t, "at")
		c := rapid.SampledFrom([]byte("0123456789ABCDEFGHJKMNPQRSTVWXYZ:-")).Draw(t, "c")
		changed := code[:at] + string(c) + code[at+1:]
		p, err := receipt.Read(changed, ours)
		if err == nil && p != (receipt.Proof{Number: number, Site: "LIL", Day: day}) {
			t.Fatalf("%q is taken for %+v", changed, p)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(receipt.Sign(ours, number, day))
	f.Add("ETB1:::")
	f.Fuzz(func(t *testing.T, typed string) {
		p, err := receipt.Read(typed, ours)
		if err == nil && receipt.Sign(ours, p.Number, p.Day) != receipt.Sign(ours, number, day) {
			t.Errorf("%q proves %+v", typed, p)
		}
	})
}
