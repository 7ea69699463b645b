package portal_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/portal"
	"etabli/storage/journal"
)

func TestATokenHasOneWrittenForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var raw journal.EntityID
		copy(raw[:], rapid.SliceOfN(rapid.Byte(), len(raw), len(raw)).Draw(t, "raw"))
		want := raw.String()
		for _, text := range []string{want, strings.ToUpper(want), strings.NewReplacer("0", "o", "1", "I").Replace(want), strings.NewReplacer("0", "O", "1", "l").Replace(want)} {
			if got, ok := portal.ParseToken(text); !ok || got != want {
				t.Fatalf("%s reads %s %v, want %s", text, got, ok, want)
			}
		}
	})
}

func TestWhatIsNoTokenIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":             "",
		"too short":           token[1:],
		"too long":            token + "0",
		"a letter that is no": "u" + token[1:],
		"bits that are spare": token[:25] + "1",
		"a slash":             "/" + token[1:],
		"an accent":           "é" + token[2:],
		"a line end":          token[:25] + "\n",
	} {
		if got, ok := portal.ParseToken(text); ok {
			t.Errorf("%s: %q reads %q", name, text, got)
		}
	}
}
