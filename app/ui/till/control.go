package till

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// ControlEvents is what people do for an inspector.
type ControlEvents interface {
	parts.SheetEvents
	VerifyPressed()
	ClosingPressed(i int)
	YearChosen(year string)
	ArchivePressed()
	PolicyPressed()
	NoticePressed()
	RetryPressed()
}

// Control draws closings, proof and archive.
type Control struct {
	host     parts.Host
	events   ControlEvents
	state    present.ControlState
	notice   *widgets.Notice
	proofs   *fyne.Container
	proved   *widgets.Text
	verify   *widgets.Button
	years    *widgets.Segment
	archive  *widgets.Button
	minimum  *widgets.Text
	display  *widgets.Button
	closings *fyne.Container
	log      *fyne.Container
	sheet    *parts.Sheet
	root     fyne.CanvasObject
}

// NewControl returns the page, empty.
func NewControl(host parts.Host, events ControlEvents) *Control {
	w := host.Words
	c := &Control{host: host, events: events, proofs: widgets.V(theme.Grid), closings: widgets.V(0), log: widgets.V(0), proved: widgets.Line(), minimum: widgets.Short()}
	c.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	c.notice.OnAction = events.RetryPressed
	c.verify = widgets.Primary("", widgets.ButtonOptions{Icon: icon.ShieldCheck, Key: "F4"}, events.VerifyPressed)
	c.years = widgets.NewSegment(events.YearChosen)
	c.archive = widgets.Secondary("", widgets.ButtonOptions{Icon: icon.Download}, events.ArchivePressed)
	c.display = widgets.Secondary(w.T("policy.print"), widgets.ButtonOptions{Icon: icon.Printer}, events.NoticePressed)
	c.sheet = parts.NewSheet(host, events)
	text := func(key string) fyne.CanvasObject { return widgets.Paragraph(widgets.Muted.Of(w.T(key))) }
	c.root = widgets.VScroll(parts.Readable(widgets.V(parts.CardGap, c.notice,
		widgets.TitledCard(w.T("control.verify.title"), c.proved, parts.FieldGap, text("control.verify.text"), widgets.H(0, c.verify), c.proofs),
		widgets.TitledCard(w.T("control.archive.title"), nil, parts.FieldGap, text("control.archive.text"), c.years, widgets.H(0, c.archive)),
		widgets.TitledCard(w.T("policy.title"), widgets.Link(w.T("policy.change"), events.PolicyPressed), theme.Grid, c.minimum, widgets.H(0, c.display)),
		widgets.TitledCard(w.T("control.closings"), nil, theme.Grid, text("control.closings.text"), c.closings),
		widgets.TitledCard(w.T("control.log"), nil, theme.Grid, text("control.log.text"), c.log))))
	return c
}

// Content is what the till places.
func (c *Control) Content() fyne.CanvasObject { return c.root }

// Focus is where the keyboard begins.
func (c *Control) Focus() fyne.Focusable { return c.verify }

// Show draws a state.
func (c *Control) Show(s present.ControlState) {
	was := c.state
	c.state = s
	c.notice.Set(parts.NoticeData(s.Notice))
	c.verify.SetLabel(s.Verify.Label)
	c.verify.SetEnabled(!s.Busy)
	c.archive.SetLabel(s.Archive.Label)
	c.archive.SetEnabled(!s.Busy)
	c.display.SetEnabled(!s.Busy)
	c.proved.Set(widgets.Caption.Of(s.Proved))
	c.years.Set(parts.Options(s.Years), s.Year)
	c.minimum.Set(widgets.Body.Of(s.Minimum))
	if was.Reading != s.Reading || !reflect.DeepEqual(was.Proofs, s.Proofs) {
		c.showProofs(s)
	}
	if !reflect.DeepEqual(was.Closings, s.Closings) || was.Empty != s.Empty {
		c.showClosings(s)
	}
	if !reflect.DeepEqual(was.Log, s.Log) || was.NoLog != s.NoLog {
		c.showLog(s)
	}
	c.sheet.Show(s.Sheet)
	c.root.Refresh()
}

func (c *Control) showProofs(s present.ControlState) {
	var out []fyne.CanvasObject
	if s.Reading {
		out = append(out, widgets.Line(widgets.Muted.Of(c.host.Words.T("control.verify.busy"))))
	}
	for _, p := range s.Proofs {
		out = append(out, widgets.NewNotice(parts.NoticeData(p), false))
	}
	parts.SetObjects(c.proofs, out...)
}

func (c *Control) showClosings(s present.ControlState) {
	var out []fyne.CanvasObject
	if !s.Empty.IsZero() {
		out = append(out, widgets.PadAll(parts.CardGap, widgets.NewEmptyState(widgets.EmptyData{Icon: icon.Lock, Title: s.Empty.Title, Text: s.Empty.Text}, nil)))
	}
	for i, row := range s.Closings {
		look := widgets.Look{Hover: theme.Raised, Radius: 6, PadX: 6, Stretch: true, Height: func() float32 { return theme.Current().Control() }}
		line := widgets.HW(12, []float32{1, 0, 0, 0}, widgets.Short(widgets.Strong.Of(row.Title)), parts.NewChip(row.Chip),
			widgets.Line(widgets.CodeStrong.Of(row.Sum)), widgets.NewTextIcon(icon.Printer, theme.Caption, theme.Ink2))
		out = append(out, widgets.Pad(-6, 0, -6, 0, widgets.NewTap(look, line, func() { c.events.ClosingPressed(i) })))
	}
	parts.SetObjects(c.closings, out...)
}

func (c *Control) showLog(s present.ControlState) {
	var out []fyne.CanvasObject
	if s.NoLog != "" {
		out = append(out, widgets.Paragraph(widgets.Muted.Of(s.NoLog)))
	}
	for _, row := range s.Log {
		out = append(out, widgets.Pad(0, 6, 0, 6, widgets.HW(12, []float32{0, 1},
			widgets.NewTextIcon(icon.Name(row.Icon), theme.Body, theme.Ink2),
			widgets.V(0, widgets.Paragraph(widgets.Body.Of(row.Title)), widgets.Line(widgets.Muted.Of(row.Sub))))))
	}
	parts.SetObjects(c.log, out...)
}
