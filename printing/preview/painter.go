package preview

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"math"

	"golang.org/x/image/draw"

	"etabli/printing/layout"
)

// painter turns marks in millimetres into pixels of a canvas.
type painter struct {
	to     canvas
	scale  float64 // pixels in a millimetre
	glyphs *glyphs
}

func (p painter) mark(m layout.Mark) error {
	switch m := m.(type) {
	case layout.Text:
		return p.text(m)
	case layout.Rect:
		p.to.rect(p.box(m.X, m.Y, m.W, m.H), m.Ink)
	case layout.Stroke:
		p.stroke(m)
	case layout.Cells:
		p.cells(m)
	case layout.Picture:
		return p.picture(m)
	}
	return nil
}

// box is a rectangle on whole pixels; a line never vanishes.
func (p painter) box(x, y, w, h float64) image.Rectangle {
	if !(w > 0 && h > 0) {
		return image.Rectangle{}
	}
	at := image.Pt(round(x*p.scale), round(y*p.scale))
	return image.Rectangle{Min: at, Max: at.Add(image.Pt(max(1, round(w*p.scale)), max(1, round(h*p.scale))))}
}

// cells stand on whole pixels from a first one on, so that modules of whole
// dots all come out alike.
func (p painter) cells(c layout.Cells) {
	origin := image.Pt(round(c.X*p.scale), round(c.Y*p.scale))
	w, h := c.WidthMM*p.scale, c.TallMM*p.scale
	for _, s := range c.Spans {
		r := image.Rect(round(float64(s.X)*w), round(float64(s.Y)*h), round(float64(s.X+s.W)*w), round(float64(s.Y+s.H)*h))
		p.to.code(r.Add(origin))
	}
}

func (p painter) text(t layout.Text) error {
	x, y := t.X*p.scale, t.Y*p.scale
	for _, c := range t.String {
		g, err := p.glyphs.get(t.Face, c, t.SizePT, x)
		if err != nil {
			return err
		}
		if g.mask != nil {
			p.to.mask(g.mask, image.Pt(int(math.Floor(g.snap(x)))+g.at.X, round(y)+g.at.Y), t.Ink)
		}
		x += g.advance
	}
	return nil
}

// stroke draws each piece of a line with round ends; upright and level ones
// are rectangles on whole pixels.
func (p painter) stroke(s layout.Stroke) {
	half := s.WidthMM / 2
	for i := 1; i < len(s.Points); i++ {
		a, b := s.Points[i-1], s.Points[i]
		if a.X == b.X != (a.Y == b.Y) {
			x, y := min(a.X, b.X)-half, min(a.Y, b.Y)-half
			p.to.rect(p.box(x, y, math.Abs(a.X-b.X)+s.WidthMM, math.Abs(a.Y-b.Y)+s.WidthMM), s.Ink)
			continue
		}
		m, at := capsule(point(a, p.scale), point(b, p.scale), max(half*p.scale, 0.5))
		p.to.mask(m, at, s.Ink)
	}
}

func (p painter) picture(m layout.Picture) error {
	decode := png.Decode
	if m.JPEG {
		decode = jpeg.Decode
	}
	img, err := decode(bytes.NewReader(m.Data))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrPicture, err)
	}
	r := p.box(m.X, m.Y, m.W, m.H)
	if r.Dx()*r.Dy() > MaxPixels {
		return fmt.Errorf("%w: %v", ErrSize, r)
	}
	scaled := image.NewRGBA(image.Rectangle{Max: r.Size()})
	draw.CatmullRom.Scale(scaled, scaled.Rect, img, img.Bounds(), draw.Src, nil)
	p.to.picture(scaled, r.Min)
	return nil
}

func round(v float64) int { return int(math.Floor(v + 0.5)) }
