package main

import (
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/forms"
	"etabli/printing/spool"
	"etabli/storage/journal"
)

type printCmd struct {
	Number string `arg:"" optional:"" help:"What the form is about: see below; none with --input."`
	Form   string `required:"" help:"Name of the form: see below."`
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

// Help names the forms with what each is about.
func (c *printCmd) Help() string {
	return `Of a repair, by its number or id:
  deposit-receipt, repair-order, quote, amendment, hand-back, condition-report, device-label, accessory-labels,
  waiting-number, irreparability, exchange-slip, subcontractor-slip, loan-agreement, loan-return (or by the loan's id)
Of what has an id, by it:
  claim-confirmation, refusal-slip (a claim); parcel-slip (a parcel); supplier-slip (an order or a return);
  hand-over-list (a batch for a subcontractor); transfer-slip (a transfer); renewal-letter (a contract);
  intervention-report (a visit)
By a number: payment-receipt, service-note, credit-note (a record of the till; credit-note of an invoice too),
  closing (2026-11-28, 2026-11 or 2026), voucher (its code), invoice, monthly-invoice
Of the shop: emergency-slips (1-20), stock-count (LIL.shop), till-notice (LIL), shift-list (LIL), shelf-label, stock-label (a reference),
  number-label (a number, before there is a file)
With --input, every form from its fields alone; --fields lists them:
  ` + strings.Join(kindNames(), ", ") + "\n"
}

func kindNames() (out []string) {
	for _, k := range forms.Kinds() {
		out = append(out, k.Name)
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
		o, err := c.subject(r, d)
		if err != nil {
			return err
		}
		source, err := papersOf(d)
		if err == nil {
			err = c.renew(r, source, o)
		}
		if err != nil {
			return err
		}
		if c.Out == "" {
			return c.queue(r, d, source, o)
		}
		made, _, err := source.Of(r.ctx, o, c.order())
		if err != nil {
			return err
		}
		return c.write(r, made)
	})
}

// order is what is asked for on the command line.
func (c *printCmd) order() papers.Order {
	return papers.Order{Form: papers.Form(c.Form), Format: c.Format, As: papers.Output(c.As), Tag: c.In, Start: c.Start, Copy: c.Copy}
}

// subject is what the form is about: a number or a word, a file, or what has an id
// only.
func (c *printCmd) subject(r *run, d *device.Device) (spool.Order, error) {
	form := papers.Form(c.Form)
	if !papers.Known(form) {
		return spool.Order{}, fault.New(fault.UnknownName, "form", "name", c.Form)
	}
	if papers.ByWord(form) {
		if form == papers.TillReceipt && c.Copy > 0 { // its duplicates are recorded
			return spool.Order{}, fault.New(papers.DuplicateAtTill, "copy")
		}
		return spool.Order{Ref: c.Number}, nil
	}
	var id journal.EntityID
	if !papers.OfFile(form) || papers.OfLoan(form) {
		if err := id.UnmarshalText([]byte(c.Number)); err == nil {
			return spool.Order{Entity: hex.EncodeToString(id[:])}, nil
		} else if !papers.OfLoan(form) {
			return spool.Order{}, fault.New(fault.Malformed, "number", "expected", "id").Because(err)
		}
	}
	ids, err := r.numbered(d, c.Number)
	switch {
	case err != nil:
		return spool.Order{}, err
	case len(ids) > 1:
		return spool.Order{}, fault.New(cli.NumberShared, "number")
	}
	return spool.Order{Entity: hex.EncodeToString(ids[0][:])}, nil
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
func (c *printCmd) queue(r *run, d *device.Device, source papers.Source, o spool.Order) error {
	q, err := d.Prints(r.ctx, papers.Maker{Source: source})
	if err != nil {
		return err
	}
	o.Form, o.Paper, o.Lang, o.Start, o.Copy = c.Form, c.Format, c.In, c.Start, c.Copy
	return r.printed(q, o, spool.Target{Printer: c.To, Role: spool.Role(c.Role)})
}

// renew gives the page another address when a receipt is printed again.
func (c *printCmd) renew(r *run, source papers.Source, o spool.Order) error {
	raw, err := hex.DecodeString(o.Entity)
	if err != nil || len(raw) != len(journal.EntityID{}) {
		return nil
	}
	return source.Renew(r.ctx, journal.EntityID{}, papers.Form(c.Form), journal.EntityID(raw))
}
