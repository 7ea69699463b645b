package layout

import (
	"fmt"
	"image"

	"github.com/boombuler/barcode/code128"

	"etabli/printing/document"
	"etabli/printing/qr"
)

// MaxBarcodeBytes bounds a bar code; a longer one does not fit a receipt.
const MaxBarcodeBytes = 40

const (
	quietBars     = 10           // empty modules on each side that readers need
	barMM         = 3 * qr.DotMM // the width of a bar a hand scanner likes
	defaultBarsMM = 12
	defaultCodeMM = 26
)

func (l *layouter) qr(b document.QR, width float64) ([]slab, error) {
	use := qr.Paper
	if b.Sticker {
		use = qr.Sticker
	}
	code, err := qr.Encode(b.Content, use)
	if err != nil {
		return nil, err
	}
	wanted := b.WidthMM
	if !(wanted > 0) {
		wanted = defaultCodeMM
	}
	module, err := code.ModuleMM(wanted, width)
	if err != nil {
		return nil, err
	}
	side := module * float64(code.Modules+2*qr.QuietModules)
	x := line{width: side}.offset(b.Align, width)
	quiet := module * qr.QuietModules
	if b.Align == document.End && l.boxes == 0 {
		x += quiet // the margin beyond the column is blank too
	}
	return []slab{{
		height: side, gap: l.sheet.gap,
		marks: []Mark{Cells{X: x + quiet, Y: quiet, WidthMM: module, TallMM: module, Spans: code.Spans}},
	}}, nil
}

// barcode starts at the edge of its column; where the column is the whole page
// the margins serve as the empty modules that readers need.
func (l *layouter) barcode(b document.Barcode, width float64) ([]slab, error) {
	if b.Content == "" || len(b.Content) > MaxBarcodeBytes {
		return nil, fmt.Errorf("%w: %d bytes in a bar code", qr.ErrContent, len(b.Content))
	}
	code, err := code128.Encode(b.Content)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", qr.ErrContent, err)
	}
	margin := 0.0
	if width == l.sheet.room() {
		margin = l.sheet.side
	}
	bars := code.Bounds().Dx()
	module := barMM
	indent := func() float64 { return max(0, quietBars*module-margin) }
	for 2*indent()+float64(bars)*module > width {
		if module -= qr.DotMM; module < 2*qr.DotMM {
			return nil, fmt.Errorf("%w: %d bars in %.1f mm", qr.ErrTooDense, bars, width)
		}
	}
	height := b.HeightMM
	if !(height > 0) {
		height = defaultBarsMM
	}
	height = min(height, l.pageRoom())
	return []slab{{
		height: height, gap: l.sheet.gap,
		marks: []Mark{Cells{X: indent(), WidthMM: module, TallMM: height, Spans: barSpans(code)}},
	}}, nil
}

// barSpans joins dark columns to bars.
func barSpans(code image.Image) []qr.Span {
	var spans []qr.Span
	for x := range code.Bounds().Dx() {
		if r, _, _, _ := code.At(x, 0).RGBA(); r != 0 {
			continue
		}
		if n := len(spans); n > 0 && spans[n-1].X+spans[n-1].W == x {
			spans[n-1].W++
			continue
		}
		spans = append(spans, qr.Span{X: x, W: 1, H: 1})
	}
	return spans
}
