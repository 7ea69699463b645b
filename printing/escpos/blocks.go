package escpos

import (
	"bytes"
	"strings"

	"etabli/printing/document"
)

// pairs sets the labels in a column with the values beside them, or a label
// that is too long on a line of its own.
func (w *writer) pairs(p document.Pairs) {
	column := 0
	for _, row := range p.Rows {
		column = max(column, len(Encode(row.Label)))
	}
	column = min(column, w.columns*2/5)
	for _, row := range p.Rows {
		label := w.encode(document.Plain(row.Label))
		if len(label) > column {
			for _, n := range wrap(label, w.columns) {
				w.line(n)
			}
			label = nil
		}
		for _, n := range wrap(w.encode(row.Value), w.columns-column-1) {
			w.line(append(padded(label, column+1, document.Start), n...))
			label = nil
		}
	}
}

// blanks sets labels, each with a line of its own to write on.
func (w *writer) blanks(b document.Blanks) {
	for _, label := range b.Labels {
		w.line(nil)
		for _, n := range wrap(w.encode(document.Plain(label)), w.columns) {
			w.line(n)
		}
		w.line(nil)
		w.rule('_')
	}
}

// list sets a dash or an empty box before each item.
func (w *writer) list(b document.List) {
	mark := []byte("- ")
	if b.Mark == document.Check {
		mark = []byte("[ ] ")
	}
	for _, item := range b.Items {
		lead := mark
		for _, n := range wrap(w.encode(document.Plain(item)), w.columns-len(mark)) {
			w.line(append(plain(lead), n...))
			lead = bytes.Repeat([]byte{' '}, len(mark))
		}
	}
}

// table gives every column but the first what its widest cell needs. When the
// first has no room left, each row takes two lines.
func (w *writer) table(t document.Table) {
	if len(t.Columns) == 0 {
		return
	}
	const leastFirst = 10
	widths := make([]int, len(t.Columns))
	first := w.columns
	for i, c := range t.Columns {
		widths[i] = len(Encode(c.Title))
		for _, row := range t.Rows {
			if i < len(row.Cells) {
				for text := range strings.SplitSeq(row.Cells[i], "\n") {
					widths[i] = max(widths[i], len(Encode(text)))
				}
			}
		}
		if i > 0 {
			first -= widths[i] + 1
		}
	}
	widths[0] = first
	titles := document.Row{Strong: true}
	for _, c := range t.Columns {
		titles.Cells = append(titles.Cells, c.Title)
	}
	for i, row := range append([]document.Row{titles}, t.Rows...) {
		if first < leastFirst {
			w.stackedRow(row)
		} else {
			w.row(t.Columns, widths, row)
		}
		if i == 0 {
			w.rule('-')
		}
	}
}

func (w *writer) row(columns []document.Column, widths []int, row document.Row) {
	texts := make([][][]cell, len(columns))
	lines := 0
	for i := range columns {
		texts[i] = wrap(w.cellOf(row, i), widths[i])
		lines = max(lines, len(texts[i]))
	}
	for n := range lines {
		var out []cell
		for i, c := range columns {
			var text []cell
			if n < len(texts[i]) {
				text = texts[i][n]
			}
			if i > 0 {
				out = append(out, cell{b: ' '})
			}
			out = append(out, padded(text, widths[i], c.Align)...)
		}
		w.line(trimmed(out))
	}
}

// stackedRow sets the first cell on lines of its own and the others below it
// at the right edge.
func (w *writer) stackedRow(row document.Row) {
	for _, n := range wrap(w.cellOf(row, 0), w.columns) {
		w.line(n)
	}
	var rest []cell
	for i := 1; i < len(row.Cells); i++ {
		text := w.cellOf(row, i)
		if len(text) > 0 && len(rest) > 0 {
			rest = append(rest, cell{b: ' '}, cell{b: ' '})
		}
		rest = append(rest, text...)
	}
	if len(rest) == 0 {
		return
	}
	for _, n := range wrap(rest, w.columns) {
		w.line(padded(n, w.columns, document.End))
	}
}

func (w *writer) cellOf(row document.Row, i int) []cell {
	if i >= len(row.Cells) {
		return nil
	}
	run := document.Run{Text: row.Cells[i]}
	if row.Strong {
		run.Weight = document.Strong
	}
	return w.encode([]document.Run{run})
}
