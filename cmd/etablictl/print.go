package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"time"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/forms"
	"etabli/printing/spool"
	"etabli/storage/journal"
)

type printCmd struct {
	Number string `arg:"" optional:"" help:"Number of the repair, or its id; of a claim, a parcel or an order its id; of a note the record of the till; none with --input."`
	Form   string `required:"" help:"Of a repair: deposit-receipt, repair-order, quote, hand-back, condition-report, device-label, accessory-labels, irreparability or waiting-number. Of a claim: claim-confirmation, refusal-slip. Of a parcel: parcel-slip. Of an order: supplier-slip. Of a record of the till: service-note, credit-note. Of the shop: emergency-slips (1-20), stock-count (LIL.shop), shelf-label (reference). With --input any form of the trade: see below."`
	Input  string `help:"File with the form's fields as JSON; - for standard input. No store is opened."`
	Fields bool   `help:"List the fields of the form's JSON and print nothing."`
	Copy   int    `help:"Which duplicate it is, from 1."`
	Format string `default:"a5" help:"a4, a5, 80mm, 58mm, or the profile of a printer or label, such as receipt-80mm or dymo-99012."`
	As     string `default:"pdf" help:"pdf, png, escpos or escpos-text for a receipt printer, zpl for a label printer." enum:"pdf,png,escpos,escpos-text,zpl"`
	Start  int    `default:"1" help:"First free label of a sheet, counted along the rows."`
	Out    string `help:"File to write; - for standard output."`
	To     string `name:"printer" help:"Print on this printer, through the queue; the printer decides format and language."`
	Role   string `help:"Print on the printer of a role: receipt, label or a4." enum:",receipt,label,a4" default:""`
	In     string `help:"Language of the document: fr or en; the customer's when empty." enum:",fr,en" default:""`
}

// Help names the forms that can be printed from their fields.
func (c *printCmd) Help() string {
	out := "Forms for --input and --fields:\n"
	for _, k := range forms.Kinds() {
		out += "  " + k.Name + "\n"
	}
	return out
}

// Run prints one form into a file: of a repair, or of what a file says.
func (c *printCmd) Run(r *run) error {
	switch {
	case c.Fields:
		return c.listFields(r)
	case c.Out == "" && (c.To == "" && c.Role == "" || c.Input != ""):
		return fault.New(fault.Missing, "out")
	case c.Input != "":
		return c.fromInput(r)
	case c.Number == "":
		return fault.New(fault.Missing, "number")
	}
	return r.with(func(d *device.Device) error {
		if form := papers.Form(c.Form); papers.OfShop(form) {
			return c.ofShop(r, d)
		} else if papers.OfTrade(form) && form != papers.Irreparability && form != papers.WaitingNumber {
			return c.ofTrade(r, d)
		}
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
		if c.Out == "" {
			return c.queue(r, d, spool.Order{Entity: hex.EncodeToString(ids[0][:])})
		}
		return c.about(r, d, ids[0])
	})
}

// order is what is asked for on the command line.
func (c *printCmd) order() papers.Order {
	return papers.Order{Form: papers.Form(c.Form), Format: c.Format, As: papers.Output(c.As), Tag: c.In, Start: c.Start, Copy: c.Copy}
}

// about writes the form of an entity.
func (c *printCmd) about(r *run, d *device.Device, id journal.EntityID) error {
	source, o := papers.Source{App: d.App, Now: time.Now, Prove: d.Prove}, c.order()
	make := source.Make
	if papers.OfTrade(o.Form) {
		make = func(ctx context.Context, id journal.EntityID, o papers.Order) (papers.Made, error) {
			made, _, err := source.Trade(ctx, id, o)
			return made, err
		}
	}
	made, err := make(r.ctx, id, o)
	if err != nil {
		return err
	}
	return c.write(r, made)
}

// ofTrade prints what is about a claim, a parcel or an order, by its id.
func (c *printCmd) ofTrade(r *run, d *device.Device) error {
	var id journal.EntityID
	if err := id.UnmarshalText([]byte(c.Number)); err != nil {
		return fault.New(fault.Malformed, "number", "expected", "id").Because(err)
	}
	if c.Out == "" {
		return c.queue(r, d, spool.Order{Entity: hex.EncodeToString(id[:])})
	}
	return c.about(r, d, id)
}

// ofShop prints what is asked for by a word: a record, a reference, a place.
func (c *printCmd) ofShop(r *run, d *device.Device) error {
	if c.Out == "" {
		return c.queue(r, d, spool.Order{Ref: c.Number})
	}
	made, _, err := papers.Source{App: d.App, Now: time.Now}.Shop(r.ctx, c.Number, c.order())
	if err != nil {
		return err
	}
	return c.write(r, made)
}

// fromInput prints a form from its fields, with no store.
func (c *printCmd) fromInput(r *run) error {
	in := r.in
	if c.Input != "-" {
		f, err := cli.OpenFile("input", c.Input)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	raw, err := papers.ReadInput(in)
	if err != nil {
		return err
	}
	made, err := papers.FromInput(raw, papers.Order{
		Form: papers.Form(c.Form), Format: c.Format, As: papers.Output(c.As), Tag: c.In, Copy: c.Copy,
	})
	if err != nil {
		return err
	}
	return c.write(r, made)
}

// listFields says what the JSON of the form holds.
func (c *printCmd) listFields(r *run) error {
	fields, err := papers.Fields(papers.Form(c.Form))
	if err != nil {
		return err
	}
	return r.Answer(fields, func(w io.Writer) {
		for _, f := range fields {
			mark := " "
			if f.Required {
				mark = "*"
			}
			fmt.Fprintf(w, "%s %-34s %s\n", mark, f.Name, f.Type)
		}
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

// queue prints through the queue.
func (c *printCmd) queue(r *run, d *device.Device, o spool.Order) error {
	q, err := d.Prints(r.ctx, papers.Maker{Source: papers.Source{App: d.App, Now: time.Now, Prove: d.Prove}})
	if err != nil {
		return err
	}
	o.Form, o.Paper, o.Lang, o.Start, o.Copy = c.Form, c.Format, c.In, c.Start, c.Copy
	return r.printed(q, o, spool.Target{Printer: c.To, Role: spool.Role(c.Role)})
}
