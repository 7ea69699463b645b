// Package barcode turns text into the bars of one-dimensional codes. As with
// package qr, a code is geometry that every renderer draws as sharp as it can.
package barcode

import (
	"fmt"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/ean"

	"etabli/printing/qr"
)

// QuietModules is the empty margin on each side that readers need; the widest
// that any of the codes asks for.
const QuietModules = 11

// MinModuleMM is the thinnest bar that a hand scanner reads from a label.
const MinModuleMM = 0.19

// MaxContentBytes bounds a code; a longer one does not fit a receipt.
const MaxContentBytes = 40

// ErrContent says that a code of this kind cannot say the content; it is a
// qr.ErrContent too, so that one check serves every code.
var ErrContent = fmt.Errorf("barcode: cannot encode: %w", qr.ErrContent)

// Bars is a code without its quiet zones.
type Bars struct {
	Modules int       // from the first bar to the last
	Spans   []qr.Span // the bars, one module high
}

// Code128 encodes printable ASCII.
func Code128(content string) (Bars, error) {
	if content == "" || len(content) > MaxContentBytes {
		return Bars{}, fmt.Errorf("%w: %d bytes", ErrContent, len(content))
	}
	for _, c := range content {
		if c < ' ' || c > '~' {
			return Bars{}, fmt.Errorf("%w: %U", ErrContent, c)
		}
	}
	code, err := code128.Encode(content)
	if err != nil {
		return Bars{}, fmt.Errorf("%w: %w", ErrContent, err)
	}
	return bars(code), nil
}

// EAN encodes a GTIN of 8, 12 or 13 digits with its right check digit as the
// code that tills expect.
func EAN(gtin string) (Bars, error) {
	if len(gtin) == 12 {
		gtin = "0" + gtin
	}
	if len(gtin) != 8 && len(gtin) != 13 {
		return Bars{}, fmt.Errorf("%w: a GTIN of %d digits", ErrContent, len(gtin))
	}
	code, err := ean.Encode(gtin)
	if err != nil {
		return Bars{}, fmt.Errorf("%w: %w", ErrContent, err)
	}
	return bars(code), nil
}

// bars joins dark columns to bars.
func bars(code barcode.Barcode) Bars {
	out := Bars{Modules: code.Bounds().Dx()}
	for x := range out.Modules {
		if r, _, _, _ := code.At(x, 0).RGBA(); r != 0 {
			continue
		}
		if n := len(out.Spans); n > 0 && out.Spans[n-1].X+out.Spans[n-1].W == x {
			out.Spans[n-1].W++
			continue
		}
		out.Spans = append(out.Spans, qr.Span{X: x, W: 1, H: 1})
	}
	return out
}
