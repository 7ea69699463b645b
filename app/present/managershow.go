package present

import (
	"math"
	"time"

	"etabli/app/domain/figure"
	"etabli/app/views"
)

// The figures about today.
const (
	riskLegal       = "legal"
	riskPromise     = "promise"
	riskReview      = "review"
	riskUncollected = "uncollected"
	riskSync        = "sync"
)

// The limits of the manager's page.
const (
	legalSoonDays = 2
	mostDecisions = 6
)

func (m *Manager) publish() {
	w := m.Words
	site, _ := m.port.Place()
	s := ManagerState{
		Title: w.T("manager.title", "site", site), Day: w.Date(m.today()), Notice: m.notice,
		Loading: !m.known && m.notice.IsZero(),
	}
	if m.known {
		s.Risks = m.riskCards()
		s.Plot = m.plot(m.seen.figures)
		s.Week = m.week(m.seen.figures)
		m.decisions(&s)
	}
	m.state = s
	m.show(s)
}

func (m *Manager) riskCards() []RiskCard {
	return []RiskCard{m.legalCard(), m.promiseCard(), m.reviewCardOf(), m.uncollectedCard(), m.syncCard()}
}

// tally counts the rows whose promise of a kind ends in so many days, and those
// that are past.
func (m *Manager) tally(date func(views.RepairRow) string, within int) (n, past int) {
	for _, r := range m.seen.risks {
		if days, ok := dayDistance(m.today(), date(r)); ok && days <= within && running(r.Status) {
			n++
			if days < 0 {
				past++
			}
		}
	}
	return n, past
}

func (m *Manager) legalCard() RiskCard {
	n, past := m.tally(func(r views.RepairRow) string { return r.LegalOn }, legalSoonDays)
	return m.counted(riskLegal, m.Words.T("manager.legal"), n, m.pastWords(n, past), Late)
}

func (m *Manager) promiseCard() RiskCard {
	n, past := m.tally(func(r views.RepairRow) string { return r.PromisedOn }, riskDays)
	tone := Watch
	if past > 0 {
		tone = Late
	}
	return m.counted(riskPromise, m.Words.T("manager.promise"), n, m.pastWords(n, past), tone)
}

func (m *Manager) pastWords(n, past int) string {
	switch {
	case n == 0:
		return m.Words.T("manager.calm")
	case past == 0:
		return m.Words.T("manager.past.none")
	}
	return m.Words.N("manager.past", past)
}

// counted is a figure that is calm at zero.
func (m *Manager) counted(id, label string, n int, sub string, tone Tone) RiskCard {
	if n == 0 {
		tone = Good
	}
	return RiskCard{ID: id, Label: label, Value: m.Words.Number(n), Sub: sub, Tone: tone}
}

func (m *Manager) reviewCardOf() RiskCard {
	n := len(m.seen.items)
	sub := m.Words.T("manager.calm")
	if n > 0 {
		oldest := m.seen.items[0].AtMS
		for _, item := range m.seen.items {
			oldest = min(oldest, item.AtMS)
		}
		sub = m.Words.T("manager.oldest", "when", m.Words.AgoIn(oldest, m.nowMS(), m.Zone))
	}
	return m.counted(riskReview, m.Words.T("nav.review"), n, sub, Watch)
}

func (m *Manager) uncollectedCard() RiskCard {
	f := m.seen.figures
	sub := m.Words.T("manager.calm")
	if f.Uncollected > 0 {
		sub = m.Words.N("manager.uncollected.oldest", f.OldestDays)
	}
	return m.counted(riskUncollected, m.Words.T("manager.uncollected", "days", m.Words.Number(figure.UncollectedDays)), f.Uncollected, sub, Watch)
}

// syncStale is how long a device may be out of touch before it is a risk.
const syncStale = 24 * time.Hour

func (m *Manager) syncCard() RiskCard {
	c := m.port.Connection()
	card := m.counted(riskSync, m.Words.T("nav.outbox"), c.Waiting, m.lastSync(c), Watch)
	stale := c.LastSyncMS > 0 && m.nowMS()-c.LastSyncMS > syncStale.Milliseconds()
	if c.State == Refused || stale && c.State != Alone {
		card.Tone = Late
	}
	return card
}

// decisions lists what somebody must look at: questions first, then the
// promises that end first.
func (m *Manager) decisions(s *ManagerState) {
	for _, item := range m.seen.items {
		card := m.reviewCard(item)
		text := ""
		for i, side := range card.Sides {
			if i > 0 {
				text += " · "
			}
			text += side.Value
		}
		s.Decide = append(s.Decide, DecideRow{
			Repair: card.Repair, Title: joined(card.Number, card.Title), Text: text, Chip: Chip{Tone: Watch, Icon: "triangle-alert", Text: m.Words.T("nav.review")},
		})
	}
	for _, r := range m.seen.risks {
		row := m.row(r)
		s.Decide = append(s.Decide, DecideRow{
			Repair: r.ID, Title: joined(row.Number, row.Product),
			Text: joined(row.Customer, m.Words.T("status."+string(r.Status))), Chip: row.Chip,
		})
	}
	if more := len(s.Decide) - mostDecisions; more > 0 {
		s.Decide, s.More = s.Decide[:mostDecisions], m.Words.N("manager.more", more)
	}
	if len(s.Decide) == 0 {
		s.Nothing = Empty{Title: m.Words.T("manager.nothing"), Text: m.Words.T("manager.nothing.text")}
	}
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

func (m *Manager) week(f figure.Figures) []Line {
	w := m.Words
	lines := []Line{
		{w.T("manager.received"), w.Number(f.Received)}, {w.T("manager.ready"), w.Number(f.Ready)}, {w.T("manager.returned"), w.Number(f.Returned)},
	}
	if f.Scores > 0 {
		lines = append(lines, Line{w.T("manager.score"), w.T("manager.score.value", "score", m.tenths(f.Score), "n", w.Number(f.Scores))})
	}
	return lines
}

// tenths writes a figure that is counted in tenths.
func (m *Manager) tenths(n int) string {
	comma := "."
	if m.Words.Tag() == "fr" {
		comma = ","
	}
	return m.Words.Number(n/10) + comma + m.Words.Number(n%10)
}
