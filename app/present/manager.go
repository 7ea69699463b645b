package present

import (
	"context"
	"slices"
	"time"

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
	Pressing(ctx context.Context, in *service.SiteAsked) (service.Pressing, error)
	Figures(ctx context.Context, in *service.FiguresInput) (figure.Figures, error)
	Inbox(ctx context.Context, site string) (service.Inbox, error)
}

// RiskCard is one kind of risk, counted.
type RiskCard struct {
	ID       string
	Label    string
	Value    string
	Sub      string
	Tone     Tone
	Selected bool // its rows are listed
}

// RiskRow is one thing that waits for somebody.
type RiskRow struct {
	Title string
	Text  string
	Chip  Chip
	Opens bool // there is a page about it
	to    Route
}

// ManagerState is the manager's page: what is at risk today, then figures.
type ManagerState struct {
	Pages   ManagerPages
	Title   string
	Age     string // of all that is shown
	Risks   []RiskCard
	Calm    string // the kinds of risk of which there is none
	List    string // heads Rows
	Rows    []RiskRow
	More    string // how many further rows there are
	All     string // label of the way back to all kinds; empty while all are listed
	Nothing Empty  // when there are no rows
	Plot    Plot
	Week    []FigureLine
	Loading bool
	Notice  Notice
}

// managerEvery is the shortest time between two readings of the page.
const managerEvery = 5 * time.Second

// Manager presents the manager's page.
type Manager struct {
	stay
	port Managing
	show func(ManagerState)

	seen   overview
	known  bool
	chosen string // the kind of risk whose rows are listed; empty for all
	said   string // the figure whose definition is read
	rows   []RiskRow
	notice Notice
	lane   lane
	pulse  *pulse
}

// overview is one reading of what a manager looks at.
type overview struct {
	atMS    int64
	risks   []views.RepairRow // the worst first
	items   []views.ReviewItem
	press   service.Pressing
	figures figure.Figures
	inbox   service.Inbox
}

// NewManager makes the presenter of the manager's page.
func NewManager(env Env, port Managing, show func(ManagerState)) *Manager {
	m := &Manager{stay: stay{Env: env}, port: port, show: show}
	m.pulse = newPulse(env, managerEvery, m.load)
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

// RiskPressed lists what a kind of risk is made of; once more lists all. What
// waits to be sent has a place of its own.
func (m *Manager) RiskPressed(id string) {
	switch {
	case id == riskSync:
		m.Go(Route{Screen: OutboxScreen})
		return
	case m.chosen == id:
		id = ""
	}
	m.chosen = id
	m.publish()
}

// AllPressed lists all kinds of risk.
func (m *Manager) AllPressed() {
	m.chosen = ""
	m.publish()
}

// RowPressed opens what a row is about.
func (m *Manager) RowPressed(i int) {
	if i >= 0 && i < len(m.rows) && m.rows[i].Opens {
		m.Go(m.rows[i].to)
	}
}

// PagePressed goes to another page of whoever runs the shop.
func (m *Manager) PagePressed(id string) { m.Go(Route{Screen: Screen(id)}) }

// InfoPressed says how a figure is made, or puts that away.
func (m *Manager) InfoPressed(id string) {
	if m.said == id {
		id = ""
	}
	m.said = id
	m.publish()
}

func (m *Manager) load() {
	today, atMS := m.today(), m.nowMS()
	ask(&m.stay, &m.lane, func(ctx context.Context) (overview, error) {
		return m.look(ctx, today, atMS)
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

func (m *Manager) look(ctx context.Context, today string, atMS int64) (o overview, err error) {
	o.atMS = atMS
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
	if o.press, err = m.port.Pressing(ctx, &service.SiteAsked{}); err != nil {
		return o, err
	}
	if o.figures, err = m.port.Figures(ctx, &service.FiguresInput{}); err != nil {
		return o, err
	}
	o.inbox, err = m.port.Inbox(ctx, "")
	return o, err
}
