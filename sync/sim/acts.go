package sim

import (
	"context"
	"errors"
	"fmt"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hub"
	"etabli/sync/replica"
)

// intent is something a person wants done, under one command id whatever
// happens.
type intent struct {
	what string
	call service.Call
	run  func(context.Context, *service.App, service.Call) (service.Result, error)
}

// work lets the person at a device act, again and again.
func (d *device) work() {
	w := d.w
	if w.calm || d.gone {
		return
	}
	if d.movesTo != "" {
		d.depart()
	} else if d.on {
		d.act()
	}
	wait := w.random.spread(20*time.Millisecond, 12*time.Second)
	w.after(max(wait, (d.outMS-w.nowMS)/(5+w.random.Int64N(30))), d.work)
}

// act does one thing, or again one that was not answered.
func (d *device) act() {
	w := d.w
	if len(d.retries) > 0 && w.random.in(2) {
		i := d.retries[0]
		d.retries = d.retries[1:]
		d.try(i)
		return
	}
	if w.faulty(Skew) && w.random.in(40) {
		d.writeUnknown()
		return
	}
	if w.random.in(12) {
		d.useRights()
		return
	}
	if w.random.in(20) {
		d.prune()
		return
	}
	i, err := w.intend(d.enrolled.Site, d.enrolled.Site, func(fn func(storage.Reader) error) error { return d.log.View(context.Background(), fn) })
	if err != nil {
		d.failed("look", err)
		return
	}
	i.call.ID = w.commandID()
	d.try(i)
	if w.random.in(10) { // the key was pressed twice, here or at the next counter
		other := d
		if w.random.in(3) {
			other = pick(w.random, w.devices)
		}
		if other.on && other.enrolled.Site == d.enrolled.Site {
			other.try(i)
		}
	}
}

// try runs an intent and notes what was promised.
func (d *device) try(i *intent) {
	w := d.w
	d.tock()
	w.remember(d)
	out, err := i.run(context.Background(), d.app, w.plantedCall(i.call))
	w.note(d.name, "%s %s: %s %s", i.what, i.call.ID, out.Entry, told(err))
	d.step(replica.Local{})
	var said *fault.Error
	switch {
	case err == nil:
		d.promised(i.call.ID, out.Entry)
	case !errors.As(err, &said) || said.Code == service.StoreDamaged || said.Code == service.EntryTooBig:
		d.failed(i.what, err)
	case said.Code == service.StoreStopped || said.Code == service.StoreFull || errors.Is(err, journal.ErrStopped):
		d.failed(i.what, err)
		w.again(d, i)
	}
}

// told is an error in the trace.
func told(err error) string {
	var said *fault.Error
	if errors.As(err, &said) {
		return string(said.Code)
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// again keeps an intent whose outcome nobody knows: its author asks again,
// there or at another counter of the shop, or forgets it.
func (w *World) again(d *device, i *intent) {
	w.happened("unknown outcomes")
	switch {
	case w.random.in(10):
		return
	case w.random.in(4):
		if other := pick(w.random, w.devices); other.enrolled.Site == d.enrolled.Site {
			d = other
		}
	}
	d.retries = append(d.retries, i)
}

// promised notes that a device said an act was done.
func (d *device) promised(id journal.CommandID, ref journal.Ref) {
	if ref == (journal.Ref{}) {
		return
	}
	d.landed()
	err := d.log.View(context.Background(), func(r storage.Reader) error {
		p, err := journal.Get(r, ref)
		if err == nil {
			d.w.model.promise(d, id, &p)
		}
		return err
	})
	d.failed("read what was written", err)
}

// writeUnknown writes what a newer program would.
func (d *device) writeUnknown() {
	w := d.w
	about := w.someRepair(d.enrolled.Site)
	if about.IsZero() {
		return
	}
	id, kind := w.commandID(), journal.Kind(900+w.random.IntN(3))
	r, err := d.log.Commit(context.Background(), id, func(storage.Reader) (*journal.Draft, error) {
		return &journal.Draft{
			Kind: kind, Version: 1, OldestReader: 1, Entities: []journal.Entity{repairEntity(about)}, Facts: []byte{0xa0},
		}, nil
	})
	w.note(d.name, "writes kind %d: %s %v", kind, r.Ref, err)
	if err == nil {
		w.happened("unknown kinds")
		d.promised(id, r.Ref)
		d.step(replica.Local{})
	}
	d.failed("commit", err)
}

func repairEntity(id journal.EntityID) journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Repair), ID: id}
}

// work lets HQ's own person act: the customer's answer on the page, a note.
func (h *hq) work() {
	w := h.w
	if w.calm {
		return
	}
	if h.on && w.random.in(6) {
		h.eraseSomebody()
	} else if h.on {
		site := pick(w.random, w.devices).enrolled.Site
		i, err := w.intend(site, "", func(fn func(storage.Reader) error) error { return h.store.View(context.Background(), fn) })
		if err != nil {
			h.failed(err)
		} else {
			i.call.ID = w.commandID()
			out, err := i.run(context.Background(), h.app, i.call)
			w.note("HQ", "%s %s: %s %s", i.what, i.call.ID, out.Entry, told(err))
			if err == nil {
				w.model.promiseOfHQ(i.call.ID, out.Entry)
			}
			h.failed(onlyStore(err))
		}
	}
	w.after(w.random.spread(time.Second, 3*time.Minute), h.work)
}

// onlyStore leaves out what people are told.
func onlyStore(err error) error {
	var said *fault.Error
	if errors.Is(err, hub.ErrRecovering) {
		return nil
	}
	if errors.As(err, &said) && said.Code != service.StoreStopped && said.Code != service.StoreDamaged {
		return nil
	}
	return err
}

func (w *World) commandID() (id journal.CommandID) {
	for i := range id {
		id[i] = byte(w.random.Uint32())
	}
	return id
}

// someRepair is a repair of a shop, one of the latest more often than not.
func (w *World) someRepair(site string) journal.EntityID {
	all := w.model.repairs[site]
	if len(all) == 0 {
		return journal.EntityID{}
	}
	if w.random.in(3) {
		return pick(w.random, all)
	}
	return pick(w.random, all[max(0, len(all)-4):])
}

// reader runs a function on a snapshot of a store.
type reader func(func(storage.Reader) error) error

// look reads a repair, if the store has it.
func look(read reader, id journal.EntityID) (file views.Repair, found bool, err error) {
	err = read(func(r storage.Reader) error {
		file, err = projection.Repair(r, id)
		if errors.Is(err, storage.ErrNotFound) {
			return nil
		}
		found = err == nil
		return err
	})
	return file, found, err
}

// status is where a repair might go next: mostly where it may.
func (w *World) status(from repair.Status) repair.Status {
	next := repair.Next(from)
	if len(next) == 0 || w.random.in(8) {
		return pick(w.random, repair.Statuses())
	}
	return pick(w.random, next)
}

func (w *World) word(kind string, n int) string { return fmt.Sprintf("%s %d", kind, w.random.IntN(n)) }
