package escpos

import (
	"image"

	"etabli/printing/document"
	"etabli/printing/layout"
	"etabli/printing/preview"
)

// drawn sends what the printer's letters cannot say as dots.
func (w *writer) drawn(b document.Block) error {
	switch b := b.(type) {
	case document.Image:
		return w.image(b)
	case document.Signature:
		return w.signature(b)
	}
	return w.dots(b)
}

func (w *writer) image(b document.Image) error {
	alt := b.Alt
	b.Alt = ""
	drawn, err := w.laid(b)
	if err != nil {
		return err
	}
	if drawn == nil {
		w.paragraph(document.Paragraph{Runs: document.Plain(alt), Align: b.Align})
		return nil
	}
	bands(&w.out, drawn, w.receipt.BandRows)
	return nil
}

// signature writes the words and draws the strokes, or leaves room to sign.
func (w *writer) signature(b document.Signature) error {
	const roomLines = 3
	w.paragraph(document.Paragraph{Runs: document.Plain(b.Caption)})
	if len(b.Strokes) == 0 && len(b.Data) == 0 {
		for range roomLines {
			w.line(nil)
		}
		w.rule('_')
	} else if err := w.dots(document.Signature{Strokes: b.Strokes, Aspect: b.Aspect, Data: b.Data, HeightMM: b.HeightMM}); err != nil {
		return err
	}
	if b.Note != "" {
		w.paragraph(document.Paragraph{Runs: document.Plain(b.Note)})
	}
	return nil
}

func (w *writer) dots(b document.Block) error {
	drawn, err := w.laid(b)
	if err != nil || drawn == nil {
		return err
	}
	bands(&w.out, drawn, w.receipt.BandRows)
	return nil
}

// laid draws one block across the roll, with the white rows above and below
// that a reader of codes needs; nil when it leaves no ink.
func (w *writer) laid(b document.Block) (*preview.Bitmap, error) {
	const quietMM = 3
	pages, err := layout.Lay(document.Document{Paper: w.receipt.Paper, Body: []document.Block{b}})
	if err != nil {
		return nil, err
	}
	dots, err := preview.Bits(pages[0], w.receipt.PerMM())
	if err != nil {
		return nil, err
	}
	ink := dots.Ink()
	if ink.Empty() {
		return nil, nil
	}
	quiet := int(quietMM * w.receipt.PerMM())
	left := (dots.Width - w.receipt.WidthDots) / 2
	return dots.Crop(image.Rect(left, ink.Min.Y-quiet, left+w.receipt.WidthDots, ink.Max.Y+quiet)), nil
}
