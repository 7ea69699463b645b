package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/views"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
)

type exportCmd struct {
	Out    string `required:"" help:"File to write; - for standard output."`
	Format string `default:"ords" enum:"ords,jsonl" help:"ords: Open Repair Data; jsonl: one whole file a line."`
}

// Run exports every repair, oldest first.
func (c *exportCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		if c.Out == "-" {
			return c.write(r, d, r.Out)
		}
		return c.toFile(r, d)
	})
}

// toFile writes beside the target and renames, so that a broken-off export
// never looks like a whole one.
func (c *exportCmd) toFile(r *run, d *device.Device) error {
	f, err := os.CreateTemp(filepath.Dir(c.Out), ".export-*")
	if err != nil {
		return cli.CannotWrite("out", c.Out, err)
	}
	defer os.Remove(f.Name())
	w := bufio.NewWriter(f)
	err = errors.Join(c.write(r, d, w), w.Flush(), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	if err := os.Rename(f.Name(), c.Out); err != nil {
		return cli.CannotWrite("out", c.Out, err)
	}
	return nil
}

func (c *exportCmd) write(r *run, d *device.Device, w io.Writer) error {
	if c.Format == "jsonl" {
		enc := json.NewEncoder(w)
		return d.App.Each(r.ctx, func(file views.Repair) error { return enc.Encode(file) })
	}
	out, err := ords.NewWriter(w)
	if err != nil {
		return err
	}
	err = d.App.Each(r.ctx, func(file views.Repair) error { return out.Write(service.ORDS(file)) })
	return errors.Join(err, out.Flush())
}
