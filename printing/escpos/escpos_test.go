package escpos_test

import (
	"image"
	"math/rand/v2"
	"testing"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/escpos"
	"etabli/printing/layout"
	"etabli/printing/profile"
	"etabli/printing/sample"
)

func receipts(t *testing.T) []profile.Receipt {
	t.Helper()
	set, err := profile.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return set.Receipts()
}

func receipt(t *testing.T, id string) profile.Receipt {
	t.Helper()
	for _, r := range receipts(t) {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no profile %s", id)
	return profile.Receipt{}
}

func lay(t *testing.T, d document.Document) []layout.Page {
	t.Helper()
	pages, err := layout.Lay(d)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func raster(t *testing.T, d document.Document, r profile.Receipt) printed {
	t.Helper()
	data, err := escpos.Raster(lay(t, d), r, escpos.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out, err := interpret(data, r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// codeOn finds the code of a page with its place in dots.
func codeOn(p layout.Page, perMM float64) (layout.Cells, image.Rectangle, int) {
	for _, m := range p.Marks {
		c, ok := m.(layout.Cells)
		if !ok {
			continue
		}
		modules, tall := 0, 0
		for _, s := range c.Spans {
			modules, tall = max(modules, s.X+s.W), max(tall, s.Y+s.H)
		}
		at := image.Pt(int(c.X*perMM+.5), int(c.Y*perMM+.5))
		size := image.Pt(int(float64(modules)*c.WidthMM*perMM+.5), int(float64(tall)*c.TallMM*perMM+.5))
		return c, image.Rectangle{Min: at, Max: at.Add(size)}, modules
	}
	return layout.Cells{}, image.Rectangle{}, 0
}

// Two programs that nobody here wrote read the code of every form back from
// the bytes for the printer: as printed, turned, and with a spot on a tenth of
// it.
func TestEveryCodeOnAReceiptIsReadBack(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 858))
	for _, id := range []string{"receipt-80mm", "receipt-58mm"} {
		r := receipt(t, id)
		for _, p := range sample.Papers() {
			if p.Case != "typical" {
				continue
			}
			d := p.Make(lang.For("fr"), r.Paper)
			page := lay(t, d)[0]
			code, at, modules := codeOn(page, r.PerMM())
			want := code.Code.Content
			strip := raster(t, d, r).strip
			around := part(strip, at.Inset(-40))
			inner := at.Sub(at.Inset(-40).Min)
			read(t, around, want, id+" "+p.Form)
			for _, degrees := range []float64{10, 137} {
				read(t, turned(around, degrees), want, id+" "+p.Form+" turned")
			}
			for range 5 {
				readHeld(t, stained(around, inner, modules, 0.1, rnd), want, id+" "+p.Form+" stained")
			}
		}
	}
}
