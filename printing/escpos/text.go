package escpos

import (
	"bytes"
	"fmt"

	"etabli/printing/document"
	"etabli/printing/layout"
	"etabli/printing/profile"
)

// Text prints a document with the printer's own letters, line by line; codes,
// pictures and signatures still go as dots. Errors are those of layout.Lay and
// preview.Bits.
func Text(d document.Document, r profile.Receipt, o Options) ([]byte, error) {
	d = d.Clean()
	w := &writer{receipt: r, columns: r.Columns}
	begin(&w.out, r, o)
	// International set 0 keeps # $ @ [ \ ] ^ ` { | } ~ what they are.
	w.out.Write([]byte{esc, 'R', 0, esc, 't', byte(r.CodePage)})
	if d.Banner != "" {
		w.paragraph(document.Paragraph{Runs: strong(d.Banner), Align: document.Centre})
		w.rule('=')
	}
	if err := w.blocks(d.Body); err != nil {
		return nil, fmt.Errorf("escpos: writing %q: %w", d.Title, err)
	}
	if d.Footer.Text != "" {
		w.rule('-')
		w.paragraph(document.Paragraph{Runs: document.Plain(d.Footer.Text), Align: document.Centre})
	}
	if w.texts > layout.MaxTextBytes {
		return nil, fmt.Errorf("escpos: writing %q: %w", d.Title, layout.ErrTooLong)
	}
	finish(&w.out, r)
	return w.out.Bytes(), nil
}

// writer writes blocks under each other.
type writer struct {
	out     bytes.Buffer
	receipt profile.Receipt
	columns int
	depth   int
	texts   int // bytes of text so far
}

func (w *writer) blocks(blocks []document.Block) error {
	if w.depth++; w.depth > layout.MaxDepth {
		return layout.ErrTooDeep
	}
	defer func() { w.depth-- }()
	for _, b := range blocks {
		if w.texts > layout.MaxTextBytes {
			return layout.ErrTooLong
		}
		if err := w.block(b); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) block(b document.Block) error {
	switch b := b.(type) {
	case document.Heading:
		w.line(nil)
		w.paragraph(document.Paragraph{Runs: strong(b.Text)})
	case document.Paragraph:
		w.paragraph(b)
	case document.Pairs:
		w.pairs(b)
	case document.Table:
		w.table(b)
	case document.List:
		w.list(b)
	case document.Rule:
		if b.Strong {
			w.rule('=')
		} else {
			w.rule('-')
		}
	case document.Spacer:
		const lineMM = 4
		for range min(int(b.HeightMM/lineMM), 10) {
			w.line(nil)
		}
	case document.Columns:
		return w.columned(b)
	case document.Box:
		w.rule('-')
		defer w.rule('-')
		return w.blocks(b.Body)
	case document.Keep:
		return w.blocks(b.Body)
	case document.Break:
		w.line(nil)
		w.rule('-')
		w.line(nil)
	case document.Blanks:
		w.blanks(b)
	default:
		return w.drawn(b)
	}
	return nil
}

// columned sets columns one below the other: a roll has room for one.
func (w *writer) columned(b document.Columns) error {
	for _, part := range b.Parts {
		if err := w.blocks(part.Body); err != nil {
			return err
		}
	}
	return nil
}

// paragraph sets running text. A title is twice as high; a number twice as
// large where it fits.
func (w *writer) paragraph(p document.Paragraph) {
	columns, size := w.columns, byte(0)
	if p.Size == document.Title || p.Size == document.Huge {
		size = 0x01
	}
	if p.Size == document.Huge && len(w.encode(p.Runs)) <= w.columns/2 {
		columns, size = w.columns/2, 0x11
	}
	w.out.Write([]byte{esc, 'a', byte(p.Align)})
	w.out.Write([]byte{gs, '!', size})
	for _, n := range wrap(w.encode(p.Runs), columns) {
		w.line(n)
	}
	w.out.Write([]byte{gs, '!', 0, esc, 'a', 0})
}

func (w *writer) rule(c byte) { w.line(plain(bytes.Repeat([]byte{c}, w.columns))) }

// line writes one line and changes the weight only where it differs.
func (w *writer) line(cells []cell) {
	bold := false
	for _, c := range cells {
		if c.bold != bold {
			w.bold(c.bold)
			bold = c.bold
		}
		if c.b == hardSpace {
			c.b = ' '
		}
		w.out.WriteByte(c.b)
	}
	if bold {
		w.bold(false)
	}
	w.out.WriteByte('\n')
}

func (w *writer) bold(on bool) {
	flag := byte(0)
	if on {
		flag = 1
	}
	w.out.Write([]byte{esc, 'E', flag})
}

func strong(text string) []document.Run {
	return []document.Run{{Text: text, Weight: document.Strong}}
}
