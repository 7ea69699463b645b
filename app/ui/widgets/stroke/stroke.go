// Package stroke holds what a pen drew: strokes as points on a unit square's
// width, smoothed into curves and drawn at any size. It knows no toolkit.
package stroke

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// Point is a place on the pad. Both coordinates are shares of the pad's width.
type Point struct{ X, Y float32 }

// Drawing is strokes, each the points of one movement of the pen.
type Drawing [][]Point

// The limits of a drawing; a signature has a few hundred points.
const (
	MaxStrokes = 200
	MaxPoints  = 4000
)

// spacing is the least distance between two kept points, as a share of the width.
const spacing = 0.004

// Begin starts a stroke. It reports false when the drawing is full.
func (d *Drawing) Begin(p Point) bool {
	if len(*d) >= MaxStrokes || d.Points() >= MaxPoints {
		return false
	}
	*d = append(*d, []Point{p})
	return true
}

// Extend goes on with the last stroke. Points closer than the hand is steady
// are left out. It reports false when the drawing is full or has no stroke.
func (d *Drawing) Extend(p Point) bool {
	if len(*d) == 0 || d.Points() >= MaxPoints {
		return false
	}
	last := &(*d)[len(*d)-1]
	before := (*last)[len(*last)-1]
	if math.Hypot(float64(p.X-before.X), float64(p.Y-before.Y)) >= spacing {
		*last = append(*last, p)
	}
	return true
}

// Points returns how many points there are.
func (d Drawing) Points() int {
	n := 0
	for _, s := range d {
		n += len(s)
	}
	return n
}

// Empty reports whether nothing was drawn.
func (d Drawing) Empty() bool { return len(d) == 0 }

// pen is where a curve is drawn to.
type pen interface {
	start(p Point)
	line(p Point)
	curve(control, p Point)
}

// trace draws a stroke as quadratic curves through the middles between its
// points, which rounds the corners that sampling made.
func trace(s []Point, to pen) {
	to.start(s[0])
	if len(s) < 3 {
		to.line(s[len(s)-1])
		return
	}
	to.line(between(s[0], s[1]))
	for i := 1; i < len(s)-1; i++ {
		to.curve(s[i], between(s[i], s[i+1]))
	}
	to.line(s[len(s)-1])
}

func between(a, b Point) Point { return Point{(a.X + b.X) / 2, (a.Y + b.Y) / 2} }

// Picture draws on a transparent picture of width by height pixels with a pen
// as wide as the given pixels.
func (d Drawing) Picture(width, height int, ink color.Color, penPixels float64) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	scanner := rasterx.NewScannerGV(width, height, picture, picture.Bounds())
	stroker := rasterx.NewStroker(width, height, scanner)
	stroker.SetColor(ink)
	for _, s := range d {
		stroker.SetStroke(fixed.Int26_6(penPixels*64), 0, rasterx.RoundCap, rasterx.RoundCap, rasterx.RoundGap, rasterx.Round)
		trace(s, &rasterPen{stroker, float64(width)})
		stroker.Stop(false)
		stroker.Draw()
		stroker.Clear()
	}
	return picture
}

type rasterPen struct {
	to    *rasterx.Stroker
	scale float64
}

func (p *rasterPen) at(q Point) fixed.Point26_6 {
	return rasterx.ToFixedP(float64(q.X)*p.scale, float64(q.Y)*p.scale)
}
func (p *rasterPen) start(q Point) { p.to.Start(p.at(q)) }

// line draws a dot as a very short line, because a line of no length has no ends.
func (p *rasterPen) line(q Point) {
	end := p.at(q)
	end.X++
	p.to.Line(end)
}
func (p *rasterPen) curve(c, q Point) { p.to.QuadBezier(p.at(c), p.at(q)) }

// SVG writes the drawing as a picture of vectors, 1000 units wide and as high
// as the ratio of height to width says.
func (d Drawing) SVG(ratio float32) []byte {
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 %.0f" fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">`, 1000*ratio)
	for _, s := range d {
		out.WriteString(`<path d="`)
		trace(s, &svgPen{&out})
		out.WriteString(`"/>`)
	}
	out.WriteString("</svg>\n")
	return []byte(out.String())
}

type svgPen struct{ to *strings.Builder }

func (p *svgPen) start(q Point) { fmt.Fprintf(p.to, "M%.1f %.1f", 1000*q.X, 1000*q.Y) }
func (p *svgPen) line(q Point)  { fmt.Fprintf(p.to, "L%.1f %.1f", 1000*q.X, 1000*q.Y) }
func (p *svgPen) curve(c, q Point) {
	fmt.Fprintf(p.to, "Q%.1f %.1f %.1f %.1f", 1000*c.X, 1000*c.Y, 1000*q.X, 1000*q.Y)
}
