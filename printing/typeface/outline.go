package typeface

import (
	"fmt"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Verb says how an outline goes on.
type Verb int

// The verbs.
const (
	MoveTo Verb = iota // begins a contour
	LineTo
	QuadTo // one control point, then the end
	CubeTo // two control points, then the end
)

// Step is one piece of an outline. Points are in ems from the origin of the
// glyph on its baseline, with y growing downwards; those a verb does not need
// are zero.
type Step struct {
	Verb   Verb
	Points [3][2]float64
}

// Outline is the shape of the glyph that the face has for a rune; a rune the
// face lacks gives the shape of its empty box, as in every other renderer.
func (r *Ruler) Outline(f Face, c rune) ([]Step, error) {
	if f < 0 || f >= count {
		return nil, fmt.Errorf("%w: %d", ErrUnknownFace, f)
	}
	index, err := r.fonts[f].GlyphIndex(&r.buffer, c)
	if err != nil {
		index = 0
	}
	segments, err := r.fonts[f].LoadGlyph(&r.buffer, index, fixed.I(perEM), nil)
	if err != nil {
		return nil, fmt.Errorf("typeface: outline of %U in %s: %w", c, f.Name(), err)
	}
	out := make([]Step, len(segments))
	for i, s := range segments {
		out[i].Verb = verbs[s.Op]
		// What the font reader leaves behind the used points is not zero.
		for j, p := range s.Args[:out[i].Verb.Count()] {
			out[i].Points[j] = [2]float64{float64(p.X) / 64 / perEM, float64(p.Y) / 64 / perEM}
		}
	}
	return out, nil
}

// Count is how many points the verb has.
func (v Verb) Count() int { return counts[v] }

var counts = map[Verb]int{MoveTo: 1, LineTo: 1, QuadTo: 2, CubeTo: 3}

var verbs = map[sfnt.SegmentOp]Verb{
	sfnt.SegmentOpMoveTo: MoveTo, sfnt.SegmentOpLineTo: LineTo,
	sfnt.SegmentOpQuadTo: QuadTo, sfnt.SegmentOpCubeTo: CubeTo,
}
