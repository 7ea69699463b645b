package layout

import (
	"strings"
	"unicode"

	"etabli/printing/document"
	"etabli/printing/typeface"
)

// fragment is a piece of a line in one face; x is from the start of the line.
type fragment struct {
	x    float64
	face typeface.Face
	text string
}

// line is one set line.
type line struct {
	fragments []fragment
	width     float64
}

// cell is one rune with its face and its width.
type cell struct {
	c     rune
	face  typeface.Face
	width float64
}

func faceOf(r document.Run) typeface.Face {
	switch {
	case r.Mono && r.Weight == document.Strong:
		return typeface.MonoSemiBold
	case r.Mono:
		return typeface.Mono
	case r.Weight == document.Strong:
		return typeface.SansSemiBold
	case r.Weight == document.Italic:
		return typeface.SansItalic
	}
	return typeface.Sans
}

// cells measures runs at a size, as one list for each line that was asked for.
func (l *layouter) cells(runs []document.Run, points float64) [][]cell {
	out := [][]cell{nil}
	for _, r := range runs {
		face := faceOf(r)
		for _, c := range r.Text {
			if c == '\n' {
				out = append(out, nil)
				continue
			}
			w := l.ruler.Width(face, string(c)) * points * pointMM
			out[len(out)-1] = append(out[len(out)-1], cell{c, face, w})
		}
	}
	return out
}

// wrap breaks runs into lines no wider than the width. A word that is too long
// for any line is broken between letters.
func (l *layouter) wrap(runs []document.Run, points, width float64) []line {
	var lines []line
	for _, text := range l.cells(runs, points) {
		for first := true; first || len(text) > 0; first = false {
			end, next := breakLine(text, width)
			lines = append(lines, setLine(text[:end]))
			text = text[next:]
		}
	}
	return lines
}

// breakLine finds where a line ends and where the next one starts, which is
// behind the space between them.
func breakLine(text []cell, width float64) (end, next int) {
	const slack = 1e-6
	used, lastEnd, lastNext := 0.0, 0, 0
	for i, c := range text {
		if spaceBreaks(text, i) {
			if i > 0 && text[i-1].c != ' ' {
				lastEnd = i
			}
			lastNext = i + 1
		}
		used += c.width
		if used > width+slack && c.c != ' ' {
			if lastEnd > 0 {
				return lastEnd, lastNext
			}
			return forced(text, i)
		}
		if breakAfter(text, i) {
			lastEnd, lastNext = i+1, i+1
		}
	}
	return trimmed(text, len(text)), len(text)
}

// spaceBreaks allows a break at a space, but not one that would leave a unit, a
// mark or the dot of a list at the head of a line, or an opening quotation mark
// at the end of one.
func spaceBreaks(text []cell, i int) bool {
	if text[i].c != ' ' {
		return false
	}
	if i > 0 && text[i-1].c == '«' {
		return false
	}
	if i+1 < len(text) && strings.ContainsRune("€%»:;!?·", text[i+1].c) {
		return false
	}
	return !thousands(text, i)
}

// thousands tells whether a space stands inside a number that somebody wrote in
// groups of three.
func thousands(text []cell, i int) bool {
	digit := func(at int) bool { return at >= 0 && at < len(text) && unicode.IsDigit(text[at].c) }
	return digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
}

// widest is the width of the widest piece of runs that no line has to break.
func (l *layouter) widest(runs []document.Run, points float64) float64 {
	most := 0.0
	for _, text := range l.cells(runs, points) {
		piece := 0.0
		for i, c := range text {
			if spaceBreaks(text, i) {
				piece = 0
				continue
			}
			piece += c.width
			most = max(most, piece)
			if breakAfter(text, i) {
				piece = 0
			}
		}
	}
	return most
}

// breakAfter allows a break behind a hyphen or the @ of an address between a
// letter and a letter, so that file numbers and dates stay whole.
func breakAfter(text []cell, i int) bool {
	if i == 0 || i+1 >= len(text) || !strings.ContainsRune("-–—@", text[i].c) {
		return false
	}
	return unicode.IsLetter(text[i-1].c) && unicode.IsLetter(text[i+1].c)
}

// forced breaks inside a word before cell i, but never before an accent of its
// own, and always takes at least one cell.
func forced(text []cell, i int) (end, next int) {
	for i > 1 && unicode.Is(unicode.M, text[i].c) {
		i--
	}
	i = max(i, 1)
	return i, i
}

func trimmed(text []cell, end int) int {
	for end > 0 && text[end-1].c == ' ' {
		end--
	}
	return end
}

// setLine joins the cells of one face into fragments.
func setLine(text []cell) line {
	var out line
	var word strings.Builder
	for i, c := range text {
		if i == 0 || c.face != text[i-1].face {
			if i > 0 {
				out.fragments[len(out.fragments)-1].text = word.String()
				word.Reset()
			}
			out.fragments = append(out.fragments, fragment{x: out.width, face: c.face})
		}
		word.WriteRune(c.c)
		out.width += c.width
	}
	if len(out.fragments) > 0 {
		out.fragments[len(out.fragments)-1].text = word.String()
	}
	return out
}

// marks places a line's fragments with the baseline at y.
func (n line) marks(x, y, points float64, ink Ink) []Mark {
	out := make([]Mark, 0, len(n.fragments))
	for _, f := range n.fragments {
		out = append(out, Text{X: x + f.x, Y: y, SizePT: points, Face: f.face, Ink: ink, String: f.text})
	}
	return out
}

// offset is where a line starts in its column.
func (n line) offset(a document.Align, width float64) float64 {
	switch a {
	case document.Centre:
		return max(0, (width-n.width)/2)
	case document.End:
		return max(0, width-n.width)
	}
	return 0
}

// baseline is the distance from the top of a line to its baseline: capitals
// stand in the middle of the line.
func baseline(lineMM, points float64) float64 {
	return (lineMM + typeface.CapHeight*points*pointMM) / 2
}
