package layout

import (
	"etabli/printing/document"
	"etabli/printing/typeface"
)

// Paddings and proportions that all papers share, in gaps of the sheet.
const (
	headingGap  = 1.5 // above a heading
	noteGap     = 0.5 // above small print, which belongs to what it follows
	tightGap    = 0.4 // between rows of pairs and items
	ruleGap     = 1.3 // above and below a rule
	indentEM    = 1.5 // of the items of a list
	smallestFit = 0.4 // how far a fitted line may shrink
)

// text sets runs as lines, one slab each.
func (l *layouter) text(runs []document.Run, points, width float64, ink Ink, align document.Align) ([]slab, error) {
	if err := l.count(runs); err != nil {
		return nil, err
	}
	height := l.sheet.lineMM(points)
	var out []slab
	for _, n := range l.wrap(runs, points, width) {
		out = append(out, slab{
			height: height,
			marks:  n.marks(n.offset(align, width), baseline(height, points), points, ink),
		})
	}
	return out, nil
}

func (l *layouter) paragraph(p document.Paragraph, width float64) ([]slab, error) {
	points := l.sheet.points(p.Size)
	if p.Fit {
		points = l.fitted(p.Runs, points, width)
	}
	slabs, err := l.text(p.Runs, points, width, l.sheet.ink(p.Tone), p.Align)
	gap := l.sheet.gap
	if p.Size == document.Small {
		gap *= noteGap
	}
	return withGap(guarded(slabs), gap), err
}

// fitted is the size at which runs need one line. A text that would have to
// shrink beyond reading is left to wrap.
func (l *layouter) fitted(runs []document.Run, points, width float64) float64 {
	natural := 0.0
	for _, r := range runs {
		natural += l.ruler.Width(faceOf(r), r.Text) * points * pointMM
	}
	if natural <= width {
		return points
	}
	return points * max(width/natural, smallestFit)
}

// heading is semi-bold body text close to what it opens.
func (l *layouter) heading(h document.Heading, width float64) ([]slab, error) {
	run := []document.Run{{Text: h.Text, Weight: document.Strong}}
	slabs, err := l.text(run, l.sheet.points(document.Body), width, l.sheet.ink(document.Work), document.Start)
	for i := range slabs {
		slabs[i].glue = true
	}
	return withGap(slabs, l.sheet.gap*headingGap), err
}

func (l *layouter) rule(r document.Rule, width float64) []slab {
	thick, ink := l.sheet.hair, l.sheet.hairInk()
	if r.Strong {
		thick, ink = l.sheet.rule, Black
	}
	pad := l.sheet.gap * (ruleGap - 1)
	return []slab{{
		height: pad + thick, gap: l.sheet.gap,
		marks: []Mark{Rect{Y: pad, W: width, H: thick, Ink: ink}},
	}}
}

// pairs sets labels in a column of their own and the values beside them, both
// on one baseline.
func (l *layouter) pairs(p document.Pairs, width float64) ([]slab, error) {
	column := l.labelWidth(p, width)
	valueX := column + l.sheet.columnGap/2
	var out []slab
	for _, row := range p.Rows {
		label, err := l.text(document.Plain(row.Label), l.sheet.points(document.Small), column, l.sheet.ink(document.Quiet), document.Start)
		if err != nil {
			return nil, err
		}
		value, err := l.text(row.Value, l.sheet.points(document.Body), width-valueX, Black, document.Start)
		if err != nil {
			return nil, err
		}
		out = append(out, withGap(guarded(l.beside(label, value, valueX)), l.sheet.gap*tightGap)...)
	}
	return withGap(out, l.sheet.gap), nil
}

// labelWidth is as wide as the widest label, and no wider than the sheet's
// share for labels. Labels would rather wrap than a number beside them.
func (l *layouter) labelWidth(p document.Pairs, width float64) float64 {
	widest, word, value := 0.0, 0.0, 0.0
	small, body := l.sheet.points(document.Small), l.sheet.points(document.Body)
	for _, row := range p.Rows {
		widest = max(widest, l.ruler.Width(typeface.Sans, row.Label)*small*pointMM)
		word = max(word, l.widest(document.Plain(row.Label), small))
		value = max(value, l.widest(row.Value, body))
	}
	column := min(widest, width*l.sheet.labelShare)
	if left := width - value - l.sheet.columnGap/2; left < column && left >= word {
		return left
	}
	return column
}

// beside sets two texts next to each other line by line. The lines of the
// label take the height of the value's, with their baselines level.
func (l *layouter) beside(label, value []slab, valueX float64) []slab {
	small, body := l.sheet.points(document.Small), l.sheet.points(document.Body)
	height := l.sheet.lineMM(body)
	drop := baseline(height, body) - baseline(l.sheet.lineMM(small), small)
	out := make([]slab, max(len(label), len(value)))
	for i := range out {
		out[i].height = height
		if i < len(label) {
			out[i].marks = moveAll(label[i].marks, 0, drop)
		}
		if i < len(value) {
			out[i].marks = append(out[i].marks, moveAll(value[i].marks, valueX, 0)...)
		}
	}
	return out
}

func (l *layouter) list(b document.List, width float64) ([]slab, error) {
	points := l.sheet.points(b.Size)
	height := l.sheet.lineMM(points)
	indent := points * pointMM * indentEM
	var out []slab
	for _, item := range b.Items {
		slabs, err := l.text(document.Plain(item), points, width-indent, l.sheet.ink(b.Tone), document.Start)
		if err != nil {
			return nil, err
		}
		slabs = guarded(shift(slabs, indent))
		slabs[0].marks = append(slabs[0].marks, l.itemMark(b, points, height)...)
		gap := l.sheet.gap * tightGap
		if b.Size == document.Small {
			gap *= noteGap
		}
		out = append(out, withGap(slabs, gap)...)
	}
	return withGap(out, l.sheet.gap), nil
}

// itemMark draws a dash, or an empty square to tick.
func (l *layouter) itemMark(b document.List, points, height float64) []Mark {
	em := points * pointMM
	if b.Mark == document.Check {
		return []Mark{l.tick(0, points, height)}
	}
	return []Mark{Rect{X: em * 0.2, Y: height / 2, W: em * 0.6, H: l.sheet.hair, Ink: l.sheet.ink(b.Tone)}}
}

// tickEM is the side of a square to tick.
const tickEM = 0.8

// tick is an empty square in the middle of a line.
func (l *layouter) tick(x, points, height float64) Mark {
	side := points * pointMM * tickEM
	return frame(x, (height-side)/2, side, side, l.sheet.hair*1.5, Black)
}

// frame is the outline of a rectangle.
func frame(x, y, w, h, thick float64, ink Ink) Stroke {
	return Stroke{WidthMM: thick, Ink: ink, Points: []Point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}}
}
