package label

import (
	"strings"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

const (
	leastNumberPT = 9
	easyNumberPT  = 24 // read from a step away
	mostNumberPT  = 64
	// capital is the height of a line of capitals and digits in ems, with a
	// little air; the number has nothing above or below them.
	capital    = 0.80
	numberFace = typeface.MonoSemiBold
)

// numberLines splits a number between its groups when one line would be too
// small to read, and on a tall label when that makes one that is not easily read
// much larger; nil when nothing helps.
func (s setter) numberLines(number string, a area, tall bool) []string {
	if number == "" {
		return nil
	}
	const muchLarger = 1.3
	parts := strings.SplitAfter(number, "-")
	for lines := 1; lines <= len(parts); lines++ {
		split := joinInto(parts, lines)
		size := s.numberPT(split, a.w)
		if size < leastNumberPT {
			continue
		}
		if more := joinInto(parts, 2); lines == 1 && tall && size < easyNumberPT && s.numberPT(more, a.w) >= size*muchLarger {
			return more
		}
		return split
	}
	return nil
}

// joinInto spreads parts over lines, the later lines no longer than needed.
func joinInto(parts []string, lines int) []string {
	if lines >= len(parts) {
		return parts
	}
	best := []string{strings.Join(parts, "")}
	if lines == 1 {
		return best
	}
	shortest := len(best[0]) + 1
	for first := 1; first <= len(parts)-lines+1; first++ {
		rest := joinInto(parts[first:], lines-1)
		split := append([]string{strings.Join(parts[:first], "")}, rest...)
		longest := 0
		for _, n := range split {
			longest = max(longest, len(n))
		}
		if longest < shortest {
			shortest, best = longest, split
		}
	}
	return best
}

// numberPT is the size at which the widest line fills a width.
func (s setter) numberPT(lines []string, width float64) float64 {
	widest := 0.0
	for _, n := range lines {
		widest = max(widest, s.width(numberFace, 1, n))
	}
	if widest == 0 {
		return 0
	}
	return min(width/widest*0.999, mostNumberPT)
}

// lineOf is the height of a line of the number in ems: that of capitals when
// it has nothing else, and a little more under the tail of a Q.
func lineOf(lines []string) (height, base float64) {
	const tail = 0.16
	height, base = capital, (capital+typeface.CapHeight)/2
	for _, n := range lines {
		if strings.Contains(n, "Q") {
			height = capital + tail
		}
		if strings.Trim(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
			return leading, ascent
		}
	}
	return height, base
}

// numberMarks sets the lines of the number from the top of an area.
func (s setter) numberMarks(lines []string, points float64, a area) (marks []layout.Mark, height float64) {
	tall, base := lineOf(lines)
	for _, n := range lines {
		marks = append(marks, layout.Text{
			X: a.x, Y: a.y + height + base*points*pointMM, SizePT: points, Face: numberFace, Ink: layout.Black, String: n,
		})
		height += tall * points * pointMM
	}
	return marks, height
}
