package text_test

import (
	"errors"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

func TestTextIsRefusedWithTheCodeThatSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want fault.Code
	}{
		{"an empty line is fine", text.Line("f", "", 5), ""},
		{"accents and emoji are fine", text.Line("f", "Cœur 🛠️", 20), ""},
		{"Arabic is fine", text.Line("f", "مرحبا", 20), ""},
		{"bytes that are not UTF-8", text.Line("f", "a\xff", 5), fault.BadText},
		{"a null", text.Line("f", "a\x00", 5), fault.BadText},
		{"a line break in a line", text.Line("f", "a\nb", 5), fault.BadText},
		{"a line break in a block", text.Block("f", "a\r\n\tb", 5), ""},
		{"an escape in a block", text.Block("f", "\x1b[2J", 9), fault.BadText},
		{"a turned direction", text.Line("f", "a\u202eb", 9), fault.BadText},
		{"a separator of lines", text.Line("f", "a\u2028b", 9), fault.BadText},
		{"a noncharacter", text.Line("f", "a\ufffe", 9), fault.BadText},
		{"characters count, not bytes", text.Line("f", "ééééé", 5), ""},
		{"one too many", text.Line("f", "éééééé", 5), fault.TooLong},
		{"only spaces where text is needed", text.Needed("f", " \u00a0", 5), fault.Missing},
		{"a date", text.Date("f", "2024-02-29"), ""},
		{"a day that does not exist", text.Date("f", "2023-02-29"), fault.Malformed},
		{"a year long past", text.Date("f", "0024-01-01"), fault.OutOfRange},
		{"a moment before the epoch", text.Moment("f", -1), fault.OutOfRange},
		{"a moment far away", text.Moment("f", 1<<60), fault.OutOfRange},
		{"a code", text.Code("f", "no_part2", 9), ""},
		{"words for a code", text.Code("f", "Mr X", 9), fault.Malformed},
		{"one of a list", text.OneOf("f", "b", "a", "b"), ""},
		{"none of a list", text.OneOf("f", "", "a", "b"), fault.Malformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.want == "" {
				if c.err != nil {
					t.Fatalf("refused: %v", c.err)
				}
				return
			}
			var f *fault.Error
			if !errors.As(c.err, &f) || f.Code != c.want || f.Field != "f" {
				t.Fatalf("got %v, want %s on field f", c.err, c.want)
			}
		})
	}
}

func FuzzWhatALineAcceptsIsHarmless(f *testing.F) {
	f.Add("Hélène", 10)
	f.Add("a\x1b]0;x\a", 30)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if text.Line("f", s, limit) != nil {
			return
		}
		if strings.ContainsAny(s, "\x00\n\r\x1b\u202e\u2066") || len([]rune(s)) > limit {
			t.Fatalf("accepted %q", s)
		}
	})
}
