package kiosk_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/mastertest"
	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
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
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, Density: theme.Kiosk, Text: text, PixelScale: 1}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	content, perform := s.Open("fr", w.Canvas)
	w.SetContent(content)
	w.Resize(size)
	perform()
	mastertest.Compare(t, name, test.RenderToMarkup(w.Canvas()))
}
