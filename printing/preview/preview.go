// Package preview draws laid-out pages as pixels: in colour for a screen, and
// in the one ink of a thermal head, dot by dot. What it draws depends on the
// page and the resolution alone.
package preview

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

// MaxPixels bounds a drawn page: an A4 at 600 dpi, or two metres of roll.
const MaxPixels = 40_000_000

var (
	// ErrSize says that a page at this resolution has no pixels, or more than
	// MaxPixels.
	ErrSize = errors.New("preview: page of that size cannot be drawn")
	// ErrPicture says that a picture of the page cannot be decoded.
	ErrPicture = errors.New("preview: picture cannot be drawn")
)

// PerMM is the number of dots in a millimetre at a resolution in dots an inch.
func PerMM(dpi float64) float64 { return dpi / 25.4 }

// Colour draws a page on white at a resolution in dots an inch. Errors are
// ErrSize, ErrPicture and those of package typeface.
func Colour(page layout.Page, dpi float64) (*image.RGBA, error) {
	w, h, err := size(page, PerMM(dpi))
	if err != nil {
		return nil, err
	}
	to := newSheet(w, h, page)
	if err := paint(page, PerMM(dpi), to); err != nil {
		return nil, err
	}
	return to.img, nil
}

// Bits draws a page as a thermal head of so many dots a millimetre prints it:
// text and codes are black or white, pictures are dithered. Text and lines
// stand on whole dots. Errors are those of Colour.
func Bits(page layout.Page, dotsPerMM float64) (*Bitmap, error) {
	w, h, err := size(page, dotsPerMM)
	if err != nil {
		return nil, err
	}
	to := NewBitmap(w, h)
	if err := paint(page, dotsPerMM, to); err != nil {
		return nil, err
	}
	return to, nil
}

func size(page layout.Page, perMM float64) (w, h int, err error) {
	fw, fh := math.Round(page.WidthMM*perMM), math.Round(page.HeightMM*perMM)
	if !(fw >= 1 && fh >= 1 && fw*fh <= MaxPixels) {
		return 0, 0, fmt.Errorf("%w: %g × %g mm at %g dots a mm", ErrSize, page.WidthMM, page.HeightMM, perMM)
	}
	return int(fw), int(fh), nil
}

// Stacked draws pages under each other in colour with grey between them.
func Stacked(pages []layout.Page, dpi float64) (*image.RGBA, error) {
	const between = 12
	var drawn []*image.RGBA
	w, h := 0, -between
	for _, page := range pages {
		pw, ph, err := size(page, PerMM(dpi))
		if err != nil {
			return nil, err
		}
		w, h = max(w, pw), h+ph+between
	}
	if h <= 0 || w*h > MaxPixels {
		return nil, fmt.Errorf("%w: %d pages", ErrSize, len(pages))
	}
	for _, page := range pages {
		img, err := Colour(page, dpi)
		if err != nil {
			return nil, err
		}
		if len(pages) == 1 {
			return img, nil
		}
		drawn = append(drawn, img)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	fill(out, out.Bounds(), color.RGBA{R: 0xC8, G: 0xC8, B: 0xC8, A: 0xFF})
	y := 0
	for _, img := range drawn {
		put(out, img, image.Pt(0, y))
		y += img.Bounds().Dy() + between
	}
	return out, nil
}

// WritePNG writes a drawn page as a PNG file.
func WritePNG(w io.Writer, img image.Image) error {
	if err := png.Encode(w, img); err != nil {
		return fmt.Errorf("preview: writing PNG: %w", err)
	}
	return nil
}

// paint draws all marks in their order.
func paint(page layout.Page, perMM float64, to canvas) error {
	ruler, err := typeface.NewRuler()
	if err != nil {
		return err
	}
	p := painter{to: to, scale: perMM, glyphs: newGlyphs(ruler, perMM, to.crisp())}
	for _, m := range page.Marks {
		if err := p.mark(m); err != nil {
			return err
		}
	}
	return nil
}
