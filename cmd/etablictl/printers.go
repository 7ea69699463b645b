package main

import (
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/spool"
)

// printersCmd sets printers up.
type printersCmd struct {
	List     printersListCmd     `cmd:"" help:"List the printers, what they are for and how they are."`
	Discover printersDiscoverCmd `cmd:"" help:"Find printers: of CUPS, of this system, device files, and those of the network that answer."`
	Setup    printersSetupCmd    `cmd:"" help:"Find a printer, add it as what it seems to be, give it a role and print a test page."`
	Add      printersAddCmd      `cmd:"" help:"Add a printer, or change the one of that name."`
	Remove   printersRemoveCmd   `cmd:"" help:"Forget a printer; its jobs are held until they are moved."`
	SetRole  printersRoleCmd     `cmd:"" help:"Say which printers a role has: the first choice, then those that help out."`
	Test     printersTestCmd     `cmd:"" help:"Print a test page."`
	Profile  printersProfileCmd  `cmd:"" help:"Take a profile of your own, of a printer or a label of any size; none lists all that are known."`
}

// withQueue opens the store and its print queue.
func (r *run) withQueue(fn func(d *device.Device, q *spool.Queue) error) error {
	return r.with(func(d *device.Device) error {
		source, err := papersOf(d)
		if err != nil {
			return err
		}
		q, err := d.Prints(r.ctx, papers.Maker{Source: source})
		if err != nil {
			return err
		}
		return fn(d, q)
	})
}

type printersListCmd struct{}

// Run lists printers.
func (c *printersListCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		return r.Answer(append([]spool.PrinterState{}, q.Overview().Printers...), nil)
	})
}

type printersDiscoverCmd struct {
	Server string `default:"ipp://localhost:631/" help:"Address of CUPS."`
}

// Run finds printers; a server that does not answer has none.
func (c *printersDiscoverCmd) Run(r *run) error {
	list, err := device.FindPrinters(r.ctx, c.Server)
	if err != nil {
		return err
	}
	return r.Answer(append([]device.Found{}, list...), nil)
}

type printersAddCmd struct {
	Name    string `arg:"" help:"Name, as people call it."`
	Way     string `required:"" help:"ipp, raw, device or folder."`
	Address string `required:"" help:"ipp://…, host:9100, a device file or a folder."`
	Format  string `required:"" help:"a4, a5, 80mm, 58mm, or the profile of a printer or label."`
	As      string `default:"pdf" help:"pdf, png, escpos, escpos-text or zpl."`
	Answers string `default:"" help:"escpos or zpl when it answers how it is."`
}

// Run adds a printer.
func (c *printersAddCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		p := spool.Printer{Name: c.Name, Way: c.Way, Address: c.Address, Format: c.Format, As: c.As, Answers: c.Answers}
		if err := q.SavePrinter(r.ctx, p); err != nil {
			return err
		}
		return r.Answer(p, nil)
	})
}

type printersRemoveCmd struct {
	Name string `arg:"" help:"The printer's name."`
}

// Run forgets a printer.
func (c *printersRemoveCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		if err := q.RemovePrinter(r.ctx, c.Name); err != nil {
			return err
		}
		return r.Answer(append([]spool.PrinterState{}, q.Overview().Printers...), nil)
	})
}

type printersRoleCmd struct {
	Role     string   `arg:"" help:"receipt, label or a4."`
	Printers []string `arg:"" optional:"" help:"Names, the first choice first; none leaves the role without."`
}

// Run sets a role's printers.
func (c *printersRoleCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		if err := q.SetRole(r.ctx, spool.Role(c.Role), c.Printers); err != nil {
			return err
		}
		return r.Answer(append([]spool.PrinterState{}, q.Overview().Printers...), nil)
	})
}

type printersTestCmd struct {
	Name string `arg:"" help:"The printer's name."`
}

// Run prints a test page.
func (c *printersTestCmd) Run(r *run) error {
	return r.withQueue(func(_ *device.Device, q *spool.Queue) error {
		return r.printed(q, spool.Order{Form: string(papers.TestPage), Lang: r.Words.Tag()}, spool.Target{Printer: c.Name})
	})
}

// printed puts a document into the queue, lets it go out, and answers how it
// stands then.
func (r *run) printed(q *spool.Queue, o spool.Order, to spool.Target) error {
	j, err := q.Print(r.ctx, o, to, "")
	if err != nil {
		return err
	}
	return r.settled(q, j.ID)
}

func (r *run) settled(q *spool.Queue, id spool.ID) error {
	if err := q.Settle(r.ctx); err != nil {
		return err
	}
	j, err := q.Job(r.ctx, id)
	if err != nil {
		return err
	}
	return r.Answer(j, nil)
}
