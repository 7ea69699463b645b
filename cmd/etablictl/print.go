package main

import (
	"fmt"
	"os"
	"time"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
)

type printCmd struct {
	Number string `arg:"" help:"Number of the repair, or its id."`
	Form   string `required:"" help:"deposit-receipt, repair-order, quote, hand-back, device-label or accessory-labels."`
	Format string `default:"a5" help:"a4, a5, 80mm, 58mm, or the profile of a printer or label, such as receipt-80mm or dymo-99012."`
	As     string `default:"pdf" help:"pdf, png, escpos or escpos-text for a receipt printer, zpl for a label printer." enum:"pdf,png,escpos,escpos-text,zpl"`
	Start  int    `default:"1" help:"First free label of a sheet, counted along the rows."`
	Out    string `required:"" help:"File to write; - for standard output."`
	In     string `help:"Language of the document: fr or en; the customer's when empty." enum:",fr,en" default:""`
}

// Run prints one form of one repair into a file.
func (c *printCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		ids, err := d.App.Find(r.ctx, c.Number)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return fault.New(fault.NotFound, "number", "what", "repair")
		}
		if len(ids) > 1 {
			return fault.New(cli.NumberShared, "number")
		}
		source := papers.Source{App: d.App, Now: time.Now}
		made, err := source.Make(r.ctx, ids[0], papers.Order{
			Form: papers.Form(c.Form), Format: c.Format, As: papers.Output(c.As), Tag: c.In, Start: c.Start,
		})
		if err != nil {
			return err
		}
		return c.write(r, made)
	})
}

// write puts a form where it was asked for, and says what had no room on it.
func (c *printCmd) write(r *run, made papers.Made) error {
	for _, part := range made.Omitted {
		if said := papers.Omission(r.Words, part); said != "" && !r.JSON {
			fmt.Fprintln(r.Err, said)
		}
	}
	if c.Out == "-" {
		_, err := r.Out.Write(made.Bytes)
		return err
	}
	if err := os.WriteFile(c.Out, made.Bytes, 0o600); err != nil {
		return cli.CannotWrite("out", c.Out, err)
	}
	answer := map[string]any{"form": c.Form, "out": c.Out}
	if len(made.Omitted) > 0 {
		answer["omitted"] = made.Omitted
	}
	return r.Answer(answer, nil)
}
