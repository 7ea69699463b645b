package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/storage/durable"
)

type carryCmd struct {
	Out         string `required:"" type:"path" help:"File to write, on a stick or a share."`
	Days        int    `default:"30" help:"How many days of what HQ has the other devices may have missed."`
	All         bool   `help:"Everything, for a device that HQ has not reached for longer."`
	Attachments string `default:"small" enum:"none,small,all" help:"Photos and signatures: none, small or all."`
}

// Run writes what others of the site may lack into a file.
func (c *carryCmd) Run(r *run) error {
	what := device.Carrying{Days: max(0, c.Days), Attachments: c.Attachments}
	if c.All {
		what.Days = -1
	}
	return r.with(func(d *device.Device) error {
		out, err := c.write(r, d, what)
		if err != nil {
			return err
		}
		return r.Answer(out, func(w io.Writer) {
			fmt.Fprintln(w, r.Words.T("ctl.carried", "entries", fmt.Sprint(out.Entries), "unsent", fmt.Sprint(out.Unsent),
				"attachments", fmt.Sprint(out.Attachments), "devices", strings.Join(out.For, ", ")))
		})
	})
}

// write writes the file whole or not at all.
func (c *carryCmd) write(r *run, d *device.Device, what device.Carrying) (out device.Carried, err error) {
	f, err := durable.Create(filepath.Dir(c.Out))
	if err != nil {
		return out, cli.CannotWrite("out", c.Out, err)
	}
	defer f.Discard()
	out, err = d.Carry(r.ctx, f, what)
	if err == nil {
		err = f.Keep(c.Out)
	}
	var disk *fs.PathError
	if errors.As(err, &disk) {
		err = cli.CannotWrite("out", c.Out, err)
	}
	return out, err
}

type takeCmd struct {
	File string `arg:"" type:"path" help:"File that another device of the site wrote."`
}

// Run takes in what another device wrote.
func (c *takeCmd) Run(r *run) error {
	f, err := cli.OpenFile("file", c.File)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return r.with(func(d *device.Device) error {
		out, err := d.Take(r.ctx, c.File)
		if err != nil {
			return err
		}
		return r.Answer(out, func(w io.Writer) {
			fmt.Fprintln(w, r.Words.T("ctl.taken", "from", out.From, "made", r.Words.DateTime(out.MadeMS, time.Local),
				"new", fmt.Sprint(out.New), "entries", fmt.Sprint(out.Entries), "attachments", fmt.Sprint(out.Attachments)))
			if out.LeftOut > 0 {
				fmt.Fprintln(w, r.Words.N("ctl.taken.left_out", out.LeftOut))
			}
			if out.SetAside > 0 {
				fmt.Fprintln(w, r.Words.N("ctl.taken.set_aside", out.SetAside))
			}
		})
	})
}
