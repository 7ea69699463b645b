package main

import (
	"os"
	"time"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/document"
)

type printCmd struct {
	Number string `arg:"" help:"Number of the repair, or its id."`
	Form   string `required:"" help:"deposit-receipt, repair-order, quote or hand-back."`
	Format string `default:"a5" help:"a4, a5, 80mm or 58mm."`
	Out    string `required:"" help:"PDF file to write; - for standard output."`
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
		out, err := source.PDF(r.ctx, papers.Form(c.Form), document.Paper(c.Format), ids[0], c.In)
		if err != nil {
			return err
		}
		if c.Out == "-" {
			_, err = r.Out.Write(out)
			return err
		}
		if err := os.WriteFile(c.Out, out, 0o600); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		return r.Answer(map[string]string{"form": c.Form, "out": c.Out}, nil)
	})
}
