package main

import (
	"os"

	"etabli/app/service"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/storage/journal"
)

type contractLetterCmd struct {
	ID     journal.EntityID `arg:"" help:"Of the contract; ask contract.letters lists those that are due."`
	Copy   int              `help:"Which duplicate it is, from 1."`
	Format string           `default:"a4" help:"a4 or a5."`
	As     string           `default:"pdf" help:"pdf or png." enum:"pdf,png"`
	Out    string           `required:"" help:"File to write."`
	In     string           `help:"Language: fr or en; the customer's when empty." enum:",fr,en" default:""`
}

// Run prints the letter before a contract renews itself. That it went out is said
// with contract.notice.
func (c *contractLetterCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		source, err := papersOf(d)
		if err != nil {
			return err
		}
		made, title, err := source.Renewal(r.ctx, c.ID, papers.Order{Format: c.Format, As: papers.Output(c.As), Tag: c.In, Copy: c.Copy})
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, made.Bytes, 0o600); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		return r.Answer(map[string]any{"title": title, "out": c.Out}, nil)
	})
}

type invoiceCmd struct {
	Number string `arg:"" help:"Of the invoice or the credit note, such as F-LIL1-2026-000001."`
	Copy   int    `help:"Which duplicate it is, from 1."`
	Format string `default:"a4" help:"a4 or a5."`
	As     string `default:"pdf" help:"pdf or png; xml is its structured data, for a platform." enum:"pdf,png,xml"`
	Out    string `required:"" help:"File to write."`
	In     string `help:"Language: fr or en." enum:",fr,en" default:""`
}

// Run writes an invoice: on paper, or as the data that a platform takes.
func (c *invoiceCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		content, err := c.make(r, d)
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, content, 0o600); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		return r.Answer(map[string]any{"number": c.Number, "out": c.Out}, nil)
	})
}

func (c *invoiceCmd) make(r *run, d *device.Device) ([]byte, error) {
	if c.As == "xml" {
		data, err := d.App.InvoiceXML(r.ctx, &service.ByInvoice{Number: c.Number})
		return []byte(data.XML), err
	}
	source, err := papersOf(d)
	if err != nil {
		return nil, err
	}
	made, err := source.Invoice(r.ctx, c.Number, papers.Order{Format: c.Format, As: papers.Output(c.As), Tag: c.In, Copy: c.Copy})
	return made.Bytes, err
}
