package papers

import (
	"strconv"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/label"
	"etabli/printing/spool"
)

// TestPage shows that a printer is set up rightly; it is about no file.
const TestPage Form = "test-page"

// testNumber is what the code of a test page and of a test label says.
const testNumber = "TEST-00000-000"

// testPage says the printer's settings, with letters that go wrong where a code
// page is wrong, a code to scan and a rule that shows where the paper ends.
func (s Source) testPage(o Order, p spool.Printer) ([]byte, error) {
	words := lang.For(o.Tag)
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return nil, err
	}
	if stock, ok := set.Stock(o.Format); ok {
		one, err := label.ForNumber(testNumber, "", label.QR, words, stock)
		if err != nil {
			return nil, err
		}
		m := material{words: words}
		return m.writeLabels([]label.Label{one}, o, stock)
	}
	on, err := target(set, o)
	if err != nil {
		return nil, err
	}
	doc := document.Document{
		Paper: on.paper, Lang: words.Tag(), Title: words.T("paper.test") + " · " + p.Name,
		Body: []document.Block{
			document.Heading{Text: words.T("paper.test")},
			document.Paragraph{Runs: []document.Run{{Text: p.Name, Weight: document.Strong}}, Size: document.Large},
			document.Pairs{Rows: settings(words, p, on)},
			document.Text("éèêëàâçùûüïîôöœŒæÆÉÈÀÇ € « 1 234,56 € » – … ’"),
			document.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 O0 I1l"),
			document.Paragraph{Runs: []document.Run{{Text: words.T("paper.test.edges")}}, Tone: document.Quiet, Size: document.Small},
			document.Table{Columns: []document.Column{{Title: "◀", Share: 1}, {Title: "▶", Share: 1, Align: document.End}}},
			document.QR{Content: testNumber, WidthMM: 25, Align: document.Centre},
		},
	}
	return write(doc, o, on, 0)
}

// settings are the lines that support asks for.
func settings(words *lang.Catalogue, p spool.Printer, on medium) []document.Pair {
	pair := func(key, value string) document.Pair {
		return document.Pair{Label: words.T(key), Value: []document.Run{{Text: value, Mono: true}}}
	}
	out := []document.Pair{pair("printers.way", p.Way+" · "+p.Address), pair("printers.format", p.Format), pair("printers.as", p.As)}
	if on.narrow && p.As != string(PDF) && p.As != string(PNG) {
		r := on.receipt
		out = append(out,
			pair("printers.width", strconv.Itoa(r.WidthDots)), pair("printers.code_page", strconv.Itoa(r.CodePage)),
			pair("printers.cutter", words.T("printers.cutter."+string(r.Cutter))), pair("printers.drawer", strconv.Itoa(r.DrawerPin)))
	}
	return out
}
