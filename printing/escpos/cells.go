package escpos

import (
	"bytes"

	"etabli/printing/document"
)

// cell is one character of the printer's own letters.
type cell struct {
	b    byte
	bold bool
}

func (w *writer) encode(runs []document.Run) []cell {
	var out []cell
	for _, r := range runs {
		w.texts += len(r.Text)
		for _, b := range Encode(r.Text) {
			out = append(out, cell{b, r.Weight == document.Strong})
		}
	}
	return out
}

func plain(text []byte) []cell {
	out := make([]cell, len(text))
	for i, b := range text {
		out[i].b = b
	}
	return out
}

// wrap breaks cells into lines of so many columns, at spaces and line feeds,
// and inside a word that no line holds.
func wrap(text []cell, columns int) [][]cell {
	var out [][]cell
	for {
		end := len(text)
		for i, c := range text {
			if c.b == '\n' {
				end = i
				break
			}
		}
		out = append(out, wrapLine(text[:end], columns)...)
		if end == len(text) {
			return out
		}
		text = text[end+1:]
	}
}

func wrapLine(text []cell, columns int) [][]cell {
	var out [][]cell
	for len(text) > columns {
		end, next := columns, columns
		for i := columns; i > 0; i-- {
			if text[i].b == ' ' {
				end, next = i, i+1
				break
			}
		}
		out = append(out, trimmed(text[:end]))
		text = text[next:]
	}
	return append(out, trimmed(text))
}

func trimmed(text []cell) []cell {
	for len(text) > 0 && text[len(text)-1].b == ' ' {
		text = text[:len(text)-1]
	}
	return text
}

// padded fills a text with spaces up to a width, on the side it is not aligned
// to.
func padded(text []cell, width int, align document.Align) []cell {
	room := max(0, width-len(text))
	left := 0
	switch align {
	case document.Centre:
		left = room / 2
	case document.End:
		left = room
	}
	out := append(plain(bytes.Repeat([]byte{' '}, left)), text...)
	return append(out, plain(bytes.Repeat([]byte{' '}, room-left))...)
}
