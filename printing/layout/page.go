// Package layout sets a document on paper. It breaks lines and pages with the
// widths of the real fonts and answers with pages of marks at exact places, so
// a renderer only has to draw: PDF, receipt printer and preview agree to the
// line. All lengths are millimetres from the top left corner of the page, all
// type sizes points. The result depends on the document alone.
package layout

import (
	"etabli/printing/qr"
	"etabli/printing/typeface"
)

// Page is one sheet, or one strip of a roll.
type Page struct {
	WidthMM, HeightMM float64
	Accent            Colour // stands for Blue, when it is not zero
	Marks             []Mark
}

// RGB is the colour of an ink on this page.
func (p Page) RGB(i Ink) (r, g, b uint8) {
	if i == Blue && p.Accent != (Colour{}) {
		return p.Accent[0], p.Accent[1], p.Accent[2]
	}
	return i.RGB()
}

// Mark is one thing to draw. The kinds are the types of this file and no
// others.
type Mark interface{ moved(dx, dy float64) Mark }

// Text is a run of one face on its baseline.
type Text struct {
	X, Y   float64
	SizePT float64
	Face   typeface.Face
	Ink    Ink
	String string
}

// Rect is a filled rectangle.
type Rect struct {
	X, Y, W, H float64
	Ink        Ink
}

// Stroke is an open line through points, drawn with round ends.
type Stroke struct {
	Points  []Point
	WidthMM float64
	Ink     Ink
}

// Point is a place on the page.
type Point struct{ X, Y float64 }

// Cells are dark modules of a code, to be filled as one shape so that no
// seam shows between neighbours.
type Cells struct {
	X, Y    float64
	WidthMM float64 // of one cell
	TallMM  float64
	Spans   []qr.Span
	Code    Code
}

// Code is what cells say, for devices that draw codes by themselves.
type Code struct {
	Kind    CodeKind
	Content string
}

// CodeKind is a symbology with the strength it was made for.
type CodeKind int

// The kinds of codes.
const (
	NoCode CodeKind = iota
	QRPaper
	QRWorn
	QRRough
	Code128
	EAN
)

// Picture is an image that was decoded and found sound; Data holds it again on
// white, as PNG of eight bits a channel or as JPEG.
type Picture struct {
	X, Y, W, H float64
	Data       []byte
	JPEG       bool
}

func (m Text) moved(dx, dy float64) Mark    { m.X += dx; m.Y += dy; return m }
func (m Rect) moved(dx, dy float64) Mark    { m.X += dx; m.Y += dy; return m }
func (m Cells) moved(dx, dy float64) Mark   { m.X += dx; m.Y += dy; return m }
func (m Picture) moved(dx, dy float64) Mark { m.X += dx; m.Y += dy; return m }

func (m Stroke) moved(dx, dy float64) Mark {
	points := make([]Point, len(m.Points))
	for i, p := range m.Points {
		points[i] = Point{X: p.X + dx, Y: p.Y + dy}
	}
	m.Points = points
	return m
}

// Moved returns the marks at another place.
func Moved(marks []Mark, dx, dy float64) []Mark { return moveAll(marks, dx, dy) }

func moveAll(marks []Mark, dx, dy float64) []Mark {
	out := make([]Mark, len(marks))
	for i, m := range marks {
		out[i] = m.moved(dx, dy)
	}
	return out
}
