package kiosk

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// pageOf are the ways to show what stands between head and foot, the roomiest first.
func (k *Kiosk) pageOf(s present.KioskState) []func() page {
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

// ways are pages that are drawn only if those before have no room.
func ways[T any](draw func(T) page, densities ...T) []func() page {
	out := make([]func() page, len(densities))
	for i, d := range densities {
		out[i] = func() page { return draw(d) }
	}
	return out
}

// large tells whether text is so large that pictures stand beside their words.
func large() bool { return theme.Current().Scaled(1) >= 1.7 }

// cramped tells whether five words do not stand side by side.
func (k *Kiosk) cramped() bool {
	return k.class != widgets.Narrow && k.page.Size().Width < theme.Current().Scaled(850)
}

// heading is the question of a page with its explanation.
func heading(s present.KioskState, style widgets.Style) *fyne.Container {
	text := widgets.Paragraph(widgets.Lead.In(theme.Ink2).Of(s.Text))
	text.Hidden = s.Text == ""
	return widgets.V(4, widgets.Paragraph(style.Of(s.Title)), text)
}

// home shows all three doors at once, also in the larger text: rather without what
// explains them than one of them below the edge.
func (k *Kiosk) home(s present.KioskState) []func() page {
	if k.class == widgets.Wide {
		return ways(func(float32) page { return k.doorsBeside(s) }, 0)
	}
	bare, only := s, s
	for _, short := range []*present.KioskState{&bare, &only} {
		short.Doors = slices.Clone(s.Doors)
		for i := range short.Doors {
			short.Doors[i].Text = ""
		}
		short.Privacy = ""
	}
	only.Text = ""
	return ways(k.doorsBelow, s, bare, only)
}

func (k *Kiosk) doorsBeside(s present.KioskState) page {
	var doors []fyne.CanvasObject
	for _, d := range s.Doors {
		doors = append(doors, widgets.Door(icon.Name(d.Icon), d.Title, d.Text, d.Strong, func() { k.events.DoorPressed(d.ID) }))
	}
	row := widgets.HFill(24, []float32{1, 1, 1}, doors...)
	return page{sheet: widgets.V(0, widgets.Pad(0, 48, 0, 0, heading(s, widgets.Display)), widgets.Pad(0, 48, 0, 24, row), k.notice)}
}

func (k *Kiosk) doorsBelow(s present.KioskState) page {
	above, between := float32(0), float32(12)
	if k.class == widgets.Narrow {
		above, between = 20, 20
	}
	row := widgets.V(12)
	for _, d := range s.Doors {
		row.Add(k.wideDoor(d))
	}
	privacy := widgets.Paragraph(widgets.Caption.Of(s.Privacy))
	privacy.Hidden = s.Privacy == ""
	return page{sheet: widgets.V(0, widgets.Pad(0, above, 0, 0, heading(s, widgets.Figure)), widgets.Pad(0, between, 0, between/2, row), k.notice, privacy)}
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

// close is how much a question gives up for room.
type close struct {
	near  bool // gaps are small, keys are low
	mute  bool // the explanation is left out
	bare  bool // so is the question, where something else says what to do
	aside bool // the pad stands beside what it types
	whole bool // the keys scroll with the rest
}

// question asks one thing: with a field, with pictures, or with both.
func (k *Kiosk) question(s present.KioskState) []func() page {
	draw := func(c close) page { return k.asked(s, c) }
	switch {
	case k.class == widgets.Narrow:
		return ways(draw, close{}, close{near: true})
	case layoutOf(s) == "digits":
		return ways(draw, close{}, close{near: true}, close{near: true, aside: true}, close{near: true, mute: true, aside: true})
	}
	tries := []close{{}, {near: true}, {near: true, mute: true}}
	if s.Field.Error != "" || !s.Notice.IsZero() {
		tries = append(tries, close{near: true, mute: true, bare: true})
	}
	// What scrolls may say everything; pictures come before the keys then.
	return ways(draw, append(tries, close{near: true, whole: len(s.Doors) > 0})...)
}

func (k *Kiosk) asked(s present.KioskState, c close) page {
	gap := float32(16)
	if c.near {
		gap = theme.Grid
	}
	asks := s
	if !s.Notice.IsZero() || c.mute {
		asks.Text = "" // what is said takes its place
	}
	head := heading(asks, widgets.Figure)
	if k.class == widgets.Wide && len(s.Doors) > 0 && s.Field.Key != "" && asks.Text != "" { // pictures and a keyboard need the height
		head = widgets.V(0, widgets.Paragraph(widgets.Figure.Of(asks.Title), widgets.Lead.In(theme.Ink2).Of("  "+asks.Text)))
		gap = theme.Grid
	}
	head.Hidden = c.bare
	sheet := widgets.V(gap, head)
	if !s.Notice.IsZero() {
		sheet.Add(k.notice)
	}
	if len(s.Doors) > 0 {
		sheet.Add(k.tiles(s))
	}
	if len(s.Lines) > 0 {
		sheet.Add(summary(s.Lines))
	}
	if s.Field.Key == "" {
		return page{sheet: sheet}
	}
	if c.aside {
		k.keys.show(layoutOf(s), true, 1)
		sheet.Add(k.field)
		return page{sheet: widgets.HTop(24, []float32{1, 1}, sheet, k.keys.root)}
	}
	k.keys.show(layoutOf(s), c.near, padShare)
	typing := widgets.Pad(0, gap, 0, 0, widgets.V(gap, k.field, k.keys.root))
	if c.whole {
		return page{sheet: widgets.V(0, sheet, typing)}
	}
	return page{sheet: sheet, foot: typing}
}

// summary is what the customer said so far.
func summary(lines []present.Line) fyne.CanvasObject {
	column := widgets.V(14)
	for _, l := range lines {
		column.Add(widgets.HTop(24, []float32{1, 3}, widgets.Paragraph(widgets.Muted.Of(l.Label)), widgets.Paragraph(widgets.Strong.Of(l.Value))))
	}
	return widgets.Card(widgets.Pad(8, 8, 8, 8, column))
}

// columnsOf is how many pictures stand side by side.
func (k *Kiosk) columnsOf(s present.KioskState) int {
	switch {
	case k.class == widgets.Narrow:
		return 2
	case s.Page == present.KioskDevice && large():
		return 2
	case s.Page == present.KioskRate && !k.cramped(), s.Page == present.KioskFault && k.class == widgets.Wide:
		return len(s.Doors)
	}
	return 3
}

// tiles are pictures to choose from.
func (k *Kiosk) tiles(s present.KioskState) fyne.CanvasObject {
	columns := k.columnsOf(s)
	high := s.Field.Key == "" && !large() && (s.Page != present.KioskRate || !k.cramped()) // with a field there is less room
	gap := float32(16)
	if !high && k.class == widgets.Medium {
		gap = theme.Grid
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
		rows = append(rows, widgets.HFill(gap, weights, row...))
	}
	return widgets.V(gap, rows...)
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
	text := widgets.Paragraph(widgets.Caption.Of(d.Text))
	text.Hidden = d.Text == ""
	pressed := func() { k.events.DoorPressed(d.ID) }
	if !high {
		words := widgets.V(0, widgets.Paragraph(widgets.Strong.At(20).Of(d.Title)), text)
		row := widgets.HW(8, []float32{0, 1}, widgets.NewIcon(icon.Name(d.Icon), 28, theme.Work), words)
		return widgets.NewTap(look, widgets.Pad(0, 6, 0, 6, row), pressed)
	}
	column := widgets.V(6, widgets.Centre(widgets.NewIcon(icon.Name(d.Icon), 44, theme.Work)), widgets.Paragraph(widgets.LeadStrong.Of(d.Title)).Centre(), text.Centre())
	return widgets.NewTap(look, widgets.Pad(0, 14, 0, 14, widgets.HW(0, []float32{1}, column)), pressed)
}

// The sizes of a waiting number, in units: alone, and where there is little room.
const (
	ticketSize float32 = 112
	ticketLess float32 = 72
	ticketLow  float32 = 44
)

// ticketAs is how a waiting number stands there.
type ticketAs struct {
	size   float32
	marked bool // with a mark above
	beside bool // what there is to know stands beside it
}

// ticket says one thing, a number in the middle of it.
func (k *Kiosk) ticket(s present.KioskState) []func() page {
	draw := func(as ticketAs) page {
		if len(s.Ticket) > 8 {
			as.size = ticketLow
		}
		return k.ticketPage(s, as)
	}
	if k.class == widgets.Narrow {
		return ways(draw, ticketAs{size: ticketLow, marked: true}, ticketAs{size: ticketLow})
	}
	return ways(draw, ticketAs{size: ticketSize, marked: true}, ticketAs{size: ticketLess, marked: true}, ticketAs{size: ticketLess},
		ticketAs{size: ticketLess, beside: true}, ticketAs{size: ticketLow, beside: true}, ticketAs{size: ticketLow})
}

func (k *Kiosk) ticketPage(s present.KioskState, as ticketAs) page {
	number := widgets.Paragraph(widgets.CodeTitle.At(as.size).In(theme.Work).Of(s.Ticket)).Centre()
	number.Hidden = s.Ticket == ""
	warning := widgets.NewNotice(widgets.NoticeData{Kind: widgets.KindWatch, Title: s.Warning}, false)
	warning.Hidden = s.Warning == ""
	mark := widgets.Centre(widgets.NewIcon(icon.CircleCheck, 44, theme.Good))
	mark.Hidden = !as.marked
	title := widgets.Paragraph(widgets.Figure.Of(s.Title)).Centre()
	text := widgets.Paragraph(widgets.Lead.In(theme.Ink2).Of(s.Text))
	if as.beside {
		return page{sheet: widgets.Card(widgets.HTop(24, []float32{1, 1.2}, widgets.V(16, title, number), widgets.V(16, warning, text, k.notice)))}
	}
	all := widgets.V(16, mark, title, number, warning, text.Centre(), k.notice)
	return page{sheet: widgets.Pad(0, 8, 0, 0, widgets.Card(widgets.Pad(24, 24, 24, 24, all)))}
}

// found shows a repair as its page does, with its way beside or below.
func (k *Kiosk) found(s present.KioskState) []func() page {
	draw := func(beside bool) page { return k.foundPage(s, beside) }
	switch k.class {
	case widgets.Wide:
		return ways(draw, true)
	case widgets.Medium:
		return ways(draw, true, false)
	}
	return ways(draw, false)
}

func (k *Kiosk) foundPage(s present.KioskState, beside bool) page {
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
	if beside {
		return page{sheet: widgets.Pad(0, 16, 0, 0, widgets.HTop(40, []float32{1.2, 1}, left, right))}
	}
	return page{sheet: widgets.V(20, left, right)}
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
