// Package escpos speaks the language of receipt printers. A page goes out as
// dots, so that paper and preview agree to the line and no code page can spoil
// a name; text mode is the way out for printers that take no pictures in time.
// The package makes and reads bytes and opens no printer.
package escpos

import (
	"bytes"
	"fmt"
	"image"

	"etabli/printing/layout"
	"etabli/printing/preview"
	"etabli/printing/profile"
)

const (
	dle = 0x10
	esc = 0x1B
	gs  = 0x1D
	eot = 0x04
	enq = 0x05
	dc4 = 0x14
)

// Options are what is asked of the printer besides the page.
type Options struct {
	OpenDrawer bool // before printing; ignored where no drawer is connected
}

// Raster prints pages as dots, each cut off. Errors are those of preview.Bits.
func Raster(pages []layout.Page, r profile.Receipt, o Options) ([]byte, error) {
	var out bytes.Buffer
	begin(&out, r, o)
	for i, page := range pages {
		dots, err := preview.Bits(page, r.PerMM())
		if err != nil {
			return nil, fmt.Errorf("escpos: page %d: %w", i+1, err)
		}
		bands(&out, printable(dots, r), r.BandRows)
		finish(&out, r)
	}
	return out.Bytes(), nil
}

// begin resets the printer and, when asked, opens the drawer.
func begin(out *bytes.Buffer, r profile.Receipt, o Options) {
	out.Write([]byte{esc, '@'})
	if o.OpenDrawer {
		out.Write(Drawer(r))
	}
}

// Drawer is the pulse that opens the cash drawer, 50 ms long; nothing where no
// drawer is connected.
func Drawer(r profile.Receipt) []byte {
	const on, off = 25, 250 // in 2 ms
	switch r.DrawerPin {
	case 2:
		return []byte{esc, 'p', 0, on, off}
	case 5:
		return []byte{esc, 'p', 1, on, off}
	}
	return nil
}

// finish feeds the end of a receipt past the cutter and cuts, or feeds it to
// the edge where it is torn off.
func finish(out *bytes.Buffer, r profile.Receipt) {
	switch r.Cutter {
	case profile.FullCut:
		out.Write([]byte{gs, 'V', 65, 0})
	case profile.PartialCut:
		out.Write([]byte{gs, 'V', 66, 0})
	default:
		out.Write([]byte{esc, 'd', byte(r.FeedLines)})
	}
}

// printable is the middle of a page, as wide as the head, without the white
// rows at its end: the way to the cutter leaves enough.
func printable(dots *preview.Bitmap, r profile.Receipt) *preview.Bitmap {
	left := (dots.Width - r.WidthDots) / 2
	bottom := dots.Ink().Max.Y
	return dots.Crop(image.Rect(left, 0, left+r.WidthDots, bottom))
}

// bands sends dots in pieces that fit the printer's memory.
func bands(out *bytes.Buffer, dots *preview.Bitmap, rows int) {
	for from := 0; from < dots.Height; from += rows {
		n := min(rows, dots.Height-from)
		out.Write([]byte{gs, 'v', '0', 0, byte(dots.Stride), byte(dots.Stride >> 8), byte(n), byte(n >> 8)})
		data := bytes.Clone(dots.Rows[from*dots.Stride : (from+n)*dots.Stride])
		defuse(data)
		out.Write(data)
	}
}

// defuse changes dots that would read as a command in real time: printers obey
// these wherever they stand, even amid a picture, and one of them opens the
// drawer. One more dot beside another is all that changes.
func defuse(data []byte) {
	for i := range data {
		if data[i] != dle || i+1 == len(data) {
			continue
		}
		switch data[i+1] {
		case eot, enq, dc4:
			data[i] |= 0x08
		}
	}
}
