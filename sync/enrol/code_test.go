package enrol_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"etabli/sync/enrol"

	"pgregory.net/rapid"
)

func TestACodeIsReadAsPeopleTypeIt(t *testing.T) {
	code, err := enrol.NewCode(bytes.NewReader([]byte{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99}))
	if err != nil {
		t.Fatal(err)
	}
	invite := enrol.Invite{Address: "sav.example:8443", Code: code}
	if invite.String() != "sav.example:8443/008J-4CT4-ANK7-F24S" || invite.QR() != "ETABLI1:SAV.EXAMPLE:8443/008J4CT4ANK7F24S" {
		t.Fatalf("%s and %s", invite, invite.QR())
	}
	for _, text := range []string{
		invite.String(), invite.QR(), "  sav.example:8443/008j-4ct4-ank7-f24s\n", "SAV.EXAMPLE:8443/oo8J 4CT4 ANK7 F24S",
		"etabli1:sav.example:8443/008J–4CT4–ANK7–F24S", "sav.example:8443/ 008J4CT4 ANK7F24S",
	} {
		if got, err := enrol.ParseInvite(text); err != nil || got != invite {
			t.Errorf("%q was read as %s, %v", text, got, err)
		}
	}
	if got, err := enrol.ParseInvite("[::1]:8443/iiii-llll-1111-oooo"); err != nil || got.Address != "[::1]:8443" || got.Code.String() != "1111-1111-1111-0000" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestWhatIsNoCodeIsRefused(t *testing.T) {
	for _, text := range []string{
		"", "/", "008J-4CT4-ANK7-F24S", "sav.example/008J-4CT4-ANK7-F24S", "sav.example:8443/", "sav.example:0/008J-4CT4-ANK7-F24S",
		"sav.example:70000/008J-4CT4-ANK7-F24S", "sav.example:8443/008J-4CT4-ANK7-F24", "sav.example:8443/008J-4CT4-ANK7-F24SS",
		"sav.example:8443/008J-4CT4-ANK7-F24U", ":8443/008J-4CT4-ANK7-F24S", "a b:8443/008J-4CT4-ANK7-F24S", "x@y:8443/008J-4CT4-ANK7-F24S",
		"ETABLI2:sav:8443/008J-4CT4-ANK7-F24S", "é:8443/008J-4CT4-ANK7-F24S", strings.Repeat("a", 400) + ":1/008J-4CT4-ANK7-F24S",
	} {
		if got, err := enrol.ParseInvite(text); !errors.Is(err, enrol.ErrBadCode) {
			t.Errorf("%q was read as %s, %v", text, got, err)
		}
	}
}

func TestEveryCodeComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var code enrol.Code
		copy(code[:], rapid.SliceOfN(rapid.Byte(), 10, 10).Draw(rt, "code"))
		invite := enrol.Invite{Address: "hq.example:8443", Code: code}
		for _, text := range []string{invite.String(), strings.ToLower(invite.QR())} {
			if got, err := enrol.ParseInvite(text); err != nil || got != invite {
				rt.Fatalf("%s came back as %s, %v", text, got, err)
			}
		}
		if id, key := code.ID(), code.Key(); bytes.Contains(key[:], id[:]) || bytes.Contains(key[:], code[:]) {
			rt.Fatal("what HQ stores tells the code")
		}
	})
}

func FuzzParseInvite(f *testing.F) {
	f.Add("ETABLI1:SAV.EXAMPLE:8443/008J4CT4ANK7F24S")
	f.Add("sav.example:8443/008J-4CT4-ANK7-F24S")
	f.Fuzz(func(t *testing.T, text string) {
		invite, err := enrol.ParseInvite(text)
		if err != nil {
			if !errors.Is(err, enrol.ErrBadCode) {
				t.Fatal(err)
			}
			return
		}
		if again, err := enrol.ParseInvite(invite.String()); err != nil || again != invite {
			t.Fatalf("%q was read as %s, then as %s, %v", text, invite, again, err)
		}
	})
}
