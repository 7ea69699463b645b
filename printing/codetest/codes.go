package codetest

import (
	"image"
	"math"

	"etabli/printing/layout"
)

// Code is one code of a page with its place in dots.
type Code struct {
	Content string
	At      image.Rectangle
	Modules int  // across
	Square  bool // it mends what is covered; bars do not
}

// Codes finds the codes of a page at a resolution.
func Codes(p layout.Page, perMM float64) (out []Code) {
	for _, m := range p.Marks {
		if c, ok := m.(layout.Cells); ok && c.Code.Content != "" {
			out = append(out, CodeOf(c, perMM))
		}
	}
	return out
}

// CodeOf is where a code stands.
func CodeOf(c layout.Cells, perMM float64) Code {
	out := Code{Content: c.Code.Content, Square: c.Code.Kind == layout.QRPaper || c.Code.Kind == layout.QRWorn || c.Code.Kind == layout.QRRough}
	tall := 0
	for _, s := range c.Spans {
		out.Modules, tall = max(out.Modules, s.X+s.W), max(tall, s.Y+s.H)
	}
	dots := func(mm float64) int { return int(math.Round(mm * perMM)) }
	out.At.Min = image.Pt(dots(c.X), dots(c.Y))
	out.At.Max = out.At.Min.Add(image.Pt(dots(float64(out.Modules)*c.WidthMM), dots(float64(tall)*c.TallMM)))
	return out
}
