package device

import (
	"context"
	"time"

	"etabli/sync/enrol"
)

// hurryAgain is how long HQ has to answer before it is asked once more.
const hurryAgain = 50 * time.Millisecond

// hurry exchanges with HQ until done says so or ctx ends. Where an exchange is under
// way already, that one is waited for.
func (d *Device) hurry(ctx context.Context, done func() bool) {
	switch {
	case d.member == nil:
		return
	case d.Wait != nil:
		d.Wait(ctx, done)
		return
	}
	for d.Replica().Once(ctx) == nil && !done() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(hurryAgain):
		}
	}
}

// onTheRoad tells whether this device goes out of the shop.
func (d *Device) onTheRoad() bool {
	return d.member != nil && d.member.Identity().Role == enrol.Field
}
