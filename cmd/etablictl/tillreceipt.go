package main

import (
	"os"

	"etabli/app/service"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
)

type tillReceiptCmd struct {
	Number string `arg:"" help:"Number of the record, such as LIL1-2026-000123."`
	Again  bool   `help:"It was printed before: the copy is recorded, and its paper says which one it is."`
	Format string `default:"80mm" help:"a4, a5, 80mm, 58mm, or the profile of a receipt printer."`
	As     string `default:"pdf" help:"pdf, png, escpos or escpos-text." enum:"pdf,png,escpos,escpos-text"`
	Out    string `required:"" help:"File to write."`
	In     string `help:"Language: fr or en." enum:"fr,en" default:"fr"`
}

// Run prints a receipt of the till from its sealed record.
func (c *tillReceiptCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		order := papers.Order{Format: c.Format, As: papers.Output(c.As), Tag: c.In}
		source, err := papersOf(d)
		if err != nil {
			return err
		}
		made, err := source.Receipt(r.ctx, c.Number, order)
		if err != nil {
			return err
		}
		// From here on there is a paper: only then is its copy one to record.
		out, err := os.OpenFile(c.Out, os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		if err := out.Close(); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		if c.Again {
			call, err := d.App.NewCall([16]byte{})
			if err != nil {
				return err
			}
			copied, err := d.App.TillCopy(r.ctx, call, &service.CopyInput{Number: c.Number})
			if err != nil {
				return err
			}
			order.Copy = copied.Data.(service.Receipt).Record.Copies
			if made, err = source.Receipt(r.ctx, c.Number, order); err != nil {
				return err
			}
		}
		if err := os.WriteFile(c.Out, made.Bytes, 0o600); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		return r.Answer(map[string]any{"number": c.Number, "out": c.Out, "copy": order.Copy}, nil)
	})
}
