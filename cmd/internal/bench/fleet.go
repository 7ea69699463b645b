package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"etabli/app/service"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

// fleet measures what a shop's queue costs: many tickets handed in at once, a new
// device, many devices together, an edit on its way, and HQ after a kill. Both ends wait
// for their disks, over mutual TLS, chains checked and boxes sealed.
func (b *bench) fleet(ctx context.Context) error {
	hq, err := b.serveHQ(ctx, "hq-fleet")
	if err != nil {
		return err
	}
	f := &fleetRun{bench: b, hq: hq}
	if f.tap, err = newTap(hq.address); err != nil {
		return errors.Join(err, hq.stop())
	}
	defer f.tap.Close()
	for _, step := range []func(context.Context) error{f.queue, f.fresh, f.edits, f.together, f.killed} {
		if err := step(ctx); err != nil {
			return errors.Join(err, f.hq.stop())
		}
	}
	return f.hq.stop()
}

type fleetRun struct {
	*bench
	hq  *servedHQ
	tap *tap
}

// join enrols a device that reaches HQ through the tap.
func (f *fleetRun) join(ctx context.Context, site, name string, o device.Options) (*device.Device, error) {
	code, err := f.invite(ctx, f.hq, site)
	if err != nil {
		return nil, err
	}
	return device.Enrol(ctx, filepath.Join(f.work, name), f.tap.Addr().String()+code[len(f.hq.address):], name, o)
}

// fill takes repairs in while nobody waits for the disk.
func (f *fleetRun) fill(ctx context.Context, site, name string, from, n int) error {
	d, err := f.join(ctx, site, name, device.Options{Hasty: true})
	if err != nil {
		return err
	}
	for i := from; i < from+n && err == nil; i++ {
		var call service.Call
		if call, err = d.App.NewCall(journal.EntityID{}); err == nil {
			_, err = d.App.Receive(ctx, call, ticket(i))
		}
	}
	return errors.Join(err, d.Close())
}

func (f *fleetRun) open(ctx context.Context, name string) (*device.Device, error) {
	return device.Open(ctx, filepath.Join(f.work, name), device.Options{})
}

// queue hands in a queue of tickets.
func (f *fleetRun) queue(ctx context.Context) error {
	n := f.sizes.Tickets
	if err := f.fill(ctx, "LIL", "queue", 0, n); err != nil {
		return err
	}
	raw, err := f.openRaw("raw-fleet")
	if err != nil {
		return err
	}
	for range 200 {
		if err := raw.append(make([]byte, 600)); err != nil {
			return err
		}
	}
	d, err := f.open(ctx, "queue")
	if err != nil {
		return err
	}
	var took spans
	once := func() error { return d.Replica().Once(ctx) }
	bytes, err := f.tap.during(func() error { return took.timed(once) })
	if err != nil {
		return errors.Join(err, d.Close())
	}
	f.peers("push of the tickets into an empty HQ, folded and searchable there", took.p50()/1000, "s", "push_s", "≥ 2, then 4 times faster",
		fmt.Sprintf("%s tickets/s; bare fsync p50 %s ms", number(float64(n)/took.p50()*1000), number(raw.took.p50())))
	f.peers("bytes of that push, both ways", bytes/1000, "kB", "push_kb", "≤ 0.4 of theirs", fmt.Sprintf("%s a ticket", number(bytes/float64(n))))
	bytes, err = f.tap.during(once)
	f.report.most("a sync with nothing to say, on a new connection", bytes, 6500, "B", "TLS with both certificates is most of it")
	return errors.Join(err, d.Close(), raw.close())
}

// fresh lets a new device join and waits until it can be worked on.
func (f *fleetRun) fresh(ctx context.Context) error {
	var took spans
	var d *device.Device
	err := took.timed(func() (err error) {
		d, err = f.join(ctx, "LIL", "fresh", device.Options{})
		return err
	})
	if err != nil {
		return err
	}
	counts, err := d.App.Counts(ctx)
	if err == nil && counts.All != f.sizes.Tickets {
		err = fmt.Errorf("the new device has %d files", counts.All)
	}
	f.peers("a new device with all of them, enrolment included", took.p50()/1000, "s", "pull_s", "6, then 12 times faster", "usable: views and search are up to date")
	return errors.Join(err, d.Close())
}

// edits sends single edits from one device to another.
func (f *fleetRun) edits(ctx context.Context) error {
	one, err := f.attend(ctx, "queue")
	if err != nil {
		return err
	}
	two, err := f.attend(ctx, "fresh")
	if err != nil {
		return errors.Join(err, one.close())
	}
	bytes, err := f.tap.during(func() error { return f.someEdits(ctx, one, two) })
	f.report.most("bytes of an edit, both hops, on open connections", bytes/float64(f.sizes.FleetEdits), 1200, "B", "one after the other: acknowledgements and positions are counted in")
	return errors.Join(err, one.close(), two.close())
}

func (f *fleetRun) attend(ctx context.Context, name string) (*counter, error) {
	d, err := f.open(ctx, name)
	if err != nil {
		return nil, err
	}
	return attend(ctx, d), nil
}

// someEdits edits at one device and waits each time for the other.
func (f *fleetRun) someEdits(ctx context.Context, one, two *counter) error {
	changed := make(chan struct{}, 1)
	defer two.Log.Watch(func([]journal.Entity) {
		select {
		case changed <- struct{}{}:
		default:
		}
	})()
	id, err := receiveOne(ctx, one)
	if err != nil {
		return err
	}
	if err := two.reads(ctx, id, devices[0], changed); err != nil {
		return err
	}
	var seen, committed spans
	for n := range f.sizes.FleetEdits {
		if err := f.edit(ctx, one, two, id, n, changed, &seen, &committed); err != nil {
			return err
		}
	}
	return nil
}

// together lets many devices push at once, each of a shop of its own: what the devices of
// one shop take in of each other would be most of it on the same two cores.
func (f *fleetRun) together(ctx context.Context) error {
	n := f.sizes.Fleet
	all := make([]*device.Device, n)
	for i := range all {
		name := fmt.Sprint("counter", i)
		err := f.fill(ctx, shopOf(groupSize*i), name, 20*i, 20)
		if err == nil {
			all[i], err = f.open(ctx, name)
		}
		if err != nil {
			return err
		}
	}
	took, failed := make(spans, n), make([]error, n)
	var pushing sync.WaitGroup
	for i, d := range all {
		pushing.Go(func() {
			began := time.Now()
			failed[i] = d.Replica().Once(ctx)
			took[i] = time.Since(began)
		})
	}
	pushing.Wait()
	for _, d := range all {
		failed = append(failed, d.Close())
	}
	f.report.most(fmt.Sprintf("%d devices push 20 tickets each at once: the slowest", n), took.ms(1)/took.p50(), 3, "× median",
		fmt.Sprintf("median %s ms", number(took.p50())))
	return errors.Join(failed...)
}

// killed starts HQ again after a kill.
func (f *fleetRun) killed(ctx context.Context) error {
	var took spans
	err := f.hq.kill()
	if err == nil {
		err = took.timed(func() error { return f.startHQ(ctx, f.hq) })
	}
	f.report.most("HQ after kill -9, until it serves", took.p50()/1000, 2, "s", fmt.Sprintf("%d tickets in its log; asked with --for every moment", f.sizes.Tickets))
	return err
}
