// Package zpl speaks the language of label printers. Words, QR codes and bars
// go out as fields that the printer draws itself; what its letters may lack or
// would set otherwise goes as dots. No text can become a command: whatever
// could be read as one is sent as a number.
package zpl

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	"etabli/printing/layout"
	"etabli/printing/preview"
	"etabli/printing/profile"
	"etabli/printing/typeface"
)

// MaxBytes bounds one job.
const MaxBytes = 16 << 20

// ErrTooLarge says that a job is longer than MaxBytes.
var ErrTooLarge = errors.New("zpl: job too large")

// Encode writes pages as labels of a printer. Errors are ErrTooLarge and those
// of preview.Bits.
func Encode(pages []layout.Page, stock profile.Stock) ([]byte, error) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for i, page := range pages {
		w := writer{out: &out, page: page, perMM: stock.PerMM(), ruler: ruler}
		if err := w.label(); err != nil {
			return nil, fmt.Errorf("zpl: label %d: %w", i+1, err)
		}
		if out.Len() > MaxBytes {
			return nil, fmt.Errorf("zpl: label %d: %w", i+1, ErrTooLarge)
		}
	}
	return out.Bytes(), nil
}

// writer writes one label.
type writer struct {
	out   *bytes.Buffer
	page  layout.Page
	perMM float64
	ruler *typeface.Ruler
}

func (w writer) dots(mm float64) int { return int(math.Floor(mm*w.perMM + 0.5)) }

// label is one format: text in UTF-8, lengths in dots, nothing left over from
// the label before.
func (w writer) label() error {
	fmt.Fprintf(w.out, "^XA^CI28^MUD^FWN^LH0,0^PON^PW%d^LL%d\n", w.dots(w.page.WidthMM), w.dots(w.page.HeightMM))
	if err := w.marks(); err != nil {
		return err
	}
	w.out.WriteString("^PQ1^XZ\n")
	return nil
}

// marks writes each mark; a page with white ink, which no field of its own can
// lay over others, goes as one picture.
func (w writer) marks() error {
	for _, m := range w.page.Marks {
		if inkOf(m) == layout.White {
			return w.drawn(w.page.Marks)
		}
	}
	for _, m := range w.page.Marks {
		done := false
		switch m := m.(type) {
		case layout.Text:
			done = w.text(m)
		case layout.Rect:
			done = w.rect(m)
		case layout.Cells:
			done = w.code(m)
		}
		if done {
			continue
		}
		if err := w.drawn([]layout.Mark{m}); err != nil {
			return err
		}
	}
	return nil
}

func inkOf(m layout.Mark) layout.Ink {
	switch m := m.(type) {
	case layout.Text:
		return m.Ink
	case layout.Rect:
		return m.Ink
	case layout.Stroke:
		return m.Ink
	}
	return layout.Black
}

func (w writer) rect(r layout.Rect) bool {
	x, y, width, height := w.dots(r.X), w.dots(r.Y), max(1, w.dots(r.W)), max(1, w.dots(r.H))
	if x < 0 || y < 0 {
		return false
	}
	fmt.Fprintf(w.out, "^FO%d,%d^GB%d,%d,%d^FS\n", x, y, width, height, min(width, height))
	return true
}

// drawn sends marks as dots of their own place.
func (w writer) drawn(marks []layout.Mark) error {
	dots, err := preview.Bits(layout.Page{WidthMM: w.page.WidthMM, HeightMM: w.page.HeightMM, Marks: marks}, w.perMM)
	if err != nil {
		return err
	}
	ink := dots.Ink()
	if ink.Empty() {
		return nil
	}
	dots = dots.Crop(ink)
	fmt.Fprintf(w.out, "^FO%d,%d^GFA,%d,%d,%d,%X^FS\n", ink.Min.X, ink.Min.Y, len(dots.Rows), len(dots.Rows), dots.Stride, dots.Rows)
	return nil
}
