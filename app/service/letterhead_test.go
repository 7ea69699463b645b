package service_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"slices"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/site"
	"etabli/app/service"
)

// drawing is a picture as PNG; paint says the colour of a dot.
func drawing(t *testing.T, w, h int, paint func(x, y int) color.Color) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, paint(x, y))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Whatever picture a shop has, its logo is kept small, on white, and as it was when
// it is saved again.
func TestALogoIsDrawnAgainSmallAndOnWhite(t *testing.T) {
	app := shop(t)
	chance := rand.New(rand.NewPCG(1, 2))
	noise := func(int, int) color.Color {
		return color.NRGBA{uint8(chance.IntN(256)), uint8(chance.IntN(256)), uint8(chance.IntN(256)), 255}
	}
	glass := func(x, _ int) color.Color {
		if x < 30 {
			return color.NRGBA{A: 0}
		}
		return color.NRGBA{R: 200, A: 255}
	}
	for name, raw := range map[string][]byte{
		"noise": drawing(t, 900, 700, noise), "a line": drawing(t, 3000, 2, noise), "a dot": drawing(t, 1, 1, noise), "glass": drawing(t, 60, 60, glass),
	} {
		saved := saveLogo(t, app, raw)
		img, err := png.Decode(bytes.NewReader(saved))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if size := img.Bounds(); len(saved) > site.MaxLogoBytes || size.Dx() > 640 || size.Dy() > 224 {
			t.Errorf("%s: %d bytes, %v", name, len(saved), size)
		}
		if r, g, b, a := img.At(1, 1).RGBA(); name == "glass" && (r != 0xFFFF || g != 0xFFFF || b != 0xFFFF || a != 0xFFFF) {
			t.Errorf("glass is not white: %x %x %x %x", r, g, b, a)
		}
		if again := saveLogo(t, app, saved); !bytes.Equal(again, saved) {
			t.Errorf("%s changes when it is saved again", name)
		}
	}
}

func saveLogo(t *testing.T, app *service.App, raw []byte) []byte {
	t.Helper()
	call, err := app.NewCall([16]byte{})
	if err != nil {
		t.Fatal(err)
	}
	res, err := app.SaveLetterhead(t.Context(), call, &service.Letterhead{Logo: raw, Colour: "#1F6F8B"})
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(res.Data.(service.Letterhead).Logo)
}

func TestWhatIsNoLogoIsRefused(t *testing.T) {
	app := shop(t)
	whole := drawing(t, 40, 40, func(int, int) color.Color { return color.Black })
	for name, raw := range map[string][]byte{"words": []byte("logo"), "cut short": whole[:len(whole)/2], "no dots": []byte("\x89PNG\r\n\x1a\n")} {
		call, err := app.NewCall([16]byte{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = app.SaveLetterhead(t.Context(), call, &service.Letterhead{Logo: raw})
		if f := fault.Of(err); f.Code != service.NotAPicture || f.Field != "logo" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if now, err := app.Letterhead(t.Context(), ""); err != nil || now.Logo != nil {
		t.Errorf("something was kept: %+v, %v", now, err)
	}
}
