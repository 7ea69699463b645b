package preview

import (
	"image"
	"math"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

// pointMM is one typographic point.
const pointMM = 25.4 / 72

// glyphs draws each shape once for one page. A glyph in colour may begin at
// any quarter of a pixel; on a thermal head all begin on a dot, so that one
// letter always looks the same.
type glyphs struct {
	ruler *typeface.Ruler
	scale float64
	steps float64 // places in a pixel where a glyph may begin
	drawn map[glyphKey]glyph
}

type glyphKey struct {
	face  typeface.Face
	c     rune
	size  float64
	start int
}

type glyph struct {
	mask    *image.Alpha // nil when there is no ink
	at      image.Point  // of the mask from the origin
	advance float64
	steps   float64
}

func newGlyphs(ruler *typeface.Ruler, scale float64, crisp bool) *glyphs {
	g := &glyphs{ruler: ruler, scale: scale, steps: 4, drawn: map[glyphKey]glyph{}}
	if crisp {
		g.steps = 1
	}
	return g
}

// snap moves a place to the nearest one where glyphs begin.
func (g glyph) snap(x float64) float64 { return math.Floor(x*g.steps+0.5) / g.steps }

// get is the glyph of a rune that begins at x.
func (g *glyphs) get(face typeface.Face, c rune, points, x float64) (glyph, error) {
	place := math.Floor(x*g.steps + 0.5)
	key := glyphKey{face, c, points, int(place - math.Floor(place/g.steps)*g.steps)}
	if known, ok := g.drawn[key]; ok {
		return known, nil
	}
	outline, err := g.ruler.Outline(face, c)
	if err != nil {
		return glyph{}, err
	}
	em := points * pointMM * g.scale
	made := glyph{advance: g.ruler.Width(face, string(c)) * em, steps: g.steps}
	made.mask, made.at = filled(outline, em, float64(key.start)/g.steps)
	g.drawn[key] = made
	return made, nil
}

func point(p layout.Point, scale float64) [2]float64 { return [2]float64{p.X * scale, p.Y * scale} }
