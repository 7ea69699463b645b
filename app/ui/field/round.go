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

// RoundEvents is what people do with a day.
type RoundEvents interface {
	parts.SheetEvents
	ScopeChosen(scope string)
	RowPressed(id present.ID)
	NextPressed()
	LateChosen(minutes string)
	WritePressed(id present.ID)
	CallPressed(id present.ID)
	ToldPressed(id present.ID)
	RetryPressed()
}

// Round draws the visits of today.
type Round struct {
	host   parts.Host
	events RoundEvents
	state  present.RoundState

	title, who, sum *widgets.Text
	scopes          *widgets.Segment
	notice          *widgets.Notice
	tell, rows      *fyne.Container
	empty           *widgets.EmptyState
	next, late      *widgets.Button
	person          *widgets.Button
	foot            *fyne.Container
	sheet           *parts.Sheet
	root            *fyne.Container
}

// NewRound returns the screen without visits; onPerson asks who works here.
func NewRound(host parts.Host, events RoundEvents, onPerson func()) *Round {
	r := &Round{host: host, events: events}
	w := host.Words
	r.title, r.who, r.sum = widgets.Paragraph(), widgets.Paragraph(), widgets.Paragraph()
	r.scopes = widgets.NewSegment(events.ScopeChosen)
	r.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	r.notice.OnAction = events.RetryPressed
	r.tell, r.rows = widgets.V(theme.Grid), widgets.V(cardGap)
	r.empty = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.CalendarDays}, nil)
	r.next = widgets.Primary(w.T("round.next"), widgets.ButtonOptions{IconRight: onward(), Large: true}, events.NextPressed)
	r.late = widgets.Secondary(w.T("round.late"), widgets.ButtonOptions{Icon: icon.Clock, Large: true}, r.onLate)
	r.foot = widgets.HW(theme.Grid, []float32{0, 1}, r.late, r.next)
	if large() {
		r.foot = widgets.V(theme.Grid, r.late, r.next)
	}
	r.sheet = parts.NewSheet(host, events)
	r.person = widgets.Secondary(w.T("shell.staff"), widgets.ButtonOptions{Icon: icon.User}, onPerson)
	head := widgets.V(2, r.title, r.who, r.sum)
	r.root = widgets.Z(page(widgets.V(cardGap, head, r.person, r.scopes, r.tell, r.rows, r.empty), widgets.V(theme.Grid, r.notice, r.foot)))
	r.Show(present.RoundState{})
	return r
}

// Content is what the shell places.
func (r *Round) Content() fyne.CanvasObject { return r.root }

// Show draws a state, and only what differs from the one before.
func (r *Round) Show(s present.RoundState) {
	was := r.state
	r.state = s
	r.title.Set(widgets.Title.Of(s.Title))
	r.who.Set(widgets.Muted.Of(s.Who))
	sum := s.Sum
	if s.Loading {
		sum = r.host.Words.T("screen.loading")
	}
	r.sum.Set(widgets.Strong.Of(sum))
	r.scopes.Set(parts.Options(s.Scopes), s.Scope)
	r.scopes.Hidden = len(s.Scopes) == 0
	r.person.Hidden = !r.scopes.Hidden
	r.notice.Set(parts.NoticeData(s.Notice))
	if !reflect.DeepEqual(was.Rows, s.Rows) {
		parts.SetObjects(r.rows, visitRows(s.Rows, r.events.RowPressed)...)
	}
	if !reflect.DeepEqual(was.Tell, s.Tell) || len(r.tell.Objects) == 0 {
		r.showTell(s.Tell)
	}
	r.empty.Set(widgets.EmptyData{Icon: icon.CalendarDays, Title: s.Empty.Title, Text: s.Empty.Text})
	r.empty.Hidden = s.Empty.IsZero()
	ahead := false
	for _, row := range s.Rows {
		ahead = ahead || row.Next
	}
	r.next.SetEnabled(ahead)
	r.late.Hidden = len(s.Late) == 0
	r.sheet.Show(s.Sheet)
	r.root.Refresh()
}

// showTell lists whom to write to or to call.
func (r *Round) showTell(rows []present.TellRow) {
	if len(rows) == 0 {
		parts.SetObjects(r.tell)
		return
	}
	w := r.host.Words
	objects := []fyne.CanvasObject{widgets.Paragraph(widgets.Muted.Of(w.T("round.tell.text")))}
	for _, row := range rows {
		write := widgets.Secondary(w.T("round.tell.write"), widgets.ButtonOptions{Icon: icon.MessageSquare}, func() { r.events.WritePressed(row.ID) })
		call := widgets.Secondary(w.T("round.tell.call"), widgets.ButtonOptions{Icon: icon.Phone}, func() { r.events.CallPressed(row.ID) })
		write.SetEnabled(row.CanReach)
		call.SetEnabled(row.CanReach)
		told := widgets.Secondary(w.T("round.tell.done"), widgets.ButtonOptions{Icon: icon.Check}, func() { r.events.ToldPressed(row.ID) })
		objects = append(objects, widgets.Paragraph(widgets.Strong.Of(row.Name)))
		if row.Sent != "" {
			objects = append(objects, widgets.Paragraph(widgets.Body.Of(row.Sent)), widgets.Flow(theme.Grid, told))
			continue
		}
		objects = append(objects, widgets.Flow(theme.Grid, write, call, told))
	}
	parts.SetObjects(r.tell, widgets.TitledCard(w.T("round.tell"), nil, theme.Grid, objects...))
}

func (r *Round) onLate() {
	parts.OpenMenu(r.host, r.host.Words.T("round.late"), r.state.Late, r.events.LateChosen)
}
