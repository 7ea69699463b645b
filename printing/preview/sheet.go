package preview

import (
	"image"
	"image/color"
	"image/draw"

	"etabli/printing/layout"
)

// canvas is what a painter draws on: a sheet in colour or dots.
type canvas interface {
	crisp() bool // whether glyphs stand on whole pixels
	mask(m *image.Alpha, at image.Point, ink layout.Ink)
	rect(r image.Rectangle, ink layout.Ink)
	code(r image.Rectangle)
	picture(img *image.RGBA, at image.Point)
}

// sheet is white paper in colour.
type sheet struct {
	img *image.RGBA
	of  layout.Page
}

func newSheet(w, h int, of layout.Page) sheet {
	s := sheet{image.NewRGBA(image.Rect(0, 0, w, h)), of}
	fill(s.img, s.img.Rect, color.White)
	return s
}

func (s sheet) crisp() bool { return false }

func (s sheet) mask(m *image.Alpha, at image.Point, ink layout.Ink) {
	r := image.Rectangle{Min: at, Max: at.Add(m.Rect.Size())}
	draw.DrawMask(s.img, r, image.NewUniform(s.colour(ink)), image.Point{}, m, m.Rect.Min, draw.Over)
}

func (s sheet) rect(r image.Rectangle, ink layout.Ink) { fill(s.img, r, s.colour(ink)) }

func (s sheet) code(r image.Rectangle) { fill(s.img, r, color.Black) }

func (s sheet) picture(img *image.RGBA, at image.Point) { put(s.img, img, at) }

func (s sheet) colour(ink layout.Ink) color.RGBA {
	r, g, b := s.of.RGB(ink)
	return color.RGBA{R: r, G: g, B: b, A: 0xFF}
}

func fill(to *image.RGBA, r image.Rectangle, c color.Color) {
	draw.Draw(to, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func put(to, img *image.RGBA, at image.Point) {
	draw.Draw(to, image.Rectangle{Min: at, Max: at.Add(img.Rect.Size())}, img, img.Rect.Min, draw.Src)
}
