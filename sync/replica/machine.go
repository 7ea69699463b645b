package replica

import (
	"math/rand/v2"
	"time"

	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Limits and times of a session.
const (
	PushBytes         = 128 << 10 // encoded entries of one push
	PageBytes         = 128 << 10 // of one page, unless the options say otherwise
	MaxPushesInFlight = 4         // of one chain, not yet acknowledged
	maxPages          = 8         // received and not yet applied
	// stuckAfter is how long something may wait while nothing moves.
	stuckAfter   = time.Minute
	firstPause   = 250 * time.Millisecond
	longestPause = 30 * time.Second
	manyAttempts = 16 // after so many the pause is the longest
	refusedPause = 5 * time.Minute
	compareEvery = 5 * time.Minute
	tickEvery    = time.Second
)

// MachineOptions are what a Machine says of its device.
type MachineOptions struct {
	App       string
	Kinds     [32]byte
	PageBytes uint32 // how much one page may hold; 0 for PageBytes
	Seed      uint64 // of the jitter
}

// Machine is a device's side of replication as a function of state, input and
// time. Whoever runs it carries out the outputs in order and reports back with
// the inputs named there; after DoClose nothing of the old connection may come.
type Machine struct {
	o      MachineOptions
	jitter *rand.Rand

	phase    phase
	chains   []*chain // the one in work first
	progress wire.Progress
	scoped   uint64 // position up to which it is known what is of this site
	short    bool   // files that nobody works on may come as stubs
	cleared  uint64 // position up to which nothing is left of what was erased
	lineage  wire.Lineage
	pages    []*wire.Page // the first is being applied when applying is set
	outbox   []wire.Frame

	handing  handing
	lending  lending
	fetching fetching

	sending, loading, verifying, applying, noting, counting bool
	rewinding, recovering                                   bool
	recount, live, restart                                  bool
	fresh                                                   bool // something was recorded since the tail was asked for
	barred                                                  bool // HQ does not take this device

	attempts                           int
	retryMS                            int64
	heardMS, spokeMS, movedMS, helloMS int64
	pingMS, comparedMS, nowMS          int64
	pings                              uint64

	status Status
	began  bool
}

type phase int

const (
	resting phase = iota
	preparing
	dialling
	greeting
	serving
)

// NewMachine makes a machine that rests until Begin.
func NewMachine(o MachineOptions) *Machine {
	if o.PageBytes == 0 {
		o.PageBytes = PageBytes
	}
	return &Machine{
		o: o, jitter: rand.New(rand.NewPCG(o.Seed, o.Seed^0x9e3779b97f4a7c15)),
		status: Status{State: Offline},
	}
}

// Status tells how things stand.
func (m *Machine) Status() Status { return m.status }

// Settled tells whether everything recorded here has reached HQ and everything
// HQ had for us is here; code says what HQ keeps back, if anything.
func (m *Machine) Settled() (done bool, code wire.Code) {
	if m.phase != serving || !m.live || m.busy() || m.handing.due || !m.lending.idle() || !m.fetching.idle() || len(m.pages) > 0 || len(m.outbox) > 0 {
		return false, 0
	}
	for _, c := range m.chains {
		switch {
		case c.blocked != wire.CodeNone:
			code = c.blocked
		case !c.settled() || c.noted < c.acked:
			return false, 0
		case c.held > c.acked:
			code = wire.CodeHeld
		}
	}
	return true, code
}

// Step takes one input and returns what to do.
func (m *Machine) Step(in Input, nowMS int64) []Output {
	m.turnBack(nowMS)
	var out []Output
	switch in := in.(type) {
	case Begin:
		m.began, m.retryMS = true, nowMS
	case Tick:
		out = m.tick(nowMS)
	case Dialled:
		out = m.greet(nowMS)
	case NoConnection:
		out = m.noConnection(in, nowMS)
	case FrameIn:
		if m.phase >= greeting {
			m.heardMS = nowMS
			out = m.frame(in.Frame, nowMS)
		}
	case Local:
		m.recount, m.fresh, m.lending.due = true, true, m.lending.on
		m.fetching.due = m.fetching.on
		if len(m.chains) > 0 {
			m.chains[0].empty = false
		}
	case SentOut:
		m.sending, m.spokeMS = false, nowMS
	default:
		out = m.answered(in, nowMS)
	}
	return m.act(out, nowMS)
}

// turnBack moves what was noted along when somebody sets the clock back, so that
// nothing waits for a time that comes again in years.
func (m *Machine) turnBack(nowMS int64) {
	if back := m.nowMS - nowMS; back > 0 {
		for _, at := range []*int64{&m.retryMS, &m.heardMS, &m.spokeMS, &m.movedMS, &m.helloMS, &m.pingMS, &m.comparedMS} {
			*at -= back
		}
	}
	m.nowMS = nowMS
}

// answered takes what the journal answered.
func (m *Machine) answered(in Input, nowMS int64) []Output {
	switch in := in.(type) {
	case Prepared:
		return m.prepared(in)
	case Verified:
		m.verified(in)
	case TailLoaded:
		m.tailLoaded(in, nowMS)
	case PageApplied:
		return m.applied(in, nowMS)
	case Rewound:
		m.rewound(in)
	case VoidsLoaded:
		m.voidsLoaded(in, nowMS)
	case PlacesTaken:
		m.handing.placing, m.recount = false, true
	case LentLoaded:
		m.lentLoaded(in, nowMS)
	case WantsLoaded:
		m.wantsLoaded(in, nowMS)
	case HistoriesTaken:
		return m.historiesTaken(in, nowMS)
	case Acknowledged:
		m.noting, m.recount = false, true
	case Counted:
		m.counting = false
		m.status.Waiting, m.status.OldestMS = in.Waiting, in.OldestMS
		m.voidsCounted(in.Voids)
	case StoreFailed:
		m.unanswered(in.Question)
		return m.giveUp(codeStore, nowMS)
	}
	return nil
}

// act adds what the state itself asks for.
func (m *Machine) act(out []Output, nowMS int64) []Output {
	if m.phase == resting && m.began && nowMS >= m.retryMS && !m.busy() {
		m.phase = preparing
		return append(out, DoPrepare{})
	}
	if m.phase == serving {
		out = m.serve(out)
	}
	if m.phase >= greeting && !m.sending && len(m.outbox) > 0 {
		m.sending = true
		out = append(out, DoSend{m.outbox})
		m.outbox = nil
	}
	if m.recount && !m.counting && m.began {
		m.counting, m.recount = true, false
		out = append(out, DoCount{})
	}
	return out
}

// busy tells whether an answer of an earlier session is still to come.
func (m *Machine) busy() bool {
	return m.loading || m.verifying || m.applying || m.noting || m.sending || m.rewinding || m.handing.loading || m.handing.placing || m.lending.loading || m.fetching.busy()
}

// unanswered forgets a question that will not be answered.
func (m *Machine) unanswered(question Output) {
	switch question.(type) {
	case DoLoadTail:
		m.loading = false
	case DoVerify:
		m.verifying = false
	case DoApply:
		m.applying = false
	case DoAcknowledge:
		m.noting = false
	case DoCount:
		m.counting = false
	case DoRewind:
		m.rewinding = false
	case DoLoadVoids:
		m.handing.loading = false
	case DoPlace:
		m.handing.placing = false
	case DoLoadLent:
		m.lending.loading = false
	case DoLoadWants:
		m.fetching.loading = false
	case DoTakeHistories:
		m.fetching.taking = 0
	}
}

// serve applies the next page and looks for entries to push.
func (m *Machine) serve(out []Output) []Output {
	if m.rewinding {
		return out
	}
	out = m.giveBack(out)
	if m.recovering {
		return out
	}
	if !m.applying && len(m.pages) > 0 {
		m.applying = true
		page := m.pages[0]
		out = append(out, DoApply{Page: page, Progress: m.progress.To(page.Cursor, m.heardMS), Scoped: m.fetching.on})
	}
	out = m.fetch(out)
	if m.loading || m.verifying || len(m.outbox) > 0 {
		return out
	}
	if !m.lending.idle() {
		return m.lend(out)
	}
	// Older chains first: the newer one may have seen their entries.
	for i := len(m.chains) - 1; i >= 0; i-- {
		if c := m.chains[i]; c.wants() {
			m.loading, m.fresh = true, false
			return append(out, DoLoadTail{Chain: c.head.Chain, After: c.sent, MaxBytes: PushBytes, Previous: c.unlinked})
		}
	}
	return out
}

func (m *Machine) prepared(in Prepared) []Output {
	if m.phase != preparing {
		return nil
	}
	m.phase = dialling
	m.chains = m.chains[:0]
	for _, head := range in.Chains {
		m.chains = append(m.chains, &chain{head: head})
	}
	m.progress, m.cleared, m.scoped, m.short = in.Progress, in.Cleared, in.Scoped, in.Short
	m.handing = handing{due: in.Voids > 0, known: in.Voids}
	m.status.LastSyncMS = max(m.status.LastSyncMS, in.Progress.AtMS)
	if !m.barred {
		m.status.State = Connecting
	}
	m.recount = true
	return []Output{DoDial{}}
}

func (m *Machine) greet(nowMS int64) []Output {
	if m.phase != dialling {
		return nil
	}
	m.phase = greeting
	m.heardMS, m.spokeMS, m.movedMS, m.helloMS = nowMS, nowMS, nowMS, nowMS
	m.pages, m.outbox, m.live, m.restart = nil, nil, false, false
	m.lending = lending{sent: map[journal.ChainID]uint64{}, handed: map[journal.ChainID]uint64{}, needed: map[journal.ChainID]uint64{}}
	m.fetching = fetching{}
	hello := &wire.Hello{
		Version: wire.Version, Oldest: wire.OldestVersion,
		Cursor: m.progress.Cursor, Ladder: m.progress.Ladder,
		DeviceMS: nowMS, App: m.o.App, Kinds: m.o.Kinds, PageBytes: m.o.PageBytes,
		Waiting: uint64(m.status.Waiting), OldestMS: m.status.OldestMS, Cleared: m.cleared, Scoped: m.scoped,
		Short: m.short,
	}
	for _, c := range m.chains {
		hello.Chains = append(hello.Chains, c.head)
	}
	m.outbox = append(m.outbox, hello)
	return nil
}

// noConnection rests after a connection failed or broke.
func (m *Machine) noConnection(in NoConnection, nowMS int64) []Output {
	if m.phase < dialling {
		return nil
	}
	if in.Refused != wire.CodeNone {
		m.refusedBy(in.Refused)
		m.rest(codeName(in.Refused), nowMS)
		return nil
	}
	m.barred = false
	m.rest(in.Code, nowMS)
	return nil
}

// NextMS is when the machine wants a Tick at the latest, Unix milliseconds.
func (m *Machine) NextMS(nowMS int64) int64 {
	if m.phase == resting && m.began && !m.busy() {
		return min(m.retryMS, nowMS+refusedPause.Milliseconds())
	}
	return nowMS + tickEvery.Milliseconds()
}

// giveUp ends a session from this side.
func (m *Machine) giveUp(code string, nowMS int64) []Output {
	connected := m.phase >= dialling
	m.rest(code, nowMS)
	if connected {
		return []Output{DoClose{}}
	}
	return nil
}

// rest waits before the next try: longer every time, never for ever. A
// permanent refusal is asked about rarely, because a person may have settled it.
func (m *Machine) rest(code string, nowMS int64) {
	m.phase = resting
	m.pages, m.outbox, m.live = nil, nil, false
	m.status.LastErrorCode = code
	pause := min(firstPause<<min(m.attempts, manyAttempts), longestPause)
	m.status.State = Offline
	if m.barred {
		m.status.State, pause = Refused, refusedPause
	}
	m.attempts++
	if m.restart {
		m.restart, pause = false, 0
	}
	m.retryMS = nowMS + int64(float64(pause.Milliseconds())*(0.5+m.jitter.Float64()/2))
}

// refusedBy notes a refusal of the whole device.
func (m *Machine) refusedBy(code wire.Code) { m.barred = code.Permanent() }

// moved notes progress: the session is worth keeping.
func (m *Machine) moved(nowMS int64) {
	m.movedMS, m.attempts = nowMS, 0
}
