package sim

import (
	"fmt"
	"time"

	"etabli/storage/faultstore"
)

// longest is how far a clock jumps at most.
const longest = 3 * 365 * 24 * time.Hour

// inject are the faults that strike at a moment; Skew is in the work of people.
var inject = map[Fault]func(*World, *device){
	Cut: cut, HalfOpen: halfOpen, Stall: stall, Partition: partition, Storm: storm,
	Crash: crash, HQCrash: crashHQ, DiskError: diskError, DiskFull: diskFull, SlowDisk: slowDisk,
	Clock: clock, HQClock: clockOfHQ, Restore: restore, Clone: clone, Flip: flip, Rot: rot, HQRestore: restoreHQ, HQCut: cutHQ,
	Meet: meetings, Join: join, Relocate: relocate,
}

// maybeFault lets, once in a while, something go wrong.
func (w *World) maybeFault() {
	if !w.random.in(w.rate) {
		return
	}
	if w.random.in(6) {
		w.check(false)
	}
	faults := w.o.Faults
	if faults == nil {
		faults = AllFaults()
	}
	if len(faults) == 0 {
		return
	}
	f := pick(w.random, faults)
	strike := inject[f]
	if strike == nil {
		return
	}
	if d := pick(w.random, w.devices); !d.gone {
		w.note("fault", "%s at %s", f, d.name)
		w.happened(string(f))
		strike(w, d)
	}
}

func cut(_ *World, d *device) {
	if d.conn != nil {
		d.conn.cut(false)
	}
}

func halfOpen(_ *World, d *device) {
	if d.conn != nil {
		d.conn.cut(true)
	}
}

func stall(w *World, d *device) {
	if d.conn == nil {
		return
	}
	until := w.nowMS + w.random.spread(time.Second, 2*time.Minute)
	if w.random.in(2) {
		d.conn.up.stallMS = until
	}
	if w.random.in(2) {
		d.conn.down.stallMS = until
	}
}

// partition keeps a device, or all of them, from HQ.
func partition(w *World, d *device) {
	who := []*device{d}
	if w.random.in(5) {
		who = w.devices
	}
	until := w.nowMS + w.random.spread(time.Second, 72*time.Hour)
	for _, d := range who {
		d.outMS = until
		if d.conn != nil {
			d.conn.dark()
		}
	}
}

// largest is how many devices a fleet has at most, copies left out.
const largest = 7

// join adds a device to a site.
func join(w *World, d *device) {
	if len(w.devices) >= largest {
		return
	}
	fresh := w.add(d.enrolled.Site, fmt.Sprint(10+w.named))
	w.after(w.random.between(0, 3*time.Second), fresh.start)
	w.after(w.random.between(time.Second, 5*time.Second), fresh.work)
}

// storm breaks all connections and lets all devices come back together.
func storm(w *World, _ *device) {
	for _, d := range w.devices {
		d.outMS = 0
		d.wake()
		if d.conn != nil {
			d.conn.cut(false)
		}
	}
}

// unknownOutcome are the ways in which a write ends that nobody is told of.
var unknownOutcome = []faultstore.Operation{faultstore.LostCommit, faultstore.LostAnswer}

func crash(w *World, d *device) {
	if !d.on {
		return
	}
	if w.random.in(3) {
		d.crash(w.random.spread(50*time.Millisecond, 10*time.Minute))
		return
	}
	d.store.FailNth(pick(w.random, unknownOutcome), 1+w.random.IntN(4))
}

func crashHQ(w *World, _ *device) {
	h := w.hq
	if !h.on {
		return
	}
	if w.random.in(3) {
		h.crash()
		return
	}
	h.store.FailNth(pick(w.random, unknownOutcome), 1+w.random.IntN(4))
}

// diskError makes a disk fail now and then for a while.
func diskError(w *World, d *device) {
	store := d.store
	if w.random.in(3) {
		store = w.hq.store
	}
	if store == nil {
		return
	}
	store.FailByChance(w.random.Uint64(), map[faultstore.Operation]float64{
		faultstore.Read: 0.0005, faultstore.View: 0.01, faultstore.Update: 0.02,
	})
	w.after(w.random.spread(time.Second, 2*time.Minute), func() { store.FailByChance(0, nil) })
}

func diskFull(w *World, d *device) {
	d.fullMS = w.nowMS + w.random.spread(time.Second, 5*time.Minute)
}

func slowDisk(w *World, d *device) {
	slow := w.random.spread(100*time.Millisecond, 30*time.Second)
	until := w.random.spread(time.Second, 5*time.Minute)
	if w.random.in(4) {
		w.hq.slowMS = slow
		w.after(until, func() { w.hq.slowMS = 0 })
		return
	}
	d.slowMS = slow
	w.after(until, func() { d.slowMS = 0 })
}

func (w *World) jumpMS() int64 {
	ms := w.random.spread(time.Minute, longest)
	if w.random.in(2) {
		return -ms
	}
	return ms
}

func clock(w *World, d *device) {
	d.skewMS += w.jumpMS()
	if w.random.in(3) {
		d.skewMS = 0 // somebody sets it right
	}
	w.note(d.name, "its clock is off by %d ms", d.skewMS)
}

func clockOfHQ(w *World, _ *device) {
	h := w.hq
	h.skewMS += w.jumpMS() / 100
	if w.random.in(2) {
		h.skewMS = 0
	}
	w.note("HQ", "its clock is off by %d ms", h.skewMS)
}

// endFaults ends everything that would go on by itself.
func (w *World) endFaults() {
	for _, d := range w.devices {
		d.outMS, d.fullMS, d.slowMS, d.retries = 0, 0, 0, nil
		if d.store != nil {
			calm(d.store)
		}
		d.wake()
	}
	w.hq.slowMS = 0
	calm(w.hq.store)
	w.after(w.random.between(time.Second, time.Minute), w.hq.endRecovery)
	w.after(5*time.Minute.Milliseconds(), w.hq.giveUp)
	w.after(w.random.between(time.Second, 10*time.Minute), w.hq.backUpForGood)
}

func calm(s *faultstore.Store) {
	s.FailByChance(0, nil)
	for _, o := range []faultstore.Operation{faultstore.Read, faultstore.View, faultstore.Update, faultstore.LostCommit, faultstore.LostAnswer} {
		s.FailNth(o, 0)
	}
}
