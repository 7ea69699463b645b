package present

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"time"
)

// The parts of the printers' screen.
const (
	QueueScope    Scope = "queue"    // what is not out yet
	PrintedScope  Scope = "printed"  // what came out, or will not
	PrintersScope Scope = "printers" // that are set up
	FoundScope    Scope = "found"    // that could be
)

var printScopes = []Scope{QueueScope, PrintedScope, PrintersScope, FoundScope}

// pastPrints is how many finished jobs are listed.
const pastPrints = 200

// PrintDesk presents the print queue and the printers of this device.
type PrintDesk struct {
	stay
	sheeted
	port Printers
	list func(ListState)
	show func(Detail)

	scope    Scope
	now      PrintQueue
	past     []PrintJob
	found    []FoundPrinter
	known    bool
	searched bool // the search for printers is over
	notice   Notice
	revision int
	lane     lane
	search   lane
	pulse    *pulse

	page    []byte // of the job that is open
	pageOf  ID
	drawing lane
}

// NewPrintDesk makes the presenter of the printers.
func NewPrintDesk(env Env, port Printers, list func(ListState), show func(Detail)) *PrintDesk {
	p := &PrintDesk{stay: stay{Env: env}, port: port, list: list, show: show, scope: QueueScope}
	p.pulse = newPulse(env, time.Second/4, p.load)
	p.open = newPane(&p.stay, port, p.publish, func() { p.open.pulse.done() }, p.pulse.kick)
	return p
}

// Enter begins to show the queue and follows it.
func (p *PrintDesk) Enter(ctx context.Context) {
	p.enter(ctx)
	p.until(p.port.WatchPrints(func() {
		p.Post(func() {
			if ctx.Err() == nil {
				p.pulse.kick()
			}
		})
	}))
	p.until(p.pulse.rest)
	p.until(p.open.pulse.rest)
	p.pulse.kick()
	p.publish()
}

// Leave ends it.
func (p *PrintDesk) Leave() { p.leave() }

// Show opens a job or a printer.
func (p *PrintDesk) Show(at Route) {
	if at.Open.IsZero() || !p.open.choose(at.Open) {
		return
	}
	p.draw()
	p.publish()
}

// The ids of what is listed: a letter, and a number or a name.
func jobID(n uint64) ID { return listedID('j', n) }

func printerID(name string) ID { return listedID('p', hashed(name)) }

func foundID(f FoundPrinter) ID { return listedID('f', hashed(f.Way+" "+f.Address)) }

func listedID(what byte, n uint64) (id ID) {
	id[0] = what
	binary.BigEndian.PutUint64(id[len(id)-8:], n)
	return id
}

func hashed(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// job is the job with an id, finished or not.
func (p *PrintDesk) job(id ID) (PrintJob, bool) {
	for _, j := range slices.Concat(p.now.Jobs, p.past) {
		if jobID(j.ID) == id {
			return j, true
		}
	}
	return PrintJob{}, false
}

func (p *PrintDesk) printer(id ID) (Printer, bool) {
	i := slices.IndexFunc(p.now.Printers, func(at Printer) bool { return printerID(at.Name) == id })
	if i < 0 {
		return Printer{}, false
	}
	return p.now.Printers[i], true
}

func (p *PrintDesk) foundPrinter(id ID) (FoundPrinter, bool) {
	i := slices.IndexFunc(p.found, func(f FoundPrinter) bool { return foundID(f) == id })
	if i < 0 {
		return FoundPrinter{}, false
	}
	return p.found[i], true
}

// queued is one reading of the queue.
type queued struct {
	now  PrintQueue
	past []PrintJob
}

func (p *PrintDesk) load() {
	ask(&p.stay, &p.lane, func(ctx context.Context) (out queued, err error) {
		if out.now, err = p.port.PrintQueue(ctx); err == nil {
			out.past, err = p.port.PastPrints(ctx, pastPrints)
		}
		return out, err
	}, func(q queued, err error) {
		p.pulse.done()
		if err != nil {
			p.notice = p.retriable(err)
		} else {
			p.now, p.past, p.known, p.notice = q.now, q.past, true, Notice{}
			p.revision++
			p.draw()
		}
		p.publish()
	})
}

// seek looks for printers.
func (p *PrintDesk) seek() {
	p.searched, p.found = false, nil
	ask(&p.stay, &p.search, p.port.FindPrinters, func(list []FoundPrinter, err error) {
		p.searched = true
		if p.found = list; err != nil {
			p.notice = p.Failure(err)
		}
		p.revision++
		p.publish()
	})
}

// draw makes the picture of the job that is open.
func (p *PrintDesk) draw() {
	j, ok := p.job(p.open.id)
	if !ok || p.pageOf == p.open.id {
		return
	}
	p.page, p.pageOf = nil, p.open.id
	p.drawing.drop()
	ask(&p.stay, &p.drawing, func(ctx context.Context) ([]byte, error) {
		return p.port.PrintPicture(ctx, j.ID)
	}, func(page []byte, err error) {
		if err == nil { // without a picture the rest is shown all the same
			p.page = page
			p.publish()
		}
	})
}

// RowChosen opens what a line is about.
func (p *PrintDesk) RowChosen(i int) {
	if row := p.Row(i); !row.ID.IsZero() {
		p.Go(Route{Screen: PrintersScreen, Open: row.ID})
	}
}

// ScopeChosen shows another part.
func (p *PrintDesk) ScopeChosen(s Scope) {
	if p.scope == s || !p.here() {
		return
	}
	p.scope = s
	p.revision++
	if s == FoundScope {
		p.seek()
	}
	p.publish()
}

// RetryPressed reads again after a failure.
func (p *PrintDesk) RetryPressed() {
	p.notice, p.open.notice = Notice{}, Notice{}
	p.pulse.kick()
	if p.scope == FoundScope {
		p.seek()
	}
	p.publish()
}
