package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

// commands measures what one person waits for at the counter: a command, on
// disk twice, with its views, indexes and search. After each one the same bytes
// are appended to a plain file.
func (b *bench) commands(ctx context.Context) error {
	d, err := device.Open(ctx, b.shop, device.Options{})
	if err != nil {
		return err
	}
	err = b.commandsOn(ctx, d)
	return errors.Join(err, d.Close())
}

func (b *bench) commandsOn(ctx context.Context, d *device.Device) error {
	ids, err := d.App.ListIDs(ctx, views.Filter{Scope: views.All})
	if err != nil {
		return err
	}
	raw, err := b.openRaw("raw")
	if err != nil {
		return err
	}
	c := &commander{bench: b, device: d, raw: raw, ids: ids, dice: rand.New(rand.NewPCG(1, 2))}
	for n := range b.sizes.Commands {
		if err := c.round(ctx, n); err != nil {
			return errors.Join(err, raw.close())
		}
	}
	c.tell()
	return raw.close()
}

// commander gives commands and measures them beside the bare disk.
type commander struct {
	*bench
	device         *device.Device
	raw            *rawDisk
	ids            []journal.EntityID
	dice           *rand.Rand
	intakes, edits spans
	bytes          int
}

// round takes one repair in and edits another, one of the many.
func (c *commander) round(ctx context.Context, n int) error {
	if err := c.one(ctx, &c.intakes, func(call service.Call) (service.Result, error) {
		return c.device.App.Receive(ctx, call, intake(n))
	}); err != nil {
		return err
	}
	model := fmt.Sprintf("M%d", n)
	edit := &service.EditInput{ID: c.ids[c.dice.IntN(len(c.ids))], Model: &model}
	return c.one(ctx, &c.edits, func(call service.Call) (service.Result, error) {
		return c.device.App.Edit(ctx, call, edit)
	})
}

// one measures a command, then the bare disk with the bytes of its entry.
func (c *commander) one(ctx context.Context, took *spans, do func(service.Call) (service.Result, error)) error {
	call, err := c.device.App.NewCall(journal.EntityID{})
	if err != nil {
		return err
	}
	var result service.Result
	err = took.timed(func() (err error) {
		result, err = do(call)
		return err
	})
	if err != nil {
		return err
	}
	entry, err := c.device.Log.Tail(ctx, result.Entry.Seq-1, 1)
	if err != nil {
		return err
	}
	c.bytes += len(entry[0])
	return c.raw.append(entry[0])
}

func (c *commander) tell() {
	raw := c.raw.took
	c.report.said("bare append and fsync, p50", raw.p50(), "ms",
		fmt.Sprintf("p99 %s ms; %d bytes at a time; %.0f a second at p50", number(raw.p99()), c.bytes/len(raw), 1000/raw.p50()))
	for _, sort := range []struct {
		name string
		took spans
	}{{"intake: repair, customer, device, two sealed boxes", c.intakes}, {"edit of one of the repairs", c.edits}} {
		c.report.most(sort.name+", p50", sort.took.p50()/raw.p50(), mostCommandTimesRaw, "× bare fsync",
			fmt.Sprintf("p50 %s ms, p99 %s ms", number(sort.took.p50()), number(sort.took.p99())))
	}
}
