package field

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// The spaces of a page in the hand, in units.
const (
	margin  float32 = 16
	cardGap float32 = 12
	footPad float32 = 10
)

// page is a column that scrolls over a foot with what the thumb does next.
func page(column, foot fyne.CanvasObject) fyne.CanvasObject {
	return widgets.VGrow(0, 0, widgets.VScroll(parts.Readable(column)), standing(parts.AsWide(widgets.Pad(0, footPad, 0, footPad, foot))))
}

// footer stands at the thumb.
func footer(o fyne.CanvasObject) fyne.CanvasObject {
	return standing(widgets.Pad(margin, footPad, margin, footPad, o))
}

func standing(o fyne.CanvasObject) fyne.CanvasObject {
	return widgets.V(0, widgets.HLine(), widgets.Surface(o))
}

// large tells whether text is so large that little else has room in a line.
func large() bool { return theme.Current().Options().Text >= 1.5 }

// onward is the arrow of what leads on, where there is room for one.
func onward() icon.Name {
	if large() {
		return icon.None
	}
	return icon.ArrowRight
}

// visitRows draws visits to be opened.
func visitRows(rows []present.VisitRow, opened func(present.ID)) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, row := range rows {
		out = append(out, visitRow(row, func() { opened(row.ID) }))
	}
	return out
}

func visitRow(row present.VisitRow, onTap func()) fyne.CanvasObject {
	ink := theme.Ink1
	look := widgets.Look{
		Fill: theme.Surface, Line: theme.Line, Hover: theme.Raised, Radius: theme.RadiusCard, Stretch: true,
		Height: func() float32 { return theme.TouchTarget },
	}
	if row.Next {
		look.Line, look.LineWidth = theme.Work, 2
	}
	if row.Over {
		ink = theme.Ink2
	}
	head := []fyne.CanvasObject{widgets.Line(widgets.CodeStrong.In(ink).Of(row.Time))}
	for _, c := range row.Chips {
		head = append(head, parts.NewChip(c))
	}
	lines := []fyne.CanvasObject{
		widgets.Flow(theme.Grid, head...),
		widgets.Paragraph(widgets.LeadStrong.In(ink).Of(row.Title)), widgets.Paragraph(widgets.Body.In(theme.Ink2).Of(row.What)),
	}
	for _, more := range []struct {
		name icon.Name
		text string
	}{{icon.MapPin, row.Where}, {icon.User, row.By}} {
		if more.text != "" {
			lines = append(lines, widgets.HW(6, []float32{0, 1}, widgets.NewTextIcon(more.name, theme.Caption, theme.Ink2),
				widgets.Short(widgets.Caption.Of(more.text))))
		}
	}
	content := widgets.HW(theme.Grid, []float32{1, 0}, widgets.V(2, lines...), widgets.NewIcon(icon.ChevronRight, 20, theme.Ink2))
	return widgets.NewTap(look, widgets.PadAll(14, content), onTap)
}

// factLines are facts under each other; on a phone the words may wrap.
func factLines(lines []present.Line) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, l := range lines {
		out = append(out, widgets.V(0, widgets.Paragraph(widgets.Caption.Of(l.Label)), widgets.Paragraph(widgets.Body.Of(l.Value))))
	}
	return out
}
