package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// FirstRunEvents is what people do with a new device.
type FirstRunEvents interface {
	WayChosen(way present.SetupWay)
	Typed(key, value string)
	SubmitPressed()
}

// FirstRun draws the first thing that a new device shows.
type FirstRun struct {
	host   parts.Host
	events FirstRunEvents
	state  present.FirstRunState

	title, text *widgets.Text
	doors       *fyne.Container
	form        *fyne.Container
	inputs      []parts.Input
	notice      *widgets.Notice
	submit      *widgets.Button
	buttons     *fyne.Container
	root        *fyne.Container
}

// NewFirstRun returns the screen that asks how to begin.
func NewFirstRun(host parts.Host, events FirstRunEvents) *FirstRun {
	w := host.Words
	f := &FirstRun{host: host, events: events, title: widgets.Paragraph(), text: widgets.Paragraph(), form: widgets.V(parts.FieldGap)}
	f.doors = widgets.V(12,
		f.door(icon.Building2, w.T("first.join"), w.T("first.join.text"), present.JoinWay),
		f.door(icon.Store, w.T("first.alone"), w.T("first.alone.text"), present.AloneWay))
	f.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	f.submit = widgets.Primary("", widgets.ButtonOptions{IconRight: icon.ArrowRight, Large: true}, events.SubmitPressed)
	back := widgets.Secondary(w.T("first.back"), widgets.ButtonOptions{Icon: icon.ArrowLeft}, f.onBack)
	f.buttons = widgets.HW(theme.Grid, []float32{0, 1, 0}, back, widgets.Spacer(), f.submit)
	f.root = widgets.Z(widgets.VScroll(parts.Slim(widgets.V(20,
		widgets.H(0, widgets.Mark(44)), widgets.V(4, f.title, f.text), f.doors, f.form, f.notice, f.buttons))))
	f.Show(present.FirstRunState{})
	return f
}

// Content is what the shell places.
func (f *FirstRun) Content() fyne.CanvasObject { return f.root }

// door is one of the ways to begin.
func (f *FirstRun) door(name icon.Name, title, text string, way present.SetupWay) fyne.CanvasObject {
	look := widgets.Look{Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line, Radius: theme.RadiusCard, PadX: parts.CardGap, Stretch: true}
	words := widgets.V(4, widgets.Paragraph(widgets.LeadStrong.At(16).Of(title)), widgets.Paragraph(widgets.Muted.Of(text)))
	return widgets.NewTap(look, widgets.Pad(0, 14, 0, 14, widgets.HW(14, []float32{0, 1, 0},
		widgets.NewIcon(name, 28, theme.Work), words, widgets.NewIcon(icon.ChevronRight, 18, theme.Ink2))),
		func() { f.events.WayChosen(way) })
}

// Show draws a state.
func (f *FirstRun) Show(s present.FirstRunState) {
	was := f.state
	f.state = s
	f.title.Set(widgets.Figure.Of(s.Title))
	f.text.Set(widgets.Lead.In(theme.Ink2).Of(s.Text))
	f.doors.Hidden = s.Way != present.NoWay
	f.buttons.Hidden = s.Way == present.NoWay
	if was.Way != s.Way {
		f.build(s)
	}
	for i, field := range s.Fields {
		f.inputs[i].Put(field.Value)
		f.inputs[i].Field.SetError(field.Error)
	}
	f.notice.Set(parts.NoticeData(s.Notice))
	f.submit.SetLabel(s.Submit)
	f.submit.SetEnabled(!s.Busy)
	f.root.Refresh()
	if was.Way != s.Way {
		f.focus()
	}
}

func (f *FirstRun) build(s present.FirstRunState) {
	f.inputs = nil
	var objects []fyne.CanvasObject
	for _, field := range s.Fields {
		in := parts.NewInput(field, func(value string) { f.events.Typed(field.Key, value) })
		f.inputs = append(f.inputs, in)
		objects = append(objects, in.Field)
	}
	parts.EnterSubmits(f.inputs, f.events.SubmitPressed)
	parts.SetObjects(f.form, objects...)
}

// focus puts the keyboard into the first field.
func (f *FirstRun) focus() {
	if c := f.host.Canvas(); c != nil && len(f.inputs) > 0 {
		c.Focus(f.inputs[0].Focus)
	}
}

func (f *FirstRun) onBack() { f.events.WayChosen(present.NoWay) }
