package sim

import (
	"context"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
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
	if d.flipped {
		w.model.goesBack(d, 0) // what the outbox lost with the other bit is gone for good
	}
	d.disk.rows, d.bare = &memstore.Disk{}, true
	w.after(w.random.between(time.Second, time.Minute), d.start)
}

// journalRows are the first bytes of the keys of rows that have a sum.
const journalRows = "ehcikqam"

// rotten damages one row and checks that this is noticed.
func (d *device) rotten() (row []byte, ok bool) {
	w, ctx := d.w, context.Background()
	store, err := d.disk.rows.Open()
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

// restoreHQ takes a backup of HQ or brings an older one back.
func restoreHQ(w *World, _ *device) {
	h := w.hq
	if len(h.images) == 0 || w.random.in(2) {
		h.images = append(h.images, hqImage{rows: h.disk.Copy(), clock: *h.clock})
		return
	}
	i := pick(w.random, h.images)
	h.crash()
	clock := i.clock
	h.disk, h.clock = i.rows.Copy(), &clock
	w.note("HQ", "goes back")
}
