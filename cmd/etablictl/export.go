package main

import (
	"encoding/json"
	"errors"
	"io"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/service/ords"
	"etabli/app/service/table"
	"etabli/app/views"
	"etabli/cmd/internal/device"
)

type exportCmd struct {
	Out    string `required:"" help:"File to write; - for standard output."`
	Format string `default:"ords" enum:"ords,jsonl,customers,parts,stock,accounting,figures,journal" help:"ords: Open Repair Data; jsonl: one whole file a line; customers, parts, stock: tables that can be imported again; accounting: entries of the till; figures: of a period, with their definitions; journal: every entry a line."`
	From   string `placeholder:"DATE" help:"First day of accounting or figures."`
	To     string `placeholder:"DATE" help:"Last day of them."`
	Site   string `help:"One shop, for figures."`
	Person string `placeholder:"ID" help:"What is kept of one customer instead, to be handed to them; other people are left out."`
	Notes  bool   `help:"With --person: words written for colleagues too. Read them first: they may be about others."`
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
	if c.Person != "" {
		return c.writePerson(r, d, w)
	}
	if c.Format == "jsonl" {
		enc := json.NewEncoder(w)
		return d.App.Each(r.ctx, func(file views.Repair) error { return enc.Encode(file) })
	}
	switch c.Format {
	case "customers", "parts", "stock":
		return c.writeTable(r, d, w)
	case "accounting":
		return c.writeBooks(r, d, w)
	case "figures":
		return c.writeFigures(r, d, w)
	case "journal":
		return c.writeLog(r, d, w)
	}
	out, err := ords.NewWriter(w)
	if err != nil {
		return err
	}
	err = d.App.Each(r.ctx, func(file views.Repair) error { return out.Write(service.ORDS(file)) })
	return errors.Join(err, out.Flush())
}

// writeTable writes a table as an import of it is read.
func (c *exportCmd) writeTable(r *run, d *device.Device, w io.Writer) error {
	t, _ := table.Named(c.Format)
	out, err := table.NewWriter(t, w, r.Words.Tag())
	if err != nil {
		return err
	}
	return errors.Join(d.App.EachRow(r.ctx, c.Format, out.Write), out.Flush())
}

// writePerson writes what is kept of one customer, to be read by them.
func (c *exportCmd) writePerson(r *run, d *device.Device, w io.Writer) error {
	in := &service.PersonAsked{Notes: c.Notes}
	if err := in.ID.UnmarshalText([]byte(c.Person)); err != nil {
		return fault.New(fault.Malformed, "person", "expected", "identifier")
	}
	data, err := d.App.PersonData(r.ctx, in)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(data)
}
