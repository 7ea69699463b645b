package manager_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// today shows the page of today in a window.
func today(t *testing.T) (*scene.Desk, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	s := scene.Scene{Shop: sample.Run(sample.Typical), Route: present.Route{Screen: present.ManagerScreen}}
	d := s.Open("fr")
	w.SetContent(d.Content())
	w.Resize(fyne.NewSize(1366, 768))
	s.Perform(d, w.Canvas())
	return d, w
}

// The page is drawn anew when a card is pressed; whoever works by keyboard goes
// on from there.
func TestTheKeyboardStaysWhereItIsWhenAPageIsDrawnAnew(t *testing.T) {
	d, w := today(t)
	for range 40 {
		w.Canvas().FocusNext()
		if f, ok := w.Canvas().Focused().(*widgets.Tap); ok && inPage(f) {
			break
		}
	}
	first := test.RenderToMarkup(w.Canvas())
	key(w, fyne.KeySpace)
	if test.RenderToMarkup(w.Canvas()) == first || d.Route().Screen != present.ManagerScreen {
		t.Fatal("no card was pressed")
	}
	key(w, fyne.KeySpace)
	if test.RenderToMarkup(w.Canvas()) != first {
		t.Error("the same key does not take it back")
	}
}

// inPage tells whether something stands right of the rail and below the bar.
func inPage(o fyne.CanvasObject) bool {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return at.X > 208 && at.Y > 64
}

func key(w fyne.Window, name fyne.KeyName) {
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}
