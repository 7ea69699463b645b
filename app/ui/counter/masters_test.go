package counter_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/mastertest"
	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
)

// window is a canvas with our theme.
func window(t *testing.T, size fyne.Size) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.Resize(size)
	return w
}

var (
	desk  = fyne.NewSize(1366, 768)
	phone = fyne.NewSize(390, 844)
)

func TestScenesAreDrawnAsTheirMasters(t *testing.T) {
	for _, s := range scene.All() {
		t.Run(s.Name, func(t *testing.T) { drawScene(t, s, desk, s.Name) })
		if !s.Plain {
			t.Run(s.Name+"-phone", func(t *testing.T) { drawScene(t, s, phone, s.Name+"-phone") })
		}
	}
	for _, f := range scene.FirstRuns() {
		t.Run(f.Name, func(t *testing.T) {
			w := window(t, desk)
			w.SetContent(f.Open("fr"))
			w.Resize(desk)
			mastertest.Compare(t, f.Name, test.RenderToMarkup(w.Canvas()))
		})
	}
}

func drawScene(t *testing.T, s scene.Scene, size fyne.Size, name string) {
	w := window(t, size)
	d := s.Open("fr")
	w.SetContent(d.Content())
	w.Resize(size)
	s.Perform(d, w.Canvas())
	mastertest.Compare(t, name, test.RenderToMarkup(w.Canvas()))
}
