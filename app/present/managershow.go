package present

import (
	"math"
	"strings"
	"time"

	"etabli/app/domain/figure"
	"etabli/app/domain/message"
)

// FigureLine is a figure with its definition in words.
type FigureLine struct {
	ID         string
	Label      string
	Value      string
	Definition string
	Said       bool // the definition is read
}

// Plot is figures over time with what they mean.
type Plot struct {
	Title      string
	Sums       string
	Definition string
	Labels     []string // of the first and the last week
	Unit       string   // of the scale
	Top        float64  // of the scale
	Lines      []PlotLine
	Empty      string // said instead, when there is nothing to draw
}

// PlotLine is one line of a plot; a gap is below zero.
type PlotLine struct {
	Label  string
	Tone   Tone
	Values []float64
}

// mostRows is how many rows are listed, of all kinds of risk and of one.
const (
	mostRows  = 8
	mostOfOne = 60
)

func (m *Manager) publish() {
	if !m.here() {
		return
	}
	site, _ := m.port.Place()
	s := ManagerState{Pages: m.managerPages(ManagerScreen), Title: m.Words.T("manager.title", "site", site), Notice: m.notice, Loading: !m.known && m.notice.IsZero()}
	if m.known {
		s.Age = m.age(m.seen.atMS, m.port.Connection())
		m.showRisks(&s)
		s.Plot = m.plot(m.seen.figures)
		s.Week = m.week(m.seen.figures, m.seen.inbox.Callers)
	}
	m.show(s)
}

// age says when figures were read, and how old what other devices know is.
func (e Env) age(atMS int64, c Connection) string {
	read := e.Words.T("manager.age", "date", e.Words.Date(time.UnixMilli(atMS).In(e.Zone).Format(isoDate)), "time", e.Words.Clock(atMS, e.Zone))
	if c.State.apart() {
		return read
	}
	return joined(read, e.lastSync(c))
}

func (m *Manager) showRisks(s *ManagerState) {
	hazards := m.hazards()
	rows, seen := []RiskRow{}, map[ID]bool{}
	var calm []string
	s.List = m.Words.T("manager.decide")
	limit, chosen := mostRows, m.stillChosen(hazards)
	for _, h := range hazards {
		if h.count() == 0 {
			calm = append(calm, h.calm)
			continue
		}
		s.Risks = append(s.Risks, RiskCard{ID: h.id, Label: h.label, Value: m.Words.Number(h.count()), Sub: h.sub, Tone: h.tone, Selected: h.id == chosen})
		if chosen == h.id {
			s.List, s.All, limit = h.label, m.Words.T("manager.all"), mostOfOne
		}
		for _, r := range h.rows {
			// a file is listed once, at the gravest of its risks
			if chosen == h.id || chosen == "" && (r.to.Repair.IsZero() || !seen[r.to.Repair]) {
				rows, seen[r.to.Repair] = append(rows, r), true
			}
		}
	}
	if len(calm) > 0 {
		s.Calm = m.Words.T("manager.calm", "names", strings.Join(calm, ", "))
	}
	if more := len(rows) - limit; more > 0 {
		rows, s.More = rows[:limit], m.Words.N("manager.more", more)
	}
	if len(rows) == 0 {
		s.Nothing = Empty{Title: m.Words.T("manager.nothing"), Text: m.Words.T("manager.nothing.text")}
	}
	m.rows, s.Rows = rows, rows
}

// stillChosen is the kind that was chosen, unless there is none of it left.
func (m *Manager) stillChosen(hazards []hazard) string {
	for _, h := range hazards {
		if h.id == m.chosen && h.count() > 0 {
			return h.id
		}
	}
	return ""
}

const dayMS = float64(day / time.Millisecond)

// plot draws the turnaround of the last weeks: its median, and what nine in ten
// do not exceed.
func (m *Manager) plot(f figure.Figures) Plot {
	w := m.Words
	p := Plot{
		Title: w.N("manager.plot", len(f.Weeks)), Definition: w.T("manager.plot.definition"), Unit: w.T("manager.plot.unit"),
		Lines: []PlotLine{{Label: w.T("manager.p90"), Tone: Neutral}, {Label: w.T("manager.median"), Tone: Work}},
	}
	for _, week := range f.Weeks {
		p90, median := -1.0, -1.0
		if week.Count > 0 {
			p90, median = float64(week.P90MS)/dayMS, float64(week.MedianMS)/dayMS
		}
		p.Lines[0].Values = append(p.Lines[0].Values, p90)
		p.Lines[1].Values = append(p.Lines[1].Values, median)
		p.Top = max(p.Top, p90)
	}
	if p.Top == 0 && f.P90MS == 0 {
		p.Empty = w.T("manager.plot.empty")
		return p
	}
	p.Top = roundUp(p.Top)
	p.Labels = []string{w.DateShort(f.Weeks[0].From.String()), w.T("manager.plot.now")}
	p.Sums = w.T("manager.plot.sums", "median", m.span(f.MedianMS), "p90", m.span(f.P90MS))
	return p
}

// roundUp is the next figure that reads well at the top of a scale.
func roundUp(v float64) float64 {
	for _, step := range []float64{2, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100} {
		if v <= step {
			return step
		}
	}
	return math.Ceil(v/100) * 100
}

// waited is how long customers waited for an answer: in the middle, and nine of ten.
func (e Env) waited(w message.Waits) string {
	return e.Words.T("manager.callers.value", "median", e.span(w.MedianMS), "p90", e.span(w.P90MS))
}

// week is what came, went and waits.
func (m *Manager) week(f figure.Figures, callers message.Waits) []FigureLine {
	w := m.Words
	lines := []FigureLine{
		{ID: "received", Label: w.T("manager.received"), Value: w.Number(f.Received), Definition: w.T("manager.received.is")},
		{ID: "ready", Label: w.T("manager.ready"), Value: w.Number(f.Ready), Definition: w.T("manager.ready.is")},
		{ID: "returned", Label: w.T("manager.returned"), Value: w.Number(f.Returned), Definition: w.T("manager.returned.is")},
		{ID: "uncollected", Label: w.T("manager.uncollected", "days", w.Number(figure.UncollectedDays)), Value: w.Number(f.Uncollected),
			Definition: w.T("manager.uncollected.is", "days", w.Number(figure.UncollectedDays))},
	}
	if f.Scores > 0 {
		lines = append(lines, FigureLine{ID: "score", Label: w.T("manager.score"), Value: w.T("manager.score.value", "score", w.Tenths(f.Score), "n", w.Number(f.Scores)),
			Definition: w.N("manager.score.is", len(f.Weeks))})
	}
	if callers.Asked > 0 {
		lines = append(lines, FigureLine{ID: "callers", Label: w.T("manager.callers"), Value: m.waited(callers), Definition: w.N("manager.callers.is", callers.Asked)})
	}
	for i := range lines {
		lines[i].Said = lines[i].ID == m.said
	}
	return lines
}
