package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// block is an object of a fixed least size.
func block(width, height float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func at(o fyne.CanvasObject) [4]float32 {
	return [4]float32{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height}
}

func TestALayoutPutsItsChildrenWhereItSays(t *testing.T) {
	newStage(t, standard)
	a, b, c := block(20, 10), block(30, 16), block(40, 12)
	for name, l := range map[string]struct {
		of   *fyne.Container
		want [3][4]float32
	}{
		"V":                   {widgets.V(4, a, b, c), [3][4]float32{{0, 0, 200, 10}, {0, 14, 200, 16}, {0, 34, 200, 12}}},
		"VGrow":               {widgets.VGrow(4, 1, a, b, c), [3][4]float32{{0, 0, 200, 10}, {0, 14, 200, 70}, {0, 88, 200, 12}}},
		"H":                   {widgets.H(5, a, b, c), [3][4]float32{{0, 45, 20, 10}, {25, 42, 30, 16}, {60, 44, 40, 12}}},
		"HW":                  {widgets.HW(5, []float32{0, 1, 3}, a, b, c), [3][4]float32{{0, 45, 20, 10}, {25, 42, 42.5, 16}, {72.5, 44, 127.5, 12}}},
		"HTop":                {widgets.HTop(5, []float32{0, 1}, a, b, c), [3][4]float32{{0, 0, 20, 10}, {25, 0, 130, 16}, {160, 0, 40, 12}}},
		"HFill":               {widgets.HFill(4, []float32{1, 1, 1}, a, b, c), [3][4]float32{{0, 0, 64, 100}, {68, 0, 64, 100}, {136, 0, 64, 100}}},
		"Z":                   {widgets.Z(a, b, c), [3][4]float32{{0, 0, 200, 100}, {0, 0, 200, 100}, {0, 0, 200, 100}}},
		"Flow":                {widgets.Flow(160, a, b, c), [3][4]float32{{0, 0, 20, 10}, {0, 170, 30, 16}, {0, 346, 40, 12}}},
		"Apart":               {widgets.Apart(5, a, b, c), [3][4]float32{{0, 3, 20, 10}, {25, 0, 30, 16}, {160, 2, 40, 12}}},
		"Apart, with no room": {widgets.Apart(160, a, b, c), [3][4]float32{{0, 0, 20, 10}, {0, 170, 30, 16}, {160, 346, 40, 12}}},
	} {
		l.of.Resize(fyne.NewSize(200, 100))
		l.of.Layout.Layout(l.of.Objects, fyne.NewSize(200, 100))
		for i, o := range []fyne.CanvasObject{a, b, c} {
			if got := at(o); got != l.want[i] {
				t.Errorf("%s: child %d is at %v, want %v", name, i, got, l.want[i])
			}
		}
	}
}

func TestWhatIsHiddenTakesNoRoomAndNoGap(t *testing.T) {
	newStage(t, standard)
	for name, of := range map[string]func(...fyne.CanvasObject) *fyne.Container{
		"V":    func(o ...fyne.CanvasObject) *fyne.Container { return widgets.V(4, o...) },
		"H":    func(o ...fyne.CanvasObject) *fyne.Container { return widgets.H(4, o...) },
		"Flow": func(o ...fyne.CanvasObject) *fyne.Container { return widgets.Flow(4, o...) },
	} {
		hidden := block(50, 50)
		hidden.Hide()
		with, without := of(block(20, 10), hidden, block(20, 10)), of(block(20, 10), block(20, 10))
		if with.MinSize() != without.MinSize() || widgets.HeightOf(with, 300) != widgets.HeightOf(without, 300) {
			t.Errorf("%s: %v with something hidden, %v without", name, with.MinSize(), without.MinSize())
		}
	}
}

func TestARowThatDoesNotFitShortensItsWidestText(t *testing.T) {
	s := newStage(t, standard)
	long := widgets.Line(widgets.Body.Of("Société Ferrand et fils, réparations industrielles"))
	chip := block(60, 20)
	s.show(widgets.H(8, long, chip), 200, 40)
	if right := chip.Position().X + chip.Size().Width; right > 200 {
		t.Errorf("the chip reaches to %v", right)
	}
	if got := lines(long)[0]; got == long.String() {
		t.Error("the text is not shortened")
	}
}

func TestScrolledTextHasTheHeightOfItsWidth(t *testing.T) {
	s := newStage(t, standard)
	p := widgets.Paragraph(widgets.Body.Of("Livré le 10 mars 2025, immobilisé 23 jours, réparé sous garantie, rien à payer par la cliente."))
	scroll := widgets.VScroll(widgets.V(0, p, widgets.Line(widgets.Body.Of("fin"))))
	for _, width := range []float32{400, 120, 250} {
		s.show(scroll, width, 30)
		if p.Size().Width != width || p.Size().Height != p.HeightFor(width) {
			t.Errorf("at %v the paragraph is %v, want a height of %v", width, p.Size(), p.HeightFor(width))
		}
	}
}

func TestAScreenPicksItsArrangementByWidthAndText(t *testing.T) {
	s := newStage(t, standard)
	built := map[widgets.Class]int{}
	a := widgets.NewAdaptive(func(c widgets.Class) fyne.CanvasObject {
		built[c]++
		return block(10, 10)
	})
	for _, c := range []struct {
		width float32
		want  widgets.Class
	}{{1366, widgets.Wide}, {900, widgets.Medium}, {390, widgets.Narrow}, {1366, widgets.Wide}} {
		s.show(a, c.width, 700)
		if a.Class() != c.want {
			t.Errorf("%v wide is class %d, want %d", c.width, a.Class(), c.want)
		}
	}
	if built[widgets.Wide] != 1 || built[widgets.Medium] != 1 || built[widgets.Narrow] != 1 {
		t.Errorf("arrangements were built %v times", built)
	}
	s.app.Settings().SetTheme(theme.New(theme.Options{Text: 1.5, PixelScale: 1}))
	if got := widgets.ClassOf(1366); got != widgets.Medium {
		t.Errorf("with large text 1366 is class %d", got)
	}
}
