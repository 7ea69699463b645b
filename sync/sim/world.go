package sim

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/memstore"
	"etabli/sync/enrol"
)

// startMS is when every simulated world begins.
const startMS = 1_780_000_000_000

// healing is how long a fleet has after the last fault until everything must
// have arrived everywhere, people's decisions about what is lost included.
const healing = time.Hour

// projection is the fold and the views that ship; it keeps nothing in memory.
var projection = views.New()

// World is one run.
type World struct {
	o       Options
	random  chance
	trace   *trace
	dir     string
	nowMS   int64
	steps   int
	queue   events
	ordered uint64

	openings, folders, named int

	hq      *hq
	devices []*device
	model   *model
	rate    int // one event in so many brings a fault
	calm    bool
	calmMS  int64 // since when
	failure *Failure
	planted planted
}

// Run runs one world to its end. The error is a *Failure when an invariant does
// not hold.
func Run(ctx context.Context, o Options) (r Result, err error) {
	if o.Steps == 0 {
		o.Steps = DefaultSteps
	}
	w := &World{o: o, random: newChance(o.Seed), trace: newTrace(o.Trace), nowMS: startMS, model: newModel()}
	if w.dir, err = os.MkdirTemp(memoryFolder(o.Dir), "sim-"); err != nil {
		return r, fmt.Errorf("sim: make a folder for the outboxes: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(w.dir)) }()
	defer w.close()
	w.begin()
	for w.steps < o.Steps && w.failure == nil && ctx.Err() == nil {
		w.next()
		w.maybeFault()
	}
	w.heal(ctx)
	if err := ctx.Err(); err != nil {
		return r, err
	}
	w.note("world", "ends")
	r = w.result()
	if w.failure != nil {
		return r, w.failure
	}
	return r, nil
}

// memoryFolder is where small files are written fastest.
func memoryFolder(asked string) string {
	const shared = "/dev/shm"
	if info, err := os.Stat(shared); asked == "" && err == nil && info.IsDir() {
		return shared
	}
	return asked
}

// begin makes HQ and the fleet.
func (w *World) begin() {
	w.rate = 8 + w.random.IntN(100)
	w.hq = newHQ(w)
	w.hq.start()
	sites := []string{"LIL", "PAR", "LYO"}[:1+w.random.IntN(3)]
	for i := range 2 + w.random.IntN(4) {
		site := sites[i%len(sites)]
		w.add(site, fmt.Sprint(1+i/len(sites)))
	}
	for _, d := range w.devices {
		w.after(w.random.between(0, 3*time.Second), d.start)
		w.after(w.random.between(time.Second, 5*time.Second), d.work)
	}
	w.after(w.random.between(time.Second, 10*time.Second), w.hq.work)
	w.after(w.random.between(time.Second, 10*time.Second), w.hq.grant)
}

// add makes a device.
func (w *World) add(site, code string) *device {
	w.named++
	d := &device{w: w, name: site + code}
	d.enrolled = enrol.Device{ID: enrol.DeviceID{0xde, byte(w.named)}, Site: site, Role: enrol.Counter, Code: code}
	d.disk = machineDisk{rows: w.emptyDisk(), outbox: w.outboxFolder(d.name), clock: &clockFile{}, limits: w.limits()}
	w.devices = append(w.devices, d)
	return d
}

// limits are those of a store; some have little room in a transaction.
func (w *World) limits() storage.Limits {
	l := memstore.DefaultLimits
	if w.random.in(4) {
		l.TxBytes, l.TxKeys = 96<<10, 700
	}
	return l
}

// latencyMS is how long a frame is on its way.
func (w *World) latencyMS() int64 { return w.random.spread(time.Millisecond, 400*time.Millisecond) }

func (w *World) faulty(f Fault) bool { return !w.calm && w.o.has(f) }

// fail notes the first invariant that does not hold; the run ends there.
func (w *World) fail(invariant, what string, args ...any) {
	if w.failure != nil {
		return
	}
	w.note("world", "%s does not hold: %s", invariant, fmt.Sprintf(what, args...))
	w.failure = &Failure{
		Seed: w.o.Seed, Steps: w.o.Steps, Faults: w.o.Faults, Mutant: w.o.Mutant, Badger: w.o.Badger,
		Invariant: invariant, What: fmt.Sprintf(what, args...), Tail: slices.Clone(w.trace.tail),
	}
}

// heal ends all faults, lets the fleet run on and checks everything.
func (w *World) heal(ctx context.Context) {
	if w.failure != nil {
		return
	}
	w.calm, w.calmMS = true, w.nowMS
	w.note("world", "heals")
	w.endFaults()
	steps := w.steps
	for until := w.nowMS + healing.Milliseconds(); w.failure == nil && ctx.Err() == nil; {
		if len(w.queue) == 0 || w.queue[0].atMS > until || w.steps > steps+200_000 {
			break
		}
		w.next()
		if w.steps%32 == 0 && w.atRest() {
			break
		}
	}
	if w.failure == nil {
		w.note("world", "is looked at")
		w.check(true)
	}
}

// close ends what still runs.
func (w *World) close() {
	if w.hq.on {
		_ = w.hq.store.Close() // its files go as well
	}
	for _, d := range w.devices {
		if d.log != nil {
			_ = d.log.Close() // the run is over; its files go
			_ = d.store.Close()
		}
	}
}

func (w *World) result() Result {
	r := Result{
		Steps: w.steps, VirtualMS: w.nowMS - startMS, Devices: len(w.devices), Acts: len(w.model.promises),
		Entries: len(w.model.ledger.entries), Items: w.model.items, Faults: w.trace.count,
	}
	w.trace.sum.Sum(r.Hash[:0])
	return r
}
