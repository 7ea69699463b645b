package parts

import (
	"bytes"
	"image"
	_ "image/jpeg" // what small pictures are written in
	_ "image/png"  // and pages
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// arrange places the parts: the cards in two columns, or in one on a phone.
func (d *Detail) arrange(class widgets.Class) fyne.CanvasObject {
	about := widgets.V(2, d.wrapped, d.title, d.sub)
	d.fill(class)
	if class == widgets.Narrow {
		buttons := widgets.AtThumb(d.primary, d.print, d.more)
		return widgets.VScroll(widgets.PadAll(CardGap, widgets.V(CardGap,
			widgets.V(4, widgets.HTop(4, []float32{0, 1}, d.back, widgets.Pad(0, 6, 0, 0, d.chips)), about), buttons,
			d.notice, d.clocks, d.first, d.cards, d.story)))
	}
	head := widgets.V(6, widgets.HTop(theme.Grid, []float32{1}, widgets.Pad(0, 4, 0, 0, d.chips),
		widgets.H(theme.Grid, d.print, d.more, d.primary)), about)
	return widgets.VScroll(widgets.Pad(PageSpace, 20, PageSpace, PageSpace, widgets.V(CardGap,
		head, d.notice, d.clocks, d.first, d.cards, d.story)))
}

// fill places clocks and cards for a width class.
func (d *Detail) fill(class widgets.Class) {
	d.class = class
	d.showClocks(d.state.Clocks)
	d.showCards(d.state.Cards)
}

func (d *Detail) showClocks(list []present.ClockCard) {
	var clocks []fyne.CanvasObject
	var weights []float32
	for _, c := range list {
		clocks = append(clocks, widgets.NewClock(widgets.ClockData{
			Label: c.Label, Value: c.Value, Sub: c.Sub, Kind: KindOf(c.Tone), Share: c.Share,
		}))
		weights = append(weights, 1)
	}
	switch {
	case len(clocks) == 0:
		SetObjects(d.clocks)
	case d.class == widgets.Narrow:
		SetObjects(d.clocks, widgets.V(theme.Grid, clocks...))
	default:
		SetObjects(d.clocks, widgets.HFill(12, weights, clocks...))
	}
}

func (d *Detail) showCards(list []present.DetailCard) {
	SetCards(d.cards, d.class, list, d.events.ActionPressed)
}

// SetCards places cards from left to right, in columns of their own height, or in one
// on a phone.
func SetCards(into *fyne.Container, class widgets.Class, list []present.DetailCard, act func(id string)) {
	var columns [2][]fyne.CanvasObject
	for i, c := range list {
		at := i % len(columns)
		if class == widgets.Narrow {
			at = 0
		}
		columns[at] = append(columns[at], NewDetailCard(c, act))
	}
	switch {
	case len(list) == 0:
		SetObjects(into)
	case len(columns[1]) == 0:
		SetObjects(into, columns[0]...)
	default:
		SetObjects(into, widgets.HTop(CardGap, []float32{1, 1}, widgets.V(CardGap, columns[0]...), widgets.V(CardGap, columns[1]...)))
	}
}

// NewDetailCard is a group of what is known; act runs what is pressed in it.
func NewDetailCard(c present.DetailCard, act func(id string)) fyne.CanvasObject {
	var chip fyne.CanvasObject
	if !c.Chip.IsZero() {
		chip = NewChip(c.Chip)
	}
	var body []fyne.CanvasObject
	if c.Text != "" {
		body = append(body, widgets.Paragraph(widgets.Body.Of(c.Text)))
	}
	opens := slices.ContainsFunc(c.Lines, func(l present.DetailLine) bool { return l.Open != "" })
	for _, l := range c.Lines {
		line := NewDetailLine(l, act)
		if opens && l.Open == "" { // in the columns of those that can be pressed
			line = widgets.Pad(0, 0, chevronRoom, 0, line)
		}
		body = append(body, line)
	}
	if len(c.Photos) > 0 {
		body = append(body, photoRow(c.Photos))
	}
	if len(c.Page) > 0 {
		body = append(body, pageOf(c.Page))
	}
	if len(c.Acts) > 0 {
		row := widgets.Flow(theme.Grid)
		for _, a := range c.Acts {
			row.Add(widgets.Link(a.Label, func() { act(a.ID) }))
		}
		body = append(body, row)
	}
	return widgets.TitledCard(c.Title, chip, 6, body...)
}

// chevronRoom is what the sign of a line that can be pressed takes of its width.
const chevronRoom float32 = 18

// NewDetailLine is a thing that is known; one that opens something can be pressed.
func NewDetailLine(l present.DetailLine, act func(id string)) fyne.CanvasObject {
	value := widgets.Strong
	if l.Tone != present.Neutral {
		value = value.In(KindOf(l.Tone).Ink())
	}
	words := widgets.HTop(12, []float32{1, 1.4}, widgets.Paragraph(widgets.Muted.Of(l.Label)), widgets.Paragraph(value.Of(l.Value)))
	if l.Open == "" {
		return words
	}
	look := widgets.Look{Hover: theme.Raised, Radius: 6, PadX: 6, Stretch: true}
	row := widgets.Pad(0, 4, 0, 4, widgets.HW(4, []float32{1, 0}, words, widgets.NewIcon(icon.ChevronRight, 14, theme.Ink3)))
	return widgets.Pad(-6, 0, -6, 0, widgets.NewTap(look, row, func() { act(l.Open) }))
}

func (d *Detail) showStory(s present.Detail) {
	SetObjects(d.first)
	SetObjects(d.story)
	if s.Story == "" {
		return
	}
	place := d.story
	if s.First {
		place = d.first
	}
	column := widgets.V(14)
	for _, e := range s.Events {
		column.Add(NewEvent(e))
	}
	SetObjects(place, widgets.TitledCard(s.Story, nil, 14, column))
}

// NewEvent is one thing that happened.
func NewEvent(item present.TimelineRow) *widgets.Event {
	data := widgets.EventData{When: item.When, Title: item.Title, Text: item.Text, By: item.By}
	for _, c := range item.Chips {
		data.Chips = append(data.Chips, RowChip(c))
	}
	return widgets.NewEvent(data)
}

// pageOf shows a page as wide as there is room.
func pageOf(raw []byte) fyne.CanvasObject {
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return widgets.V(0)
	}
	return widgets.NewPagePicture(picture)
}

// photoRow shows small pictures; a sign stands for one that has not come yet.
func photoRow(list [][]byte) fyne.CanvasObject {
	strip := widgets.NewPhotoStrip(nil, nil)
	var photos []widgets.Photo
	for _, raw := range list {
		picture, _, err := image.Decode(bytes.NewReader(raw))
		if err != nil {
			grey := image.NewNRGBA(image.Rect(0, 0, 1, 1))
			grey.SetNRGBA(0, 0, theme.Color(theme.Line))
			picture = grey
		}
		photos = append(photos, widgets.Photo{Thumbnail: picture})
	}
	strip.Set(photos)
	return strip
}
