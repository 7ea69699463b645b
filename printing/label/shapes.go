package label

import (
	"slices"

	"etabli/printing/layout"
)

const (
	gapMM     = 0.8 // between the number and what is under it
	codeShare = 0.5 // of the width that a code may take beside text
	// towerShare is the part of the width that a code may take under text.
	towerShare = 0.8
)

// under sets the number across the label and beneath it the rows with the code
// at their right.
func (s setter) under(number string, p plan, floor float64) (arrangement, bool) {
	in := s.inner()
	lines := s.numberLines(number, in, in.h > in.w)
	if lines == nil {
		return arrangement{}, false
	}
	tall, _ := lineOf(lines)
	most := min(s.numberPT(lines, in.w), in.h*0.42/(tall*float64(len(lines))*pointMM))
	return sizes(most, floor, func(points, shrink float64) (arrangement, bool) {
		marks, height := s.numberMarks(lines, points, in)
		rest := area{in.x, in.y + height + gapMM, in.w, in.h - height - gapMM}
		if p.code != nil && p.code.flat {
			return s.withBars(p, marks, points, shrink, rest)
		}
		return s.withCode(p, marks, points, shrink, rest)
	})
}

// withCode sets rows beside a square code; the code may have its quiet zone in
// the margin of the label.
func (s setter) withCode(p plan, marks []layout.Mark, points, shrink float64, a area) (arrangement, bool) {
	if p.code == nil {
		rows, ok := s.rows(p.rows, points, shrink, a)
		return arrangement{marks: slices.Concat(marks, rows.marks), number: points, whole: rows.whole}, ok
	}
	m := s.stock.MarginMM
	for dots := p.code.most(min(a.w*codeShare+m, a.h+m, mostQRMM), s.stock); dots >= p.code.least(s.stock); dots-- {
		side, module := p.code.side(dots, s.stock), float64(dots)*s.stock.DotMM()
		over := min(m, module*float64(p.code.quiet)) // of the quiet zone in the margin
		text := a
		text.w -= side - over + s.stock.DotMM()
		rows, ok := s.rows(p.rows, points, shrink, text)
		if !ok || !rows.whole && dots > p.code.least(s.stock) {
			continue
		}
		dot := s.stock.DotMM()
		cells := p.code.at(a.x+a.w+over-side-dot, a.y+a.h+over-side-dot, dots, 0, s.stock)
		if cells.Y < a.y+module*float64(p.code.quiet)-gapMM {
			continue
		}
		return arrangement{marks: slices.Concat(marks, rows.marks, []layout.Mark{cells}), number: points, module: module, whole: rows.whole}, true
	}
	return arrangement{}, false
}

// withBars sets rows above bars that run along the foot of the label.
func (s setter) withBars(p plan, marks []layout.Mark, points, shrink float64, a area) (arrangement, bool) {
	rows, ok := s.rows(p.rows, points, shrink, a)
	tall := min(a.h-rows.height-gapMM, mostBarMM)
	dots := p.code.most(s.stock.WidthMM, s.stock)
	for dots > 0 && float64(dots*p.code.modules)*s.stock.DotMM() > a.w {
		dots--
	}
	if !ok || tall < leastBarMM || dots < p.code.least(s.stock) {
		return arrangement{}, false
	}
	left := (s.stock.WidthMM - p.code.side(dots, s.stock)) / 2
	cells := p.code.at(left-s.stock.DotMM(), a.y+a.h-tall-s.stock.DotMM(), dots, tall, s.stock)
	return arrangement{
		marks: slices.Concat(marks, rows.marks, []layout.Mark{cells}), number: points,
		module: float64(dots) * s.stock.DotMM(), whole: rows.whole,
	}, true
}

// beside sets a square code as high as the label at the right of everything.
func (s setter) beside(number string, p plan, floor float64) (arrangement, bool) {
	if p.code == nil || p.code.flat {
		return arrangement{}, false
	}
	in, m := s.inner(), s.stock.MarginMM
	dots := p.code.most(min(s.stock.HeightMM, in.w*codeShare+m, mostQRMM), s.stock)
	if dots == 0 {
		return arrangement{}, false
	}
	side, module := p.code.side(dots, s.stock), float64(dots)*s.stock.DotMM()
	over := min(m, module*float64(p.code.quiet))
	text := in
	text.w -= side - over + s.stock.DotMM()
	lines := s.numberLines(number, text, false)
	if lines == nil {
		return arrangement{}, false
	}
	cells := p.code.at(in.x+in.w+over-side-s.stock.DotMM(), (s.stock.HeightMM-side)/2-s.stock.DotMM()/2, dots, 0, s.stock)
	return sizes(s.numberPT(lines, text.w), floor, func(points, shrink float64) (arrangement, bool) {
		marks, height := s.numberMarks(lines, points, text)
		rest := area{text.x, text.y + height + gapMM, text.w, text.h - height - gapMM}
		rows, ok := s.rows(p.rows, points, shrink, rest)
		return arrangement{marks: slices.Concat(marks, rows.marks, []layout.Mark{cells}), number: points, module: module, whole: rows.whole}, ok
	})
}

// tower sets number, rows and code under each other, for labels that are
// higher than wide.
func (s setter) tower(number string, p plan, floor float64) (arrangement, bool) {
	in, m := s.inner(), s.stock.MarginMM
	lines := s.numberLines(number, in, in.h > in.w)
	if p.code == nil || p.code.flat || lines == nil || in.h < in.w {
		return arrangement{}, false
	}
	airy := slices.Clone(p.rows)
	for i := range airy {
		airy[i].lines *= 2
	}
	return sizes(s.numberPT(lines, in.w), floor, func(points, shrink float64) (arrangement, bool) {
		marks, height := s.numberMarks(lines, points, in)
		height += 2 * gapMM
		rest := area{in.x, in.y + height, in.w, in.h - height}
		rows, ok := s.rows(airy, points, shrink, rest)
		room := rest.h - rows.height - gapMM
		dots := p.code.most(min(in.w*towerShare, room+m), s.stock)
		if !ok || dots == 0 {
			return arrangement{}, false
		}
		side, module := p.code.side(dots, s.stock), float64(dots)*s.stock.DotMM()
		over := min(m, module*float64(p.code.quiet))
		cells := p.code.at((s.stock.WidthMM-side)/2, in.y+in.h+over-side-(room-side+over)/2-s.stock.DotMM(), dots, 0, s.stock)
		return arrangement{marks: slices.Concat(marks, rows.marks, []layout.Mark{cells}), number: points, module: module, whole: rows.whole}, true
	})
}
