package parts_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/scan"
)

func TestArrowsGoThroughAMenuAndEnterTakesOne(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{PixelScale: 1}))
	w := test.NewTempWindow(t, widgets.Page(widgets.V(0)))
	w.Resize(fyne.NewSize(600, 500))
	router := widgets.NewKeyRouter(time.Now, scan.Options{})
	router.Attach(w.Canvas())
	defer router.Detach()
	for want, keys := range map[string][]fyne.KeyName{
		"a": {fyne.KeyEnd, fyne.KeyHome, fyne.KeyReturn},
		"b": {fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn},
		"c": {fyne.KeyEnd, fyne.KeyReturn},
	} {
		took := ""
		parts.OpenMenu(parts.Host{Words: lang.For("fr"), Canvas: w.Canvas}, "Dossier",
			[]present.Action{{ID: "a", Label: "Un"}, {ID: "b", Label: "Deux"}, {ID: "c", Label: "Trois"}}, func(id string) { took = id })
		for _, key := range keys {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
		if took != want {
			t.Errorf("%v take %q", keys, took)
		}
	}
}
