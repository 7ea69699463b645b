package field_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/mastertest"
	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
)

var (
	hand   = fyne.NewSize(360, 740)
	tablet = fyne.NewSize(1024, 768)
)

func TestScenesAreDrawnAsTheirMasters(t *testing.T) {
	for _, s := range scene.Fields() {
		draw := func(name string, size fyne.Size, o theme.Options) {
			t.Run(name, func(t *testing.T) {
				o.PixelScale, o.Density = 1, theme.Field
				app := test.NewTempApp(t)
				app.Settings().SetTheme(theme.New(o))
				w := test.NewTempWindow(t, nil)
				w.SetPadded(false)
				w.Resize(size)
				d := s.Open("fr")
				w.SetContent(d.Content())
				w.Resize(size)
				s.Perform(d, w.Canvas())
				mastertest.Compare(t, name, test.RenderToMarkup(w.Canvas()))
			})
		}
		draw(s.Name, hand, theme.Options{Appearance: theme.Light})
		if !s.Plain {
			draw(s.Name+"-dark", hand, theme.Options{Appearance: theme.Dark})
			draw(s.Name+"-text200", hand, theme.Options{Appearance: theme.Light, Text: 2})
			draw(s.Name+"-tablet", tablet, theme.Options{Appearance: theme.Light})
		}
	}
}
