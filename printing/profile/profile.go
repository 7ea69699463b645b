// Package profile knows printers and labels as data: how wide a head is, which
// code page it has, how large a label is and where it lies on its sheet. A shop
// adds a printer by adding a file; a wrong file is refused with a fault that
// names the field. Lengths are millimetres.
package profile

import (
	"etabli/printing/document"
)

// Receipt is a printer of receipts that speaks ESC/POS.
type Receipt struct {
	ID        string
	Name      string
	Paper     document.Paper // a roll
	DPI       float64
	WidthDots int // of the head; a multiple of 8
	BandRows  int // rows of dots that it takes at a time
	CodePage  int // its number for CP858
	Columns   int // characters in a line of text
	Cutter    Cutter
	DrawerPin int // 2 or 5; 0 when no drawer is connected
	FeedLines int // from the head to where the paper is torn or cut
}

// Cutter is how a printer cuts.
type Cutter string

// The cutters.
const (
	NoCutter   Cutter = "none"
	PartialCut Cutter = "partial" // the receipt hangs on by a thread
	FullCut    Cutter = "full"
)

// Stock is one size of label, on a roll or on sheets.
type Stock struct {
	ID                string
	Name              string
	WidthMM, HeightMM float64
	MarginMM          float64 // where nothing prints, on each side
	DPI               float64
	ZPL               bool   // the printer speaks ZPL
	Sheet             *Sheet // nil on a roll
}

// Sheet says where labels lie on a sheet.
type Sheet struct {
	WidthMM, HeightMM float64
	Columns, Rows     int
	LeftMM, TopMM     float64 // of the first label
	PitchXMM          float64 // from the left of one label to the left of the next
	PitchYMM          float64
}

// Each is the number of labels on one sheet.
func (s Sheet) Each() int { return s.Columns * s.Rows }

// DotMM is the side of one dot.
func (s Stock) DotMM() float64 { return 25.4 / s.DPI }

// PerMM is the number of dots in a millimetre.
func (s Stock) PerMM() float64 { return s.DPI / 25.4 }

// PerMM is the number of dots in a millimetre.
func (r Receipt) PerMM() float64 { return r.DPI / 25.4 }

// Profile is what one file describes: one of the two is set.
type Profile struct {
	Receipt *Receipt
	Stock   *Stock
}

// At is the top left corner of a label; places count from 0 along the rows.
func (s Sheet) At(place int) (x, y float64) {
	return s.LeftMM + float64(place%s.Columns)*s.PitchXMM, s.TopMM + float64(place/s.Columns)*s.PitchYMM
}
