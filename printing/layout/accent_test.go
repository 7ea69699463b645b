package layout_test

import (
	"testing"

	"etabli/printing/document"
	"etabli/printing/layout"
)

// A shop's colour is kept where text in it reads well, and darkened where not.
func TestAShopsColourReadsWellOnWhite(t *testing.T) {
	house := [3]uint8{0x1F, 0x4E, 0x9E}
	for colour, kept := range map[string]bool{"#1b5e20": true, "#ffcc00": false, "#ffffff": false} {
		page := lay(t, document.Document{Paper: document.A5, Accent: colour, Body: []document.Block{document.Heading{Text: "x"}}})[0]
		r, g, b := page.RGB(layout.Blue)
		if got := [3]uint8{r, g, b}; (got == [3]uint8{0x1B, 0x5E, 0x20}) != kept || got == house {
			t.Errorf("%s is printed as %v", colour, got)
		}
		if light := 0.2126*float64(r) + 0.7152*float64(g) + 0.0722*float64(b); light > 140 {
			t.Errorf("%s is printed too pale: %d %d %d", colour, r, g, b)
		}
	}
	for _, colour := range []string{"", "red", "#12", "#gggggg", "1b5e20"} {
		page := lay(t, document.Document{Paper: document.A5, Accent: colour})[0]
		if r, g, b := page.RGB(layout.Blue); [3]uint8{r, g, b} != house {
			t.Errorf("%q is taken for a colour", colour)
		}
	}
}

func TestABreakBeginsAPageAndOnARollALineToCut(t *testing.T) {
	body := []document.Block{document.Break{}, document.Text("a"), document.Break{}, document.Text("b"), document.Blanks{Labels: []string{"Client", "Date"}}}
	if pages := lay(t, document.Document{Paper: document.A5, Body: body}); len(pages) != 2 {
		t.Errorf("%d pages", len(pages))
	}
	pages := lay(t, document.Document{Paper: document.Roll80, Body: body})
	if len(pages) != 1 {
		t.Errorf("%d strips", len(pages))
	}
	dashes := 0
	for _, m := range pages[0].Marks {
		if r, ok := m.(layout.Rect); ok && r.W <= 2 {
			dashes++
		}
	}
	if dashes < 20 {
		t.Errorf("%d dashes to cut along", dashes)
	}
}

// As long as closer lines save a page, lines stand closer.
func TestAFewLinesTooManyAreSetCloser(t *testing.T) {
	body := []document.Block{document.Heading{Text: "x"}, document.Text("y")}
	pitch := func() float64 {
		pages := lay(t, document.Document{Paper: document.A4, Body: body})
		if len(pages) > 1 {
			return 0
		}
		set := texts(pages[0])
		return set[1].Y - set[0].Y
	}
	usual := pitch()
	last := usual
	for last > 0 {
		body = append(body, document.Heading{Text: "x"}, document.Text("y"))
		next := pitch()
		if next == 0 {
			break
		}
		last = next
	}
	if !(last < usual) {
		t.Errorf("the fullest page is set as wide as an empty one: %.2f mm", last)
	}
}
