package shell

import (
	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// chooseStaff asks who works here now.
func (s *Shell) chooseStaff(people []present.StaffChoice) {
	var dialog *widgets.Dialog
	column := widgets.V(4)
	for _, p := range people {
		look := widgets.Look{Hover: theme.WorkTint, Radius: theme.RadiusControl, PadX: 12, Stretch: true}
		column.Add(widgets.NewTap(look, widgets.Pad(0, 6, 0, 6, widgets.HW(10, []float32{0, 1},
			widgets.NewAvatar(p.Initials), widgets.Short(widgets.Strong.Of(p.Name)))), func() {
			dialog.Close()
			s.shell.StaffChosen(p.ID)
		}))
	}
	dialog = widgets.NewDialog(s.host.Words.T("shell.staff"), column, widgets.DialogOptions{Width: 360, OnCancel: func() {}},
		widgets.Secondary(s.host.Words.T("sheet.cancel"), widgets.ButtonOptions{}, func() { dialog.Cancel() }))
	dialog.Open(s.host.Canvas())
}
