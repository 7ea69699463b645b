package label

import (
	"math"

	"etabli/printing/barcode"
	"etabli/printing/layout"
	"etabli/printing/profile"
	"etabli/printing/qr"
)

// code is the code of a label before it has a size.
type code struct {
	cells   layout.Cells
	modules int
	quiet   int   // empty modules on each side
	flat    bool  // bars: wide and as high as one likes
	weaker  *code // for a label that this one leaves no room on
}

// The limits of codes on labels.
const (
	leastDots  = 2   // that a head prints a module with
	mostQRMM   = 34  // a larger one reads no better
	leastBarMM = 5   // height of bars that a hand hits
	mostBarMM  = 16  //
	mostModule = 2.0 // millimetres
	// mostZPLDots is the coarsest module that printers draw by themselves.
	mostZPLDots = 10
)

// qrOf is the sturdiest code for a sticker, and weaker the code that fits where
// that one does not.
func qrOf(said string) *code {
	sturdy := square(said, qr.Rough, layout.QRRough)
	sturdy.weaker = square(said, qr.Worn, layout.QRWorn)
	return sturdy
}

func square(said string, use qr.Use, kind layout.CodeKind) *code {
	made, err := qr.Encode(said, use)
	if err != nil {
		return &code{} // fits nowhere, so it is named as left out
	}
	return &code{
		cells:   layout.Cells{Spans: made.Spans, Code: layout.Code{Kind: kind, Content: said}},
		modules: made.Modules, quiet: qr.QuietModules,
	}
}

func barsOf(said string) *code {
	bars, err := barcode.Code128(said)
	if err != nil {
		return &code{flat: true}
	}
	return &code{
		cells:   layout.Cells{Spans: bars.Spans, Code: layout.Code{Kind: layout.Code128, Content: said}},
		modules: bars.Modules, quiet: barcode.QuietModules, flat: true,
	}
}

func eanOf(gtin string) *code {
	bars, err := barcode.EAN(gtin)
	if err != nil {
		return &code{flat: true}
	}
	return &code{
		cells:   layout.Cells{Spans: bars.Spans, Code: layout.Code{Kind: layout.EAN, Content: gtin}},
		modules: bars.Modules, quiet: barcode.QuietModules, flat: true,
	}
}

// least is the finest module, in dots of the head.
func (c code) least(stock profile.Stock) int {
	finest := qr.MinModuleMM
	if c.flat {
		finest = barcode.MinModuleMM
	}
	return max(leastDots, int(math.Ceil(finest/stock.DotMM()-1e-6)))
}

// most is the coarsest module, in dots, whose code with its quiet zone is no
// wider than a width; 0 when there is none.
func (c code) most(widthMM float64, stock profile.Stock) int {
	if c.modules == 0 {
		return 0
	}
	dots := int(math.Floor(min(widthMM/float64(c.modules+2*c.quiet), mostModule)/stock.DotMM() + 1e-6))
	if stock.ZPL {
		dots = min(dots, mostZPLDots)
	}
	if dots < c.least(stock) {
		return 0
	}
	return dots
}

// side is the width of the code with its quiet zone.
func (c code) side(dots int, stock profile.Stock) float64 {
	return float64(dots*(c.modules+2*c.quiet)) * stock.DotMM()
}

// at places the code, its quiet zone from x and y on; both move to the next
// dot. Bars get a height, squares have their own.
func (c code) at(x, y float64, dots int, tall float64, stock profile.Stock) layout.Cells {
	dot := stock.DotMM()
	module := float64(dots) * dot
	out := c.cells
	out.WidthMM, out.TallMM = module, module
	out.X = math.Ceil(x/dot-1e-6)*dot + float64(c.quiet)*module
	out.Y = math.Ceil(y/dot-1e-6) * dot
	if c.flat {
		out.TallMM = math.Floor(tall/dot) * dot
	} else {
		out.Y += float64(c.quiet) * module
	}
	return out
}
