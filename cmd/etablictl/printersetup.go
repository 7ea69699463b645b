package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/profile"
	"etabli/printing/spool"
)

// The faults of a set-up.
const (
	NoPrinterFound    fault.Code = "printer_not_found"
	SeveralPrinters   fault.Code = "printers_several" // args: names
	PrinterKnownByNow fault.Code = "printer_named"    // args: name
)

type printersSetupCmd struct {
	Name   string `arg:"" optional:"" help:"Which of those that were found, by its name or address; needed when there are several."`
	As     string `name:"named" help:"What people call it; its own name when empty."`
	Format string `help:"What it prints, where that was guessed wrong."`
	Lang   string `name:"language" help:"pdf, escpos, escpos-text or zpl, where that was guessed wrong."`
	Server string `default:"ipp://localhost:631/" help:"Address of CUPS."`
}

// Run finds, adds, assigns and tries a printer. The first printer of a role is the
// one that is used, the next ones help out.
func (c *printersSetupCmd) Run(r *run) error {
	return r.withQueue(func(d *device.Device, q *spool.Queue) error {
		found, err := device.FindPrinters(r.ctx, c.Server)
		if err != nil {
			return err
		}
		one, err := c.choose(found)
		if err != nil {
			return err
		}
		p := one.Printer()
		for _, given := range []struct{ from, to *string }{{&c.As, &p.Name}, {&c.Format, &p.Format}, {&c.Lang, &p.As}} {
			if *given.from != "" {
				*given.to = *given.from
			}
		}
		if _, known := q.Setup().Find(p.Name); known {
			return fault.New(PrinterKnownByNow, "named", "name", p.Name)
		}
		if err := q.SavePrinter(r.ctx, p); err != nil {
			return err
		}
		role := c.role(d, p, one.Role)
		if err := q.SetRole(r.ctx, role, append(slices.Clone(q.Setup().Roles[role]), p.Name)); err != nil {
			return err
		}
		return r.printed(q, spool.Order{Form: string(papers.TestPage), Lang: r.Words.Tag()}, spool.Target{Printer: p.Name})
	})
}

func (c *printersSetupCmd) choose(found []device.Found) (device.Found, error) {
	var names []string
	for _, f := range found {
		if c.Name != "" && (strings.EqualFold(f.Name, c.Name) || f.Address == c.Name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	switch {
	case len(found) == 0 || c.Name != "":
		return device.Found{}, fault.New(NoPrinterFound, "name")
	case len(found) > 1:
		return device.Found{}, fault.New(SeveralPrinters, "name", "names", strings.Join(names, ", "))
	}
	return found[0], nil
}

// role is what a printer is for, by what it prints.
func (c *printersSetupCmd) role(d *device.Device, p spool.Printer, guessed spool.Role) spool.Role {
	known, err := d.Profiles()
	if c.Format == "" || err != nil {
		return guessed
	}
	if _, label := known.Stock(p.Format); label {
		return spool.LabelRole
	}
	if strings.HasPrefix(p.As, "escpos") {
		return spool.ReceiptRole
	}
	return spool.PageRole
}

type printersProfileCmd struct {
	File string `arg:"" optional:"" help:"Its name is what the profile is called by: etiquette-40x20.json."`
}

// Run takes a profile, or lists those that are known.
func (c *printersProfileCmd) Run(r *run) error {
	return r.with(func(d *device.Device) error {
		if c.File != "" {
			f, err := cli.OpenFile("file", c.File)
			if err != nil {
				return err
			}
			defer f.Close()
			content, err := io.ReadAll(io.LimitReader(f, profile.MaxFileBytes+1))
			if err != nil {
				return err
			}
			if _, err := d.AddProfile(strings.TrimSuffix(filepath.Base(c.File), ".json"), content); err != nil {
				return err
			}
		}
		known, err := d.Profiles()
		if err != nil {
			return err
		}
		list := []map[string]any{}
		for _, s := range known.Stocks() {
			list = append(list, map[string]any{"id": s.ID, "name": s.Name, "width_mm": s.WidthMM, "height_mm": s.HeightMM, "zpl": s.ZPL})
		}
		for _, p := range known.Receipts() {
			list = append(list, map[string]any{"id": p.ID, "name": p.Name, "paper": p.Paper, "width_dots": p.WidthDots})
		}
		return r.Answer(list, nil)
	})
}
