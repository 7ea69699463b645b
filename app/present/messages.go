package present

import (
	"context"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// The parts of the inbox.
const (
	WaitingScope  Scope = views.ThreadsWaiting
	CallsScope    Scope = views.ThreadsPromised
	UnplacedScope Scope = views.ThreadsUnplaced
	StuckScope    Scope = views.ThreadsStuck // what did not go, or nobody knows whether it did
	AnsweredScope Scope = views.ThreadsAnswered
	DoneScope     Scope = views.ThreadsDone
)

var inboxScopes = []Scope{WaitingScope, CallsScope, UnplacedScope, StuckScope, AnsweredScope, DoneScope}

// Inboxes is what the inbox reads.
type Inboxes interface {
	Changes
	Calls
	Threads(ctx context.Context, in *service.ThreadsAsked) ([]service.Timed, error)
	CountThreads(ctx context.Context, list, site string) (int, error)
	Thread(ctx context.Context, id ID) (service.Timed, error)
	Staff(ctx context.Context) ([]views.Staff, error)
}

// MessageActs are the commands on threads.
type MessageActs interface {
	ReceiveMessage(ctx context.Context, call service.Call, in *service.ReceiveMessageInput) (service.Result, error)
	MissCall(ctx context.Context, call service.Call, in *service.MissCallInput) (service.Result, error)
	PlaceThread(ctx context.Context, call service.Call, in *service.PlaceThreadInput) (service.Result, error)
	NoteThread(ctx context.Context, call service.Call, in *service.NoteThreadInput) (service.Result, error)
	AssignThread(ctx context.Context, call service.Call, in *service.AssignThreadInput) (service.Result, error)
	SettleThread(ctx context.Context, call service.Call, in *service.SettleThreadInput) (service.Result, error)
	SettleOutcome(ctx context.Context, call service.Call, in *service.OutcomeInput) (service.Result, error)
	SendMessage(ctx context.Context, call service.Call, in *service.SendInput) (service.Result, error)
	PromiseCall(ctx context.Context, call service.Call, in *service.PromiseCallInput) (service.Result, error)
	CallMade(ctx context.Context, call service.Call, in *service.CallMadeInput) (service.Result, error)
}

// InboxPorts are what the inbox works with.
type InboxPorts struct {
	Inbox Inboxes
	Acts  MessageActs
	Files Searches
}

// Messages presents the inbox: one for every channel, what waits longest first.
type Messages struct {
	stay
	sheeted
	ports InboxPorts
	list  func(ListState)
	show  func(Detail)

	scope    Scope
	threads  []service.Timed
	counts   map[Scope]int
	known    bool
	notice   Notice
	revision int
	lane     lane
	pulse    *pulse

	one  service.Timed
	read bool
	team []views.Staff
}

// NewMessages makes the presenter of the inbox.
func NewMessages(env Env, ports InboxPorts, list func(ListState), show func(Detail)) *Messages {
	m := &Messages{stay: stay{Env: env}, ports: ports, list: list, show: show, scope: WaitingScope}
	m.pulse = newPulse(env, frame, m.load)
	m.open = newPane(&m.stay, ports.Inbox, m.publish, m.loadOne, m.again)
	return m
}

// Enter begins to show the inbox and follows changes.
func (m *Messages) Enter(ctx context.Context) {
	m.enter(ctx)
	m.watch(m.ports.Inbox, m.changed)
	m.until(m.pulse.rest)
	m.until(m.open.pulse.rest)
	m.again()
	m.publish()
}

// Leave ends it.
func (m *Messages) Leave() { m.leave() }

// Show opens a thread.
func (m *Messages) Show(at Route) {
	if at.Open.IsZero() || !m.open.choose(at.Open) {
		return
	}
	m.one, m.read = service.Timed{}, false
	if m.here() {
		m.open.pulse.kick()
	}
	m.publish()
}

func (m *Messages) changed(touched []journal.Entity) {
	if slices.ContainsFunc(touched, func(e journal.Entity) bool {
		return slices.Contains([]uint8{kind.Thread, kind.Customer, kind.Repair, kind.Staff}, uint8(e.Type))
	}) {
		m.again()
	}
}

// again reads the list and the thread that is open.
func (m *Messages) again() {
	m.pulse.kick()
	if !m.open.id.IsZero() {
		m.open.pulse.kick()
	}
}

// inbox is one reading of the list.
type inbox struct {
	threads []service.Timed
	counts  map[Scope]int
}

func (m *Messages) load() {
	scope := m.scope
	ask(&m.stay, &m.lane, func(ctx context.Context) (out inbox, err error) {
		if out.threads, err = m.ports.Inbox.Threads(ctx, &service.ThreadsAsked{List: string(scope)}); err != nil {
			return out, err
		}
		out.counts = map[Scope]int{}
		for _, s := range inboxScopes {
			if out.counts[s], err = m.ports.Inbox.CountThreads(ctx, string(s), ""); err != nil {
				return out, err
			}
		}
		return out, nil
	}, func(now inbox, err error) {
		m.pulse.done()
		if err != nil {
			m.notice = m.retriable(err)
		} else {
			m.threads, m.counts, m.known, m.notice = now.threads, now.counts, true, Notice{}
			m.revision++
		}
		m.publish()
	})
}

// thread is one reading of what is open, with who may see to it.
type thread struct {
	one  service.Timed
	team []views.Staff
}

func (m *Messages) loadOne() {
	id := m.open.id
	ask(&m.stay, &m.open.lane, func(ctx context.Context) (out thread, err error) {
		if out.one, err = m.ports.Inbox.Thread(ctx, id); err == nil {
			out.team, err = m.ports.Inbox.Staff(ctx)
		}
		return out, err
	}, func(found thread, err error) {
		m.open.pulse.done()
		if err != nil {
			m.open.notice = m.retriable(err)
		} else {
			m.one, m.team, m.read = found.one, found.team, true
			if m.open.notice.Retry != "" {
				m.open.notice = Notice{}
			}
		}
		m.publish()
	})
}

// Row is a line of the list.
func (m *Messages) Row(i int) Row {
	if i < 0 || i >= len(m.threads) {
		return Row{}
	}
	return m.threadRow(m.threads[i])
}

// RowChosen opens the thread of a line.
func (m *Messages) RowChosen(i int) {
	if i >= 0 && i < len(m.threads) {
		m.Go(Route{Screen: MessagesScreen, Open: m.threads[i].ID})
	}
}

// ScopeChosen shows another part of the inbox.
func (m *Messages) ScopeChosen(s Scope) {
	if m.scope == s || !m.here() {
		return
	}
	m.scope, m.threads, m.known = s, nil, false
	m.lane.drop()
	m.pulse.rest()
	m.pulse.kick()
	m.publish()
}

// RetryPressed reads again after a failure.
func (m *Messages) RetryPressed() {
	m.notice, m.open.notice = Notice{}, Notice{}
	m.again()
	m.publish()
}
