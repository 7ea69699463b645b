package present

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Scope is which repairs the list shows. All but RiskScope are scopes of the
// views as well.
type Scope string

// The scopes of the counter's list.
const (
	OpenScope  Scope = "open"
	RiskScope  Scope = "risk"
	ReadyScope Scope = "ready"
	AllScope   Scope = "all"
)

// Lists is what the list reads.
type Lists interface {
	Changes
	ListIDs(ctx context.Context, f views.Filter) ([]ID, error)
	Rows(ctx context.Context, ids []ID) ([]views.RepairRow, error)
	Counts(ctx context.Context) (views.Counts, error)
}

// Counter presents the list of repairs.
type Counter struct {
	stay
	port Lists
	show func(ListState)

	scope    Scope
	window   window[views.RepairRow]
	lane     lane
	pulse    *pulse
	risks    *atRisk
	counts   views.Counts
	counted  bool
	loading  bool
	notice   Notice
	opened   ID
	day      string // that the lines were written on
	revision int
}

// NewCounter makes the presenter of the list.
func NewCounter(env Env, port Lists, show func(ListState)) *Counter {
	c := &Counter{stay: stay{Env: env}, port: port, show: show, scope: OpenScope}
	c.window = window[views.RepairRow]{
		stay: &c.stay, read: port.Rows, line: c.row, shown: c.rowsArrived, fail: c.failed, cache: newRowCache(),
	}
	c.pulse = newPulse(env, frame, c.load)
	c.risks = newAtRisk(&c.stay, port, c.risksKnown)
	return c
}

// Enter begins to show the list and follows changes.
func (c *Counter) Enter(ctx context.Context) {
	c.enter(ctx)
	c.watch(c.port, c.changed)
	c.until(c.pulse.rest)
	c.until(c.risks.pulse.rest)
	c.loading = !c.counted
	c.window.cache.spoilAll() // nobody followed what changed meanwhile
	c.risks.pulse.kick()
	c.pulse.kick()
	c.publish()
}

// Leave ends it.
func (c *Counter) Leave() { c.leave() }

// ScopeChosen shows other repairs.
func (c *Counter) ScopeChosen(s Scope) {
	if c.scope == s || !c.here() {
		return
	}
	c.scope, c.notice = s, Notice{}
	c.window.replace(nil)
	c.loading = true
	c.lane.drop()
	c.pulse.rest()
	c.pulse.kick()
	c.publish()
}

// Row is a line of the list; one that was not read yet says that it is loading
// and comes with a later state.
func (c *Counter) Row(i int) Row { return c.window.at(i) }

// RowChosen opens the repair of a line.
func (c *Counter) RowChosen(i int) {
	if i >= 0 && i < len(c.window.ids) {
		c.Open(c.window.ids[i])
		c.Go(Route{Screen: CounterScreen, Repair: c.opened})
	}
}

// Open marks the repair that is shown beside the list.
func (c *Counter) Open(id ID) {
	if c.opened != id {
		c.opened = id
		c.publish()
	}
}

// RetryPressed reads again after a failure.
func (c *Counter) RetryPressed() {
	c.notice = Notice{}
	c.loading = true
	c.pulse.kick()
	c.publish()
}

// listing is one reading of the list.
type listing struct {
	ids    []ID
	counts views.Counts
}

func (c *Counter) load() {
	scope := c.scope
	ask(&c.stay, &c.lane, func(ctx context.Context) (listing, error) {
		counts, err := c.port.Counts(ctx)
		if err != nil || scope == RiskScope {
			return listing{counts: counts}, err
		}
		ids, err := c.port.ListIDs(ctx, views.Filter{Scope: views.Scope(scope)})
		return listing{ids, counts}, err
	}, c.loaded)
}

func (c *Counter) loaded(l listing, err error) {
	c.pulse.done()
	if err != nil {
		c.failed(err)
		return
	}
	c.loading, c.notice = false, Notice{}
	c.counts, c.counted = l.counts, true
	if today := c.today(); c.day != today { // "hier" and "J-2" have moved on
		c.day = today
		c.window.cache.spoilAll()
	}
	if c.scope == RiskScope {
		l.ids, c.loading = c.risks.ids, !c.risks.known
	}
	c.window.replace(l.ids)
	c.revision++
	c.publish()
}

func (c *Counter) failed(err error) {
	c.loading = false
	c.notice = c.retriable(err)
	c.publish()
}

func (c *Counter) rowsArrived() {
	c.revision++
	c.publish()
}

func (c *Counter) risksKnown() {
	if c.scope == RiskScope {
		c.loading = false
		c.window.replace(c.risks.ids)
	}
	c.revision++
	c.publish()
}

// changed follows live changes. A line whose customer changed cannot be told
// by its id, so all lines are read again then.
func (c *Counter) changed(touched []journal.Entity) {
	for _, e := range touched {
		switch uint8(e.Type) {
		case kind.Repair:
			c.window.cache.spoil(e.ID)
		case kind.Customer:
			c.window.cache.spoilAll()
		}
	}
	c.pulse.kick()
	c.risks.pulse.kick()
}

func (c *Counter) publish() {
	total := len(c.window.ids)
	s := ListState{
		Tabs: c.tabs(), Total: total, Selected: c.window.index(c.opened), Opened: c.opened,
		Loading: c.loading, Notice: c.notice, Revision: c.revision,
	}
	if c.counted && !c.loading {
		s.Foot = c.Words.N("counter.files", total)
	}
	if total == 0 && !c.loading && c.notice.IsZero() {
		s.Empty = c.empty()
	}
	c.show(s)
}

func (c *Counter) tabs() []ListTab {
	tab := func(s Scope, label string, known bool, n int) ListTab {
		t := ListTab{Scope: s, Label: label, Selected: c.scope == s}
		if known {
			t.Count = c.Words.Number(n)
		}
		return t
	}
	return []ListTab{
		tab(OpenScope, c.Words.T("counter.open"), c.counted, c.counts.Open),
		tab(RiskScope, c.Words.T("counter.risk"), c.risks.known, len(c.risks.ids)),
		tab(ReadyScope, c.Words.T("counter.ready"), c.counted, c.counts.Ready),
		tab(AllScope, c.Words.T("counter.all"), c.counted, c.counts.All),
	}
}

func (c *Counter) empty() Empty {
	switch {
	case c.scope == RiskScope:
		return Empty{Title: c.Words.T("counter.empty.risk"), Text: c.Words.T("counter.empty.risk.text")}
	case c.scope == ReadyScope:
		return Empty{Title: c.Words.T("counter.empty.ready"), Text: c.Words.T("counter.empty.ready.text")}
	case c.counts.All > 0:
		return Empty{Title: c.Words.T("counter.empty.open"), Text: c.Words.T("counter.empty.open.text")}
	}
	return Empty{Title: c.Words.T("counter.empty.all"), Text: c.Words.T("counter.empty.all.text"), Action: c.Words.T("shell.intake")}
}

// EmptyPressed takes the first repair in.
func (c *Counter) EmptyPressed() { c.Go(Route{Screen: IntakeScreen}) }
