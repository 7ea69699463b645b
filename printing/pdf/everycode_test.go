package pdf_test

import (
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"etabli/app/lang"
	"etabli/printing/codetest"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/layout"
	"etabli/printing/pdf"
	"etabli/printing/sample"
)

const (
	printedDPI = 300   // of the coarsest printers of sheets
	receiptDPI = 203.2 // of those of rolls
)

// drawnPages are the pages of a document as poppler draws them for a printer.
func drawnPages(t *testing.T, d document.Document, dpi float64) []*image.Gray {
	t.Helper()
	data, err := pdf.Render(d, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(t.TempDir(), "page")
	run(t, "pdftoppm", "-r", fmt.Sprint(dpi), "-gray", "-png", save(t, data), base)
	names, err := filepath.Glob(base + "*.png")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	var out []*image.Gray
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		gray := image.NewGray(img.Bounds())
		draw.Draw(gray, gray.Rect, img, img.Bounds().Min, draw.Src)
		out = append(out, gray)
	}
	return out
}

// Every code of every form on a sheet is read by both readers: as it is printed,
// turned, and, where it mends what is covered, with a spot on a tenth of it. Rolls
// are read where receipts are printed (package escpos).
func TestEveryCodeOfEverySheetIsReadTurnedAndStained(t *testing.T) {
	const perMM, around = printedDPI / 25.4, 40
	rnd := rand.New(rand.NewPCG(3, printedDPI))
	codes, spots, read := 0, 0, map[string]int{}
	for _, p := range sample.Papers() {
		if p.Case != "typical" {
			continue
		}
		d := p.Make(lang.For("fr"), document.A5)
		pages, err := layout.Lay(d)
		if err != nil {
			t.Fatal(err)
		}
		var drawn []*image.Gray
		for n, page := range pages {
			for _, code := range codetest.Codes(page, perMM) {
				if drawn == nil {
					drawn = drawnPages(t, d, printedDPI)
				}
				codes++
				what := p.Form + " " + code.Content
				view := codetest.Part(drawn[n], code.At.Inset(-around))
				codetest.Read(t, view, code.Content, what)
				codetest.Read(t, codetest.Turned(view, 90), code.Content, what+" turned")
				if !code.Square {
					continue
				}
				codetest.Read(t, codetest.Turned(view, 137), code.Content, what+" turned")
				spots++
				inner := code.At.Sub(code.At.Inset(-around).Min)
				readers := codetest.Held(t, codetest.Stained(view, inner, code.Modules, 0.1, rnd), code.Content, what+" stained")
				for reader, ok := range readers {
					if ok {
						read[reader]++
					}
				}
			}
		}
	}
	if codes < 20 {
		t.Errorf("only %d codes were found", codes)
	}
	for reader, n := range read {
		if n*10 < spots*9 { // a spot may lie where a reader looks for the code
			t.Errorf("%s reads %d of %d stained codes", reader, n, spots)
		}
	}
}

// A receipt printer gets dots of our own, in which each module is whole dots
// (package escpos). A file that another program draws at that resolution has
// modules of unequal dots: its codes are still read straight, and askew by one
// reader as they lie and by both from a little nearer, as a hand holds a telephone.
func TestACodeThatAnotherProgramDrawsForAReceiptPrinterIsReadAskew(t *testing.T) {
	const perMM, around = receiptDPI / 25.4, 40
	for _, paper := range []document.Paper{document.A5, document.Roll80, document.Roll58} {
		d := forms.DepositReceipt(sample.Deposit("typical"), lang.For("fr"), paper)
		pages, err := layout.Lay(d)
		if err != nil {
			t.Fatal(err)
		}
		codes := codetest.Codes(pages[0], perMM)
		if len(codes) == 0 {
			t.Fatal("no code")
		}
		drawn := drawnPages(t, d, receiptDPI)
		for _, code := range codes {
			view, what := codetest.Part(drawn[0], code.At.Inset(-around)), string(paper)+" "+code.Content
			codetest.Read(t, view, code.Content, what)
			for _, degrees := range []float64{45, 137} {
				codetest.Read(t, codetest.Nearer(view, degrees, 1.5), code.Content, what+" turned")
			}
		}
	}
}
