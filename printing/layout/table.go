package layout

import (
	"etabli/printing/document"
)

// table sets rows under a head that returns on each page.
func (l *layouter) table(t document.Table, width float64) ([]slab, error) {
	if len(t.Columns) == 0 {
		return nil, nil
	}
	gutter := l.sheet.columnGap / 2
	widths := l.columnWidths(t, width-gutter*float64(len(t.Columns)-1))
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

// columnWidths splits a width by the shares of the columns, and then lets those
// that have room give to those whose words would be broken: a number that
// stands on two lines is read wrong.
func (l *layouter) columnWidths(t document.Table, width float64) []float64 {
	out := shares(t.Columns, width, func(c document.Column) float64 { return c.Share })
	needs := l.columnNeeds(t)
	for range needs {
		widest := 0
		for i := range needs {
			if needs[i] > needs[widest] {
				widest = i
			}
		}
		if sum(needs) <= width {
			break
		}
		needs[widest] = min(needs[widest], out[widest]/2) // its words break anyway
	}
	lacks, spares := 0.0, 0.0
	for i := range out {
		lacks += max(0, needs[i]-out[i])
		spares += max(0, out[i]-needs[i])
	}
	for i := range out {
		switch {
		case lacks > spares: // nothing to give
		case needs[i] > out[i]:
			out[i] = needs[i]
		case spares > 0:
			out[i] -= lacks * (out[i] - needs[i]) / spares
		}
	}
	return out
}

// columnNeeds is for each column the width of its widest word.
func (l *layouter) columnNeeds(t document.Table) []float64 {
	small, body := l.sheet.points(document.Small), l.sheet.points(document.Body)
	out := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = l.widest(document.Plain(c.Title), small)
		for _, r := range t.Rows {
			if i < len(r.Cells) && r.Cells[i] != document.Tick {
				out[i] = max(out[i], l.widest(cellRuns(r, i), body))
			}
		}
	}
	return out
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
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
	return l.text(cellRuns(r, i), points, width, ink, align)
}

func cellRuns(r document.Row, i int) []document.Run {
	run := document.Run{Text: r.Cells[i]}
	if r.Strong {
		run.Weight = document.Strong
	}
	return []document.Run{run}
}
