package field

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// VanEvents is what people do with a van.
type VanEvents interface {
	parts.SheetEvents
	PartPressed(ref string)
	VanChosen(van string)
	DayChosen(day string)
	LoadPressed()
	BringPressed()
	RetryPressed()
}

// Van draws what a day needs and what lies in the van.
type Van struct {
	host   parts.Host
	events VanEvents
	state  present.VanState

	title, age   *widgets.Text
	vans, days   *widgets.Segment
	notice       *widgets.Notice
	picks, parts *fyne.Container
	back         *fyne.Container
	bring        *widgets.Button
	empty        *widgets.EmptyState
	load         *widgets.Button
	foot         fyne.CanvasObject
	sheet        *parts.Sheet
	root         *fyne.Container
}

// NewVan returns the screen without a van.
func NewVan(host parts.Host, events VanEvents) *Van {
	v := &Van{host: host, events: events}
	v.title, v.age = widgets.Paragraph(), widgets.Paragraph()
	v.vans, v.days = widgets.NewSegment(events.VanChosen), widgets.NewSegment(events.DayChosen)
	v.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	v.notice.OnAction = events.RetryPressed
	v.picks, v.parts, v.back = widgets.V(0), widgets.V(0), widgets.V(0)
	v.bring = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Undo2, Large: true}, events.BringPressed)
	v.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.Truck}, nil)
	v.load = widgets.Primary("", widgets.ButtonOptions{Icon: icon.PackageCheck, Large: true}, events.LoadPressed)
	column := widgets.V(cardGap, widgets.V(2, v.title, v.age), v.vans, v.days, v.picks, v.back, v.parts, v.empty)
	v.foot = footer(widgets.V(theme.Grid, v.notice, v.load))
	v.sheet = parts.NewSheet(host, events)
	v.root = widgets.Z(widgets.VGrow(0, 0, widgets.VScroll(parts.Readable(column)), v.foot))
	v.Show(present.VanState{})
	return v
}

// Content is what the shell places.
func (v *Van) Content() fyne.CanvasObject { return v.root }

// Show draws a state, and only what differs from the one before.
func (v *Van) Show(s present.VanState) {
	w, was := v.host.Words, v.state
	v.state = s
	age := s.Age
	if s.Loading {
		age = w.T("screen.loading")
	}
	v.title.Set(widgets.Title.Of(s.Title))
	v.age.Set(widgets.Caption.Of(age))
	v.vans.Set(parts.Options(s.Vans), s.Van)
	v.days.Set(parts.Options(s.Days), s.Day)
	v.vans.Hidden, v.days.Hidden = len(s.Vans) < 2, len(s.Days) == 0
	v.notice.Set(parts.NoticeData(s.Notice))
	if !reflect.DeepEqual(was.Picks, s.Picks) || !reflect.DeepEqual(was.Days, s.Days) {
		v.fill(v.picks, "van.picks", "van.picks.none", len(s.Days) > 0, s.Picks, partRow)
	}
	if !reflect.DeepEqual(was.Back, s.Back) || was.Bring != s.Bring {
		v.bring.SetLabel(s.Bring)
		v.fill(v.back, "van.back.card", "", len(s.Back) > 0, s.Back, partRow, v.bring)
	}
	v.bring.SetEnabled(!s.Busy)
	if !reflect.DeepEqual(was.Parts, s.Parts) || !reflect.DeepEqual(was.Days, s.Days) {
		v.fill(v.parts, "van.stock", "van.stock.none", len(s.Days) > 0, s.Parts, v.pressedPart)
	}
	v.empty.Set(widgets.EmptyData{Icon: icon.Truck, Title: s.Empty.Title, Text: s.Empty.Text})
	v.empty.Hidden = s.Empty.IsZero()
	v.load.SetLabel(s.Load)
	v.load.SetEnabled(!s.Busy)
	v.load.Hidden = s.Load == ""
	if v.foot.Hide(); s.Load != "" || !s.Notice.IsZero() {
		v.foot.Show()
	}
	v.sheet.Show(s.Sheet)
	v.root.Refresh()
}

// fill draws parts under a heading with what acts on all of them, nothing while there is no
// van; none is what is said where no part is.
func (v *Van) fill(into *fyne.Container, title, none string, shown bool, list []present.PartRow, row func(present.PartRow) fyne.CanvasObject, acts ...fyne.CanvasObject) {
	if !shown {
		parts.SetObjects(into)
		return
	}
	w := v.host.Words
	var rows []fyne.CanvasObject
	for _, p := range list {
		rows = append(rows, row(p))
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.Paragraph(widgets.Muted.Of(w.T(none))))
	}
	parts.SetObjects(into, widgets.TitledCard(w.T(title), nil, theme.Grid, append(rows, acts...)...))
}

// pressedPart is a part that more can be done with.
func (v *Van) pressedPart(p present.PartRow) fyne.CanvasObject {
	return pressedLine(partRow(p), func() { v.events.PartPressed(p.Ref) })
}

// partRow is a part with how many, and what is to be known of it.
func partRow(p present.PartRow) fyne.CanvasObject {
	line := widgets.HW(theme.Grid, []float32{1, 0}, widgets.Paragraph(widgets.Body.Of(p.Label)), widgets.Line(widgets.CodeStrong.Of(p.N)))
	if p.Chip.IsZero() {
		return line
	}
	return widgets.V(2, line, widgets.Flow(0, parts.NewChip(p.Chip)))
}
