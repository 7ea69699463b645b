package receipt_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/receipt"
)

const (
	pageToken = "7JP2MXQ4TTVN8KCB5WDRGEXAMP"
	otherPage = "7JP2MXQ4TTVN8KCB5WDRGEXAMQ"
)

func TestTheAddressOfAPageProvesItsDeposit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := civil.Of(2020, 1, 1).AddDays(rapid.IntRange(0, 1<<15-1).Draw(t, "day"))
		proof := receipt.SignPage(ours, pageToken, number, day)
		if strings.Trim(proof, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.") != "" || len(proof) > 40 {
			t.Fatalf("%q does not fit the short mode of a code", proof)
		}
		for _, typed := range []string{proof, strings.ToLower(proof)} {
			p, err := receipt.ReadPage(typed, strings.ToLower(pageToken), before, ours)
			if err != nil || p != (receipt.Proof{Number: number, Site: "LIL", Day: day}) {
				t.Fatalf("%q: %+v, %v", typed, p, err)
			}
		}
	})
}

func TestTheProofOfAPageHoldsForNoOtherPage(t *testing.T) {
	proof := receipt.SignPage(ours, pageToken, number, day)
	parts := strings.Split(proof, ".")
	for name, c := range map[string]struct {
		proof, token string
		key          receipt.Key
		want         fault.Code
	}{
		"another page":     {proof, otherPage, ours, receipt.Forged},
		"another shop":     {proof, pageToken, theirs, receipt.Forged},
		"another day":      {parts[0] + ".000." + parts[2], pageToken, ours, receipt.Forged},
		"no check":         {parts[0] + "." + parts[1], pageToken, ours, receipt.Unreadable},
		"no number":        {"." + parts[1] + "." + parts[2], pageToken, ours, receipt.Unreadable},
		"letters we avoid": {parts[0] + ".ILO." + parts[2], pageToken, ours, receipt.Unreadable},
		"a path":           {"../../etc/passwd", pageToken, ours, receipt.Unreadable},
		"nothing":          {"", pageToken, ours, receipt.Unreadable},
		"a long story":     {strings.Repeat(proof, 9), pageToken, ours, receipt.Unreadable},
	} {
		if _, err := receipt.ReadPage(c.proof, c.token, c.key); fault.Of(err).Code != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if got := receipt.SignPage(ours, pageToken, number, civil.Of(2019, 12, 31)); got != "" {
		t.Errorf("a day before the first: %q", got)
	}
}

func FuzzReadPage(f *testing.F) {
	f.Add(receipt.SignPage(ours, pageToken, number, day), pageToken)
	f.Add("..", "")
	f.Fuzz(func(t *testing.T, proof, token string) {
		p, err := receipt.ReadPage(proof, token, ours)
		if err == nil && receipt.SignPage(ours, strings.ToUpper(token), p.Number, p.Day) != strings.ToUpper(proof) {
			t.Errorf("%q proves %+v for %q", proof, p, token)
		}
	})
}
