package label_test

import (
	"errors"
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/lang"
	"etabli/printing/codetest"
	"etabli/printing/label"
	"etabli/printing/layout"
	"etabli/printing/preview"
	"etabli/printing/profile"
	"etabli/printing/qr"
	"etabli/printing/sample"
)

func stocks(t testing.TB) []profile.Stock {
	t.Helper()
	set, err := profile.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return set.Stocks()
}

func stock(t testing.TB, id string) profile.Stock {
	t.Helper()
	for _, s := range stocks(t) {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("no stock %s", id)
	return profile.Stock{}
}

func texts(l label.Label) []string {
	var out []string
	for _, m := range l.Page.Marks {
		if text, ok := m.(layout.Text); ok {
			out = append(out, text.String)
		}
	}
	return out
}

func code(l label.Label) (layout.Cells, bool) {
	for _, m := range l.Page.Marks {
		if c, ok := m.(layout.Cells); ok {
			return c, true
		}
	}
	return layout.Cells{}, false
}

func square(c layout.Cells) bool {
	return c.Code.Kind == layout.QRWorn || c.Code.Kind == layout.QRRough
}

// inks draws each mark alone on a ground that is larger than the label, and
// answers where its dots are, in dots from the label's corner.
func inks(t rapid.TB, l label.Label, perMM float64) []image.Rectangle {
	const around = 12.0 // millimetres
	var out []image.Rectangle
	for _, m := range l.Page.Marks {
		page := layout.Page{
			WidthMM: l.Page.WidthMM + 2*around, HeightMM: l.Page.HeightMM + 2*around,
			Marks: layout.Moved([]layout.Mark{m}, around, around),
		}
		dots, err := preview.Bits(page, perMM)
		if err != nil {
			t.Fatal(err)
		}
		ink := dots.Ink().Sub(image.Pt(int(around*perMM), int(around*perMM)))
		if c, ok := m.(layout.Cells); ok { // with the quiet zone of squares
			if square(c) {
				ink = ink.Inset(-int(qr.QuietModules*c.WidthMM*perMM - 1))
			}
		}
		out = append(out, ink)
	}
	return out
}

func told(m layout.Mark) string {
	if c, ok := m.(layout.Cells); ok {
		c.Spans = nil
		m = c
	}
	return fmt.Sprintf("%+v", m)
}

// checkLabel proves that all ink is on the label and none on other ink.
func checkLabel(t rapid.TB, l label.Label, s profile.Stock) {
	const perMM = 8
	all := inks(t, l, perMM)
	edge := image.Rect(0, 0, int(s.WidthMM*perMM), int(s.HeightMM*perMM)).Inset(-1)
	for i, a := range all {
		if !a.In(edge) {
			t.Fatalf("%s: mark %d %s leaves the label: %v of %v", s.ID, i, told(l.Page.Marks[i]), a, edge)
		}
		for j, b := range all[:i] {
			if a.Overlaps(b) {
				t.Fatalf("%s: marks %d %s and %d %s overlap: %v %v", s.ID, j, told(l.Page.Marks[j]), i, told(l.Page.Marks[i]), b, a)
			}
		}
	}
	if c, ok := code(l); ok {
		dots := c.WidthMM * s.PerMM()
		if math.Abs(dots-math.Round(dots)) > 1e-6 || dots < 1.99 {
			t.Fatalf("%s: a module of %g dots", s.ID, dots)
		}
		if square(c) && c.WidthMM < qr.MinModuleMM-1e-9 {
			t.Fatalf("%s: a module of %g mm", s.ID, c.WidthMM)
		}
	}
}

func TestEveryExampleKeepsOnItsLabelAndApart(t *testing.T) {
	for _, s := range stocks(t) {
		for _, example := range sample.AllLabels() {
			for _, tag := range lang.Tags() {
				made, err := example.Make(lang.For(tag), s)
				if err != nil {
					t.Fatalf("%s %s %s: %v", s.ID, example.Form, example.Case, err)
				}
				for _, l := range made {
					checkLabel(t, l, s)
				}
			}
		}
	}
}

// Whatever is written, on labels of whatever size.
func TestNoTextOverflowsAnyLabel(t *testing.T) {
	word := rapid.OneOf(
		rapid.SampledFrom([]string{"Samsung", "Électro-Vosges", "WDX-12000-PRO", "Ǻj", "│█│", "字", "مرحبا", "🛠️", "W", "a\u0301\u0302\u0303", "\u0300x", "Anticonstitutionnellementissime", "ﷺ", "…", "·"}),
		rapid.StringN(0, 12, 40),
	)
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		s := profile.Stock{
			ID:      "drawn",
			WidthMM: rapid.Float64Range(18, 70).Draw(t, "width"), HeightMM: rapid.Float64Range(10, 60).Draw(t, "height"),
			MarginMM: rapid.Float64Range(0.5, 2.5).Draw(t, "margin"), DPI: rapid.SampledFrom([]float64{203.2, 300, 600}).Draw(t, "dpi"),
		}
		number := rapid.SampledFrom([]string{"LIL2-00431-X7K", "A-1", "QUIMPER12-99999-QQQ"}).Draw(t, "number")
		in := label.Device{
			Number: number, ScanCode: "ETABLI:" + number, Symbology: label.Symbology(rapid.IntRange(0, 2).Draw(t, "symbology")),
			Initials: text.Draw(t, "initials"), Product: text.Draw(t, "product"), ReceivedOn: "2026-11-21",
		}
		if rapid.Bool().Draw(t, "a long code") {
			in.ScanCode += strings.Repeat("x", 30)
		}
		words := lang.For("fr")
		var made []label.Label
		var err error
		switch rapid.IntRange(0, 3).Draw(t, "form") {
		case 0:
			made = make([]label.Label, 1)
			made[0], err = label.ForDevice(in, words, s)
		case 1:
			made, err = label.ForAccessories(in, []string{text.Draw(t, "accessory"), "Chargeur"}, words, s)
		case 2:
			made = make([]label.Label, 1)
			made[0], err = label.ForNumber(in.Number, in.ScanCode, in.Symbology, words, s)
		case 3:
			made = make([]label.Label, 1)
			made[0], err = label.ForItem(label.Item{
				Name: in.Product, Ref: rapid.SampledFrom([]string{"", "EB-BS921", in.Initials}).Draw(t, "ref"),
				GTIN:       rapid.SampledFrom([]string{"", "4006381333931", "96385074", "036000291452", "00012345600012", "1"}).Draw(t, "gtin"),
				PriceCents: rapid.SampledFrom([]int64{0, 5, 2490, 123456789}).Draw(t, "price"), Currency: "EUR",
			}, words, s)
		}
		if errors.Is(err, label.ErrTooSmall) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range made {
			checkLabel(t, l, s)
		}
	})
}

func TestWhatHasNoRoomIsLeftOutAndNamed(t *testing.T) {
	words := lang.For("fr")
	small := profile.Stock{ID: "small", WidthMM: 30, HeightMM: 12, MarginMM: 1, DPI: 203.2}
	made, err := label.ForDevice(label.Device{Number: "LIL2-00431-X7K", Initials: "K. B.", Product: "Samsung"}, words, small)
	if err != nil {
		t.Fatal(err)
	}
	if len(made.Omitted) == 0 || made.Omitted[0] != label.CodePart {
		t.Errorf("left out: %v", made.Omitted)
	}
	if _, ok := code(made); ok || !strings.Contains(strings.Join(texts(made), ""), "LIL2-00431-X7K") {
		t.Errorf("the label says %q", texts(made))
	}
	tiny := profile.Stock{ID: "tiny", WidthMM: 10, HeightMM: 10, MarginMM: 1, DPI: 203.2}
	if _, err := label.ForDevice(label.Device{Number: "LIL2-00431-X7K"}, words, tiny); !errors.Is(err, label.ErrTooSmall) {
		t.Errorf("on 10 mm: %v", err)
	}
	made, err = label.ForDevice(label.Device{Number: "LIL2-00431-X7K", ScanCode: strings.Repeat("x", 2*qr.MaxContentBytes)}, words, stock(t, "dymo-99012"))
	if err != nil || len(made.Omitted) != 1 || made.Omitted[0] != label.CodePart {
		t.Errorf("a code that cannot be made: %v, %v", made.Omitted, err)
	}
}

func TestEachAccessorySaysHowManyThereAre(t *testing.T) {
	names := []string{"Coque bleue avec aimant, béquille et porte-cartes en cuir végétal très long", "", "Chargeur", " \n"}
	for _, s := range stocks(t) {
		made, err := label.ForAccessories(label.Device{Number: "LIL2-00431-X7K", Initials: "K. B.", Product: "Samsung Galaxy S24"}, names, lang.For("fr"), s)
		if err != nil || len(made) != 2 {
			t.Fatalf("%s: %d labels, %v", s.ID, len(made), err)
		}
		for i, want := range []string{"\u00a01/2", "\u00a02/2"} {
			if all := strings.Join(texts(made[i]), "|"); !strings.Contains(all, want) {
				t.Errorf("%s: %q has no %q", s.ID, all, want)
			}
		}
	}
}

func TestANameIsCutAtAWord(t *testing.T) {
	s := profile.Stock{ID: "flat", WidthMM: 40, HeightMM: 10, MarginMM: 1, DPI: 203.2}
	made, err := label.ForDevice(label.Device{
		Number: "LIL2-00431-X7K", Symbology: label.NoCode,
		Product: "Lave-linge séchant professionnel encastrable de douze kilogrammes",
	}, lang.For("fr"), s)
	if err != nil {
		t.Fatal(err)
	}
	all := texts(made)
	last := all[len(all)-1]
	before, cut := strings.CutSuffix(last, "…")
	const whole = "Lave-linge séchant professionnel encastrable de douze kilogrammes "
	if !cut || !strings.Contains(whole, before+" ") {
		t.Errorf("the label says %q", all)
	}
}

func TestLabelsBeginWhereTheSheetStillHasSome(t *testing.T) {
	s := stock(t, "avery-l7160")
	var labels []label.Label
	for range 30 {
		made, err := label.ForNumber("LIL2-00501-A4F", "", label.QR, lang.For("fr"), s)
		if err != nil {
			t.Fatal(err)
		}
		labels = append(labels, made)
	}
	for start, want := range map[int]int{1: 2, 13: 2, 14: 3, 21: 3} {
		pages, err := label.Pages(labels, s, start)
		if err != nil || len(pages) != want {
			t.Fatalf("from %d: %d pages, %v", start, len(pages), err)
		}
		x, y := s.Sheet.At(start - 1)
		first := pages[0].Marks[0].(layout.Text)
		own := labels[0].Page.Marks[0].(layout.Text)
		if first.X != own.X+x || first.Y != own.Y+y || pages[0].WidthMM != 210 || pages[0].HeightMM != 297 {
			t.Errorf("from %d: the first label is at %g, %g", start, first.X, first.Y)
		}
	}
	for _, start := range []int{-1, 0, 22} {
		if _, err := label.Pages(labels, s, start); !errors.Is(err, label.ErrStart) {
			t.Errorf("from %d: %v", start, err)
		}
	}
	if _, err := label.Pages(labels, stock(t, "dymo-99012"), 2); !errors.Is(err, label.ErrStart) {
		t.Errorf("a roll from 2: %v", err)
	}
	if _, err := label.Pages(make([]label.Label, label.MaxLabels+1), s, 1); !errors.Is(err, label.ErrTooMany) {
		t.Errorf("too many: %v", err)
	}
}

// Every code on every stock, at the resolution of its head, is read by two
// other programs as printed and turned. A spot on a tenth of a square hits up
// to a quarter of what so small a code says, which is the most that level Q
// restores: most such labels must still be read, and none wrong.
func TestEveryCodeIsReadBack(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2, 128))
	spots, read := 0, map[string]int{}
	defer func() {
		for reader, n := range read {
			if n*10 < spots*9 {
				t.Errorf("%s reads %d labels of %d with a spot", reader, n, spots)
			}
		}
	}()
	for _, s := range stocks(t) {
		for _, example := range sample.AllLabels() {
			if example.Case == "hostile" || example.Case == "longest" {
				continue
			}
			made, err := example.Make(lang.For("fr"), s)
			if err != nil {
				t.Fatal(err)
			}
			c, ok := code(made[0])
			if !ok {
				continue
			}
			perMM := min(s.PerMM(), 12)
			dots, err := preview.Bits(made[0].Page, perMM)
			if err != nil {
				t.Fatal(err)
			}
			at := codetest.CodeOf(c, perMM).At
			modules := codetest.CodeOf(c, perMM).Modules
			around := at.Inset(-int(2.5 * perMM))
			view := codetest.Part(dots.Image(), around)
			what := s.ID + " " + example.Form + " " + example.Case
			codetest.Read(t, view, c.Code.Content, what)
			if s.Sheet == nil && example.Form == "device" {
				codetest.Read(t, codetest.Turned(view, 90), c.Code.Content, what+" turned")
				if square(c) {
					for range 10 {
						spots++
						for reader, ok := range codetest.Held(t, codetest.Stained(view, at.Sub(around.Min), modules, 0.1, rnd), c.Code.Content, what+" stained") {
							if ok {
								read[reader]++
							}
						}
					}
				}
			}
		}
	}
}

func TestALabelIsTheSameEachTime(t *testing.T) {
	s := stock(t, "zebra-57x32")
	for _, example := range sample.AllLabels() {
		a, err := example.Make(lang.For("fr"), s)
		if err != nil {
			t.Fatal(err)
		}
		b, err := example.Make(lang.For("fr"), s)
		if err != nil {
			t.Fatal(err)
		}
		for i := range a {
			if strings.Join(texts(a[i]), "|") != strings.Join(texts(b[i]), "|") {
				t.Errorf("%s %s differs", example.Form, example.Case)
			}
		}
	}
}

func BenchmarkThousandLabels(b *testing.B) {
	s := stock(b, "dymo-11352")
	words := lang.For("fr")
	for b.Loop() {
		for range 1000 {
			if _, err := label.ForDevice(label.Device{Number: "LIL2-00431-X7K", ScanCode: "ETABLI:LIL2-00431-X7K", Initials: "K. B.", Product: "Samsung Galaxy S24 · 256 Go", ReceivedOn: "2026-11-21"}, words, s); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func TestALabelTooNarrowForBarsCarriesASquareInstead(t *testing.T) {
	in := label.Device{Number: "LIL2-00431-X7K", Symbology: label.Code128, Initials: "K. B.", Product: "Samsung Galaxy S24", ReceivedOn: "2026-11-21"}
	for id, want := range map[string]layout.CodeKind{"brother-62x29": layout.Code128, "niimbot-40x30": layout.QRRough} {
		made, err := label.ForDevice(in, lang.For("fr"), stock(t, id))
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := code(made); !ok || c.Code.Kind != want || c.Code.Content != in.Number || len(made.Omitted) > 0 {
			t.Errorf("%s carries %v, %+v, without %v", id, ok, c.Code, made.Omitted)
		}
	}
}
