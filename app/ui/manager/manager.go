package manager

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// Events is what a manager does.
type Events interface {
	PagePressed(id string)
	RiskPressed(id string)
	RowPressed(index int)
	AllPressed()
	InfoPressed(id string)
	RetryPressed()
}

// Manager draws the manager's page.
type Manager struct {
	host   parts.Host
	events Events
	state  present.ManagerState

	pages            *pages
	title, age, calm *widgets.Text
	notice           *widgets.Notice
	risks            *fyne.Container
	list             *fyne.Container
	figures          *fyne.Container
	plot             *plotCard
	page             *parts.Fitted
	held             *parts.Held
	scroll           parts.Scrolling
	class            widgets.Class
}

// New returns the page without figures.
func New(host parts.Host, events Events) *Manager {
	m := &Manager{
		host: host, events: events, pages: newPages(events.PagePressed), title: widgets.Paragraph(), age: widgets.Paragraph(), calm: widgets.Paragraph(),
		risks: widgets.V(12), list: widgets.Z(), figures: widgets.Z(), plot: newPlotCard(),
		held: parts.NewHeld(host.Canvas),
	}
	m.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	m.notice.OnAction = events.RetryPressed
	m.page = parts.NewFitted(m.arrange)
	return m
}

// Content is what the shell places.
func (m *Manager) Content() fyne.CanvasObject { return m.page }

// Focus is where the keyboard begins.
func (m *Manager) Focus() fyne.Focusable { return m.pages.segment }

// Reveal brings what has the focus into sight.
func (m *Manager) Reveal(focused fyne.Focusable) { m.scroll.Reveal(focused) }

// Show draws a state.
func (m *Manager) Show(s present.ManagerState) {
	was := m.state
	m.state = s
	m.pages.set(s.Pages)
	m.title.Set(widgets.Title.Of(s.Title))
	age := s.Age
	if s.Loading {
		age = m.host.Words.T("screen.loading")
	}
	m.age.Set(widgets.Muted.Of(age))
	m.calm.Set(widgets.Muted.Of(s.Calm))
	m.calm.Hidden = s.Calm == ""
	m.notice.Set(parts.NoticeData(s.Notice))
	was.Age, s.Age = "", ""
	if !reflect.DeepEqual(was, s) {
		m.held.Redraw(m.fill)
	}
	m.page.Refresh()
}

// columns is how many cards of risk stand side by side.
var columns = map[widgets.Class]int{widgets.Wide: 5, widgets.Medium: 3, widgets.Narrow: 2}

func (m *Manager) fill() {
	s := m.state
	parts.SetObjects(m.risks, m.riskRows()...)
	m.fillList(s)
	m.plot.set(s.Plot)
	if len(s.Week) == 0 {
		parts.SetObjects(m.figures)
		return
	}
	parts.SetObjects(m.figures, figureCard(m.held, m.host.Words.T("manager.week"), s.Week, m.events.InfoPressed))
}

// riskRows are the cards of risk, side by side. On a phone the one that was chosen
// stands alone, so that its rows are in sight.
func (m *Manager) riskRows() []fyne.CanvasObject {
	risks, n := m.state.Risks, columns[m.class]
	at := slices.IndexFunc(risks, func(r present.RiskCard) bool { return r.Selected })
	if m.class == widgets.Narrow && at >= 0 {
		risks, n = risks[at:at+1], 1
	}
	var rows []fyne.CanvasObject
	for some := range slices.Chunk(risks, n) {
		var row []fyne.CanvasObject
		for _, r := range some {
			row = append(row, m.riskCard(r))
		}
		for len(row) < n {
			row = append(row, widgets.Spacer())
		}
		rows = append(rows, widgets.HFill(12, slices.Repeat([]float32{1}, n), row...))
	}
	return rows
}

func (m *Manager) riskCard(r present.RiskCard) fyne.CanvasObject {
	look := widgets.Look{Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line, Radius: theme.RadiusCard, PadX: 16, Stretch: true}
	kind := parts.KindOf(r.Tone)
	if r.Selected { // its count stands on the tint of its own colour, on which it can be read
		look.Fill, look.Line = kind.Tint(), theme.Work
	}
	value := widgets.H(8, widgets.Line(widgets.Figure.In(kind.Ink()).Of(r.Value)), widgets.NewIcon(kind.Icon(), 18, kind.Ink()))
	card := widgets.NewTap(look, widgets.Pad(0, 12, 0, 12, widgets.V(2,
		widgets.Paragraph(widgets.Label.Of(r.Label)), value, widgets.Paragraph(widgets.Caption.Of(r.Sub)))),
		func() { m.events.RiskPressed(r.ID) })
	m.held.Name("risk "+r.ID, card)
	return card
}

func (m *Manager) fillList(s present.ManagerState) {
	if s.Loading || s.List == "" {
		parts.SetObjects(m.list)
		return
	}
	column := widgets.V(4)
	for i, r := range s.Rows {
		column.Add(m.row(r, func() { m.events.RowPressed(i) }))
	}
	if s.More != "" {
		column.Add(widgets.Line(widgets.Caption.Of(s.More)))
	}
	if !s.Nothing.IsZero() {
		column.Add(widgets.Pad(0, 16, 0, 16, widgets.NewEmptyState(widgets.EmptyData{Icon: icon.CheckCheck, Title: s.Nothing.Title, Text: s.Nothing.Text}, nil)))
	}
	var aside fyne.CanvasObject
	if s.All != "" {
		aside = widgets.Link(s.All, m.events.AllPressed)
	}
	parts.SetObjects(m.list, widgets.TitledCard(s.List, aside, 4, column))
}

// row is one thing to decide; one that has no page of its own cannot be pressed.
func (m *Manager) row(r present.RiskRow, pressed func()) fyne.CanvasObject {
	words := widgets.Pad(0, 8, 0, 8, widgets.V(2,
		widgets.HTop(8, []float32{1, 0}, widgets.Paragraph(widgets.Strong.Of(r.Title)), parts.NewChip(r.Chip)),
		widgets.Paragraph(widgets.Muted.Of(r.Text))))
	if !r.Opens {
		return words
	}
	look := widgets.Look{Hover: theme.Raised, Radius: theme.RadiusControl, PadX: 8, Stretch: true}
	tap := widgets.NewTap(look, words, pressed)
	m.held.Name("row "+r.Title, tap)
	return widgets.Pad(-8, 0, -8, 0, tap)
}

// arrange places the parts for a width class.
func (m *Manager) arrange(class widgets.Class) fyne.CanvasObject {
	m.class = class
	m.fill()
	head := widgets.V(2, m.title, m.age)
	if class != widgets.Wide {
		m.scroll = parts.NewScrolling(widgets.PadAll(parts.CardGap, widgets.V(parts.CardGap, head, m.notice, m.risks, m.calm, m.list, m.plot.root, m.figures)))
		return m.pages.over(m.scroll.Root)
	}
	m.scroll = parts.NewScrolling(widgets.Pad(parts.PageSpace, 20, parts.PageSpace, parts.PageSpace, widgets.V(parts.CardGap, head, m.notice, m.risks, m.calm,
		widgets.HTop(parts.CardGap, []float32{1, 1}, m.list, widgets.V(parts.CardGap, m.plot.root, m.figures)))))
	return m.pages.over(m.scroll.Root)
}
