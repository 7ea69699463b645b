package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"time"

	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
)

// list measures the counter's list: from the start of a program to its first
// lines, and a jump to anywhere in it.
func (b *bench) list(ctx context.Context) error {
	if err := b.coldOpenings(ctx); err != nil {
		return err
	}
	d, err := device.Open(ctx, b.shop, device.Options{})
	if err != nil {
		return err
	}
	return errors.Join(b.jumps(ctx, d), d.Close())
}

// opened is how long the steps of a cold opening took, in milliseconds.
type opened struct {
	Repairs                  int
	OpenMS, ListMS, ScreenMS float64
}

// coldOpenings starts a process on files that are only on the disk. It is
// measured from outside, so that loading the program counts.
func (b *bench) coldOpenings(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var took spans
	var last opened
	for range b.sizes.Openings {
		if err := forget(b.shop); err != nil {
			return err
		}
		cmd := exec.CommandContext(ctx, self, "-cold", b.shop)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		err = took.timed(func() error {
			if err := cmd.Start(); err != nil {
				return err
			}
			return json.NewDecoder(out).Decode(&last)
		})
		if err := errors.Join(err, cmd.Wait()); err != nil {
			return err
		}
	}
	b.report.most(fmt.Sprintf("opening the list of %d, cold, median of %d", last.Repairs, len(took)), took.p50(), mostOpeningMS, "ms",
		fmt.Sprintf("last: store %.0f, list %.0f, first %d lines %.0f ms", last.OpenMS, last.ListMS, screenRows, last.ScreenMS))
	return nil
}

// openCold is the process that coldOpenings starts.
func openCold(ctx context.Context, dir string) error {
	began := time.Now()
	d, err := device.Open(ctx, dir, device.Options{})
	if err != nil {
		return err
	}
	err = func() error {
		var o opened
		step := func() float64 {
			took := milliseconds(time.Since(began))
			began = time.Now()
			return took
		}
		o.OpenMS = step()
		if _, err := d.App.Counts(ctx); err != nil {
			return err
		}
		ids, err := d.App.ListIDs(ctx, views.Filter{Scope: views.All})
		if err != nil {
			return err
		}
		o.Repairs, o.ListMS = len(ids), step()
		if _, err := d.App.Rows(ctx, ids[:min(screenRows, len(ids))]); err != nil {
			return err
		}
		o.ScreenMS = step()
		return json.NewEncoder(os.Stdout).Encode(o)
	}()
	return errors.Join(err, d.Close())
}

// jumps reads the lines that come into sight anywhere in the list.
func (b *bench) jumps(ctx context.Context, d *device.Device) error {
	ids, err := d.App.ListIDs(ctx, views.Filter{Scope: views.All})
	if err != nil {
		return err
	}
	dice := rand.New(rand.NewPCG(3, 4))
	var took spans
	for range b.sizes.Jumps {
		at := dice.IntN(len(ids) - jumpRows)
		var rows []views.RepairRow
		if err := took.timed(func() (err error) {
			rows, err = d.App.Rows(ctx, append([]journal.EntityID(nil), ids[at:at+jumpRows]...))
			return err
		}); err != nil {
			return err
		}
		if len(rows) != jumpRows {
			return fmt.Errorf("%d lines of %d", len(rows), jumpRows)
		}
	}
	b.report.most(fmt.Sprintf("jump in the list, %d lines, p99", jumpRows), took.p99(), mostJumpMS, "ms",
		fmt.Sprintf("p50 %s ms", number(took.p50())))
	return nil
}
