package present

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
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
	Inbox(ctx context.Context, site string) (service.Inbox, error)
	Thread(ctx context.Context, id ID) (service.Timed, error)
	Staff(ctx context.Context) ([]views.Staff, error)
	Customer(ctx context.Context, id ID) (views.Customer, error)
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

// thread is one reading of what is open, with who may see to it.
type thread struct {
	service.Timed
	team    []views.Staff
	stopped bool // its customer wants no more messages
}

// Messages presents the inbox: one for every channel, what waits longest first.
type Messages struct {
	roll[thread]
	ports InboxPorts
}

// NewMessages makes the presenter of the inbox.
func NewMessages(env Env, ports InboxPorts, list func(ListState), show func(Detail)) *Messages {
	m := &Messages{ports: ports}
	m.begins(env, ports.Inbox, MessagesScreen, "inboxing", inboxScopes, kind.Thread, kind.Customer, kind.Repair, kind.Staff)
	m.list, m.show, m.look, m.fresh = list, show, m.showThread, messageLog
	m.readAll, m.readOne = m.readThreads, m.readThread
	return m
}

// Show opens a thread.
func (m *Messages) Show(at Route) { m.choose(at) }

func (m *Messages) readThreads(ctx context.Context, scope Scope) (out lines, err error) {
	threads, err := m.ports.Inbox.Threads(ctx, &service.ThreadsAsked{List: string(scope)})
	if err != nil {
		return out, err
	}
	out.rows = rowsOf(threads, func(t service.Timed) Row { return m.threadRow(t, scope) })
	out.counts = map[Scope]int{}
	for _, s := range inboxScopes {
		if s == DoneScope {
			continue // a number that only grows says nothing
		}
		if out.counts[s], err = m.ports.Inbox.CountThreads(ctx, string(s), ""); err != nil {
			return out, err
		}
	}
	if scope != CallsScope {
		return out, nil
	}
	in, err := m.ports.Inbox.Inbox(ctx, "")
	if in.Callers.Asked > 0 {
		out.foot = m.Words.T("inbox.callers", "waits", m.waited(in.Callers))
	}
	return out, err
}

func (m *Messages) readThread(ctx context.Context, id ID) (out thread, err error) {
	if out.Timed, err = m.ports.Inbox.Thread(ctx, id); err == nil {
		out.team, err = m.ports.Inbox.Staff(ctx)
	}
	if err == nil && !out.Customer.IsZero() {
		who, missed := m.ports.Inbox.Customer(ctx, out.Customer)
		if out.stopped = who.Stopped != nil; !missing(missed) {
			err = missed
		}
	}
	return out, err
}
