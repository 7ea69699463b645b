package spool

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"
)

// The times of the queue.
const (
	firstPause   = time.Second
	longestPause = 30 * time.Second
	followEvery  = 2 * time.Second
	// silentFor is how long a printer may have a document without saying what
	// keeps it, before a person is asked.
	silentFor = 2 * time.Minute
	// fallbackAfter is how long a printer may take nothing before the next of
	// its role is used.
	fallbackAfter = 20 * time.Second
	idleTick      = time.Minute
)

// Machine is the queue as a function of state, input and time.
type Machine struct {
	jitter *rand.Rand
	setup  Setup
	jobs   []*entry // by number
	down   map[string]trouble
	began  bool
	nowMS  int64
}

// entry is an unfinished job and what is under way for it.
type entry struct {
	Job
	busy   bool  // an answer is to come
	try    int   // counts fresh beginnings at a printer
	making bool  // its document is being made
	asks   int   // that had no answer, one after the other
	askMS  int64 // when the printer is asked next; 0 for never
	mute   bool  // the printer can tell nothing about it any more
	tried  bool  // in vain, since it was loaded or somebody asked for it
	pages  int   // that came out
}

// trouble is a printer that takes nothing.
type trouble struct {
	sinceMS, lastMS int64
	reason          Reason
}

// NewMachine makes a machine without jobs; seed is of the jitter.
func NewMachine(seed uint64) *Machine {
	return &Machine{jitter: rand.New(rand.NewPCG(seed, seed^0x9e3779b97f4a7c15)), down: map[string]trouble{}}
}

// Jobs are the unfinished jobs, the oldest first.
func (m *Machine) Jobs() []Job {
	out := make([]Job, len(m.jobs))
	for i, e := range m.jobs {
		out[i] = e.copied()
	}
	return out
}

// Idle tells whether nothing is under way and nothing goes on without time, a
// person or a printer.
func (m *Machine) Idle() bool {
	stuck := map[string]bool{}
	for _, e := range m.jobs {
		switch {
		case e.busy || e.making, e.State == Printing && e.Reason == "":
			return false
		case e.State != Waiting:
		case !e.tried && !stuck[e.Printer]:
			return false
		default:
			stuck[e.Printer] = true // those behind it wait with it
		}
	}
	return true
}

// Step takes one input and returns what to do.
func (m *Machine) Step(in Input, nowMS int64) []Output {
	m.turnBack(nowMS)
	var out []Output
	switch in := in.(type) {
	case Loaded:
		out = m.load(in)
	case Begin:
		m.began = true
	case Rest:
		m.began = false
	case Added:
		m.put(in.Job)
	case SetUp:
		out = m.setUp(in.Setup)
	case Forget:
		out = m.forget(in.Entity)
	case Tick:
	default:
		out = m.about(in)
	}
	m.jobs = slices.DeleteFunc(m.jobs, func(e *entry) bool { return e.State.Final() })
	if !m.began {
		return out
	}
	return m.act(out)
}

// about takes an input that concerns one job.
func (m *Machine) about(in Input) []Output {
	switch in := in.(type) {
	case Claimed:
		return m.at(in.ID, in.Try, func(e *entry) []Output { return m.claimed(e, in.Remote) })
	case Troubled:
		return m.at(in.ID, in.Try, func(e *entry) []Output { return m.troubled(e, in.Reason) })
	case Noted:
		return m.at(in.ID, in.Try, func(e *entry) []Output { return m.noted(e, in.Reason) })
	case Told:
		return m.at(in.ID, in.Try, func(e *entry) []Output { return m.told(e, in.Progress) })
	case Made:
		out := []Output{DoErase{in.Document.Payload}} // unless there is a job for it
		m.with(in.ID, func(e *entry) []Output {
			out = m.made(e, in.Document)
			return nil
		})
		return out
	case NotMade:
		return m.with(in.ID, func(e *entry) []Output { return m.notMade(e) })
	case Spoiled:
		return m.at(in.ID, in.Try, func(e *entry) []Output { return m.spoiled(e) })
	case Person:
		return m.with(in.ID, func(e *entry) []Output { return m.person(e, in) })
	}
	return nil
}

// with finds a job; late news about one that is finished is dropped.
func (m *Machine) with(id ID, fn func(*entry) []Output) []Output {
	i, ok := slices.BinarySearchFunc(m.jobs, id, func(e *entry, id ID) int { return cmp.Compare(e.ID, id) })
	if !ok {
		return nil
	}
	return fn(m.jobs[i])
}

// at is with for an answer to a try.
func (m *Machine) at(id ID, try int, fn func(*entry) []Output) []Output {
	return m.with(id, func(e *entry) []Output {
		if e.try != try {
			return nil
		}
		return fn(e)
	})
}

// turnBack moves what was noted along when somebody sets the clock back, so
// that nothing waits for a time that comes again in years.
func (m *Machine) turnBack(nowMS int64) {
	if back := m.nowMS - nowMS; back > 0 {
		for _, e := range m.jobs {
			e.SinceMS -= back
			e.RetryMS = max(0, e.RetryMS-back)
			if e.askMS > 0 {
				e.askMS = max(1, e.askMS-back)
			}
		}
		for name, t := range m.down {
			t.sinceMS -= back
			t.lastMS -= back
			m.down[name] = t
		}
	}
	m.nowMS = nowMS
}

// load begins anew from what is on disk. Jobs that were being sent may have
// come out: their printers are asked, and until one answers they are in doubt.
func (m *Machine) load(in Loaded) []Output {
	m.jobs, m.down = nil, map[string]trouble{}
	m.setup = in.Setup
	var out []Output
	for _, j := range in.Jobs {
		e := m.put(j)
		switch e.State {
		case Sending:
			e.turn(Doubt, Interrupted, m.nowMS)
			out = append(out, m.save(e))
		case Waiting:
			e.RetryMS = 0
			if e.Wish != nil {
				out = append(out, m.grant(e, Progress{Standing: NotArrived})...)
			}
		}
	}
	return append(out, m.setUp(in.Setup)...)
}

func (m *Machine) put(j Job) *entry {
	e := &entry{Job: j.copied(), try: 1}
	if e.State == Printing || e.State == Doubt || e.State == Sending {
		e.askMS = 1
		e.mute = e.Remote == "" // such a printer can tell nothing
	}
	m.jobs = append(m.jobs, e)
	slices.SortFunc(m.jobs, func(a, b *entry) int { return cmp.Compare(a.ID, b.ID) })
	return e
}

// setUp gives jobs of a printer that was missing another chance. What waits for
// one that takes other bytes now is made anew.
func (m *Machine) setUp(s Setup) []Output {
	before := m.setup
	m.setup = s
	clear(m.down)
	var out []Output
	for _, e := range m.jobs {
		was, known := before.Find(e.Printer)
		now, still := s.Find(e.Printer)
		if known && still && !was.takesAlike(now) && !e.busy && (e.State == Waiting || e.State == Held) && e.Payload != "" {
			payload := e.Payload
			e.Payload = ""
			out = append(out, m.save(e), DoErase{payload})
		}
		if _, ok := s.Find(e.Printer); ok && e.Reason == UnknownPrinter && e.State == Held {
			out = append(out, m.again(e, "", "")...)
		}
	}
	return out
}

func (m *Machine) save(e *entry) Output { return DoSave{e.copied()} }

// finish ends a job and gets rid of its document.
func (m *Machine) finish(e *entry, s State, r Reason) []Output {
	return m.finishFor(e, s, r, "", "")
}

func (m *Machine) finishFor(e *entry, s State, r Reason, a Act, by string) []Output {
	payload := e.Payload
	e.Payload, e.Wish, e.RetryMS = "", nil, 0
	e.note(s, r, a, by, m.nowMS)
	out := []Output{m.save(e)}
	if payload != "" {
		out = append(out, DoErase{payload})
	}
	return out
}

// NextMS is when the machine wants a Tick at the latest.
func (m *Machine) NextMS() int64 {
	next := m.nowMS + idleTick.Milliseconds()
	seen := map[string]bool{}
	for _, e := range m.jobs {
		first := e.State == Waiting && !seen[e.Printer]
		seen[e.Printer] = seen[e.Printer] || first
		switch {
		case e.busy || e.making:
		case first:
			next = min(next, e.RetryMS)
		case e.askMS > 0 && !e.mute:
			next = min(next, e.askMS)
		}
	}
	return max(next, m.nowMS+1)
}

// pause is how long to wait after the n-th failure in a row.
func (m *Machine) pause(n int) int64 {
	full := min(firstPause<<min(n, 16), longestPause).Milliseconds()
	return int64(float64(full) * (0.5 + m.jitter.Float64()/2))
}
