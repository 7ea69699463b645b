package document_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"etabli/printing/document"
)

func TestTextIsMadeSafeForEveryRenderer(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"French stays as it is":              {"Hélène Cœur-d'Acier, 75 005 €", "Hélène Cœur-d'Acier, 75 005 €"},
		"accents are composed":               {"e\u0301te\u0301", "été"},
		"composed after a mark is taken out": {"e\u200c\u0301", "é"},
		"an emoji is one box":                {"clé 🛠️ !", "clé □ !"},
		"a family is one box":                {"👨‍👩‍👧", "□"},
		"a joined sign is part of it":        {"🧔\u200d\u2642\ufe0f ok", "□ ok"},
		"a skin tone is part of it":          {"👍🏽", "□"},
		"two emoji are two boxes":            {"🙂🙂", "□□"},
		"private and broken bytes are boxes": {"\ue000 \xff", "□ □"},
		"right-to-left letters are kept":     {"مرحبا שלום", "مرحبا שלום"},
		"direction marks are not":            {"a\u202eb\u2066c\u200f", "abc"},
		"controls are not":                   {"\x1b[31m\x00rouge\a", "[31mrouge"},
		"line ends are line feeds":           {"a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\n\ne"},
		"a tab is a space":                   {"a\tb", "a b"},
		"narrow spaces are kept":             {"prêt\u202f?", "prêt\u202f?"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := document.CleanText(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCleaningReachesEveryText(t *testing.T) {
	const bad = "x\x00"
	runs := []document.Run{{Text: bad}}
	d := document.Document{
		Paper: document.A5, Title: bad, Author: bad, Banner: bad, Running: bad,
		Footer: document.Footer{Text: bad},
		Body: []document.Block{
			document.Heading{Text: bad}, document.Paragraph{Runs: runs},
			document.Pairs{Rows: []document.Pair{{Label: bad, Value: runs}}},
			document.Table{Columns: []document.Column{{Title: bad}}, Rows: []document.Row{{Cells: []string{bad}}}},
			document.Columns{Parts: []document.Part{{Body: []document.Block{document.Text(bad)}}}},
			document.List{Items: []string{bad}}, document.Image{Alt: bad}, document.Blanks{Labels: []string{bad}},
			document.Box{Body: []document.Block{document.Text(bad)}},
			document.Keep{Body: []document.Block{document.Signature{Caption: bad, Note: bad}}},
		},
	}
	if clean := d.Clean().String(); strings.Contains(clean, `\x00`) {
		t.Errorf("a text was not cleaned:\n%s", clean)
	}
	if runs[0].Text != bad {
		t.Error("cleaning changed the original")
	}
}

func FuzzCleanText(f *testing.F) {
	for _, seed := range []string{"e\u0301", "👨‍👩‍👧", "\xff\u200d🙂\u2642", "a\u00adb", "\u0344\u200d", "가"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := document.CleanText(s)
		if again := document.CleanText(got); again != got {
			t.Errorf("%q is not stable: %q", got, again)
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Errorf("%q is not composed UTF-8", got)
		}
		for _, c := range got {
			if c > 0xffff || (c != '\n' && unicode.IsControl(c)) {
				t.Errorf("%q holds %U", got, c)
			}
		}
	})
}
