package main

import (
	"os"

	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/storage/journal"
)

type visitReportCmd struct {
	ID     journal.EntityID `arg:"" help:"Of the visit; ask visit.day lists them."`
	Format string           `default:"a4" help:"a4, a5, 80mm or 58mm."`
	As     string           `default:"pdf" help:"pdf or png." enum:"pdf,png"`
	Out    string           `required:"" help:"File to write."`
	In     string           `help:"Language of the document: fr or en; the customer's when empty." enum:",fr,en" default:""`
}

// Run prints the report of a visit from what was recorded.
func (c *visitReportCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		source, err := papersOf(d)
		if err != nil {
			return err
		}
		made, title, err := source.VisitPaper(r.ctx, c.ID, papers.Order{Format: c.Format, As: papers.Output(c.As), Tag: c.In})
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, made.Bytes, 0o600); err != nil {
			return cli.CannotWrite("out", c.Out, err)
		}
		return r.Answer(map[string]any{"title": title, "out": c.Out}, nil)
	})
}
