package sim

import (
	"context"
	"errors"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// maxImages bounds the backups of a disk that are kept.
const maxImages = 3

// restore takes a backup of a device's disk, or brings an older one back.
func restore(w *World, d *device) {
	if len(d.images) == 0 || w.random.in(2) {
		d.backUp()
		return
	}
	i := pick(w.random, d.images)
	w.note(d.name, "goes back %d s", (w.nowMS-i.atMS)/1000)
	w.model.goesBack(d, i.atMS)
	if d.on {
		d.powerOff(false)
	}
	d.putBack(i)
	w.model.excuse(w)
}

// backUp copies a disk as it is, while the program runs.
func (d *device) backUp() {
	i, err := d.disk.image(d.w.nowMS)
	if err != nil {
		d.w.fail("harness", "%s: %v", d.name, err)
		return
	}
	if d.images = append(d.images, i); len(d.images) > maxImages {
		d.images = d.images[1:]
	}
}

func (d *device) putBack(i image) {
	if err := d.disk.put(i, d.w.outboxFolder(d.name), d.wallMS()); err != nil {
		d.w.fail("harness", "%s: %v", d.name, err)
		return
	}
	d.life++
	d.w.after(d.w.random.between(time.Second, time.Minute), d.start)
}

// clone lets a copy of a device's disk run beside it, with its name and its
// certificate. There is one in a run.
func clone(w *World, d *device) {
	for _, other := range w.devices {
		if other.twin != nil {
			return
		}
	}
	i, err := d.disk.image(w.nowMS)
	if err != nil {
		w.fail("harness", "%s: %v", d.name, err)
		return
	}
	w.model.split = true
	twin := w.add(d.enrolled.Site, d.enrolled.Code)
	twin.name, twin.enrolled, twin.twin, twin.skewMS = d.name+"'", d.enrolled, d, d.skewMS
	twin.disk.limits, twin.flipped, twin.farMS = d.disk.limits, d.flipped, d.farMS
	twin.putBack(i)
	w.after(w.random.between(time.Second, 10*time.Second), twin.work)
}

// flip turns over a bit of the outbox while the device is off.
func flip(w *World, d *device) {
	if d.on {
		d.powerOff(d.store.Stopped())
	}
	name, err := d.disk.flip(w.random)
	if err != nil {
		w.fail("harness", "%s: %v", d.name, err)
	}
	w.note(d.name, "a bit of %q turned over", name)
	d.flipped = d.flipped || name != ""
	if d.bare {
		w.model.goesBack(d, 0) // the outbox was all there was
		d.bare = false
		w.model.excuse(w)
		d.bare = true
	}
	w.after(w.random.between(time.Second, time.Minute), d.start)
}

// rot turns over a bit of a row of the journal while the device is off. That is
// found; then the device begins with an empty store and the outbox it has.
func rot(w *World, d *device) {
	if d.on {
		d.powerOff(d.store.Stopped())
	}
	key, ok := d.rotten()
	if !ok {
		w.after(time.Second.Milliseconds(), d.start)
		return
	}
	w.note(d.name, "a bit of row %x turned over; its store begins anew", key)
	w.model.rotted = true
	w.model.goesBack(d, 0) // the outbox no longer has what HQ had long ago
	d.disk.rows, d.bare = w.emptyDisk(), true
	d.bare = !d.flipped // what it lost with the other bit is gone for good
	w.model.excuse(w)
	d.bare = true
	w.after(w.random.between(time.Second, time.Minute), d.start)
}

// journalRows are the first bytes of the keys of rows that have a sum.
const journalRows = "ehcikqam"

// rotten damages one row and checks that this is noticed.
func (d *device) rotten() (row []byte, ok bool) {
	w, ctx := d.w, context.Background()
	store, err := d.disk.rows.open(memstore.DefaultLimits)
	if err != nil {
		w.fail("harness", "%s: %v", d.name, err)
		return nil, false
	}
	defer func() { _ = store.Close() }()
	var keys [][]byte
	err = store.Update(ctx, func(tx storage.Tx) error {
		for _, prefix := range []byte(journalRows) {
			if err := tx.Scan(storage.Prefix([]byte{prefix}), func(key, _ []byte) error {
				keys = append(keys, append([]byte{}, key...))
				return nil
			}); err != nil {
				return err
			}
		}
		if len(keys) == 0 {
			return nil
		}
		row = pick(w.random, keys)
		value, err := tx.Get(row)
		if err != nil || len(value) == 0 {
			return err
		}
		value[w.random.IntN(len(value))] ^= 1 << w.random.IntN(8)
		return tx.Put(row, value)
	})
	if err != nil || len(keys) == 0 {
		return nil, false
	}
	report, err := journal.Verify(ctx, store, "", outboxKey)
	if err != nil || len(report.Faults) == 0 {
		w.fail("verify", "%s: a bit of row %x turned over and nobody noticed: %v", d.name, row, err)
	}
	return row, true
}

// restoreHQ takes a backup of HQ or brings an older one back, as etabli-hq
// restore does.
func restoreHQ(w *World, _ *device) {
	h := w.hq
	if len(h.images) == 0 || w.random.in(2) {
		h.backUp()
		return
	}
	h.goBack(pick(w.random, h.images), true)
	w.after(w.random.spread(10*time.Second, 2*time.Hour), h.endRecovery)
}

// cutHQ lets HQ lose the end of its log: what its disk had a while ago is all
// there is.
func cutHQ(w *World, _ *device) {
	h := w.hq
	if len(h.images) == 0 || w.random.in(2) {
		h.backUp()
		return
	}
	h.goBack(h.images[len(h.images)-1], false)
}

func (h *hq) backUp() {
	h.images = append(h.images, hqImage{rows: h.w.copyOf(h.disk), clock: *h.clock, position: h.position()})
	if len(h.images) > maxImages {
		h.images = h.images[1:]
	}
	h.settleOn(h.images[0].position)
}

// goBack makes HQ's disk what it was, and tells the model.
func (h *hq) goBack(i hqImage, restored bool) {
	w := h.w
	w.read(false)
	known := w.model.ledger.lineage.Counter
	h.crash()
	clock := i.clock
	h.disk, h.clock = w.copyOf(i.rows), &clock
	if restored {
		store, err := h.disk.open(memstore.DefaultLimits)
		if err == nil {
			_, err = hub.Restored(context.Background(), store, w.secret("restore"), h.wallMS())
			err = errors.Join(err, store.Close())
		}
		if err != nil {
			w.fail("harness", "HQ: %v", err)
		}
	}
	h.images = nil // backups of what came after it are of another history
	h.images = append(h.images, i)
	w.model.hqGoesBack(w)
	if !restored && w.model.ledger.lineage.Counter < known {
		// Devices know a later history and refuse this one, which people see.
		w.after(w.random.spread(time.Minute, time.Hour), h.startRecovery)
	}
	w.note("HQ", "goes back to position %d, restored %v", len(w.model.ledger.entries), restored)
}

// startRecovery is what a person does when devices refuse HQ as an old copy.
func (h *hq) startRecovery() {
	if !h.on {
		h.w.after(time.Second.Milliseconds(), h.startRecovery)
		return
	}
	err := h.core.StartRecovery(context.Background())
	h.w.note("HQ", "is told to recover: %v", err)
	h.failed(err)
	wait := h.w.random.spread(10*time.Second, 10*time.Minute)
	if h.w.calm { // now people wait for every device
		wait = 10 * time.Minute.Milliseconds()
	}
	h.w.after(wait, h.endRecovery)
}

// patience is how long people wait for an entry that some device holds.
const patience = 25 * time.Minute

// giveUp is what a person does with what waits for entries that nobody has any
// more.
func (h *hq) giveUp() {
	w := h.w
	if !h.on || !w.model.mayLose() {
		return
	}
	for _, d := range w.devices {
		if d.on && d.machine.Status().LastErrorCode == wire.CodeLineage.String() {
			h.startRecovery() // it knows a later history than this one
			h.w.after(15*time.Minute.Milliseconds(), h.giveUp)
			return
		}
	}
	ctx := context.Background()
	var held []hub.Held
	var waits hub.Recovery
	err := h.store.View(ctx, func(r storage.Reader) (err error) {
		if held, err = hub.HeldEntries(r); err == nil {
			waits, err = hub.RecoveryOf(r)
		}
		return err
	})
	h.failed(err)
	if waits.Waiting > 0 {
		work := hub.GiveUpWork()
		h.late(h.core.Settle(ctx, []*hub.Work{work}))
		h.w.note("HQ", "places %d entries behind what is lost: %v", waits.Waiting, work.Err)
		h.failed(work.Err)
	}
	released := false
	for _, e := range held {
		if len(e.Missing) == 0 || e.Released || w.nowMS < w.calmMS+patience.Milliseconds() && h.anybodyHas(e.Missing) {
			continue
		}
		h.w.note("HQ", "releases %s, which waits for %v", e.Ref, e.Missing)
		released = true
		if err := h.core.Release(ctx, e.Ref); !errors.Is(err, hub.ErrNotHeld) { // an earlier release may have freed it
			h.failed(err)
		}
		h.late(h.core.Settle(ctx, nil, e.Ref.Chain))
	}
	if released {
		h.w.after(time.Second.Milliseconds(), h.giveUp)
		return
	}
	h.w.after(time.Minute.Milliseconds(), h.giveUp)
}

// awaitsMore tells whether something was given back that has no position yet.
func (h *hq) awaitsMore() bool {
	if !h.w.model.burnt {
		return false
	}
	var waits hub.Recovery
	err := h.store.View(context.Background(), func(r storage.Reader) (err error) {
		waits, err = hub.RecoveryOf(r)
		return err
	})
	h.failed(err)
	return waits.Waiting > 0 || waits.Active
}

// anybodyHas tells whether a device holds one of some entries.
func (h *hq) anybodyHas(refs []journal.Ref) (found bool) {
	for _, d := range h.w.devices {
		if d.gone {
			continue
		}
		h.w.inspect(d.disk.rows, func(r storage.Reader) error {
			for _, ref := range refs {
				if _, err := journal.Get(r, ref); err == nil {
					found = true
				}
			}
			return nil
		})
	}
	return found
}

// endRecovery is what a person does when the devices have given back what they
// hold.
func (h *hq) endRecovery() {
	if !h.on {
		h.w.after(time.Second.Milliseconds(), h.endRecovery)
		return
	}
	work := hub.RecoveredWork()
	h.late(h.core.Settle(context.Background(), []*hub.Work{work}))
	h.w.note("HQ", "ends its recovery: %v", work.Err)
	h.failed(work.Err)
	if work.Err != nil {
		h.w.after(time.Second.Milliseconds(), h.endRecovery)
	}
}
