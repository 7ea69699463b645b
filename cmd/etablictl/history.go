package main

import (
	"fmt"
	"io"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/device"
)

type fetchCmd struct {
	Number string `arg:"" help:"Number of the repair, or its id."`
}

// Run asks HQ for the history of a file that is here in short.
func (c *fetchCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		ids, err := r.numbered(d, c.Number)
		if err != nil {
			return err
		}
		coming := false
		for _, id := range ids {
			asked, err := d.App.Fetch(r.ctx, id)
			if err != nil {
				return err
			}
			coming = coming || asked
		}
		if coming {
			if err := d.SyncOnce(r.ctx); err != nil {
				return err
			}
		}
		return r.answerStatus(d)
	})
}

type pruneCmd struct {
	Days int `help:"How long HQ must have heard nothing of a file." default:"90"`
}

// Run lets the histories of closed files go that HQ cannot lose.
func (c *pruneCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		if c.Days < 0 || c.Days > 36500 {
			return fault.New(fault.OutOfRange, "days", "min", "0", "max", "36500")
		}
		n, err := d.Prune(r.ctx, c.Days)
		if err != nil {
			return err
		}
		return r.Answer(map[string]int{"pruned": n}, func(w io.Writer) {
			fmt.Fprintln(w, r.Words.N("ctl.pruned", n))
		})
	})
}
