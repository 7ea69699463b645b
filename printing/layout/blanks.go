package layout

import (
	"etabli/printing/document"
	"etabli/printing/typeface"
)

// blankLines is the height of a line to write on, in lines of body text.
const blankLines = 1.75

// blanks sets labels in a column of their own, and beside each a line to write
// on that runs to the edge.
func (l *layouter) blanks(b document.Blanks, width float64) ([]slab, error) {
	body := l.sheet.lineMM(l.sheet.points(document.Body))
	height := b.HeightMM
	if !(height > 0) {
		height = body * blankLines
	}
	height = min(max(height, body), l.pageRoom()/4)
	column, word := 0.0, 0.0
	small := l.sheet.points(document.Small)
	for _, label := range b.Labels {
		column = max(column, l.ruler.Width(typeface.Sans, label)*small*pointMM)
		word = max(word, l.widest(document.Plain(label), small))
	}
	column = min(column, max(width*l.sheet.labelShare, min(word, width/2)))
	from := column + l.sheet.columnGap/2
	var out []slab
	for _, label := range b.Labels {
		text, err := l.text(document.Plain(label), l.sheet.points(document.Small), column, l.sheet.ink(document.Quiet), document.Start)
		if err != nil {
			return nil, err
		}
		row := merge(text)
		drop := max(0, height-row.height)
		row.marks = append(moveAll(row.marks, 0, drop),
			Rect{X: from, Y: drop + row.height - l.sheet.hair, W: width - from, H: l.sheet.hair, Ink: l.sheet.hairInk()})
		row.height += drop
		row.gap = l.sheet.gap * tightGap
		out = append(out, row)
	}
	return withGap(out, l.sheet.gap), nil
}

// pageBreak begins a page. On a roll it is a dashed line to cut along.
func (l *layouter) pageBreak(width float64) []slab {
	if !l.sheet.narrow {
		return []slab{{turn: true}}
	}
	const dashMM, roomMM = 2, 6
	cut := slab{height: 2 * roomMM, gap: l.sheet.gap}
	for x := 0.0; x < width; x += 2 * dashMM {
		cut.marks = append(cut.marks, Rect{X: x, Y: roomMM, W: min(dashMM, width-x), H: l.sheet.hair, Ink: Black})
	}
	return []slab{cut}
}
