package parts

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// NewSoldLine is a line with a sum: press it to change it, the cross takes it away.
func NewSoldLine(l present.SaleLine, pressed, removed func()) fyne.CanvasObject {
	detail := widgets.Paragraph(widgets.Caption.Of(l.Detail)) // a risk is read whole
	detail.Hidden = l.Detail == ""
	words := widgets.V(2, widgets.Short(widgets.Strong.Of(l.Title)), detail)
	content := widgets.Pad(0, 8, 0, 8, widgets.HW(12, []float32{1, 0}, words, widgets.Line(widgets.CodeStrong.Of(l.Amount)).Right()))
	if l.Fixed {
		return content
	}
	look := widgets.Look{Hover: theme.Raised, Radius: 6, PadX: 6, Stretch: true}
	return widgets.HW(0, []float32{1, 0}, widgets.Pad(-6, 0, 0, 0, widgets.NewTap(look, content, pressed)), widgets.IconButton(icon.X, removed))
}
