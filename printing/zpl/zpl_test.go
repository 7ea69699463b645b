package zpl_test

import (
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/lang"
	"etabli/printing/codetest"
	"etabli/printing/label"
	"etabli/printing/layout"
	"etabli/printing/preview"
	"etabli/printing/profile"
	"etabli/printing/sample"
	"etabli/printing/typeface"
	"etabli/printing/zpl"
)

func stock(t testing.TB, id string) profile.Stock {
	t.Helper()
	set, err := profile.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	s, ok := set.Stock(id)
	if !ok {
		t.Fatalf("no stock %s", id)
	}
	return s
}

func encoded(t rapid.TB, pages []layout.Page, s profile.Stock) []format {
	t.Helper()
	job, err := zpl.Encode(pages, s)
	if err != nil {
		t.Fatal(err)
	}
	out, err := read(job)
	if err != nil {
		t.Fatalf("%v in %s", err, job)
	}
	if len(out) != len(pages) {
		t.Fatalf("%d labels of %d", len(out), len(pages))
	}
	return out
}

func (f format) of(kind string) []field {
	return slices.DeleteFunc(slices.Clone(f.fields), func(x field) bool { return x.kind != kind })
}

// Every example on both stocks: the codes stand where they were laid out, dot
// for dot, and two other programs read them.
func TestCodesStandWhereTheyWereLaidOutAndAreRead(t *testing.T) {
	for _, id := range []string{"zebra-57x32", "zebra-102x152"} {
		s := stock(t, id)
		for _, example := range sample.AllLabels() {
			made, err := example.Make(lang.For("fr"), s)
			if err != nil {
				t.Fatal(err)
			}
			pages, err := label.Pages(made, s, 1)
			if err != nil {
				t.Fatal(err)
			}
			what := id + " " + example.Form + " " + example.Case
			for i, f := range encoded(t, pages, s) {
				if f.width != int(s.WidthMM*s.PerMM()+.5) || f.height != int(s.HeightMM*s.PerMM()+.5) {
					t.Errorf("%s is %d × %d dots", what, f.width, f.height)
				}
				checkCodes(t, what, pages[i], f, s.PerMM())
			}
		}
	}
}

func checkCodes(t *testing.T, what string, page layout.Page, f format, perMM float64) {
	t.Helper()
	for _, m := range page.Marks {
		c, ok := m.(layout.Cells)
		if !ok {
			continue
		}
		dots, err := preview.Bits(layout.Page{WidthMM: page.WidthMM, HeightMM: page.HeightMM, Marks: []layout.Mark{m}}, perMM)
		if err != nil {
			t.Fatal(err)
		}
		printed, err := f.print()
		if err != nil {
			t.Fatal(err)
		}
		at := dots.Ink()
		theirs := image.Rectangle{}
		for y := at.Min.Y - 12; y < at.Max.Y+12; y++ {
			for x := at.Min.X - 12; x < at.Max.X+12; x++ {
				if (image.Point{X: x, Y: y}).In(printed.Rect) && printed.GrayAt(x, y).Y == 0 && !textAt(f, x, y) {
					theirs = theirs.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		if len(f.of("qr")) > 0 && theirs != at {
			t.Errorf("%s: the code is at %v, not at %v", what, theirs, at)
		}
		codetest.Read(t, codetest.Part(printed, at.Inset(-24)), c.Code.Content, what)
	}
}

// textAt tells whether a dot belongs to a number or a line that went as dots.
func textAt(f format, x, y int) bool {
	for _, d := range append(f.of("dots"), f.of("box")...) {
		if (image.Point{X: x, Y: y}).In(image.Rectangle{Min: d.at, Max: d.at.Add(d.size)}) {
			return true
		}
	}
	return false
}

// checkField proves that a text is printed as it is, as one field of text or
// as dots, and that nothing else appears.
func checkField(t rapid.TB, text string) {
	s := profile.Stock{ID: "drawn", WidthMM: 100, HeightMM: 20, DPI: 203.2, ZPL: true}
	page := layout.Page{WidthMM: 100, HeightMM: 20, Marks: []layout.Mark{
		layout.Text{X: 2, Y: 8, SizePT: 9, Face: typeface.Sans, String: text},
		layout.Text{X: 2, Y: 15, SizePT: 9, Face: typeface.Sans, String: "fin"},
	}}
	f := encoded(t, []layout.Page{page}, s)[0]
	texts := f.of("text")
	if len(texts) == 0 || texts[len(texts)-1].data != "fin" {
		t.Fatalf("%q: what follows is lost", text)
	}
	if rest := len(f.fields) - len(texts); len(texts) == 2 && (rest != 0 || texts[0].data != strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)) || len(texts) == 1 && rest > 1 || len(texts) > 2 {
		t.Fatalf("%q gives %+v", text, f.fields)
	}
}

func TestNoTextBecomesACommand(t *testing.T) {
	for _, text := range []string{
		"Mme ^XA~HS", "a^XZ^XA^FDx^FS", "~JA", "_5EXZ", "__", "C:\\tmp\\&", "<é à œ € ’ …>", "\x1b\x10\x02\x03", "日本 مرحبا 🛠️", "\u2028^", "80,00\u202f€ le 28\u00a0nov.", "^", "\xff\xfe",
	} {
		checkField(t, text)
	}
	rapid.Check(t, func(t *rapid.T) {
		checkField(t, rapid.OneOf(
			rapid.String(),
			rapid.StringOfN(rapid.RuneFrom([]rune("^~_\\&>XAZFDS50é ")), 0, 40, -1),
		).Draw(t, "text"))
	})
}

func FuzzFieldsKeepTheirText(f *testing.F) {
	for _, seed := range []string{"Hélène ^XZ", "~DG_00", ">5>6>:", "\\&\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkField(t, text) })
}

// Codes say what they are asked to say, whatever it is.
func TestCodesKeepTheirContent(t *testing.T) {
	s := profile.Stock{ID: "drawn", WidthMM: 100, HeightMM: 100, MarginMM: 2, DPI: 203.2, ZPL: true}
	rapid.Check(t, func(t *rapid.T) {
		symbology := rapid.SampledFrom([]label.Symbology{label.QR, label.Code128}).Draw(t, "symbology")
		content := rapid.OneOf(
			rapid.StringOfN(rapid.RuneFrom([]rune("0123456789>^~_\\AaZz-:;")), 1, 30, -1),
			rapid.StringMatching(`[0-9]{1,20}`), rapid.StringMatching(`LIL2-[0-9]{5}-[A-Z0-9]{3}`), rapid.StringMatching(`https://[a-z.]{3,20}/r/[A-Za-z0-9]{22}`),
		).Draw(t, "content")
		made, err := label.ForDevice(label.Device{Number: "A-1", ScanCode: content, Symbology: symbology}, lang.For("fr"), s)
		if err != nil {
			t.Fatal(err)
		}
		f := encoded(t, []layout.Page{made.Page}, s)[0]
		codes := append(f.of("qr"), f.of("bars")...)
		if len(codes) > 1 || len(codes) == 1 && codes[0].data != content {
			t.Fatalf("%q gives %+v", content, codes)
		}
	})
}

// The usual codes are left to the printer, because it draws them best.
func TestTheUsualCodesAreLeftToThePrinter(t *testing.T) {
	s := stock(t, "zebra-57x32")
	for kind, symbology := range map[string]label.Symbology{"qr": label.QR, "bars": label.Code128} {
		made, err := label.ForDevice(label.Device{Number: "LIL2-00431-X7K", Symbology: symbology, Product: "Œuvre d’Élise"}, lang.For("fr"), s)
		if err != nil {
			t.Fatal(err)
		}
		f := encoded(t, []layout.Page{made.Page}, s)[0]
		if codes := f.of(kind); len(codes) != 1 || codes[0].data != "LIL2-00431-X7K" {
			t.Errorf("%s: %+v", kind, f.fields)
		}
		if texts := f.of("text"); len(texts) != 1 || texts[0].data != "Œuvre d’Élise" || texts[0].at.X+texts[0].room > f.width {
			t.Errorf("%s: texts %+v", kind, texts)
		}
	}
}

func TestWhatLiesOnBlackGoesAsOnePicture(t *testing.T) {
	s := stock(t, "zebra-57x32")
	page := layout.Page{WidthMM: 57, HeightMM: 32, Marks: []layout.Mark{
		layout.Rect{X: 5, Y: 5, W: 40, H: 10},
		layout.Text{X: 8, Y: 12, SizePT: 12, Face: typeface.Sans, Ink: layout.White, String: "URGENT"},
	}}
	f := encoded(t, []layout.Page{page}, s)[0]
	if len(f.fields) != 1 || f.fields[0].kind != "dots" {
		t.Errorf("%+v", f.fields)
	}
}

func TestAJobHasALimit(t *testing.T) {
	s := profile.Stock{ID: "wide", WidthMM: 300, HeightMM: 400, DPI: 300, ZPL: true}
	page := layout.Page{WidthMM: 300, HeightMM: 400, Marks: []layout.Mark{layout.Stroke{Points: []layout.Point{{X: 1, Y: 1}, {X: 299, Y: 399}}, WidthMM: 1}}}
	if _, err := zpl.Encode(slices.Repeat([]layout.Page{page}, 12), s); !errors.Is(err, zpl.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

func TestTheBytesOfALabelStayAsTheyAre(t *testing.T) {
	page := layout.Page{WidthMM: 57, HeightMM: 32, Marks: []layout.Mark{
		layout.Text{X: 2, Y: 6, SizePT: 10, Face: typeface.SansSemiBold, String: "Élise ^~_ Cœur"},
		layout.Rect{X: 2, Y: 20, W: 30, H: 0.25},
	}}
	job, err := zpl.Encode([]layout.Page{page}, stock(t, "zebra-57x32"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"^XA^CI28^MUD^FWN^LH0,0^PON^PW456^LL256",
		"^FO16,27^A0N,28,25^FB440,1,0,L,0^FH_^FD_C3_89lise _5E_7E_5F C_C5_93ur^FS",
		"^FO16,160^GB240,2,2^FS",
		"^PQ1^XZ", "",
	}, "\n")
	if string(job) != want {
		t.Errorf("got\n%s", job)
	}
}

func BenchmarkThousandLabels(b *testing.B) {
	s := stock(b, "zebra-57x32")
	made, err := label.ForDevice(label.Device{Number: "LIL2-00431-X7K", ScanCode: "ETABLI:LIL2-00431-X7K", Initials: "K. B.", Product: "Samsung Galaxy S24 · 256 Go", ReceivedOn: "2026-11-21"}, lang.For("fr"), s)
	if err != nil {
		b.Fatal(err)
	}
	pages := slices.Repeat([]layout.Page{made.Page}, 1000)
	for b.Loop() {
		if _, err := zpl.Encode(pages, s); err != nil {
			b.Fatal(err)
		}
	}
}
