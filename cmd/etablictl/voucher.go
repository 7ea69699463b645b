package main

import (
	"os"

	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
)

type voucherCmd struct {
	Code   string `arg:"" help:"Code of the voucher, such as AV-7K2M-9QXD-3."`
	Copy   int    `help:"Which duplicate it is, from 1."`
	Format string `default:"80mm" help:"a4, a5, 80mm, 58mm, or the profile of a receipt printer."`
	As     string `default:"pdf" help:"pdf, png, escpos or escpos-text." enum:"pdf,png,escpos,escpos-text"`
	Out    string `required:"" help:"File to write."`
	In     string `help:"Language: fr or en; the customer's when empty." enum:",fr,en" default:""`
}

// Run prints a voucher for what is left on it.
func (c *voucherCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		source, err := papersOf(d)
		if err != nil {
			return err
		}
		made, err := source.Voucher(r.ctx, c.Code, papers.Order{Format: c.Format, As: papers.Output(c.As), Tag: c.In, Copy: c.Copy})
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, made.Bytes, 0o600); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		return r.Answer(map[string]any{"code": c.Code, "out": c.Out}, nil)
	})
}
