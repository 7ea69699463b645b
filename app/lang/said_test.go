package lang_test

import (
	"testing"

	"etabli/app/lang"
)

func TestAnArgumentIsSaidInTheWordsOfTheLanguage(t *testing.T) {
	for _, c := range []struct{ tag, name, value, want string }{
		{"fr", "from", "received", "Déposé"},
		{"en", "expected", "whole_number", "a whole number"},
		{"fr", "expected", "LIL", "LIL"},
		{"fr", "name", "received", "received"},
		{"fr", "reason", "", ""},
	} {
		if got := lang.For(c.tag).Said(c.name, c.value); got != c.want {
			t.Errorf("%s: %s %q is said %q, want %q", c.tag, c.name, c.value, got, c.want)
		}
	}
}
