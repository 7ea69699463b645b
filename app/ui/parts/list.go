package parts

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// ListEvents is what people do with a list.
type ListEvents interface {
	ScopeChosen(s present.Scope)
	Row(index int) present.Row
	RowChosen(index int)
	EmptyPressed()
	RetryPressed()
}

// ghostRows stand for a list that is being read.
const ghostRows = 6

// List draws a list whose lines are asked for as they come into sight.
type List struct {
	events ListEvents
	icon   icon.Name // of the empty list
	state  present.ListState
	tabs   *widgets.Segment
	list   *widgets.List
	empty  *widgets.EmptyState
	notice *widgets.Notice
	banner *fyne.Container // the notice with space around it
	foot   *widgets.Text
	search *widgets.Entry  // nil where words name nothing
	above  *fyne.Container // over the tabs
	root   *fyne.Container
}

// NewList returns the list without rows.
func NewList(events ListEvents, empty icon.Name) *List {
	l := &List{events: events, icon: empty, state: present.ListState{Selected: -1}}
	l.tabs = widgets.NewSegment(l.onScope)
	l.list = widgets.NewList(l.length, l.row)
	l.list.OnChosen = events.RowChosen
	l.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: empty}, events.EmptyPressed)
	l.empty.Hide()
	l.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	l.notice.OnAction = events.RetryPressed
	l.banner = widgets.Pad(12, 12, 12, 12, l.notice)
	l.foot = widgets.Short()
	l.above = widgets.V(0)
	l.above.Hide()
	l.root = widgets.Surface(widgets.VGrow(0, 4, l.above,
		widgets.Pad(CardGap, 12, 8, 12, l.tabs), widgets.HLine(),
		l.banner,
		widgets.Z(l.list, widgets.PadAll(PageSpace, l.empty)),
		widgets.HLine(), widgets.Pad(CardGap, 8, CardGap, 8, l.foot)))
	return l
}

// WithSearch puts a field for words over the list, and returns it.
func (l *List) WithSearch(placeholder string, typed func(string)) *List {
	box := widgets.NewSearch(placeholder, "")
	l.search = box.Entry()
	l.search.OnChanged = typed
	SetObjects(l.above, widgets.Pad(CardGap, 12, CardGap, 0, box))
	return l
}

// Content is what the shell places.
func (l *List) Content() fyne.CanvasObject { return l.root }

// Focus is where the keyboard begins.
func (l *List) Focus() fyne.Focusable {
	if l.search != nil {
		return l.search
	}
	return l.list
}

// Show draws a state. Lines are asked for again only when they changed.
func (l *List) Show(s present.ListState) {
	was := l.state
	l.state = s
	var tabs []widgets.Option
	open := ""
	for _, t := range s.Tabs {
		label := t.Label
		if t.Count != "" {
			label += " " + t.Count
		}
		tabs = append(tabs, widgets.Option{ID: string(t.Scope), Label: label})
		if t.Selected {
			open = string(t.Scope)
		}
	}
	l.tabs.Set(tabs, open)
	if l.search != nil {
		l.search.Put(s.Query)
	}
	l.notice.Set(NoticeData(s.Notice))
	l.banner.Hidden = s.Notice.IsZero()
	l.empty.Set(widgets.EmptyData{Icon: l.icon, Title: s.Empty.Title, Text: s.Empty.Text, Action: s.Empty.Action})
	l.empty.Hidden = s.Empty.IsZero()
	l.foot.Set(widgets.Caption.Of(s.Foot))
	l.list.Select(s.Selected)
	if was.Revision != s.Revision || was.Total != s.Total || was.Loading != s.Loading {
		l.list.Reload()
	}
	laidOut := l.list.Size().Height > l.list.MinSize().Height
	if laidOut && s.Selected >= 0 && (s.Selected != was.Selected || s.Opened != was.Opened) {
		l.list.Jump(s.Selected)
	}
	l.root.Refresh()
}

func (l *List) onScope(id string) { l.events.ScopeChosen(present.Scope(id)) }

func (l *List) length() int {
	if l.state.Loading && l.state.Total == 0 {
		return ghostRows
	}
	return l.state.Total
}

func (l *List) row(index int) widgets.RowData {
	if index >= l.state.Total {
		return widgets.RowData{Loading: true}
	}
	return RowData(l.events.Row(index))
}

// RowData is how a line looks.
func RowData(r present.Row) widgets.RowData {
	d := widgets.RowData{
		Code: r.Number, When: r.When, Title: r.Product, Subtitle: r.Customer, Chip: RowChip(r.Chip), Loading: r.Loading,
	}
	if r.Waiting {
		d.Marks[0] = widgets.RowMark{Icon: icon.CircleDashed}
	}
	if r.Review {
		d.Marks[1] = widgets.RowMark{Icon: icon.TriangleAlert, Kind: widgets.KindWatch}
	}
	return d
}
