package manager

import (
	"reflect"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// Events is what a manager does.
type Events interface {
	RiskPressed(id string)
	DecidePressed(index int)
	RetryPressed()
}

// Manager draws the manager's page.
type Manager struct {
	host   parts.Host
	events Events
	state  present.ManagerState

	title, day *widgets.Text
	notice     *widgets.Notice
	risks      *fyne.Container
	decide     *fyne.Container
	plot       *widgets.Plot
	plotCard   *fyne.Container
	week       *fyne.Container
	page       *parts.Fitted
	class      widgets.Class
}

// New returns the page without figures.
func New(host parts.Host, events Events) *Manager {
	m := &Manager{
		host: host, events: events, title: widgets.Paragraph(), day: widgets.Line(), plot: widgets.NewPlot(),
		risks: widgets.Z(), decide: widgets.V(0), plotCard: widgets.Z(), week: widgets.V(0),
	}
	m.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	m.notice.OnAction = events.RetryPressed
	m.page = parts.NewFitted(m.arrange)
	return m
}

// Content is what the shell places.
func (m *Manager) Content() fyne.CanvasObject { return m.page }

// Show draws a state.
func (m *Manager) Show(s present.ManagerState) {
	was := m.state
	m.state = s
	m.title.Set(widgets.Title.Of(s.Title))
	m.day.Set(widgets.Muted.Of(s.Day))
	m.notice.Set(parts.NoticeData(s.Notice))
	if !reflect.DeepEqual(was, s) {
		m.fill()
	}
	m.page.Refresh()
}

// columns is how many cards of risk stand side by side.
var columns = map[widgets.Class]int{widgets.Wide: 5, widgets.Medium: 3, widgets.Narrow: 2}

func (m *Manager) fill() {
	s, n := m.state, columns[m.class]
	var rows []fyne.CanvasObject
	for at := 0; at < len(s.Risks); at += n {
		var row []fyne.CanvasObject
		var weights []float32
		for i := at; i < at+n; i++ {
			weights = append(weights, 1)
			if i < len(s.Risks) {
				row = append(row, m.riskCard(s.Risks[i]))
			} else {
				row = append(row, widgets.Spacer())
			}
		}
		rows = append(rows, widgets.HFill(12, weights, row...))
	}
	parts.SetObjects(m.risks, widgets.V(12, rows...))
	m.fillPlot(s.Plot)
	m.fillDecide(s)
	var facts []fyne.CanvasObject
	for _, l := range s.Week {
		facts = append(facts, widgets.NewKeyValue(l.Label, l.Value))
	}
	if len(facts) == 0 {
		parts.SetObjects(m.week)
		return
	}
	parts.SetObjects(m.week, widgets.TitledCard(m.host.Words.T("manager.week"), nil, 8, facts...))
}

func (m *Manager) riskCard(r present.RiskCard) fyne.CanvasObject {
	look := widgets.Look{Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line, Radius: theme.RadiusCard, PadX: 16, Stretch: true}
	kind := parts.KindOf(r.Tone)
	value := widgets.H(8, widgets.Line(widgets.Style{Units: 34, Weight: widgets.Bold, Ink: kind.Ink()}.Of(r.Value)),
		widgets.NewIcon(kind.Icon(), 18, kind.Ink()))
	return widgets.NewTap(look, widgets.Pad(0, 14, 0, 14, widgets.V(2,
		widgets.Paragraph(widgets.Label.Of(r.Label)), value, widgets.Paragraph(widgets.Caption.Of(r.Sub)))),
		func() { m.events.RiskPressed(r.ID) })
}

func (m *Manager) fillPlot(p present.Plot) {
	if p.Title == "" {
		parts.SetObjects(m.plotCard)
		return
	}
	sums := widgets.Paragraph(widgets.Strong.Of(p.Sums))
	sums.Hidden = p.Sums == ""
	drawing := fyne.CanvasObject(m.plot)
	if p.Empty != "" {
		drawing = widgets.NewEmptyState(widgets.EmptyData{Icon: icon.ChartLine, Title: p.Empty}, nil)
	}
	data := widgets.PlotData{Top: p.Top, Unit: p.Unit}
	if len(p.Labels) == 2 {
		data.First, data.Last = p.Labels[0], p.Labels[1]
	}
	for _, l := range p.Lines {
		data.Lines = append(data.Lines, widgets.PlotLine{Label: l.Label, Ink: parts.KindOf(l.Tone).Ink(), Values: l.Values})
	}
	m.plot.Set(data)
	unit := widgets.Line(widgets.Caption.Of(p.Unit))
	unit.Hidden = p.Empty != ""
	parts.SetObjects(m.plotCard, widgets.Card(widgets.V(8, widgets.Paragraph(widgets.Strong.Of(p.Title)), sums, unit, drawing,
		widgets.Paragraph(widgets.Caption.Of(p.Definition)))))
}

func (m *Manager) fillDecide(s present.ManagerState) {
	if s.Loading || !s.Notice.IsZero() && len(s.Risks) == 0 {
		parts.SetObjects(m.decide)
		return
	}
	column := widgets.V(4)
	for i, d := range s.Decide {
		look := widgets.Look{Hover: theme.Raised, Radius: theme.RadiusControl, PadX: 8, Stretch: true}
		words := widgets.V(2, widgets.HTop(8, []float32{1, 0}, widgets.Paragraph(widgets.Strong.Of(d.Title)), parts.NewChip(d.Chip)),
			widgets.Paragraph(widgets.Muted.Of(d.Text)))
		column.Add(widgets.Pad(-8, 0, -8, 0, widgets.NewTap(look, widgets.Pad(0, 8, 0, 8, words), func() { m.events.DecidePressed(i) })))
	}
	if s.More != "" {
		column.Add(widgets.Line(widgets.Caption.Of(s.More)))
	}
	if !s.Nothing.IsZero() {
		column.Add(widgets.Pad(0, 16, 0, 16, widgets.NewEmptyState(widgets.EmptyData{Icon: icon.CheckCheck, Title: s.Nothing.Title, Text: s.Nothing.Text}, nil)))
	}
	parts.SetObjects(m.decide, widgets.TitledCard(m.host.Words.T("manager.decide"), nil, 4, column))
}

// arrange places the parts for a width class.
func (m *Manager) arrange(class widgets.Class) fyne.CanvasObject {
	m.class = class
	m.fill()
	if class != widgets.Wide {
		return widgets.VScroll(widgets.PadAll(parts.CardGap, widgets.V(parts.CardGap, widgets.V(0, m.title, m.day), m.notice, m.risks, m.decide, m.plotCard, m.week)))
	}
	head := widgets.HW(12, []float32{1, 0}, m.title, m.day)
	return widgets.VScroll(widgets.Pad(parts.PageSpace, 20, parts.PageSpace, parts.PageSpace, widgets.V(parts.CardGap, head, m.notice, m.risks,
		widgets.HTop(parts.CardGap, []float32{1.55, 1}, widgets.V(parts.CardGap, m.plotCard, m.week), m.decide))))
}
