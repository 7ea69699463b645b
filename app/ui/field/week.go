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

// WeekEvents is what people do with a week.
type WeekEvents interface {
	parts.SheetEvents
	PersonChosen(id string)
	NextPressed()
	PreviousPressed()
	RowPressed(id present.ID)
	MovePressed(on string)
	PlanPressed(on string)
	RetryPressed()
}

// Week draws seven days of somebody.
type Week struct {
	host   parts.Host
	events WeekEvents
	state  present.WeekState

	title  *widgets.Text
	person *widgets.Select
	notice *widgets.Notice
	days   *fyne.Container
	sheet  *parts.Sheet
	root   *fyne.Container
}

// NewWeek returns the screen without days.
func NewWeek(host parts.Host, events WeekEvents) *Week {
	k := &Week{host: host, events: events}
	w := host.Words
	k.title, k.days = widgets.Paragraph(), widgets.V(cardGap)
	k.person = widgets.NewSelect(events.PersonChosen)
	k.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	k.notice.OnAction = events.RetryPressed
	k.sheet = parts.NewSheet(host, events)
	before := widgets.Secondary(w.T("week.before"), widgets.ButtonOptions{Icon: icon.ChevronLeft}, events.PreviousPressed)
	after := widgets.Secondary(w.T("week.after"), widgets.ButtonOptions{IconRight: icon.ChevronRight}, events.NextPressed)
	plan := widgets.Primary(w.T("week.plan"), widgets.ButtonOptions{Icon: icon.Plus}, func() { events.PlanPressed("") })
	turn := widgets.HFill(theme.Grid, []float32{1, 1}, before, after)
	column := widgets.V(cardGap, k.title, widgets.NewField(w.T("week.person"), k.person), k.days)
	k.root = widgets.Z(page(column, widgets.V(theme.Grid, k.notice, plan, turn)))
	k.Show(present.WeekState{})
	return k
}

// Content is what the shell places.
func (k *Week) Content() fyne.CanvasObject { return k.root }

// Show draws a state, and only what differs from the one before.
func (k *Week) Show(s present.WeekState) {
	was := k.state
	k.state = s
	k.title.Set(widgets.Title.Of(s.Title))
	k.person.Set(parts.Options(s.People), s.Person)
	k.notice.Set(parts.NoticeData(s.Notice))
	if !reflect.DeepEqual(was.Days, s.Days) || was.Loading != s.Loading {
		k.showDays(s)
	}
	k.sheet.Show(s.Sheet)
	k.root.Refresh()
}

func (k *Week) showDays(s present.WeekState) {
	w := k.host.Words
	if s.Loading {
		parts.SetObjects(k.days, widgets.Paragraph(widgets.Muted.Of(w.T("screen.loading"))))
		return
	}
	var days []fyne.CanvasObject
	for _, d := range s.Days {
		ink := theme.Ink1
		if d.Today {
			ink = theme.Work
		}
		sum := d.Sum
		if len(d.Rows) == 0 {
			sum = w.T("week.none")
		}
		rows := []fyne.CanvasObject{widgets.HW(theme.Grid, []float32{1, 0}, widgets.Short(widgets.LeadStrong.In(ink).Of(d.Title)), widgets.Line(widgets.Caption.Of(sum)))}
		rows = append(rows, visitRows(d.Rows, k.events.RowPressed)...)
		if d.Move != "" {
			rows = append(rows, widgets.Secondary(d.Move, widgets.ButtonOptions{Icon: icon.ArrowLeftRight}, func() { k.events.MovePressed(d.On) }))
		}
		days = append(days, widgets.V(theme.Grid, rows...))
	}
	parts.SetObjects(k.days, days...)
}
