package profile_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"etabli/app/domain/fault"
	"etabli/printing/document"
	"etabli/printing/profile"
)

const receipt = `{"kind": "receipt", "name": "Ticket", "paper": "80mm", "dpi": 203.2, "width_dots": 576, "band_rows": 256, "code_page": 19, "columns": 48, "cutter": "partial", "drawer_pin": 2, "feed_lines": 3}`

const sheet = `{"kind": "label", "name": "Feuille", "width_mm": 63.5, "height_mm": 38.1, "margin_mm": 3, "dpi": 600, "zpl": false,
	"sheet": {"width_mm": 210, "height_mm": 297, "columns": 3, "rows": 7, "left_mm": 7.25, "top_mm": 15.15, "pitch_x_mm": 66, "pitch_y_mm": 38.1}}`

func TestAProfileIsReadAsItIsWritten(t *testing.T) {
	p, err := profile.Parse("ticket", []byte(receipt))
	want := profile.Receipt{ID: "ticket", Name: "Ticket", Paper: document.Roll80, DPI: 203.2, WidthDots: 576, BandRows: 256, CodePage: 19, Columns: 48, Cutter: profile.PartialCut, DrawerPin: 2, FeedLines: 3}
	if err != nil || p.Receipt == nil || *p.Receipt != want || p.Stock != nil {
		t.Errorf("%+v, %v", p.Receipt, err)
	}
	p, err = profile.Parse("feuille", []byte(sheet))
	if err != nil || p.Stock == nil || p.Stock.Sheet == nil {
		t.Fatalf("%+v, %v", p.Stock, err)
	}
	if got := p.Stock.Sheet.Each(); got != 21 {
		t.Errorf("%d labels on a sheet", got)
	}
	if x, y := p.Stock.Sheet.At(4); x != 73.25 || y != 53.25 {
		t.Errorf("the fifth label is at %g, %g", x, y)
	}
}

// faults lists what is wrong as "code field".
func faults(err error) []string {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var out []string
		for _, e := range many.Unwrap() {
			out = append(out, faults(e)...)
		}
		return out
	}
	f := fault.Of(err)
	return []string{string(f.Code) + " " + f.Field}
}

func TestEveryWrongFieldIsNamed(t *testing.T) {
	for _, c := range []struct{ text, from, to, want string }{
		{receipt, `"receipt"`, `"fax"`, "malformed kind"},
		{receipt, `"name": "Ticket", `, ``, "missing name"},
		{receipt, `"Ticket"`, `" "`, "missing name"},
		{receipt, `"Ticket"`, `"a\u202eb"`, "bad_text name"},
		{receipt, `"Ticket"`, `"` + strings.Repeat("x", 61) + `"`, "too_long name"},
		{receipt, `"80mm"`, `"a4"`, "malformed paper"},
		{receipt, `203.2`, `"fine"`, "malformed dpi"},
		{receipt, `203.2`, `1e9`, "out_of_range dpi"},
		{receipt, `576`, `700`, "out_of_range width_dots"},
		{receipt, `576`, `575`, "malformed width_dots"},
		{receipt, `576`, `57.5`, "malformed width_dots"},
		{receipt, `256`, `257`, "out_of_range band_rows"},
		{receipt, `"drawer_pin": 2`, `"drawer_pin": 3`, "malformed drawer_pin"},
		{receipt, `"partial"`, `null`, "malformed cutter"},
		{receipt, `"feed_lines": 3`, `"feed_lines": 3, "colour": 1`, "unknown_field colour"},
		{sheet, `"zpl": false`, `"zpl": 1`, "malformed zpl"},
		{sheet, `"margin_mm": 3`, `"margin_mm": 30`, "out_of_range margin_mm"},
		{sheet, `"columns": 3`, `"columns": 4`, "malformed sheet.columns"},
		{sheet, `"rows": 7`, `"rows": 8`, "malformed sheet.rows"},
		{sheet, `"rows": 7`, `"rows": 0`, "out_of_range sheet.rows"},
		{sheet, `"pitch_x_mm": 66`, `"pitch_x_mm": 60`, "out_of_range sheet.pitch_x_mm"},
		{sheet, `"left_mm": 7.25`, `"left_mm": 20`, "out_of_range sheet.left_mm"},
		{sheet, `"top_mm"`, `"tip_mm"`, "missing sheet.top_mm,unknown_field sheet.tip_mm"},
		{sheet, `"sheet": {`, `"sheet": null, "other": {`, "malformed sheet,unknown_field other"},
		{`[]`, ``, ``, "malformed "}, {`null`, ``, ``, "malformed "}, {`{} {}`, ``, ``, "malformed "}, {``, ``, ``, "malformed "},
		{strings.Repeat(" ", profile.MaxFileBytes+1), ``, ``, "too_long "},
	} {
		text := c.text
		if c.from != "" {
			text = strings.Replace(text, c.from, c.to, 1)
		}
		_, err := profile.Parse("x", []byte(text))
		if err == nil || strings.Join(faults(err), ",") != c.want {
			t.Errorf("%q for %q: %v, want %s", c.to, c.from, err, c.want)
		}
	}
}

func TestTheShippedProfilesAreSound(t *testing.T) {
	set, err := profile.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for paper, dots := range map[document.Paper]int{document.Roll80: 576, document.Roll58: 384} {
		if r, ok := set.ReceiptFor(paper); !ok || r.WidthDots != dots || r.Paper != paper {
			t.Errorf("%s: %+v", paper, r)
		}
	}
	for id, want := range map[string][2]float64{
		"dymo-99012": {89, 36}, "dymo-11352": {54, 25}, "brother-62x29": {62, 29}, "brother-62x100": {62, 100},
		"zebra-57x32": {57, 32}, "zebra-102x152": {102, 152}, "niimbot-40x30": {40, 30}, "niimbot-50x30": {50, 30},
		"avery-l7160": {63.5, 38.1}, "avery-l4737": {63.5, 29.6},
	} {
		if s, ok := set.Stock(id); !ok || s.WidthMM != want[0] || s.HeightMM != want[1] {
			t.Errorf("%s: %+v", id, s)
		}
	}
	if _, ok := set.Stock("receipt-80mm"); ok {
		t.Error("a receipt printer is a label")
	}
	if len(set.Receipts()) < 3 || len(set.Stocks()) < 10 {
		t.Errorf("%d receipts, %d stocks", len(set.Receipts()), len(set.Stocks()))
	}
}

func TestAWrongFileIsNamed(t *testing.T) {
	files := fstest.MapFS{
		"p/good.json": {Data: []byte(receipt)}, "p/bad.json": {Data: []byte(`{"kind": "label"}`)}, "p/read.me": {Data: []byte("no")},
	}
	if _, err := profile.Load(files, "p"); err == nil || !strings.Contains(err.Error(), "p/bad.json") || fault.Of(err).Code != fault.Missing {
		t.Errorf("got %v", err)
	}
	delete(files, "p/bad.json")
	set, err := profile.Load(files, "p")
	if r, ok := set.Receipt("good"); err != nil || !ok || r.ID != "good" {
		t.Errorf("%+v, %v", r, err)
	}
	if set, err := profile.Load(fstest.MapFS{}, "p"); err != nil || len(set.Receipts())+len(set.Stocks()) != 0 {
		t.Errorf("an empty folder: %v, %v", set, err)
	}
	var broken fs.FS = fstest.MapFS{"p/x.json": {Mode: fs.ModeDir}}
	if _, err := profile.Load(broken, "p"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder for a file: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(receipt)
	f.Add(sheet)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := profile.Parse("x", []byte(text))
		if err == nil && (p.Receipt == nil) == (p.Stock == nil) {
			t.Errorf("%q is neither or both", text)
		}
	})
}
