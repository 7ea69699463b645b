package layout_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/printing/document"
	"etabli/printing/layout"
	"etabli/printing/qr"
	"etabli/printing/typeface"
)

// texts lists the texts of a page by the order they were set.
func texts(p layout.Page) []layout.Text {
	var out []layout.Text
	for _, m := range p.Marks {
		if t, ok := m.(layout.Text); ok {
			out = append(out, t)
		}
	}
	return out
}

func lay(t *testing.T, d document.Document) []layout.Page {
	t.Helper()
	pages, err := layout.Lay(d)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// words draws short texts, long words, breaks and scripts without glyphs.
var words = rapid.StringOfN(rapid.SampledFrom([]rune("aéŒ m-W@.,1 \n字م\u0301\u202f\u00a0 ")), 0, 200, -1)

func blocks(depth int) *rapid.Generator[document.Block] {
	return rapid.Custom(func(t *rapid.T) document.Block {
		text := words.Draw(t, "text")
		runs := []document.Run{{Text: text}, {Text: words.Draw(t, "run"), Mono: true, Weight: document.Strong}}
		last := 8
		if depth == 0 {
			last = 5
		}
		switch rapid.IntRange(0, last).Draw(t, "kind") {
		case 0:
			return document.Heading{Text: text}
		case 1:
			return document.Pairs{Rows: []document.Pair{{Label: text, Value: runs}, {Label: "b", Value: runs}}}
		case 2:
			return document.Table{
				Columns: []document.Column{{Title: "A", Share: 2}, {Title: "B", Align: document.End}},
				Rows:    []document.Row{{Cells: []string{text, text}}, {Cells: []string{text}, Strong: true}},
			}
		case 3:
			return document.List{Items: []string{text, ""}, Mark: document.Check}
		case 4:
			return document.Signature{Caption: text, Note: text, Strokes: [][]document.Point{{{X: -3, Y: math.NaN()}, {X: 9, Y: 1}}}}
		case 6:
			inner := rapid.SliceOfN(blocks(depth-1), 0, 3)
			return document.Columns{Parts: []document.Part{{Share: 1, Body: inner.Draw(t, "left")}, {Body: inner.Draw(t, "right")}}}
		case 7:
			return document.Box{Body: rapid.SliceOfN(blocks(depth-1), 0, 3).Draw(t, "boxed")}
		case 8:
			return document.Keep{Body: rapid.SliceOfN(blocks(depth-1), 0, 9).Draw(t, "kept")}
		}
		return document.Paragraph{
			Runs: runs, Fit: rapid.Bool().Draw(t, "fit"),
			Size:  document.Size(rapid.IntRange(0, 4).Draw(t, "size")),
			Align: document.Align(rapid.IntRange(0, 2).Draw(t, "align")),
		}
	})
}

// margins are the sides that stay white.
var margins = map[document.Paper]float64{document.A4: 20, document.A5: 12, document.Roll80: 4, document.Roll58: 5}

// Whatever the tree, every line stays between the margins and no letter is
// lost.
func TestNoLineLeavesItsMarginsAndNoLetterIsLost(t *testing.T) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := document.Document{
			Paper: rapid.SampledFrom(document.Papers()).Draw(t, "paper"),
			Body:  rapid.SliceOfN(blocks(2), 0, 25).Draw(t, "body"),
		}
		pages, err := layout.Lay(d)
		if err != nil {
			t.Fatal(err)
		}
		set := 0
		for _, p := range pages {
			for _, text := range texts(p) {
				set += letters(text.String)
				width := ruler.Width(text.Face, strings.TrimRight(text.String, " ")) * text.SizePT * 25.4 / 72
				side := margins[d.Paper] - 1e-6
				if text.X < side || text.X+width > p.WidthMM-side || text.Y < 0 || text.Y > p.HeightMM {
					t.Fatalf("%q at %g, %g is %g wide on %g×%g", text.String, text.X, text.Y, width, p.WidthMM, p.HeightMM)
				}
			}
		}
		if want := lettersOf(d.Clean().Body); set < want {
			t.Fatalf("%d letters were set of %d", set, want)
		}
		again, err := layout.Lay(d)
		if err != nil || !reflect.DeepEqual(pages, again) {
			t.Fatalf("laid twice, it differs (%v)", err)
		}
	})
}

func letters(s string) int {
	return len([]rune(strings.NewReplacer(" ", "", "\n", "").Replace(s)))
}

func lettersOf(body []document.Block) int {
	n := 0
	for _, b := range body {
		switch b := b.(type) {
		case document.Heading:
			n += letters(b.Text)
		case document.Paragraph:
			n += letters(b.Runs[0].Text) + letters(b.Runs[1].Text)
		case document.Pairs:
			for _, r := range b.Rows {
				n += letters(r.Label) + letters(r.Value[0].Text) + letters(r.Value[1].Text)
			}
		case document.Table:
			n += len("AB") + letters(b.Rows[0].Cells[0])*3
		case document.List:
			n += letters(b.Items[0])
		case document.Signature:
			n += letters(b.Caption) + letters(b.Note)
		case document.Columns:
			n += lettersOf(b.Parts[0].Body) + lettersOf(b.Parts[1].Body)
		case document.Box:
			n += lettersOf(b.Body)
		case document.Keep:
			n += lettersOf(b.Body)
		}
	}
	return n
}

func numbered(prefix string, n int) []document.Block {
	var out []document.Block
	for i := range n {
		out = append(out, document.Text(prefix+strings.Repeat("i", i%7)))
	}
	return out
}

func TestPagesAreNumberedAndContinuedUnderTheirHead(t *testing.T) {
	pages := lay(t, document.Document{
		Paper: document.A5, Running: "Bon 431", Banner: "ÉCOLE",
		Footer: document.Footer{Text: "pied", Numbered: true}, Body: numbered("ligne ", 90),
	})
	if len(pages) != 3 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range pages {
		var all []string
		for _, text := range texts(p) {
			all = append(all, text.String)
		}
		page := strings.Join(all, "\n")
		for _, want := range []string{"ÉCOLE", "pied", []string{"1/3", "2/3", "3/3"}[i]} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d lacks %q", i+1, want)
			}
		}
		if strings.Contains(page, "Bon 431") != (i > 0) {
			t.Errorf("page %d: the running head is wrong", i+1)
		}
	}
}

func TestARollIsAsLongAsItsText(t *testing.T) {
	short := lay(t, document.Document{Paper: document.Roll80, Body: numbered("x", 2)})
	long := lay(t, document.Document{Paper: document.Roll80, Body: numbered("x", 80)})
	if len(short) != 1 || len(long) != 1 || short[0].HeightMM > 30 || long[0].HeightMM < 300 {
		t.Errorf("strips of %g and %g", short[0].HeightMM, long[0].HeightMM)
	}
	if strips := lay(t, document.Document{Paper: document.Roll58, Body: numbered("x", 900)}); len(strips) < 2 {
		t.Error("a strip has no end")
	}
}

func TestWhatIsKeptTogetherMovesTogether(t *testing.T) {
	body := append(numbered("x", 28), document.Keep{Body: numbered("gardé", 20)})
	pages := lay(t, document.Document{Paper: document.A5, Body: body})
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, text := range texts(pages[0]) {
		if strings.HasPrefix(text.String, "gardé") {
			t.Fatal("the group was broken")
		}
	}
	if pages := lay(t, document.Document{Paper: document.A5, Body: []document.Block{document.Keep{Body: numbered("x", 100)}}}); len(pages) < 2 {
		t.Error("a group that no page holds was not broken")
	}
}

func TestATableRepeatsItsHeadAndAHeadingKeepsItsText(t *testing.T) {
	table := document.Table{Columns: []document.Column{{Title: "Pièce"}}}
	for range 80 {
		table.Rows = append(table.Rows, document.Row{Cells: []string{"vis"}})
	}
	for i, p := range lay(t, document.Document{Paper: document.A5, Body: []document.Block{table}}) {
		if got := texts(p)[0].String; got != "Pièce" {
			t.Errorf("page %d begins with %q", i+1, got)
		}
	}
	for n := range 45 {
		body := append(numbered("x", n), document.Heading{Text: "titre"}, document.Text("suite"))
		for _, p := range lay(t, document.Document{Paper: document.A5, Body: body}) {
			if all := texts(p); all[len(all)-1].String == "titre" {
				t.Fatalf("after %d lines a heading stands alone at the foot", n)
			}
		}
	}
}

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	img.Set(0, 0, color.NRGBA{R: 200, A: 90})
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAPictureFitsItsBoundsAndABrokenOneGivesItsWords(t *testing.T) {
	pages := lay(t, document.Document{Paper: document.A5, Body: []document.Block{
		document.Image{Data: picture(t, 400, 100), MaxWidthMM: 20, MaxHeightMM: 20},
		document.Image{Data: []byte("no picture"), Alt: "logo"},
		document.Image{Data: nil},
	}})
	pic, ok := pages[0].Marks[0].(layout.Picture)
	if !ok || pic.W != 20 || pic.H != 5 {
		t.Errorf("the picture is %+v", pic)
	}
	if got := texts(pages[0]); len(got) != 1 || got[0].String != "logo" {
		t.Errorf("texts: %v", got)
	}
}

func fourColumns(b document.Block) document.Columns {
	part := document.Part{Body: []document.Block{b}}
	return document.Columns{Parts: []document.Part{part, part, part, part}}
}

func TestADocumentBeyondItsLimitsIsRefused(t *testing.T) {
	nested := document.Block(document.Text("x"))
	for range layout.MaxDepth {
		nested = document.Keep{Body: []document.Block{nested}}
	}
	scribble := make([]document.Point, layout.MaxStrokePoints+1)
	for name, c := range map[string]struct {
		paper document.Paper
		block document.Block
		want  error
	}{
		"an unknown paper":         {"a3", document.Text("x"), layout.ErrPaper},
		"too many pages":           {document.A5, document.Text(strings.Repeat("\n", 20_000)), layout.ErrTooLong},
		"too much text":            {document.A5, document.Text(strings.Repeat("é", layout.MaxTextBytes)), layout.ErrTooLong},
		"too deep a tree":          {document.A5, nested, layout.ErrTooDeep},
		"a huge picture file":      {document.A5, document.Image{Data: make([]byte, layout.MaxImageBytes+1)}, layout.ErrImage},
		"a picture of many pixels": {document.A5, document.Image{Data: picture(t, 20_000, 1000)}, layout.ErrImage},
		"an endless signature":     {document.A5, document.Signature{Strokes: [][]document.Point{scribble}}, layout.ErrTooLong},
		"an empty code":            {document.A5, document.QR{}, qr.ErrContent},
		"a code in no room":        {document.A5, fourColumns(document.QR{Content: strings.Repeat("x", 150)}), qr.ErrTooDense},
		"an endless bar code":      {document.A5, document.Barcode{Content: strings.Repeat("x", 41)}, qr.ErrContent},
		"a bar code in no room":    {document.Roll58, document.Barcode{Content: strings.Repeat("x", 40)}, qr.ErrTooDense},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := layout.Lay(document.Document{Paper: c.paper, Body: []document.Block{c.block}})
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// What stays in one piece stays above the foot, however many lines that has.
func TestAHighFootIsNeverPrintedOver(t *testing.T) {
	foot := strings.TrimSuffix(strings.Repeat("pied\n", 12), "\n")
	for lines := range 40 {
		part := document.Part{Body: numbered("colonne ", lines+1)}
		pages := lay(t, document.Document{
			Paper: document.A5, Running: "Bon 431", Footer: document.Footer{Text: foot},
			Body: []document.Block{document.Text("avant"), document.Columns{Parts: []document.Part{part, part}}},
		})
		for i, p := range pages {
			top := p.HeightMM
			for _, text := range texts(p) {
				if text.String == "pied" {
					top = min(top, text.Y)
				}
			}
			for _, text := range texts(p) {
				if strings.HasPrefix(text.String, "colonne") && text.Y >= top {
					t.Fatalf("page %d of %d lines side by side: %q at %g, the foot begins at %g", i+1, lines+1, text.String, text.Y, top)
				}
			}
		}
	}
}
