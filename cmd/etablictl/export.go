package main

import (
	"encoding/json"
	"errors"
	"io"

	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/views"
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
		return toFile(c.Out, func(w io.Writer) error { return c.write(r, d, w) })
	})
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
