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

// table sets rows under a head that returns on each page.
func (l *layouter) table(t document.Table, width float64) ([]slab, error) {
	if len(t.Columns) == 0 {
		return nil, nil
	}
	gutter := l.sheet.columnGap / 2
	widths := shares(t.Columns, width-gutter*float64(len(t.Columns)-1), func(c document.Column) float64 { return c.Share })
	titles := make([]string, len(t.Columns))
	titled := false
	for i, c := range t.Columns {
		titles[i] = c.Title
		titled = titled || c.Title != ""
	}
	var head, out []slab
	if titled {
		slabs, err := l.row(t, document.Row{Cells: titles}, widths, document.Small, Grey)
		if err != nil {
			return nil, err
		}
		head = glued([]slab{l.ruled(merge(slabs), width, true)})
		head[0].gap, head[0].glue = l.sheet.gap, true
		out = append(out, head...)
	}
	for i, r := range t.Rows {
		slabs, err := l.row(t, r, widths, document.Body, Black)
		if err != nil {
			return nil, err
		}
		last := len(slabs) - 1
		slabs[last] = l.ruled(slabs[last], width, i == len(t.Rows)-1)
		for j := range slabs {
			slabs[j].head = head
		}
		out = append(out, withGap(glued(slabs), l.sheet.gap*tightGap)...)
	}
	if !titled {
		out = withGap(out, l.sheet.gap)
	}
	return out, nil
}

// ruled draws the line below a row.
func (l *layouter) ruled(s slab, width float64, strong bool) slab {
	thick, ink := l.sheet.hair, l.sheet.hairInk()
	if strong {
		thick, ink = l.sheet.hair*1.6, Black
	}
	s.height += l.sheet.gap * tightGap
	s.marks = append(moveAll(s.marks, 0, 0), Rect{Y: s.height, W: width, H: thick, Ink: ink})
	return s
}

// row sets the cells of a row; each line of the highest cell is a slab.
func (l *layouter) row(t document.Table, r document.Row, widths []float64, size document.Size, ink Ink) ([]slab, error) {
	if l.sheet.narrow {
		ink = Black
	}
	height := l.sheet.lineMM(l.sheet.points(size))
	out, x := []slab{{height: height}}, 0.0
	for i, c := range t.Columns {
		if i >= len(r.Cells) {
			break
		}
		lines, err := l.cell(r, i, size, widths[i], ink, c.Align)
		if err != nil {
			return nil, err
		}
		for j, s := range lines {
			if j == len(out) {
				out = append(out, slab{height: height})
			}
			out[j].marks = append(out[j].marks, moveAll(s.marks, x, 0)...)
		}
		x += widths[i] + l.sheet.columnGap/2
	}
	return out, nil
}

// cell sets one cell of a row.
func (l *layouter) cell(r document.Row, i int, size document.Size, width float64, ink Ink, align document.Align) ([]slab, error) {
	points := l.sheet.points(size)
	if r.Cells[i] == document.Tick {
		x := line{width: points * pointMM * tickEM}.offset(align, width)
		return []slab{{marks: []Mark{l.tick(x, points, l.sheet.lineMM(points))}}}, nil
	}
	run := document.Run{Text: r.Cells[i]}
	if r.Strong {
		run.Weight = document.Strong
	}
	return l.text([]document.Run{run}, points, width, ink, align)
}
