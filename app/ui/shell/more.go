package shell

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
)

// more lists every place, for a phone whose bar has no room for all.
type more struct {
	items  []widgets.RailItem
	column *fyne.Container
	root   *fyne.Container
	person *widgets.Person
	chosen func(id string)
}

func newMore(chosen func(id string), onPerson func(), field bool) *more {
	m := &more{column: widgets.V(theme.Grid), person: widgets.NewPerson("", "", ""), chosen: chosen}
	m.root = widgets.Z(widgets.VScroll(parts.Readable(m.column)))
	if field { // the rail, where who works here stands at the foot, is never shown
		who := widgets.Card(pressed(m.person, onPerson))
		m.root = widgets.Z(widgets.VScroll(parts.Readable(widgets.V(theme.Grid, who, m.column))))
	}
	return m
}

func (m *more) content() fyne.CanvasObject { return m.root }

func (m *more) set(items []widgets.RailItem) {
	if slices.Equal(m.items, items) {
		return
	}
	m.items = slices.Clone(items)
	var rows []fyne.CanvasObject
	for _, i := range items {
		rows = append(rows, m.place(i))
	}
	parts.SetObjects(m.column, rows...)
}

func (m *more) place(i widgets.RailItem) fyne.CanvasObject {
	row := widgets.Pad(12, 14, 12, 14, widgets.HW(12, []float32{0, 1, 0}, widgets.NewIcon(i.Icon, 22, theme.Ink2),
		widgets.Short(widgets.Strong.Of(i.Label)), widgets.Line(widgets.Label.In(i.Kind.Ink()).Of(i.Count))))
	return widgets.NewTap(widgets.Look{Fill: theme.Surface, Line: theme.Line, Hover: theme.Raised, Radius: theme.RadiusControl, Stretch: true}, row, func() { m.chosen(i.ID) })
}
