package main

import (
	"io"

	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
)

type tillClosingCmd struct {
	Period   string `arg:"" help:"2026-11-28 for a day, 2026-11 for a month, 2026 for a year."`
	Training bool   `help:"Of the till that only practises."`
	Format   string `default:"80mm" help:"a4, a5, 80mm, 58mm, or the profile of a receipt printer."`
	As       string `default:"pdf" help:"pdf, png, escpos or escpos-text." enum:"pdf,png,escpos,escpos-text"`
	Out      string `required:"" help:"File to write."`
	In       string `help:"Language: fr or en." enum:"fr,en" default:"fr"`
}

// Run prints a closing from its sealed record.
func (c *tillClosingCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		levels := map[int]till.Level{len("2026"): till.OfYear, len("2026-11"): till.OfMonth}
		level, ok := levels[len(c.Period)]
		if !ok {
			level = till.OfDay
		}
		source, err := papersOf(d)
		if err != nil {
			return err
		}
		made, err := source.Closing(r.ctx,
			service.PeriodInput{Level: level, Period: c.Period, Practice: service.Practice{Training: c.Training}},
			papers.Order{Format: c.Format, As: papers.Output(c.As), Tag: c.In})
		if err != nil {
			return err
		}
		if err := toFile(c.Out, func(w io.Writer) error {
			_, err := w.Write(made.Bytes)
			return err
		}); err != nil {
			return err
		}
		return r.Answer(map[string]any{"period": c.Period, "level": level, "out": c.Out}, nil)
	})
}
