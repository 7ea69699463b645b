package kiosk

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// pageOf is what stands between head and foot.
func (k *Kiosk) pageOf(s present.KioskState) []fyne.CanvasObject {
	switch {
	case s.Page == present.KioskHome:
		return k.home(s)
	case s.File.Shown:
		return k.found(s)
	case s.Ticket != "" || s.Page == present.KioskThanks || s.Page == present.KioskCalled:
		return k.ticket(s)
	}
	return k.question(s)
}

// heading is the question of a page with its explanation.
func heading(s present.KioskState, style widgets.Style) fyne.CanvasObject {
	text := widgets.Paragraph(widgets.Lead.In(theme.Ink2).Of(s.Text))
	text.Hidden = s.Text == ""
	return widgets.V(4, widgets.Paragraph(style.Of(s.Title)), text)
}

func (k *Kiosk) home(s present.KioskState) []fyne.CanvasObject {
	style, above, between := widgets.Display, float32(48), float32(48)
	switch k.class { // all three doors are seen at once, also in the larger text
	case widgets.Medium:
		style, above, between = widgets.Figure, 0, 12
	case widgets.Narrow:
		style, above, between = widgets.Figure, 20, 20
	}
	var doors []fyne.CanvasObject
	for _, d := range s.Doors {
		if k.class == widgets.Wide {
			doors = append(doors, widgets.Door(icon.Name(d.Icon), d.Title, d.Text, d.Strong, func() { k.events.DoorPressed(d.ID) }))
		} else {
			doors = append(doors, k.wideDoor(d))
		}
	}
	row := widgets.V(12, doors...)
	if k.class == widgets.Wide {
		row = widgets.HFill(24, []float32{1, 1, 1}, doors...)
	}
	privacy := widgets.Paragraph(widgets.Caption.Of(s.Privacy))
	privacy.Hidden = k.class != widgets.Narrow // else it stands in the foot
	return []fyne.CanvasObject{widgets.Pad(0, above, 0, 0, heading(s, style)), widgets.Pad(0, between, 0, between/2, row), k.notice, privacy}
}

// wideDoor is a door where there is no room side by side.
func (k *Kiosk) wideDoor(d present.KioskDoor) fyne.CanvasObject {
	look := widgets.Look{
		Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line, Radius: theme.RadiusCard, PadX: 20, Stretch: true,
		Height: func() float32 { return theme.Current().ControlLarge() },
	}
	if d.Strong {
		look.Line, look.LineWidth = theme.Work, 2
	}
	text := widgets.Paragraph(widgets.Muted.Of(d.Text))
	text.Hidden = d.Text == ""
	return widgets.NewTap(look, widgets.Pad(0, 16, 0, 16, widgets.HW(16, []float32{0, 1},
		widgets.NewIcon(icon.Name(d.Icon), 44, theme.Work), widgets.V(2, widgets.Paragraph(widgets.LeadStrong.Of(d.Title)), text))),
		func() { k.events.DoorPressed(d.ID) })
}

// question asks one thing: with a field, with pictures, or with both.
func (k *Kiosk) question(s present.KioskState) []fyne.CanvasObject {
	asks := s
	if !s.Notice.IsZero() {
		asks.Text = "" // what is said takes its place
	}
	head, gap := heading(asks, widgets.Figure), float32(16)
	if k.class == widgets.Wide && len(s.Doors) > 0 && s.Field.Key != "" && asks.Text != "" { // pictures and a keyboard need the height
		head, gap = widgets.Paragraph(widgets.Figure.Of(asks.Title), widgets.Lead.In(theme.Ink2).Of("  "+asks.Text)), 8
	}
	out := []fyne.CanvasObject{head}
	add := func(o fyne.CanvasObject) { out = append(out, widgets.Pad(0, gap, 0, 0, o)) }
	if !s.Notice.IsZero() {
		add(k.notice)
	}
	if len(s.Doors) > 0 {
		add(k.tiles(s))
	}
	if len(s.Lines) > 0 {
		add(summary(s.Lines))
	}
	if s.Field.Key != "" {
		add(k.field)
		add(k.keys.root)
	}
	return out
}

// summary is what the customer said so far.
func summary(lines []present.Line) fyne.CanvasObject {
	column := widgets.V(14)
	for _, l := range lines {
		column.Add(widgets.HTop(24, []float32{1, 3}, widgets.Paragraph(widgets.Muted.Of(l.Label)), widgets.Paragraph(widgets.Strong.Of(l.Value))))
	}
	return widgets.Card(widgets.Pad(8, 8, 8, 8, column))
}

// tiles are pictures to choose from.
func (k *Kiosk) tiles(s present.KioskState) fyne.CanvasObject {
	columns := map[widgets.Class]int{widgets.Wide: 3, widgets.Medium: 3, widgets.Narrow: 2}[k.class]
	high := s.Field.Key == "" // with a field there is less room
	if s.Page == present.KioskRate && k.class != widgets.Narrow {
		columns = len(s.Doors)
	}
	if s.Page == present.KioskFault && k.class == widgets.Wide {
		columns = len(s.Doors)
	}
	var rows []fyne.CanvasObject
	for at := 0; at < len(s.Doors); at += columns {
		var row []fyne.CanvasObject
		var weights []float32
		for i := at; i < at+columns; i++ {
			weights = append(weights, 1)
			if i < len(s.Doors) {
				row = append(row, k.tile(s.Doors[i], high))
			} else {
				row = append(row, widgets.Spacer())
			}
		}
		rows = append(rows, widgets.HFill(16, weights, row...))
	}
	return widgets.V(16, rows...)
}

// tileHeight is the least height of a picture to choose.
const tileHeight float32 = 150

func (k *Kiosk) tile(d present.KioskDoor, high bool) fyne.CanvasObject {
	height := func() float32 {
		if high {
			return tileHeight
		}
		return theme.Current().ControlLarge()
	}
	look := widgets.Look{
		Fill: theme.Surface, Hover: theme.WorkTint, Line: theme.Line, Radius: theme.RadiusCard, PadX: 12, Stretch: true, Height: height,
	}
	if d.Strong {
		look.Line, look.LineWidth, look.Fill = theme.Work, 2, theme.WorkTint
	}
	text := widgets.Paragraph(widgets.Caption.Of(d.Text)).Centre()
	text.Hidden = d.Text == ""
	pressed := func() { k.events.DoorPressed(d.ID) }
	if !high {
		row := widgets.HW(8, []float32{0, 1}, widgets.NewIcon(icon.Name(d.Icon), 28, theme.Work), widgets.Paragraph(widgets.Strong.At(20).Of(d.Title)))
		return widgets.NewTap(look, widgets.Pad(0, 6, 0, 6, row), pressed)
	}
	column := widgets.V(6, widgets.Centre(widgets.NewIcon(icon.Name(d.Icon), 44, theme.Work)), widgets.Paragraph(widgets.LeadStrong.Of(d.Title)).Centre(), text)
	return widgets.NewTap(look, widgets.Pad(0, 14, 0, 14, widgets.HW(0, []float32{1}, column)), pressed)
}

// ticketSize is the size of a waiting number, in units.
const ticketSize float32 = 112

// ticket says one thing, a number in the middle of it.
func (k *Kiosk) ticket(s present.KioskState) []fyne.CanvasObject {
	size := ticketSize
	if k.class == widgets.Narrow || len(s.Ticket) > 8 {
		size = 44
	}
	number := widgets.Paragraph(widgets.CodeTitle.At(size).In(theme.Work).Of(s.Ticket)).Centre()
	number.Hidden = s.Ticket == ""
	warning := widgets.NewNotice(widgets.NoticeData{Kind: widgets.KindWatch, Title: s.Warning}, false)
	warning.Hidden = s.Warning == ""
	mark := widgets.Centre(widgets.NewIcon(icon.CircleCheck, 44, theme.Good))
	return []fyne.CanvasObject{widgets.Pad(0, 8, 0, 0, widgets.Card(widgets.Pad(24, 24, 24, 24, widgets.V(16,
		mark, widgets.Paragraph(widgets.Figure.Of(s.Title)).Centre(), number, warning,
		widgets.Paragraph(widgets.Lead.In(theme.Ink2).Of(s.Text)).Centre(), k.notice))))}
}

// found shows a repair as its page does.
func (k *Kiosk) found(s present.KioskState) []fyne.CanvasObject {
	f := s.File
	ink := theme.Ink1
	if f.Late {
		ink = theme.Late
	}
	promise := widgets.Paragraph(widgets.LeadStrong.In(ink).Of(f.Promise))
	promise.Hidden = f.Promise == ""
	product := widgets.Paragraph(widgets.Muted.Of(f.Product))
	left := widgets.V(12, widgets.V(2, widgets.Line(widgets.CodeStrong.Of(f.Number)), product),
		heading(s, widgets.Figure), promise, widgets.Paragraph(widgets.Caption.Of(f.News)), k.notice)
	var steps []fyne.CanvasObject
	for _, step := range f.Steps {
		steps = append(steps, stepLine(step))
	}
	right := widgets.Card(widgets.V(14, steps...))
	if k.class == widgets.Wide {
		return []fyne.CanvasObject{widgets.Pad(0, 16, 0, 0, widgets.HTop(40, []float32{1.2, 1}, left, right))}
	}
	return []fyne.CanvasObject{widgets.V(20, left, right)}
}

func stepLine(step present.KioskStep) fyne.CanvasObject {
	name, ink, style := icon.Circle, theme.Ink2, widgets.Body.In(theme.Ink2)
	switch step.State {
	case "done":
		name, ink, style = icon.Check, theme.Good, widgets.Strong
	case "now":
		name, ink, style = icon.CircleDot, theme.Work, widgets.Strong
	}
	detail := widgets.Paragraph(widgets.Caption.Of(step.Detail))
	detail.Hidden = step.Detail == ""
	return widgets.HTop(14, []float32{0, 1}, widgets.Pad(0, 2, 0, 0, widgets.NewIcon(name, 24, ink)), widgets.V(0, widgets.Paragraph(style.Of(step.Label)), detail))
}
