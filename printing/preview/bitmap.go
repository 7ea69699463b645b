package preview

import (
	"image"
	"image/color"

	"etabli/printing/layout"
)

// Bitmap is a page of black dots on white, eight in a byte with the left one
// highest: the form that printers take.
type Bitmap struct {
	Width, Height int
	Stride        int // bytes of a row
	Rows          []byte
}

// NewBitmap is a white page; a negative length is none.
func NewBitmap(width, height int) *Bitmap {
	width, height = max(width, 0), max(height, 0)
	stride := (width + 7) / 8
	return &Bitmap{Width: width, Height: height, Stride: stride, Rows: make([]byte, stride*height)}
}

// Black tells whether a dot is black; outside the page all is white.
func (b *Bitmap) Black(x, y int) bool {
	if x < 0 || y < 0 || x >= b.Width || y >= b.Height {
		return false
	}
	return b.Rows[y*b.Stride+x/8]&(0x80>>(x%8)) != 0
}

// Set makes a dot black or white; outside the page it does nothing.
func (b *Bitmap) Set(x, y int, black bool) {
	if x < 0 || y < 0 || x >= b.Width || y >= b.Height {
		return
	}
	at, bit := y*b.Stride+x/8, byte(0x80)>>(x%8)
	if black {
		b.Rows[at] |= bit
	} else {
		b.Rows[at] &^= bit
	}
}

// Crop is the part of the page inside a rectangle; what lies outside the page
// is white.
func (b *Bitmap) Crop(r image.Rectangle) *Bitmap {
	out := NewBitmap(r.Dx(), r.Dy())
	aligned := r.Min.X%8 == 0 && r.Min.X >= 0 && r.Max.X <= b.Width
	for y := range out.Height {
		if sy := y + r.Min.Y; sy < 0 || sy >= b.Height {
			continue
		}
		if aligned {
			copy(out.Rows[y*out.Stride:(y+1)*out.Stride], b.Rows[(y+r.Min.Y)*b.Stride+r.Min.X/8:(y+r.Min.Y+1)*b.Stride])
			out.clearTail(y)
			continue
		}
		for x := range out.Width {
			out.Set(x, y, b.Black(x+r.Min.X, y+r.Min.Y))
		}
	}
	return out
}

// clearTail whitens the dots of a row beyond the width.
func (b *Bitmap) clearTail(y int) {
	if over := b.Stride*8 - b.Width; over > 0 {
		b.Rows[(y+1)*b.Stride-1] &= 0xFF << over
	}
}

// Ink is the smallest rectangle that holds every black dot.
func (b *Bitmap) Ink() image.Rectangle {
	var ink image.Rectangle
	for y := range b.Height {
		for x := range b.Width {
			if b.Rows[y*b.Stride+x/8] == 0 {
				continue
			}
			if b.Black(x, y) {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return ink
}

// Image is the bitmap as a picture of two colours.
func (b *Bitmap) Image() *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, b.Width, b.Height), color.Palette{color.White, color.Black})
	for y := range b.Height {
		for x := range b.Width {
			if b.Black(x, y) {
				img.Pix[y*img.Stride+x] = 1
			}
		}
	}
	return img
}

// enough is the coverage from which a dot is burnt. It lies below one half
// because the thin strokes of small type would break up otherwise.
const enough = 0x70

func (b *Bitmap) crisp() bool { return true }

func (b *Bitmap) mask(m *image.Alpha, at image.Point, ink layout.Ink) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	for y := range h {
		row := m.Pix[y*m.Stride : y*m.Stride+w]
		for x, coverage := range row {
			if coverage >= enough {
				b.Set(at.X+x, at.Y+y, ink != layout.White)
			}
		}
	}
}

func (b *Bitmap) rect(r image.Rectangle, ink layout.Ink) {
	r = r.Intersect(image.Rect(0, 0, b.Width, b.Height))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			b.Set(x, y, ink != layout.White)
		}
	}
}

// code fills in full black, whatever the inks are.
func (b *Bitmap) code(r image.Rectangle) { b.rect(r, layout.Black) }

// picture dithers with a fixed pattern: a dot is black where the picture is
// darker than the pattern, so the same picture gives the same dots everywhere
// and white and black stay clean.
func (b *Bitmap) picture(img *image.RGBA, at image.Point) {
	size := img.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			p := img.Pix[img.PixOffset(x, y):]
			luma := (299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])) / 1000
			b.Set(at.X+x, at.Y+y, luma < 2+4*bayer(at.X+x, at.Y+y))
		}
	}
}

// bayer is the ordered pattern of 8 by 8 thresholds, from 0 to 63.
func bayer(x, y int) int {
	v := 0
	for bit := range 3 {
		xb, yb := x>>bit&1, y>>bit&1
		v |= (xb^yb)<<(5-2*bit) | yb<<(4-2*bit)
	}
	return v
}
