// Package desk is a device as its screens see it: the use cases, and what
// belongs to the device itself, such as its connection, its drafts, its paper
// and its preferences.
package desk

import (
	"context"
	"errors"
	"sync"

	"etabli/app/present"
	"etabli/app/service"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/spool"
	"etabli/storage/journal"
	"etabli/sync/replica"
)

// Desk is an open device with its exchange under way.
type Desk struct {
	*service.App
	device  *device.Device
	replica *replica.Replica
	source  papers.Source
	prints  *spool.Queue
	stop    context.CancelFunc
	ended   chan struct{}

	mu     sync.Mutex // of drafts, preferences and metMS
	chosen present.Preferences
	metMS  map[string]int64 // when a device of the shop was last reached, by its address
}

// New begins the exchange with HQ. Close ends it and closes the device.
func New(d *device.Device) (*Desk, error) {
	chosen, err := loadPreferences(d.Dir())
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	desk := &Desk{
		App: d.App, device: d, replica: d.Replica(), chosen: chosen, stop: stop, ended: make(chan struct{}), metMS: map[string]int64{},
	}
	if err := desk.openPrints(); err != nil {
		stop()
		return nil, err
	}
	d.Wait = desk.wait
	go func() {
		defer close(desk.ended)
		var both sync.WaitGroup
		both.Go(func() { _ = desk.replica.Run(ctx) }) // its state says how it stands
		both.Go(func() { desk.attach(ctx) })
		both.Go(func() { d.KeepRights(ctx) })
		both.Go(func() { d.KeepColleagues(ctx) })
		both.Go(func() { d.ShareAsNamed(ctx) })
		both.Go(func() { _ = desk.prints.Run(ctx) }) // what it cannot do is in the log, and in the queue
		both.Go(func() { desk.logNoPaper(ctx) })
		both.Go(func() { d.KeepErasing(ctx, desk.forget) })
		both.Go(func() { d.KeepScope(ctx) })
		both.Go(func() { desk.learnMoves(ctx) })
		both.Go(func() { d.KeepCleared(ctx) })
		both.Wait()
	}()
	return desk, nil
}

// attach exchanges attachments: whenever something was recorded or came, and now
// and then.
func (d *Desk) attach(ctx context.Context) {
	worker := d.device.Attachments(nil)
	if worker == nil {
		return
	}
	wake := make(chan struct{}, 1)
	stop := d.Watch(func([]journal.Entity) {
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	worker.Run(ctx, wake)
}

// forget drops what lies here, beside the store, about customers who were erased.
func (d *Desk) forget(ctx context.Context) error {
	return errors.Join(d.forgetDrafts(ctx), d.device.ForgetPrints(ctx, d.prints))
}

// Close ends the exchange and closes the device.
func (d *Desk) Close() error { return d.Release().Close() }

// Release ends the exchange and answers the device, which stays open.
func (d *Desk) Release() *device.Device {
	d.stop()
	<-d.ended
	d.device.Wait = nil
	return d.device
}

// Place is the shop and the device, as their people call them.
func (d *Desk) Place() (site, deviceName string) {
	at := d.App.Place()
	site = at.Site
	if sites, err := d.Sites(context.Background()); err == nil {
		for _, s := range sites {
			if s.Code == at.Site && s.Name != "" {
				site = s.Name
			}
		}
	}
	if name := d.device.Name(); name != "" {
		return site, name
	}
	return site, at.Site + at.Device
}

// Watch calls fn after each commit with the entities that changed.
func (d *Desk) Watch(fn func([]journal.Entity)) (stop func()) { return d.device.Log.Watch(fn) }

// Facts are what support asks about the device.
func (d *Desk) Facts(ctx context.Context) (present.DeviceFacts, error) {
	s, err := d.device.Status(ctx)
	return present.DeviceFacts{
		Site: s.Site, Device: s.Device, HQ: s.HQ, Store: d.device.Dir(),
		Protection: "protection." + s.Protection, Version: s.Version,
	}, err
}
