package desk

import (
	"context"

	"etabli/storage/journal"
	"etabli/sync/replica"
)

// wait lets the exchange that is under way go on until done says so or ctx ends;
// not at all while HQ cannot be reached.
func (d *Desk) wait(ctx context.Context, done func() bool) {
	if s := d.replica.Status().State; s != replica.Live && s != replica.CatchingUp {
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
	for !done() {
		select {
		case <-ctx.Done():
			return
		case <-wake:
		}
	}
}
