package parts

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// OpenMenu shows actions to choose from over the page.
func OpenMenu(host Host, title string, actions []present.Action, chosen func(id string)) {
	var dialog *widgets.Dialog
	column := widgets.V(4)
	var taps []fyne.Focusable
	for _, a := range actions {
		look := widgets.Look{
			Hover: theme.WorkTint, Radius: theme.RadiusControl, PadX: 12, Stretch: true,
			Height: func() float32 { return theme.Current().Control() },
		}
		row := widgets.HW(10, []float32{0, 1}, widgets.NewTextIcon(icon.Name(a.Icon), theme.Lead, theme.Ink2), widgets.Short(widgets.Strong.Of(a.Label)))
		tap := widgets.NewTap(look, row, func() {
			dialog.Close()
			chosen(a.ID)
		})
		column.Add(tap)
		taps = append(taps, tap)
	}
	keys := Arrows(host)
	if len(taps) > 0 {
		keys[widgets.Key(fyne.KeyHome)] = func() { host.Canvas().Focus(taps[0]) }
		keys[widgets.Key(fyne.KeyEnd)] = func() { host.Canvas().Focus(taps[len(taps)-1]) }
	}
	dialog = widgets.NewDialog(title, column, widgets.DialogOptions{Width: 360, OnCancel: func() {}, Keys: keys},
		widgets.Secondary(host.Words.T("sheet.cancel"), widgets.ButtonOptions{}, func() { dialog.Cancel() }))
	dialog.Open(host.Canvas())
}

// Arrows move the focus up and down a dialog in which one thing is chosen.
func Arrows(host Host) widgets.Keys {
	return widgets.Keys{
		widgets.Key(fyne.KeyUp):   func() { host.Canvas().FocusPrevious() },
		widgets.Key(fyne.KeyDown): func() { host.Canvas().FocusNext() },
	}
}
