package counter

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// OutboxEvents is what people do with what waits to be sent.
type OutboxEvents interface {
	RowPressed(index int)
	RetryPressed()
}

// Outbox draws what waits to be sent, and why.
type Outbox struct {
	host        parts.Host
	events      OutboxEvents
	rows        []present.OutboxRow
	title, rest *widgets.Text
	why, notice *widgets.Notice
	list        *fyne.Container
	card        *fyne.Container
	empty       *widgets.EmptyState
	root        *fyne.Container
}

// NewOutbox returns the screen without rows.
func NewOutbox(host parts.Host, events OutboxEvents) *Outbox {
	o := &Outbox{host: host, events: events, list: widgets.V(0), title: widgets.Line(), rest: widgets.Short()}
	o.why = widgets.NewNotice(widgets.NoticeData{}, false)
	o.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	o.notice.OnAction = events.RetryPressed
	o.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.CheckCheck}, nil)
	o.card = widgets.Card(widgets.V(theme.Grid, o.list, o.rest))
	o.root = widgets.Z(widgets.VScroll(parts.Readable(widgets.V(parts.CardGap, o.title, o.notice, o.why, o.card))),
		widgets.PadAll(parts.PageSpace, o.empty))
	o.Show(present.OutboxState{})
	return o
}

// Content is what the shell places.
func (o *Outbox) Content() fyne.CanvasObject { return o.root }

// Show draws a state.
func (o *Outbox) Show(s present.OutboxState) {
	title := s.Title
	if s.Loading {
		title = o.host.Words.T("screen.loading")
	}
	o.title.Set(widgets.Title.Of(title))
	o.notice.Set(parts.NoticeData(s.Notice))
	o.why.Set(parts.NoticeData(s.Why))
	if !reflect.DeepEqual(o.rows, s.Rows) {
		o.rows = s.Rows
		o.showRows()
	}
	o.rest.Set(widgets.Caption.Of(s.Rest))
	o.rest.Hidden = s.Rest == ""
	o.card.Hidden = len(s.Rows) == 0
	o.empty.Set(widgets.EmptyData{Icon: icon.CheckCheck, Title: s.Empty.Title, Text: s.Empty.Text})
	o.empty.Hidden = s.Empty.IsZero()
	o.root.Refresh()
}

func (o *Outbox) showRows() {
	var objects []fyne.CanvasObject
	for i, row := range o.rows {
		what := widgets.HW(12, []float32{0, 1, 0},
			widgets.NewTextIcon(icon.CircleDashed, theme.Caption, theme.Ink2),
			widgets.Short(widgets.CodeStrong.Of(row.Number), widgets.Body.Of(gap(row.What))),
			widgets.Line(widgets.Caption.Of(row.When)))
		look := widgets.Look{
			Hover: theme.Raised, Radius: 6, PadX: 6, Stretch: true,
			Height: func() float32 { return theme.Current().Control() },
		}
		objects = append(objects, widgets.Pad(-6, 0, -6, 0, widgets.NewTap(look, what, func() { o.events.RowPressed(i) })))
	}
	parts.SetObjects(o.list, objects...)
}
