package profile

import (
	"errors"

	"etabli/app/domain/fault"
	"etabli/printing/document"
)

// MaxFileBytes bounds a profile's file.
const MaxFileBytes = 16 << 10

// The kinds of files.
const (
	kindReceipt = "receipt"
	kindLabel   = "label"
)

// paperMM is the width of the rolls.
var paperMM = map[string]float64{string(document.Roll80): 80, string(document.Roll58): 58}

// narrowest is the narrowest head, in dots.
const narrowest = 128

// Parse reads a profile from its file; id is what it is called by. Every wrong
// field is reported, nested ones as "sheet.rows".
func Parse(id string, data []byte) (Profile, error) {
	f, err := open(data)
	if err != nil {
		return Profile{}, err
	}
	var p Profile
	switch f.choice("kind", kindReceipt, kindLabel) {
	case kindReceipt:
		p.Receipt = readReceipt(id, f)
	case kindLabel:
		p.Stock = readStock(id, f)
	default:
		return Profile{}, errors.Join(f.faults.list...)
	}
	f.end()
	if err := errors.Join(f.faults.list...); err != nil {
		return Profile{}, err
	}
	return p, nil
}

func readReceipt(id string, f *form) *Receipt {
	r := &Receipt{
		ID: id, Name: f.text("name"), Paper: document.Paper(f.choice("paper", string(document.Roll80), string(document.Roll58))),
		DPI: f.number("dpi", 100, 1200), BandRows: f.whole("band_rows", 8, 256),
		CodePage: f.whole("code_page", 0, 255), Columns: f.whole("columns", 16, 100),
		Cutter:    Cutter(f.choice("cutter", string(NoCutter), string(PartialCut), string(FullCut))),
		DrawerPin: f.whole("drawer_pin", 0, 5), FeedLines: f.whole("feed_lines", 0, 30),
	}
	const widest = 4000
	onPaper := widest
	if len(f.faults.list) == 0 {
		onPaper = int(paperMM[string(r.Paper)] * r.PerMM())
	}
	r.WidthDots = f.whole("width_dots", narrowest, onPaper)
	if r.WidthDots%8 != 0 {
		f.wrong(fault.Malformed, "width_dots", "expected", "8 × n")
	}
	if r.DrawerPin != 0 && r.DrawerPin != 2 && r.DrawerPin != 5 {
		f.wrong(fault.Malformed, "drawer_pin", "expected", "0, 2, 5")
	}
	return r
}

func readStock(id string, f *form) *Stock {
	s := &Stock{
		ID: id, Name: f.text("name"), WidthMM: f.number("width_mm", 10, 300), HeightMM: f.number("height_mm", 10, 400),
		DPI: f.number("dpi", 100, 1200), ZPL: f.yes("zpl"),
	}
	s.MarginMM = f.number("margin_mm", 0, min(10, s.WidthMM/4, s.HeightMM/4))
	if sheet := f.inner("sheet"); sheet != nil {
		s.Sheet = readSheet(sheet, s)
	}
	return s
}

// readSheet also checks that the labels lie on the sheet and beside each other.
func readSheet(f *form, s *Stock) *Sheet {
	const slack = 0.5 // of what makers print on their boxes
	out := &Sheet{
		WidthMM: f.number("width_mm", 50, 450), HeightMM: f.number("height_mm", 50, 650),
		Columns: f.whole("columns", 1, 20), Rows: f.whole("rows", 1, 60),
		PitchXMM: f.number("pitch_x_mm", s.WidthMM, 450), PitchYMM: f.number("pitch_y_mm", s.HeightMM, 650),
	}
	right := out.WidthMM - float64(out.Columns-1)*out.PitchXMM - s.WidthMM + slack
	below := out.HeightMM - float64(out.Rows-1)*out.PitchYMM - s.HeightMM + slack
	if right < 0 {
		right = out.WidthMM
		f.wrong(fault.Malformed, "columns", "expected", "columns × pitch_x_mm ≤ width_mm")
	}
	if below < 0 {
		below = out.HeightMM
		f.wrong(fault.Malformed, "rows", "expected", "rows × pitch_y_mm ≤ height_mm")
	}
	out.LeftMM, out.TopMM = f.number("left_mm", 0, right), f.number("top_mm", 0, below)
	f.end()
	return out
}
