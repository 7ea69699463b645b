package widgets

import (
	"strings"

	"etabli/app/ui/theme"
)

// piece is what is drawn as one canvas text: a part of a run on one line.
type piece struct {
	Run
	x, width, height, baseline float32
}

// textLine is the pieces of one line and how wide they are together.
type textLine struct {
	pieces []piece
	width  float32
}

// slack forgives rounding when text is fitted into a width.
const slack = 0.5

// typesetter lays runs out for one theme.
type typesetter struct{ theme *theme.Theme }

func (t typesetter) piece(r Run, x float32) piece {
	size, baseline := r.measure(t.theme, r.Text)
	return piece{Run: r, x: x, width: size.Width, height: size.Height, baseline: baseline}
}

func (t typesetter) width(r Run) float32 {
	size, _ := r.measure(t.theme, r.Text)
	return size.Width
}

// single lays all runs out on one line.
func (t typesetter) single(runs []Run) textLine {
	var line textLine
	for _, r := range runs {
		if r.Text == "" {
			continue
		}
		p := t.piece(r, line.width)
		line.pieces = append(line.pieces, p)
		line.width += p.width
	}
	return line
}

// shortened is single with an ellipsis where the runs would pass the width.
func (t typesetter) shortened(runs []Run, width float32) textLine {
	line := t.single(runs)
	if line.width <= width+slack {
		return line
	}
	var out textLine
	for i, p := range line.pieces {
		room := width
		if i < len(line.pieces)-1 {
			room -= t.width(Run{Text: ellipsis, Style: p.Style})
		}
		if p.x+p.width <= room+slack {
			out.pieces = append(out.pieces, p)
			out.width = p.x + p.width
			continue
		}
		p = t.cut(p.Run, p.x, width)
		out.pieces = append(out.pieces, p)
		out.width = p.x + p.width
		break
	}
	return out
}

const ellipsis = "…"

// cut returns the longest beginning of a run that fits with an ellipsis.
func (t typesetter) cut(r Run, x, width float32) piece {
	runes := []rune(r.Text)
	shown := func(n int) Run {
		return Run{Text: strings.TrimRight(string(runes[:n]), " ") + ellipsis, Style: r.Style}
	}
	n := t.longest(len(runes), width-x, shown)
	return t.piece(shown(n), x)
}

// longest returns the greatest count up to limit whose run fits into the width.
func (t typesetter) longest(limit int, width float32, shown func(n int) Run) int {
	low, high := 0, limit
	for low < high {
		mid := (low + high + 1) / 2
		if t.width(shown(mid)) <= width+slack {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}
