package desk

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/present"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/profile"
	"etabli/printing/spool"
)

// ActOnPrint implements present.Printers.
func (d *Desk) ActOnPrint(ctx context.Context, a present.PrintAct) error {
	_, err := d.prints.Do(ctx, spool.Person{ID: spool.ID(a.Job), Act: spool.Act(a.Act), Yes: a.Yes, Printer: a.Printer, By: staffID(a.By)})
	return device.ExplainPrint(err)
}

// Duplicate implements present.Printers. A receipt of the till has duplicates of
// its own, which are recorded: they are printed at the till.
func (d *Desk) Duplicate(ctx context.Context, job uint64, printer string, by present.ID) error {
	j, err := d.prints.Job(ctx, spool.ID(job))
	if err != nil {
		return device.ExplainPrint(err)
	}
	if j.Order.Form == string(papers.TillReceipt) {
		return fault.New(papers.DuplicateAtTill, "job")
	}
	_, err = d.prints.Duplicate(ctx, spool.ID(job), spool.Target{Printer: printer}, staffID(by))
	return device.ExplainPrint(err)
}

// staffID is how the queue notes who did something; empty when nobody is known.
func staffID(id present.ID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// PrintPicture implements present.Printers.
func (d *Desk) PrintPicture(ctx context.Context, job uint64) ([]byte, error) {
	j, err := d.prints.Job(ctx, spool.ID(job))
	if err != nil {
		return nil, device.ExplainPrint(err)
	}
	p, _ := d.prints.Setup().Find(j.Printer)
	return d.picture(ctx, j.Order, p)
}

// picture makes a document as a picture of what a printer would print.
func (d *Desk) picture(ctx context.Context, o spool.Order, p spool.Printer) ([]byte, error) {
	p.As = string(papers.PNG)
	made, err := papers.Maker{Source: d.source}.Make(ctx, o, p)
	return made.Content, err
}

// SavePrinter implements present.Printers.
func (d *Desk) SavePrinter(ctx context.Context, p present.Printer) error {
	format, as, _ := strings.Cut(p.Kind, "|")
	out := spool.Printer{Name: strings.TrimSpace(p.Name), Way: p.Way, Address: strings.TrimSpace(p.Address), Format: format, As: as, Answers: p.Answers}
	if out.Name == folderPrinter {
		return fault.New(fault.UnknownName, "name", "name", out.Name)
	}
	known, ok := d.rollOf(out)
	own := profile.Own{WidthDots: p.Own.WidthDots, CodePage: p.Own.CodePage, Cutter: profile.Cutter(p.Own.Cutter), DrawerPin: p.Own.DrawerPin}
	if ok && own != (profile.Own{}) && own != known {
		out.Own = &own
	}
	return device.ExplainPrint(d.prints.SavePrinter(ctx, out))
}

// RemovePrinter implements present.Printers.
func (d *Desk) RemovePrinter(ctx context.Context, name string) error {
	return device.ExplainPrint(d.prints.RemovePrinter(ctx, name))
}

// AssignPrinter implements present.Printers.
func (d *Desk) AssignPrinter(ctx context.Context, name string, first, fallback []string) error {
	setup := d.prints.Setup()
	for _, role := range spool.Roles() {
		list := slices.DeleteFunc(slices.Clone(setup.Roles[role]), func(n string) bool { return n == name })
		switch {
		case slices.Contains(first, string(role)):
			list = slices.Insert(list, 0, name)
		case slices.Contains(fallback, string(role)):
			list = append(list, name)
		}
		if slices.Equal(list, setup.Roles[role]) {
			continue
		}
		if err := d.prints.SetRole(ctx, role, list); err != nil {
			return device.ExplainPrint(err)
		}
	}
	return nil
}

// TestPrinter implements present.Printers.
func (d *Desk) TestPrinter(ctx context.Context, name string, by present.ID) error {
	_, err := d.prints.Print(ctx, spool.Order{Form: present.TestPage, Lang: d.Preferences().Language}, spool.Target{Printer: name}, staffID(by))
	return device.ExplainPrint(err)
}
