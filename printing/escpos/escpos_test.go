package escpos_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/lang"
	"etabli/printing/codetest"
	"etabli/printing/document"
	"etabli/printing/escpos"
	"etabli/printing/forms"
	"etabli/printing/layout"
	"etabli/printing/preview"
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

// Two programs that nobody here wrote read the code of every form back from
// the bytes for the printer: as printed, turned, and with a spot on a tenth of
// it, where one of them must read each and each of them nearly all.
func TestEveryCodeOnAReceiptIsReadBack(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 858))
	spots, read := 0, map[string]int{}
	for _, id := range []string{"receipt-80mm", "receipt-58mm"} {
		r := receipt(t, id)
		for _, p := range sample.Papers() {
			if p.Case != "typical" {
				continue
			}
			d := p.Make(lang.For("fr"), r.Paper)
			strip := raster(t, d, r).strip
			for _, code := range codetest.Codes(lay(t, d)[0], r.PerMM()) {
				want, at, modules := code.Content, code.At, code.Modules
				around := codetest.Part(strip, at.Inset(-40))
				inner := at.Sub(at.Inset(-40).Min)
				codetest.Read(t, around, want, id+" "+p.Form)
				turns := []float64{10, 137}
				if !code.Square {
					turns = []float64{5, 90} // bars are read across
				}
				for _, degrees := range turns {
					codetest.Read(t, codetest.Turned(around, degrees), want, id+" "+p.Form+" turned")
				}
				times := 5
				if _, trade := forms.KindOf(p.Form); trade {
					times = 1
				}
				if !code.Square {
					times = 0 // bars mend nothing
				}
				for range times {
					spots++
					readers := codetest.Held(t, codetest.Stained(around, inner, modules, 0.1, rnd), want, id+" "+p.Form+" stained")
					for reader, ok := range readers {
						if ok {
							read[reader]++
						}
					}
					if !slices.Contains(slices.Collect(maps.Values(readers)), true) {
						t.Errorf("%s %s stained: nobody reads %q", id, p.Form, want)
					}
				}
			}
		}
	}
	for reader, n := range read {
		if n*20 < spots*19 { // a spot may lie where a reader looks for the code
			t.Errorf("%s reads %d of %d stained codes", reader, n, spots)
		}
	}
}

func TestABarCodeOnAReceiptIsReadBack(t *testing.T) {
	const want = "LIL2-00431-X7K"
	for _, r := range receipts(t) {
		d := document.Document{Paper: r.Paper, Body: []document.Block{document.Barcode{Content: want}}}
		for _, text := range []bool{false, true} {
			out := printedAs(t, d, r, text)
			strip := codetest.Part(out.strip, out.strip.Rect.Inset(-20))
			codetest.Read(t, strip, want, r.ID)
			for _, degrees := range []float64{5, 90, 180} {
				codetest.Read(t, codetest.Turned(strip, degrees), want, r.ID+" turned")
			}
		}
	}
}

func printedAs(t *testing.T, d document.Document, r profile.Receipt, text bool) printed {
	t.Helper()
	if !text {
		return raster(t, d, r)
	}
	data, err := escpos.Text(d, r, escpos.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out, err := interpret(data, r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What comes out of the printer is the preview dot for dot, but for the dots
// that keep a picture from being a command.
func TestPaperIsThePreviewDotForDot(t *testing.T) {
	for _, r := range receipts(t) {
		d := sample.Papers()[0].Make(lang.For("fr"), r.Paper)
		dots, err := preview.Bits(lay(t, d)[0], r.PerMM())
		if err != nil {
			t.Fatal(err)
		}
		strip := raster(t, d, r).strip
		more := 0
		for y := range dots.Height {
			for x := range dots.Width {
				black := y < strip.Rect.Dy() && strip.GrayAt(x, y).Y == 0
				if dots.Black(x, y) && !black {
					t.Fatalf("%s: the dot %d, %d is lost", r.ID, x, y)
				}
				if black && !dots.Black(x, y) {
					more++
				}
			}
		}
		if more > 20 {
			t.Errorf("%s: %d dots too many", r.ID, more)
		}
	}
}

// A picture may hold any bytes, also those of the command that opens a drawer.
func TestNoPictureIsEverACommand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := profile.Receipt{Paper: document.Roll58, DPI: 203.2, WidthDots: 384, BandRows: rapid.IntRange(8, 256).Draw(t, "rows"), CodePage: 19, Columns: 32, Cutter: profile.NoCutter}
		page := layout.Page{WidthMM: 48, HeightMM: 2}
		bytes := rapid.SliceOfN(rapid.SampledFrom([]byte{0x10, 0x04, 0x05, 0x14, 0x18, 0, 1}), 48*16, 48*16).Draw(t, "picture")
		for i, b := range bytes {
			for bit := range 8 {
				if b>>(7-bit)&1 == 1 {
					x, y := i%48*8+bit, i/48
					page.Marks = append(page.Marks, layout.Rect{X: float64(x) / 8, Y: float64(y) / 8, W: 0.125, H: 0.125})
				}
			}
		}
		data, err := escpos.Raster([]layout.Page{page}, r, escpos.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := interpret(data, r); err != nil {
			t.Fatal(err)
		}
	})
}

func TestThePrinterCutsAndOpensTheDrawerAsItsProfileSays(t *testing.T) {
	page := []layout.Page{{WidthMM: 80, HeightMM: 10}}
	for _, c := range []struct {
		cutter profile.Cutter
		pin    int
		cuts   int
		drawer []int
	}{
		{profile.PartialCut, 2, 1, []int{2}}, {profile.FullCut, 5, 1, []int{5}}, {profile.NoCutter, 0, 0, nil},
	} {
		r := receipt(t, "receipt-80mm")
		r.Cutter, r.DrawerPin = c.cutter, c.pin
		data, err := escpos.Raster(page, r, escpos.Options{OpenDrawer: true})
		if err != nil {
			t.Fatal(err)
		}
		out, err := interpret(data, r)
		if err != nil {
			t.Fatal(err)
		}
		if out.cuts != c.cuts || !slices.Equal(out.drawer, c.drawer) {
			t.Errorf("%+v: %d cuts, drawers %v", c, out.cuts, out.drawer)
		}
	}
	data, err := escpos.Raster(page, receipt(t, "receipt-80mm"), escpos.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if out, err := interpret(data, receipt(t, "receipt-80mm")); err != nil || len(out.drawer) > 0 {
		t.Errorf("the drawer opens without being asked: %v, %v", out.drawer, err)
	}
}

func BenchmarkDepositReceipt(b *testing.B) {
	set, err := profile.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	r, _ := set.Receipt("receipt-80mm")
	d := sample.Papers()[0].Make(lang.For("fr"), r.Paper)
	b.Run("raster", func(b *testing.B) {
		for b.Loop() {
			pages, err := layout.Lay(d)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := escpos.Raster(pages, r, escpos.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("text", func(b *testing.B) {
		for b.Loop() {
			if _, err := escpos.Text(d, r, escpos.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
