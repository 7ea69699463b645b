package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"etabli/app/service"
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
	raw, err := b.openRaw("raw")
	if err != nil {
		return err
	}
	c := &commander{bench: b, device: d, raw: raw, dice: rand.New(rand.NewPCG(1, 2))}
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
	open           []journal.EntityID // taken in by this run
	dice           *rand.Rand
	intakes, edits spans
	bytes          int
}

// round takes one repair in and edits one of those that are open.
func (c *commander) round(ctx context.Context, n int) error {
	taken, err := c.one(ctx, &c.intakes, func(call service.Call) (service.Result, error) {
		return c.device.App.Receive(ctx, call, intake(n))
	})
	if err != nil {
		return err
	}
	c.open = append(c.open, taken.Data.(service.Received).ID)
	model := fmt.Sprintf("M%d", n)
	edit := &service.EditInput{ID: c.open[c.dice.IntN(len(c.open))], Model: &model}
	_, err = c.one(ctx, &c.edits, func(call service.Call) (service.Result, error) {
		return c.device.App.Edit(ctx, call, edit)
	})
	return err
}

// one measures a command, then the bare disk with the bytes of its entry.
func (c *commander) one(ctx context.Context, took *spans, do func(service.Call) (service.Result, error)) (result service.Result, err error) {
	call, err := c.device.App.NewCall(journal.EntityID{})
	if err != nil {
		return result, err
	}
	err = took.timed(func() (err error) {
		result, err = do(call)
		return err
	})
	if err != nil {
		return result, err
	}
	entry, err := c.device.Log.Tail(ctx, result.Entry.Seq-1, 1)
	if err != nil {
		return result, err
	}
	c.bytes += len(entry[0])
	return result, c.raw.append(entry[0])
}

func (c *commander) tell() {
	raw := c.raw.took
	c.report.said("bare append and fsync, p50", raw.p50(), "ms",
		fmt.Sprintf("p99 %s ms; %d bytes at a time; %.0f a second at p50", number(raw.p99()), c.bytes/len(raw), 1000/raw.p50()))
	for _, sort := range []struct {
		name string
		took spans
	}{{"intake: repair, customer, device, two sealed boxes", c.intakes}, {"edit of an open repair", c.edits}} {
		c.report.most(sort.name+", p50", sort.took.p50()/raw.p50(), mostCommandTimesRaw, "× bare fsync",
			fmt.Sprintf("p50 %s ms, p99 %s ms", number(sort.took.p50()), number(sort.took.p99())))
	}
}
