package present

import (
	"context"
	"time"

	"etabli/storage/journal"
)

// maxOutboxRows is how many of the waiting operations are listed; the others
// are counted.
const maxOutboxRows = 200

// Waiting is an operation of this device that HQ has not acknowledged.
type Waiting struct {
	Repair ID     // zero when it is about none
	Number string // of the repair
	What   string // catalogue key of what was done
	AtMS   int64
}

// Outgoing is everything that waits.
type Outgoing struct {
	Total    int
	OldestMS int64
	First    []Waiting // the oldest first, at most the limit
}

// OutboxState is what waits to be sent, and why.
type OutboxState struct {
	Title   string
	Why     Notice
	Rows    []OutboxRow
	Rest    string // how many are not listed
	Loading bool
	Empty   Empty
	Notice  Notice
}

// OutboxRow is one operation that waits.
type OutboxRow struct {
	Repair ID
	Number string
	What   string
	When   string
}

// Outboxes is what the screen reads.
type Outboxes interface {
	Changes
	Connecting
	Outgoing(ctx context.Context, limit int) (Outgoing, error)
}

// Outbox presents what waits to be sent.
type Outbox struct {
	stay
	port Outboxes
	show func(OutboxState)

	out    Outgoing
	known  bool
	notice Notice
	lane   lane
	pulse  *pulse
}

// NewOutbox makes the presenter of the outbox.
func NewOutbox(env Env, port Outboxes, show func(OutboxState)) *Outbox {
	o := &Outbox{stay: stay{Env: env}, port: port, show: show}
	o.pulse = newPulse(env, time.Second/4, o.load)
	return o
}

// Enter shows what waits and follows it.
func (o *Outbox) Enter(ctx context.Context) {
	o.enter(ctx)
	o.watch(o.port, func([]journal.Entity) { o.pulse.kick() })
	o.follow(o.port, o.pulse.kick)
	o.until(o.pulse.rest)
	o.pulse.kick()
	o.publish()
}

// Leave ends it.
func (o *Outbox) Leave() { o.leave() }

// RetryPressed reads again.
func (o *Outbox) RetryPressed() {
	o.notice = Notice{}
	o.pulse.kick()
	o.publish()
}

func (o *Outbox) load() {
	ask(&o.stay, &o.lane, func(ctx context.Context) (Outgoing, error) {
		return o.port.Outgoing(ctx, maxOutboxRows)
	}, func(out Outgoing, err error) {
		o.pulse.done()
		if err != nil {
			o.notice = o.retriable(err)
		} else {
			o.out, o.known, o.notice = out, true, Notice{}
		}
		o.publish()
	})
}

// RowPressed opens the file that an operation is about.
func (o *Outbox) RowPressed(i int) {
	if i >= 0 && i < len(o.out.First) && !o.out.First[i].Repair.IsZero() {
		o.Go(Route{Screen: CounterScreen, Repair: o.out.First[i].Repair})
	}
}

func (o *Outbox) publish() {
	s := OutboxState{Loading: !o.known && o.notice.IsZero(), Notice: o.notice}
	for _, w := range o.out.First {
		s.Rows = append(s.Rows, OutboxRow{Repair: w.Repair, Number: w.Number, What: o.Words.T(w.What), When: o.when(w.AtMS)})
	}
	if rest := o.out.Total - len(o.out.First); rest > 0 {
		s.Rest = o.Words.N("outbox.rest", rest)
	}
	state := o.port.Connection()
	switch {
	case o.known && o.out.Total == 0:
		s.Empty = Empty{Title: o.Words.T("outbox.empty"), Text: o.lastSync(state)}
	case o.known:
		s.Title = o.Words.N("outbox.title", o.out.Total)
		s.Why = o.why(state)
		s.Why.Next = o.Words.T("outbox.oldest", "age", o.Words.AgoIn(o.out.OldestMS, o.nowMS(), o.Zone))
	}
	o.show(s)
}

// why says why operations wait, and that they are safe.
func (o *Outbox) why(c Connection) Notice {
	switch c.State {
	case Refused:
		return Notice{Tone: Late, Text: o.reason(c)}
	case Online, Behind:
		return Notice{Tone: Work, Text: o.Words.T("outbox.sending")}
	case Stuck:
		return Notice{Tone: Watch, Text: o.Words.T("outbox.stuck")}
	case Restore:
		return Notice{Tone: Watch, Text: o.Words.T("outbox.restore")}
	case Alone:
		return Notice{Text: o.Words.T("outbox.alone")}
	}
	return Notice{Tone: Watch, Text: o.Words.T("outbox.offline")}
}
