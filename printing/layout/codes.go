package layout

import (
	"fmt"

	"etabli/printing/barcode"
	"etabli/printing/document"
	"etabli/printing/qr"
)

const (
	quietBars     = 10           // empty modules on each side that readers need
	barMM         = 3 * qr.DotMM // the width of a bar a hand scanner likes
	defaultBarsMM = 12
	defaultCodeMM = 26
	shortCode     = 24 // bytes; one stain is a large part of such a code
)

func (l *layouter) qr(b document.QR, width float64) ([]slab, error) {
	use, kind := qr.Paper, QRPaper
	if b.Worn {
		use, kind = qr.Worn, QRWorn
		if len(b.Content) <= shortCode {
			use, kind = qr.Stout, QRRough
		}
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
		marks: []Mark{Cells{
			X: x + quiet, Y: quiet, WidthMM: module, TallMM: module, Spans: code.Spans,
			Code: Code{Kind: kind, Content: b.Content},
		}},
	}}, nil
}

// barcode starts at the edge of its column; where the column is the whole page
// the margins serve as the empty modules that readers need.
func (l *layouter) barcode(b document.Barcode, width float64) ([]slab, error) {
	code, err := barcode.Code128(b.Content)
	if err != nil {
		return nil, err
	}
	margin := 0.0
	if width == l.sheet.room() {
		margin = l.sheet.side
	}
	bars := code.Modules
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
		marks: []Mark{Cells{
			X: indent(), WidthMM: module, TallMM: height, Spans: code.Spans,
			Code: Code{Kind: Code128, Content: b.Content},
		}},
	}}, nil
}
