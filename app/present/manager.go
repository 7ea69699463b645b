package present

import (
	"context"
	"slices"

	"etabli/app/domain/figure"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Managing is what a manager's page reads.
type Managing interface {
	Lists
	Connecting
	Place() (site, device string)
	Review(ctx context.Context) ([]views.ReviewItem, error)
	Figures(ctx context.Context, in *service.FiguresInput) (figure.Figures, error)
}

// RiskCard is one figure about today.
type RiskCard struct {
	ID    string
	Label string
	Value string
	Sub   string
	Tone  Tone
}

// DecideRow is something that waits for a decision.
type DecideRow struct {
	Repair ID
	Title  string
	Text   string
	Chip   Chip
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

// ManagerState is the manager's page: what is at risk today, then figures.
type ManagerState struct {
	Title   string
	Day     string
	Risks   []RiskCard
	Plot    Plot
	Decide  []DecideRow
	More    string // how many further decisions wait
	Nothing Empty  // when nothing has to be decided
	Week    []Line
	Loading bool
	Notice  Notice
}

// Manager presents the manager's page.
type Manager struct {
	stay
	port Managing
	show func(ManagerState)

	state  ManagerState
	seen   overview
	known  bool
	notice Notice
	lane   lane
	pulse  *pulse
}

// overview is one reading of what a manager looks at.
type overview struct {
	risks   []views.RepairRow // the worst first
	items   []views.ReviewItem
	figures figure.Figures
}

// NewManager makes the presenter of the manager's page.
func NewManager(env Env, port Managing, show func(ManagerState)) *Manager {
	m := &Manager{stay: stay{Env: env}, port: port, show: show}
	m.pulse = newPulse(env, riskEvery, m.load)
	return m
}

// Enter reads, and follows changes and the connection.
func (m *Manager) Enter(ctx context.Context) {
	m.enter(ctx)
	m.watch(m.port, func([]journal.Entity) { m.pulse.kick() })
	m.follow(m.port, m.publish)
	m.until(m.pulse.rest)
	m.pulse.kick()
	m.publish()
}

// Leave ends it.
func (m *Manager) Leave() { m.leave() }

// RetryPressed reads again.
func (m *Manager) RetryPressed() {
	m.notice = Notice{}
	m.pulse.kick()
	m.publish()
}

// RiskPressed shows what a figure is made of.
func (m *Manager) RiskPressed(id string) {
	switch id {
	case riskReview:
		m.Go(Route{Screen: ReviewScreen})
	case riskSync:
		m.Go(Route{Screen: OutboxScreen})
	default:
		m.Go(Route{Screen: CounterScreen})
	}
}

// DecidePressed opens what waits for a decision.
func (m *Manager) DecidePressed(i int) {
	if i >= 0 && i < len(m.state.Decide) {
		m.Go(Route{Screen: CounterScreen, Repair: m.state.Decide[i].Repair})
	}
}

func (m *Manager) load() {
	today := m.today()
	ask(&m.stay, &m.lane, func(ctx context.Context) (o overview, err error) {
		ids, err := findRisks(ctx, m.port, today)
		if err != nil {
			return o, err
		}
		for chunk := range slices.Chunk(ids, riskChunk) {
			rows, err := m.port.Rows(ctx, chunk)
			if err != nil {
				return o, err
			}
			o.risks = append(o.risks, rows...)
		}
		if o.items, err = m.port.Review(ctx); err != nil {
			return o, err
		}
		o.figures, err = m.port.Figures(ctx, &service.FiguresInput{})
		return o, err
	}, func(o overview, err error) {
		m.pulse.done()
		if err != nil {
			m.notice = m.retriable(err)
		} else {
			m.seen, m.known, m.notice = o, true, Notice{}
		}
		m.publish()
	})
}
