package label

import (
	"slices"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

// row is one line or paragraph of a label. Its size follows that of the number
// within its own limits.
type row struct {
	part        Part
	text        string
	tail        string // never cut off
	face        typeface.Face
	ratio       float64 // of the size of the number
	least, most float64 // points
	lines       int     // at most
	rank        int     // the lowest is left out first
	hand        bool    // a line to write on follows the text
}

const (
	leading = ascent + descent // height of a line over the size of its type
	handMM  = 7                // height to write in
	hairMM  = 0.25             // width of a line to write on
)

// placed are rows that were set from the top of an area.
type placed struct {
	marks  []layout.Mark
	height float64
	whole  bool // nothing was cut
}

// rows sets rows at a size of the number; ok is false when they are higher than
// the area or a row cannot be cut to its width. shrink makes them smaller than
// they would like to be.
func (s setter) rows(rows []row, number, shrink float64, a area) (out placed, ok bool) {
	out.whole = true
	for _, r := range rows {
		if r.text == "" {
			continue
		}
		points := min(max(number*r.ratio*shrink, r.least), r.most)
		if r.hand {
			if !s.handRow(&out, r, points, a) {
				return placed{}, false
			}
			continue
		}
		lines, whole := s.cut(r, points, a.w)
		if len(lines) == 0 {
			return placed{}, false
		}
		out.whole = out.whole && whole
		for _, text := range lines {
			out.marks = append(out.marks, mark(r.face, points, a.x, a.y+out.height, text))
			out.height += points * pointMM * leading
		}
	}
	return out, out.height <= a.h+1e-6
}

func (s setter) handRow(out *placed, r row, points float64, a area) bool {
	if s.width(r.face, points, r.text) > a.w/2 {
		return false
	}
	top := a.y + out.height + handMM - hairMM
	out.marks = append(out.marks,
		mark(r.face, points, a.x, top-points*pointMM*leading, r.text),
		layout.Rect{X: a.x, Y: top, W: a.w, H: hairMM, Ink: layout.Black})
	out.height += handMM + 0.5
	return true
}

// without lists rows and leaves the n least important ones out.
func without(rows []row, n int) (kept []row, omitted []Part) {
	said := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.text == "" })
	order := slices.Clone(said)
	slices.SortStableFunc(order, func(a, b row) int { return a.rank - b.rank })
	gone := map[Part]int{}
	for _, r := range order[:min(n, len(order))] {
		gone[r.part] = max(gone[r.part], r.rank)
		omitted = append(omitted, r.part)
	}
	slices.Reverse(omitted)
	for _, r := range said {
		if limit, ok := gone[r.part]; !ok || r.rank > limit {
			kept = append(kept, r)
		}
	}
	return kept, omitted
}

// single allows each row one line.
func single(rows []row) []row {
	out := slices.Clone(rows)
	for i := range out {
		out[i].lines = min(out[i].lines, 1)
	}
	return out
}
