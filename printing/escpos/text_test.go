package escpos_test

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"etabli/app/lang"
	"etabli/printing/codetest"
	"etabli/printing/document"
	"etabli/printing/escpos"
	"etabli/printing/forms"
	"etabli/printing/layout"
	"etabli/printing/profile"
	"etabli/printing/sample"
)

var update = flag.Bool("update", false, "write the masters in testdata anew")

func decoded(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		out.WriteRune(charmap.CodePage858.DecodeByte(c))
	}
	return out.String()
}

func TestTextReadsTheSameInTheCodePageOrPlainly(t *testing.T) {
	for text, want := range map[string]string{
		"Hélène Cœur-d’Acier":    "Hélène Coeur-d'Acier",
		"75 005 € · 20 % « ok »": "75 005 € · 20 % « ok »",
		"ÀÂÇÉÈÊËÎÏÔÙÛÜŸ àâçéèêëîïôùûüÿ Œuvre ŒUVRE": "ÀÂÇÉÈÊËÎÏÔÙÛÜY àâçéèêëîïôùûüÿ OEuvre OEUVRE",
		"Łódź Škoda Dvořák Çağlar Iğdır ß Ø":        "Lódz Skoda Dvorák Çaglar Igdir ß Ø",
		"Алексей Щукин, Ελένη":                      "Aleksei Shchukin, Eleni",
		"1 ≠ 2 ≤ 3 … “x” – y — z ™ ﬁn №5":           `1 != 2 <= 3 ... "x" - y - z TM fin No5`,
		"修理 شكرا 🛠️ x̸":                             "■■ ■■■■ ■ x",
		"a\u202fb\u00a0c":                           "a\u00a0b\u00a0c",
		"#$@[\\]^`{|}~":                             "#$@[\\]^`{|}~",
		"e\u0301\x1b@\x10\x14\x01\x00\u202e<":       "é@<",
	} {
		if got := decoded(escpos.Encode(text)); got != want {
			t.Errorf("%q prints %q, want %q", text, got, want)
		}
	}
}

// Whatever is printed, no byte is a command, and every letter of the code page
// that goes in comes out.
func TestEncodingIsSafeForAllText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		for _, b := range escpos.Encode(text) {
			if b < ' ' && b != '\n' || b == 0x7F {
				t.Fatalf("%q gives the command %#02x", text, b)
			}
		}
	})
	for c := rune(0); c <= utf8.MaxRune; c++ {
		out := escpos.Encode(string(c))
		b, ok := charmap.CodePage858.EncodeRune(c)
		if ok && c >= ' ' && c != 0x7F && c != '\u00ad' && c != 'ı' && (len(out) != 1 || out[0] != b) {
			t.Errorf("%q gives % x, want %x", c, out, b)
		}
	}
}

func TestTextModeSaysAllThatThePaperSays(t *testing.T) {
	for _, r := range receipts(t) {
		for _, p := range sample.Papers() {
			out := printedAs(t, p.Make(lang.For("fr"), r.Paper), r, true)
			if p.Case != "typical" {
				continue
			}
			first := p.Make(lang.For("fr"), r.Paper).Running
			number := first[strings.LastIndex(first, "· ")+len("· "):]
			if !strings.Contains(out.text(), number) {
				t.Errorf("%s %s has no number", r.ID, p.Form)
			}
			if r.Cutter != profile.NoCutter && out.cuts != 1 {
				t.Errorf("%s %s is cut %d times", r.ID, p.Form, out.cuts)
			}
		}
	}
	flat := strings.Join(strings.Fields(printedAs(t, sample.Papers()[0].Make(lang.For("fr"), document.Roll58), receipt(t, "receipt-58mm"), true).text()), " ")
	for _, want := range []string{"Bon de dépôt", "Karim Benali", "S'éteint tout seul, même chargé à 60 %", "jusqu'à 80,00 €", "Écran intact", "SIRET 812 345 678 00019"} {
		if !strings.Contains(flat, want) {
			t.Errorf("%q is missing in %s", want, flat)
		}
	}
}

// A cell of several lines is as wide as the longest of them, so the row of a
// list stands on one line with its box.
func TestAListKeepsItsRowsAndItsBoxes(t *testing.T) {
	kind, _ := forms.KindOf("hand-over-list")
	d := kind.Write(sample.Input(kind, "typical"), lang.For("fr"), document.Roll80)
	text := printedAs(t, d, receipt(t, "receipt-80mm"), true).text()
	for n := range strings.SplitSeq(text, "\n") {
		if f := strings.Fields(n); len(f) > 0 && f[0] == "LIL2-00431-X7K" && strings.HasSuffix(strings.TrimSpace(n), "[ ]") {
			return
		}
	}
	t.Errorf("no row with its box in\n%s", text)
}

func TestTheCodeOfATextReceiptIsReadBack(t *testing.T) {
	for _, id := range []string{"receipt-80mm", "receipt-58mm"} {
		r := receipt(t, id)
		in := sample.Deposit("typical")
		in.Proof = "" // one code is enough to tell what is read
		d := forms.DepositReceipt(in, lang.For("en"), r.Paper)
		code := codetest.Codes(lay(t, d)[0], r.PerMM())[0]
		codetest.ReadAmong(t, printedAs(t, d, r, true).strip, code.Content, id) // the proof is another one
	}
}

func TestADocumentBeyondItsLimitsIsRefused(t *testing.T) {
	r := receipt(t, "receipt-80mm")
	deep := []document.Block{document.Text("x")}
	for range layout.MaxDepth {
		deep = []document.Block{document.Keep{Body: deep}}
	}
	for name, body := range map[string][]document.Block{
		"too long":                 {document.Text(strings.Repeat("long ", layout.MaxTextBytes)), document.Text("x")},
		"too deep":                 deep,
		"a code that does not fit": {document.Barcode{Content: strings.Repeat("x", 41)}},
	} {
		if _, err := escpos.Text(document.Document{Paper: document.Roll80, Body: body}, r, escpos.Options{}); err == nil {
			t.Errorf("%s is printed", name)
		}
	}
}

// The bytes of a short receipt, command by command, so that a change of one is
// seen.
func TestTheBytesStayAsTheyAre(t *testing.T) {
	d := document.Document{Paper: document.Roll58, Title: "Bon", Banner: "MODE ÉCOLE", Footer: document.Footer{Text: "SIRET 812"}, Body: []document.Block{
		document.Paragraph{Runs: document.MonoRun("LIL2-00431-X7K"), Size: document.Huge, Align: document.Centre},
		document.Heading{Text: "La panne"}, document.Text("« Ça coûte 80,00\u00a0€ » dit Mme Cœur."),
		document.Pairs{Rows: []document.Pair{{Label: "Client", Value: strong("Hélène Cœur-d’Acier, une longue ligne")}}},
		document.Table{Columns: []document.Column{{Title: "Pièce"}, {Title: "Total", Align: document.End}}, Rows: []document.Row{
			{Cells: []string{"Batterie d’origine très longue", "45,00 €"}}, {Cells: []string{"Total", "45,00 €"}, Strong: true}}},
		document.List{Mark: document.Check, Items: []string{"Fonctions essayées"}},
		document.Box{Body: []document.Block{document.Text("Sous réserve.")}},
		document.Signature{Caption: "Signature", Note: "Karim B."},
	}}
	for _, id := range []string{"receipt-58mm", "receipt-80mm"} {
		r := receipt(t, id)
		data, err := escpos.Text(d, r, escpos.Options{OpenDrawer: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := interpret(data, r); err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, n := range strings.SplitAfter(string(data), "\n") {
			got.WriteString(strconv.QuoteToASCII(n) + "\n")
		}
		name := filepath.Join("testdata", id+".txt")
		if *update {
			if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s now prints\n%s", id, got.String())
		}
	}
}

func strong(text string) []document.Run {
	return []document.Run{{Text: text, Weight: document.Strong}}
}
