package kiosk_test

import (
	"iter"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"etabli/app/lang"
	"etabli/app/ui/mastertest"
	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// Goal: no page of the kiosk changes unseen. Method: the drawn tree of each
// scene is held against its master, large and small.
func TestScenesAreDrawnAsTheirMasters(t *testing.T) {
	for _, s := range scene.Kiosks() {
		t.Run(s.Name, func(t *testing.T) { draw(t, s, fyne.NewSize(1280, 800), 1, s.Name) })
		if !s.Plain {
			t.Run(s.Name+"-small", func(t *testing.T) { draw(t, s, fyne.NewSize(390, 844), 1, s.Name+"-small") })
			t.Run(s.Name+"-text200", func(t *testing.T) { draw(t, s, fyne.NewSize(1280, 800), 2, s.Name+"-text200") })
		}
	}
}

func draw(t *testing.T, s scene.KioskScene, size fyne.Size, text float32, name string) {
	t.Helper()
	mastertest.Compare(t, name, test.RenderToMarkup(open(t, s, "fr", size, text).Canvas()))
}

func open(t *testing.T, s scene.KioskScene, tag string, size fyne.Size, text float32) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, Density: theme.Kiosk, Text: text, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	content, perform := s.Open(tag, w.Canvas)
	w.SetContent(content)
	w.Resize(size)
	perform()
	return w
}

// Nothing that a customer is asked or may press is below the edge on the displays of most
// kiosks, nor in the larger text that they may ask for: who does not know the screen does
// not scroll it.
func TestNoPageScrollsOnTheDisplaysOfMostKiosks(t *testing.T) {
	for _, s := range scene.Kiosks() {
		for _, tag := range lang.Tags() {
			for name, on := range map[string]struct {
				size fyne.Size
				text float32
			}{"": {fyne.NewSize(1366, 768), 1}, "-larger": {fyne.NewSize(1280, 800), 1.4}, "-portrait": {fyne.NewSize(800, 1280), 1}} {
				t.Run(s.Name+"-"+tag+name, func(t *testing.T) {
					if s.Name == "kiosk-found-longest" {
						t.Skip("words without end scroll")
					}
					w := open(t, s, tag, on.size, on.text)
					for scroll := range scrolled(w.Content()) {
						if scroll.Content.Size().Height > scroll.Size().Height+.5 {
							t.Errorf("%.0f of %.0f are seen", scroll.Size().Height, scroll.Content.Size().Height)
						}
					}
				})
			}
		}
	}
}

// Where text is so large that a page cannot be seen whole, a button says that it goes on,
// and leads down and up again.
func TestAPageThatGoesOnSaysSo(t *testing.T) {
	for _, s := range scene.Kiosks() {
		if s.Name != "kiosk-found" {
			continue
		}
		w := open(t, s, "fr", fyne.NewSize(1280, 800), 2)
		var more *widgets.Button
		for b := range buttons(w.Content()) {
			if b.Label() == "Voir la suite" {
				more = b
			}
		}
		if more == nil {
			t.Fatal("nothing says that there is more")
		}
		for range 9 {
			if more.Label() == "Revenir en haut" {
				break
			}
			more.Tapped(nil)
		}
		for scroll := range scrolled(w.Content()) {
			if end := scroll.Content.Size().Height - scroll.Size().Height; scroll.Offset.Y < end-1 || more.Label() != "Revenir en haut" {
				t.Errorf("it leads to %.0f of %.0f and says %q", scroll.Offset.Y, end, more.Label())
			}
			if more.Tapped(nil); scroll.Offset.Y != 0 {
				t.Errorf("it does not lead up again, but to %.0f", scroll.Offset.Y)
			}
		}
	}
}

// buttons are those that are seen.
func buttons(o fyne.CanvasObject) iter.Seq[*widgets.Button] {
	return func(yield func(*widgets.Button) bool) {
		inner := []fyne.CanvasObject{o}
		for len(inner) > 0 {
			o, inner = inner[0], inner[1:]
			if b, ok := o.(*widgets.Button); ok && !yield(b) {
				return
			}
			switch o := o.(type) {
			case *fyne.Container:
				inner = append(inner, o.Objects...)
			case fyne.Widget:
				inner = append(inner, test.WidgetRenderer(o).Objects()...)
			}
		}
	}
}

// scrolled are the areas that scroll, wherever they stand.
func scrolled(o fyne.CanvasObject) iter.Seq[*container.Scroll] {
	return func(yield func(*container.Scroll) bool) {
		inner := []fyne.CanvasObject{o}
		for len(inner) > 0 {
			o, inner = inner[0], inner[1:]
			if scroll, ok := o.(*container.Scroll); ok && !yield(scroll) {
				return
			}
			switch o := o.(type) {
			case *fyne.Container:
				inner = append(inner, o.Objects...)
			case fyne.Widget:
				inner = append(inner, test.WidgetRenderer(o).Objects()...)
			}
		}
	}
}

// Who touches the keys on the screen and then takes a keyboard goes on where they were.
func TestLettersOfTheScreenAndOfAKeyboardStandInTheirOrder(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Density: theme.Kiosk, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	for _, s := range scene.Kiosks() {
		if s.Name == "kiosk-phone" {
			content, perform := s.Open("fr", w.Canvas)
			w.SetContent(content)
			w.Resize(fyne.NewSize(1366, 768))
			perform()
		}
	}
	touch := func(x, y float32) { test.TapCanvas(w.Canvas(), fyne.NewPos(x, y)) }
	touch(319, 545) // 0
	touch(494, 402) // 6
	entry, _ := w.Canvas().Focused().(*widgets.Entry)
	if entry == nil {
		t.Fatalf("the keyboard goes to %T", w.Canvas().Focused())
	}
	test.Type(entry, "39")
	if entry.Text != "0639" {
		t.Errorf("it reads %q", entry.Text)
	}
}
