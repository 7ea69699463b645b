package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// intakeSide is the column beside an intake.
type intakeSide struct {
	host          parts.Host
	events        IntakeEvents
	chip          *widgets.Chip
	heading, text *widgets.Text
	lines, law    *fyne.Container
	seen          *fyne.Container
	prints        *widgets.Text
	root          *fyne.Container
}

func newIntakeSide(host parts.Host, events IntakeEvents) *intakeSide {
	w := host.Words
	s := &intakeSide{host: host, events: events, lines: widgets.V(4), seen: widgets.V(theme.Grid), prints: widgets.Paragraph()}
	s.chip, s.heading, s.text = widgets.NewChip(widgets.KindNeutral, icon.None, ""), widgets.Paragraph(), widgets.Paragraph()
	s.law = widgets.Card(widgets.V(theme.Grid, widgets.H(0, s.chip), s.heading, s.text, widgets.HLine(), s.lines))
	s.root = widgets.V(parts.CardGap, s.law,
		widgets.TitledCard(w.T("intake.history"), nil, theme.Grid, s.seen),
		widgets.TitledCard(w.T("intake.prints"), nil, theme.Grid, s.prints))
	return s
}

// Show draws the column's part of the state.
func (s *intakeSide) Show(state present.IntakeState) {
	s.law.Hidden = state.Law.Chip.IsZero()
	parts.SetChip(s.chip, state.Law.Chip)
	s.heading.Set(widgets.LeadStrong.Of(state.Law.Title))
	s.text.Set(widgets.Muted.Of(state.Law.Text))
	var lines []fyne.CanvasObject
	for _, l := range state.Law.Lines {
		lines = append(lines, parts.NewDetailLine(l, nil))
	}
	parts.SetObjects(s.lines, lines...)
	var seen []fyne.CanvasObject
	for _, row := range state.Seen {
		seen = append(seen, s.row(row))
	}
	if len(seen) == 0 {
		seen = append(seen, widgets.Paragraph(widgets.Muted.Of(s.host.Words.T("intake.history.none"))))
	}
	parts.SetObjects(s.seen, seen...)
	s.prints.Set(widgets.Muted.Of(state.Prints))
}

func (s *intakeSide) row(row present.SeenRow) fyne.CanvasObject {
	words := widgets.V(0,
		widgets.HW(theme.Grid, []float32{1}, widgets.Short(widgets.CodeCaption.Of(row.Number)), widgets.Line(widgets.Caption.Of(row.When))),
		widgets.Short(widgets.Body.Of(row.Text)))
	look := widgets.Look{Hover: theme.Raised, Radius: 6, PadX: 6, Stretch: true}
	return widgets.Pad(-6, 0, -6, 0, widgets.NewTap(look, widgets.Pad(0, 4, 0, 4, words), func() { s.events.SeenPressed(row.ID) }))
}

// doneNumber is how the number of a saved intake looks: large, to be copied by
// hand when nothing prints.
var doneNumber = widgets.Style{Step: theme.Display, Weight: widgets.SemiBold, Mono: true}

// intakeDone is what is shown when an intake was saved.
type intakeDone struct {
	number, text *widgets.Text
	prints       *fyne.Container
	root         *fyne.Container
}

func newIntakeDone(host parts.Host, events IntakeEvents) *intakeDone {
	w := host.Words
	d := &intakeDone{number: widgets.Paragraph(), text: widgets.Paragraph(), prints: widgets.V(theme.Grid)}
	open := widgets.Secondary(w.T("intake.open"), widgets.ButtonOptions{}, events.OpenPressed)
	again := widgets.Primary(w.T("intake.again"), widgets.ButtonOptions{Icon: icon.Plus, Key: "F2", Large: true}, events.AgainPressed)
	d.root = widgets.VScroll(parts.Slim(widgets.V(parts.CardGap,
		widgets.H(0, widgets.NewChip(widgets.KindGood, icon.Check, w.T("intake.done"))),
		d.number, d.text, d.prints, widgets.HW(theme.Grid, []float32{0, 1, 0}, open, widgets.Spacer(), again))))
	d.root.Hide()
	return d
}

// Show draws the end of an intake.
func (d *intakeDone) Show(s present.IntakeDone) {
	d.root.Hidden = !s.Shown
	d.number.Set(widgets.Run{Text: s.Number, Style: doneNumber})
	d.text.Set(widgets.Lead.In(theme.Ink2).Of(s.Text))
	var prints []fyne.CanvasObject
	for _, n := range s.Prints {
		prints = append(prints, widgets.NewNotice(parts.NoticeData(n), false))
	}
	parts.SetObjects(d.prints, prints...)
}
