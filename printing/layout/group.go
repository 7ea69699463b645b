package layout

import (
	"math"
	"slices"

	"etabli/printing/document"
)

// minColumnMM is the narrowest column that text can stand in.
const minColumnMM = 20

// columns sets parts side by side. On a roll, or when they would be too narrow
// or too high for one page, they follow each other instead.
func (l *layouter) columns(c document.Columns, width float64) ([]slab, error) {
	if l.sheet.narrow || len(c.Parts) == 0 {
		return l.stacked(c, width)
	}
	widths := shares(c.Parts, width-l.sheet.columnGap*float64(max(len(c.Parts)-1, 0)), func(p document.Part) float64 { return p.Share })
	if slices.Min(widths) < minColumnMM {
		return l.stacked(c, width)
	}
	row, x := slab{gap: l.sheet.gap}, 0.0
	for i, part := range c.Parts {
		slabs, err := l.blocks(part.Body, widths[i])
		if err != nil {
			return nil, err
		}
		column := merge(withGap(slabs, 0))
		row.height = max(row.height, column.height)
		row.marks = append(row.marks, moveAll(column.marks, x, 0)...)
		x += widths[i] + l.sheet.columnGap
	}
	if row.height > l.pageRoom() {
		return l.stacked(c, width)
	}
	return []slab{row}, nil
}

func (l *layouter) stacked(c document.Columns, width float64) ([]slab, error) {
	var out []slab
	for _, part := range c.Parts {
		slabs, err := l.blocks(part.Body, width)
		if err != nil {
			return nil, err
		}
		out = append(out, slabs...)
	}
	return out, nil
}

// shares splits a width; a part without a share gets an equal one, and none
// gets less than half of that.
func shares[T any](parts []T, width float64, share func(T) float64) []float64 {
	out, total := make([]float64, len(parts)), 0.0
	for i, p := range parts {
		out[i] = share(p)
		if out[i] <= 0 || math.IsNaN(out[i]) || math.IsInf(out[i], 0) {
			out[i] = 1 / float64(len(parts))
		}
		total += out[i]
	}
	least, used := total/float64(2*len(parts)), 0.0
	for i := range out {
		out[i] = max(out[i], least)
		used += out[i]
	}
	total = used
	for i := range out {
		out[i] *= width / total
	}
	return out
}

// box draws a frame around its body. A box that goes over a page break is open
// at the break.
func (l *layouter) box(b document.Box, width float64) ([]slab, error) {
	pad := l.sheet.gap
	l.boxes++
	inner, err := l.blocks(b.Body, width-2*pad)
	l.boxes--
	if err != nil || len(inner) == 0 {
		return nil, err
	}
	ink := l.sheet.ink(b.Tone)
	if b.Tone == document.Ink {
		ink = l.sheet.hairInk()
	}
	out := shift(withGap(inner, 0), pad)
	thick := l.sheet.rule * 0.6
	for i := range out {
		out[i] = framed(out[i], width, pad*0.8, thick, ink, i == 0, i == len(out)-1)
	}
	return withGap(guarded(out), l.sheet.gap*ruleGap), nil
}

// framed adds to a slab its part of a frame. The gap above it becomes height,
// so that the sides of the frame have no holes.
func framed(s slab, width, pad, thick float64, ink Ink, first, last bool) slab {
	above, below := s.gap, 0.0
	if first {
		above = pad
	}
	if last {
		below = pad
	}
	s.marks = moveAll(s.marks, 0, above)
	s.gap, s.height = 0, above+s.height+below
	side := s.height
	if !last {
		side += thick // over the seam, where a printer's rounding would leave a notch
	}
	s.marks = append(s.marks,
		Rect{W: thick, H: side, Ink: ink},
		Rect{X: width - thick, W: thick, H: side, Ink: ink})
	if first {
		s.marks = append(s.marks, Rect{W: width, H: thick, Ink: ink})
	}
	if last {
		s.marks = append(s.marks, Rect{Y: s.height - thick, W: width, H: thick, Ink: ink})
	}
	return s
}
