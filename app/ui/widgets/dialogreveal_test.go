package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// What Tab leads to in a long menu is seen.
func TestALongDialogShowsWhatHasTheFocus(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, PixelScale: 1}))
	w := test.NewTempWindow(t, widgets.Spacer())
	w.Resize(fyne.NewSize(500, 400))
	column := widgets.V(4)
	var last *widgets.Button
	for range 30 {
		last = widgets.Secondary("Attendre une pièce", widgets.ButtonOptions{}, nil)
		column.Add(last)
	}
	cancel := widgets.Secondary("Annuler", widgets.ButtonOptions{}, nil)
	d := widgets.NewDialog("Autres actions", column, widgets.DialogOptions{OnCancel: func() {}}, cancel)
	d.Open(w.Canvas())
	top := w.Canvas().Overlays().Top().(interface{ Reveal(fyne.Focusable) })
	seen := func() bool {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(last).Y
		return at > 0 && at+last.Size().Height < 400
	}
	if seen() {
		t.Fatal("everything has room")
	}
	if top.Reveal(cancel); seen() {
		t.Error("the foot is no part of what scrolls")
	}
	if top.Reveal(last); !seen() {
		t.Error("what has the focus is out of sight")
	}
}
