package preview_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/lang"
	"etabli/printing/codetest"
	"etabli/printing/document"
	"etabli/printing/layout"
	"etabli/printing/pdf"
	"etabli/printing/preview"
	"etabli/printing/sample"
	"etabli/printing/typeface"
)

func pages(t *testing.T, p sample.Paper, paper document.Paper) []layout.Page {
	t.Helper()
	out, err := layout.Lay(p.Make(lang.For("fr"), paper))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAPageIsTheSamePixelsEachTime(t *testing.T) {
	for _, paper := range []document.Paper{document.A5, document.Roll58} {
		var first []byte
		for range 3 {
			img, err := preview.Stacked(pages(t, sample.Papers()[0], paper), 120)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := preview.WritePNG(&b, img); err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = b.Bytes()
			} else if !bytes.Equal(first, b.Bytes()) {
				t.Errorf("%s differs from one time to the next", paper)
			}
		}
	}
}

// The pages of the PDF, drawn by another program, look like ours: no large
// patch of paper differs.
func TestThePreviewLooksLikeThePDF(t *testing.T) {
	poppler := codetest.Tool(t, "pdftoppm")
	const dpi = 150
	for i, p := range sample.Papers() {
		if p.Case != "typical" && (p.Case != "hostile" || i > 20) { // the hostile ones of the first forms will do
			continue
		}
		d := p.Make(lang.For("fr"), document.A5)
		data, err := pdf.Render(d, pdf.Options{})
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Join(t.TempDir(), "page")
		if err := os.WriteFile(base+".pdf", data, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), poppler, "-r", strconv.Itoa(dpi), "-png", "-f", "1", "-singlefile", base+".pdf", base).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		f, err := os.Open(base + ".png")
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		ours, err := preview.Colour(pages(t, p, document.A5)[0], dpi)
		if err != nil {
			t.Fatal(err)
		}
		if worst := worstPatch(ours, theirs); worst > 40 {
			t.Errorf("%s %s: a patch differs by %.0f of 255", p.Form, p.Case, worst)
		}
	}
}

// worstPatch is the largest difference between the mean shades of two pictures
// over patches of two millimetres.
func worstPatch(a, b image.Image) float64 {
	const side = 12
	worst := 0.0
	size := a.Bounds().Size()
	for y := 0; y+side <= size.Y; y += side {
		for x := 0; x+side <= size.X; x += side {
			sum := 0.0
			for i := range side * side {
				at := image.Pt(x+i%side, y+i/side)
				sum += shade(a, at) - shade(b, at)
			}
			worst = max(worst, math.Abs(sum/(side*side)))
		}
	}
	return worst
}

func shade(img image.Image, at image.Point) float64 {
	return float64(color.GrayModel.Convert(img.At(at.X, at.Y)).(color.Gray).Y)
}

func TestBarsAndRulesStandOnWholeDots(t *testing.T) {
	page := layout.Page{WidthMM: 10, HeightMM: 10, Marks: []layout.Mark{
		layout.Rect{X: 1, Y: 1, W: 3, H: 0.01},
		layout.Stroke{Points: []layout.Point{{X: 1, Y: 5}, {X: 9, Y: 5}}, WidthMM: 0.25},
		layout.Stroke{Points: []layout.Point{{X: 8, Y: 8}, {X: 8, Y: 8}}, WidthMM: 1},
	}}
	dots, err := preview.Bits(page, 8)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]bool{
		{X: 8, Y: 8}: true, {X: 31, Y: 8}: true, {X: 32, Y: 8}: false, {X: 8, Y: 9}: false, // a hairline is one dot high
		{X: 40, Y: 38}: false, {X: 40, Y: 39}: true, {X: 40, Y: 40}: true, {X: 40, Y: 41}: false,
		{X: 64, Y: 64}: true, {X: 64, Y: 70}: false, // a point is a spot
	} {
		if dots.Black(at.X, at.Y) != want {
			t.Errorf("the dot %v is black: %v", at, !want)
		}
	}
}

func TestOneLetterAlwaysLooksTheSameOnPaper(t *testing.T) {
	page := layout.Page{WidthMM: 60, HeightMM: 8, Marks: []layout.Mark{
		layout.Text{X: 1.03, Y: 5.07, SizePT: 8.8, Face: typeface.Sans, String: "e"},
		layout.Text{X: 31.09, Y: 5.03, SizePT: 8.8, Face: typeface.Sans, String: "e"},
	}}
	dots, err := preview.Bits(page, 8)
	if err != nil {
		t.Fatal(err)
	}
	left, right := dots.Crop(image.Rect(0, 0, 240, 64)), dots.Crop(image.Rect(240, 0, 480, 64))
	a, b := left.Ink(), right.Ink()
	if a.Empty() || a.Size() != b.Size() {
		t.Fatalf("%v and %v", a, b)
	}
	if !bytes.Equal(left.Crop(a).Rows, right.Crop(b).Rows) {
		t.Error("two letters differ")
	}
}

func TestAPictureIsDitheredByItsShade(t *testing.T) {
	for _, want := range []float64{0, 0.25, 0.5, 0.75, 1} {
		img := image.NewGray(image.Rect(0, 0, 64, 64))
		for i := range img.Pix {
			img.Pix[i] = uint8(255 * (1 - want))
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		dots, err := preview.Bits(layout.Page{WidthMM: 8, HeightMM: 8, Marks: []layout.Mark{layout.Picture{W: 8, H: 8, Data: b.Bytes()}}}, 8)
		if err != nil {
			t.Fatal(err)
		}
		black := 0
		for y := range 64 {
			for x := range 64 {
				if dots.Black(x, y) {
					black++
				}
			}
		}
		if got := float64(black) / 4096; math.Abs(got-want) > 0.02 {
			t.Errorf("%.0f %% grey gives %.0f %% of the dots", want*100, got*100)
		}
	}
}

func TestACropIsThatPartOfThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 70).Draw(t, "w"), rapid.IntRange(1, 20).Draw(t, "h")
		page := preview.NewBitmap(w, h)
		for range rapid.IntRange(0, 200).Draw(t, "dots") {
			page.Set(rapid.IntRange(-2, w+2).Draw(t, "x"), rapid.IntRange(-2, h+2).Draw(t, "y"), true)
		}
		r := image.Rect(rapid.IntRange(-9, 60).Draw(t, "x0"), rapid.IntRange(-3, 15).Draw(t, "y0"), rapid.IntRange(0, 80).Draw(t, "x1"), rapid.IntRange(0, 25).Draw(t, "y1"))
		part := page.Crop(r)
		for y := range r.Dy() {
			for x := range part.Stride * 8 {
				want := x < r.Dx() && page.Black(x+r.Min.X, y+r.Min.Y)
				if got := part.Rows[y*part.Stride+x/8]&(0x80>>(x%8)) != 0; got != want {
					t.Fatalf("dot %d, %d of %v is %v", x, y, r, got)
				}
			}
		}
	})
}

func TestPagesThatCannotBeDrawnAreRefused(t *testing.T) {
	for name, page := range map[string]layout.Page{
		"no size": {}, "endless": {WidthMM: 210, HeightMM: 1e7}, "no number": {WidthMM: math.NaN(), HeightMM: 10},
	} {
		if _, err := preview.Colour(page, 203); !errors.Is(err, preview.ErrSize) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := preview.Bits(page, 8); !errors.Is(err, preview.ErrSize) {
			t.Errorf("%s as dots: %v", name, err)
		}
	}
	broken := layout.Page{WidthMM: 10, HeightMM: 10, Marks: []layout.Mark{layout.Picture{W: 5, H: 5, Data: []byte("no")}}}
	if _, err := preview.Colour(broken, 100); !errors.Is(err, preview.ErrPicture) {
		t.Errorf("a broken picture: %v", err)
	}
}

func BenchmarkColourA5(b *testing.B) {
	pages, err := layout.Lay(sample.Papers()[0].Make(lang.For("fr"), document.A5))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := preview.Colour(pages[0], 150); err != nil {
			b.Fatal(err)
		}
	}
}
