package sim

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"

	"etabli/app/service"
	"etabli/storage/faultstore"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/hlc"
	"etabli/sync/replica"
)

// device is one counter: a disk that outlives its crashes, and the program that
// runs on it now.
type device struct {
	w        *World
	name     string
	enrolled enrol.Device
	disk     machineDisk
	skewMS   int64 // its wall clock minus the time of the world
	farMS    int64 // the furthest its own time ever was
	outMS    int64 // HQ cannot be reached before this
	fullMS   int64 // its disk has no room before this
	slowMS   int64 // an answer of its disk takes up to this
	images   []image
	twin     *device // runs on a copy of the same disk
	gone     bool    // switched off for good, after it handed in what it had
	flipped  bool    // a segment of its outbox is damaged
	movesTo  string  // the site that HQ sends it to
	bare     bool    // its store is empty, and was not completed from the outbox yet

	on       bool
	life     int
	store    *faultstore.Store
	log      *journal.Log
	hlc      *hlc.Clock
	app      *service.App
	random   *rand.ChaCha8
	machine  *replica.Machine
	conn     *conn
	ticking  bool
	awake    int
	retries  []*intent
	restarts bool // a restart is due
}

func (d *device) wallMS() int64 { return d.w.nowMS + d.skewMS }

func (d *device) wall() time.Time { return time.UnixMilli(d.wallMS()) }

// start opens the log on the disk and begins to replicate. A loss of power may
// come while it opens.
func (d *device) start() {
	if d.on || d.gone {
		return
	}
	d.life++
	inner, err := d.disk.rows.open(d.disk.limits)
	if err != nil {
		d.w.fail("open", "%s: %v", d.name, err)
		return
	}
	d.store = faultstore.Wrap(full{inner, func() bool { return d.w.nowMS < d.fullMS }})
	if d.w.faulty(Crash) && d.w.random.in(12) {
		d.store.FailNth(pick(d.w.random, []faultstore.Operation{faultstore.LostCommit, faultstore.LostAnswer}), 1+d.w.random.IntN(3))
	}
	d.random = d.w.secret(d.name)
	if err := d.openLog(); err != nil {
		d.w.note(d.name, "does not start: %v", err)
		if !injected(err) {
			d.w.fail("open", "%s: %v", d.name, err)
			return
		}
		d.powerOff(true)
		d.w.after(d.w.random.between(time.Second, time.Minute), d.start)
		return
	}
	d.app = service.New(service.Options{
		Journal: d.log, Views: projection, Now: d.wall, Random: d.random,
		Place: service.Place{Site: d.enrolled.Site, Device: d.enrolled.Code, PortalURL: "https://sav.example"},
	})
	d.machine = replica.NewMachine(replica.MachineOptions{App: "sim", Seed: d.random.Uint64()})
	if d.bare {
		d.bare = false
		d.w.model.excuse(d.w)
	}
	d.on, d.ticking, d.restarts, d.conn = true, false, false, nil
	o := d.log.Opened()
	d.w.note(d.name, "starts on %s: new chain %d, %d from the outbox, %d from the store, %d missing, damaged %d",
		d.log.Chain(), o.NewChain, o.FromOutbox, o.FromStore, o.Missing, len(o.Damaged))
	d.landed()
	d.noteChain()
	d.step(replica.Begin{})
}

func (d *device) openLog() (err error) {
	if d.hlc, err = hlc.New(d.wall, d.disk.clock); err != nil {
		return err
	}
	d.log, err = journal.OpenLog(context.Background(), journal.Options{
		Store: d.w.blind(d.store), OutboxDir: d.disk.outbox, OutboxKey: outboxKey, Folder: d.w.folder(projection),
		Clock: d.w.stamps(d.hlc), Rand: d.random,
	})
	if err != nil {
		d.log = nil
	}
	d.tock()
	return err
}

var outboxKey = journal.Key{0: 7, 31: 7}

// landed notes that everything that was answered is on disk.
func (d *device) landed() {
	if err := d.disk.answered(d.wallMS()); err != nil {
		d.w.fail("harness", "%s: %v", d.name, err)
	}
}

// powerOff ends the program without a goodbye. What was being written when the
// power went is torn.
func (d *device) powerOff(writing bool) {
	d.on = false
	d.life++
	d.disk.rows.crash()
	if d.log != nil {
		_ = d.log.Close() // the store is gone already; only files are closed
		d.log = nil
	}
	if writing {
		if err := d.disk.tear(d.w.random); err != nil {
			d.w.fail("harness", "%s: %v", d.name, err)
		}
	}
	d.w.plantedAtCrash(d)
	if d.conn == nil {
		return
	}
	c := d.conn
	d.conn = nil
	if d.w.random.in(2) {
		c.dark()
	} else {
		d.w.after(d.w.random.Int64N(1000), func() { c.open = false })
	}
}

// crash is powerOff and, a while later, start.
func (d *device) crash(forMS int64) {
	if !d.on {
		return
	}
	writing := d.store.Stopped()
	d.w.note(d.name, "loses power, writing %v", writing)
	d.powerOff(writing)
	d.w.after(forMS, d.start)
}

// quit ends the program as a person does.
func (d *device) quit() {
	if d.conn != nil {
		d.conn.hangUp()
	}
	d.on = false
	d.life++
	err := errors.Join(d.log.Close(), d.hlc.Close(), d.store.Close())
	d.log = nil
	if err != nil {
		d.w.fail("close", "%s: %v", d.name, err)
	}
}

// failed looks at an error of the log. One that stopped it needs a restart.
func (d *device) failed(what string, err error) {
	if err == nil {
		return
	}
	d.w.note(d.name, "%s: %v", what, err)
	if !injected(err) {
		d.w.fail("error", "%s: %s: %v", d.name, what, err)
		return
	}
	if d.restarts || !(d.store.Stopped() || errors.Is(err, journal.ErrStopped)) {
		return
	}
	d.restarts = true
	life := d.life
	d.w.after(d.w.random.spread(time.Millisecond, 20*time.Second), func() {
		if d.on && d.life == life {
			d.crash(d.w.random.spread(100*time.Millisecond, time.Minute))
		}
	})
}

// folder returns a fresh folder for an outbox.
func (w *World) outboxFolder(name string) string {
	w.folders++
	return filepath.Join(w.dir, fmt.Sprintf("%s-%d", name, w.folders))
}
