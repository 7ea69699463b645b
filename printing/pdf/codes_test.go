package pdf_test

import (
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/layout"
	"etabli/printing/pdf"
	"etabli/printing/sample"
)

func sampleDeposit(in forms.Deposit, tag string, paper document.Paper) document.Document {
	return forms.DepositReceipt(in, lang.For(tag), paper)
}

// codeOf finds the content of the QR code in a tree.
func codeOf(blocks []document.Block) string {
	for _, b := range blocks {
		found := ""
		switch b := b.(type) {
		case document.QR:
			found = b.Content
		case document.Columns:
			for _, p := range b.Parts {
				found += codeOf(p.Body)
			}
		case document.Box:
			found = codeOf(b.Body)
		case document.Keep:
			found = codeOf(b.Body)
		}
		if found != "" {
			return found
		}
	}
	return ""
}

// raster draws the part of the first page around its first code, as a printer of
// this resolution would.
func raster(t *testing.T, d document.Document, dpi int) string {
	t.Helper()
	pages, err := layout.Lay(d)
	if err != nil {
		t.Fatal(err)
	}
	data, err := pdf.Render(d, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const around = 6.0
	var args []string
	for _, m := range pages[0].Marks {
		if c, ok := m.(layout.Cells); ok && len(args) == 0 {
			w, h := 0.0, 0.0
			for _, s := range c.Spans {
				w, h = max(w, float64(s.X+s.W)*c.WidthMM), max(h, float64(s.Y+s.H)*c.TallMM)
			}
			for i, mm := range []float64{max(0, c.X-around), max(0, c.Y-around), w + 2*around, h + 2*around} {
				args = append(args, []string{"-x", "-y", "-W", "-H"}[i], strconv.Itoa(int(mm/25.4*float64(dpi))))
			}
		}
	}
	base := filepath.Join(t.TempDir(), "page")
	args = append(args, "-r", strconv.Itoa(dpi), "-gray", "-png", "-f", "1", "-singlefile", save(t, data), base)
	run(t, "pdftoppm", args...)
	return base + ".png"
}

// Every code of every form on every paper is read back by another program, at
// the resolution of receipt printers and at that of office printers.
func TestEveryQRCodeIsReadBack(t *testing.T) {
	for _, p := range sample.Papers() {
		if p.Case != "typical" {
			continue
		}
		for _, paper := range document.Papers() {
			d := p.Make(lang.For("fr"), paper)
			want := codeOf(d.Body)
			if want == "" {
				if _, trade := forms.KindOf(p.Form); !trade {
					t.Errorf("%s on %s has no code", p.Form, paper)
				}
				continue
			}
			for _, dpi := range []int{203, 300} {
				if got := readCode(t, raster(t, d, dpi)); !slices.Contains(strings.Fields(got), want) {
					t.Errorf("%s on %s at %d dpi reads %q, want %q", p.Form, paper, dpi, got, want)
				}
			}
		}
	}
}

func TestTurnedPapersAreReadBack(t *testing.T) {
	for _, paper := range []document.Paper{document.A5, document.Roll58} {
		d := sampleDeposit(sample.Deposit("typical"), "en", paper)
		page := raster(t, d, 203)
		for _, degrees := range []float64{12, 90, 180, 235} {
			if got, want := readCode(t, turned(t, page, degrees)), codeOf(d.Body); got != want {
				t.Errorf("%s turned by %g° reads %q", paper, degrees, got)
			}
		}
	}
}

func TestABarcodeIsReadBack(t *testing.T) {
	for _, paper := range document.Papers() {
		d := document.Document{Paper: paper, Body: []document.Block{document.Barcode{Content: "LIL2-00431-X7K"}}}
		if got := readCode(t, raster(t, d, 203)); got != "LIL2-00431-X7K" {
			t.Errorf("on %s it reads %q", paper, got)
		}
	}
}

func readCode(t *testing.T, name string) string {
	t.Helper()
	return strings.TrimSpace(run(t, "zbarimg", "-q", "--raw", name))
}

// turned is the page as a camera sees it that is held askew.
func turned(t *testing.T, name string, degrees float64) string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	page, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	w, h := float64(page.Bounds().Dx()), float64(page.Bounds().Dy())
	side := math.Hypot(w, h)
	out := image.NewGray(image.Rect(0, 0, int(side), int(side)))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	for py := range out.Bounds().Dy() {
		for px := range out.Bounds().Dx() {
			dx, dy := float64(px)-side/2, float64(py)-side/2
			at := image.Pt(int(dx*cos+dy*sin+w/2), int(dy*cos-dx*sin+h/2))
			shade := color.Gray{Y: 255}
			if at.In(page.Bounds()) {
				shade = color.GrayModel.Convert(page.At(at.X, at.Y)).(color.Gray)
			}
			out.SetGray(px, py, shade)
		}
	}
	to := filepath.Join(t.TempDir(), "turned.png")
	g, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := png.Encode(g, out); err != nil {
		t.Fatal(err)
	}
	return to
}
