package sim

import (
	"context"
	"fmt"
	"slices"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// relocate sends a device to another site. It goes once everything is handed in, HQ has
// its rights back and can lose nothing of what it holds: then it begins there with an
// empty disk, and its former disk is gone.
func relocate(w *World, d *device) {
	var others []string
	for _, o := range w.devices {
		if o.enrolled.Site != d.enrolled.Site && !slices.Contains(others, o.enrolled.Site) {
			others = append(others, o.enrolled.Site)
		}
	}
	if len(others) > 0 {
		d.movesTo = pick(w.random, others)
	}
}

// depart lets a device go that is sent elsewhere, if nothing stands against it.
func (d *device) depart() {
	w := d.w
	if w.calm || d.movesTo == "" || !d.on || d.twin != nil || d.machine == nil {
		return
	}
	if done, code := d.machine.Settled(); !done || code != wire.CodeNone {
		return
	}
	if left := d.rightsLeft(); left > 0 {
		account := accountAt(d.enrolled.Site)
		id := w.commandID()
		r, err := d.log.Commit(context.Background(), id, func(r storage.Reader) (*journal.Draft, error) {
			return rightsDraft(account, journal.Move{Act: journal.Return, N: left}), nil
		})
		if err == nil {
			d.promised(id, r.Ref)
			d.step(replica.Local{})
		}
		d.failed("return rights", err)
		return
	}
	if !d.safe() {
		if h := w.hq; h.on && w.random.in(2) { // whoever sends it makes a backup, and keeps only that
			h.images = nil
			h.backUp()
		}
		return
	}
	site := d.movesTo
	w.happened("moved to another site")
	w.note(d.name, "goes to %s", site)
	d.quit()
	d.gone = true
	w.devices = slices.DeleteFunc(slices.Clone(w.devices), func(o *device) bool { return o == d })
	fresh := w.add(site, fmt.Sprint(10+w.named))
	w.after(w.random.between(0, 3*time.Second), fresh.start)
	w.after(w.random.between(time.Second, 5*time.Second), fresh.work)
}

func (d *device) rightsLeft() (left int64) {
	err := d.log.View(context.Background(), func(r storage.Reader) error {
		books, err := journal.BooksOf(r, accountAt(d.enrolled.Site).ID)
		left = books.Left(d.log.Chain())
		return err
	})
	d.failed("books", err)
	return left
}

// safe tells whether HQ can lose nothing of what a device holds.
func (d *device) safe() (safe bool) {
	at := d.cursor()
	err := d.log.View(context.Background(), func(r storage.Reader) error {
		voids, err := journal.Voids(r)
		if err != nil || voids > 0 {
			return err
		}
		safe, err = journal.AllStable(r)
		safe = safe && !d.w.model.stale(at)
		return err
	})
	d.failed("look", err)
	return safe && err == nil
}
