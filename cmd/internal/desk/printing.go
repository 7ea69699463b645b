package desk

import (
	"context"
	"encoding/hex"
	"strings"

	"etabli/app/present"
	"etabli/cmd/internal/device"
	"etabli/cmd/internal/papers"
	"etabli/printing/document"
	"etabli/printing/profile"
	"etabli/printing/spool"
)

// PrintQueue implements present.Printing.
func (d *Desk) PrintQueue(context.Context) (present.PrintQueue, error) {
	now := d.prints.Overview()
	setup := d.prints.Setup()
	out := present.PrintQueue{Jobs: shownJobs(now.Jobs)}
	for _, p := range now.Printers {
		out.Printers = append(out.Printers, d.shownPrinter(p, setup))
	}
	return out, nil
}

// WatchPrints implements present.Printing.
func (d *Desk) WatchPrints(fn func()) (stop func()) { return d.prints.Watch(fn) }

// PastPrints implements present.Printers.
func (d *Desk) PastPrints(ctx context.Context, limit int) ([]present.PrintJob, error) {
	list, err := d.prints.History(ctx, limit)
	return shownJobs(list), device.ExplainPrint(err)
}

func shownJobs(list []spool.Job) (out []present.PrintJob) {
	for _, j := range list {
		out = append(out, shownJob(j))
	}
	return out
}

// shownJob is a job as people see it.
func shownJob(j spool.Job) present.PrintJob {
	number, _, _ := strings.Cut(j.Title, "-"+j.Order.Form)
	if j.Order.Form == present.TestPage || number == j.Order.Form {
		number = ""
	}
	out := present.PrintJob{
		ID: uint64(j.ID), Number: strings.TrimPrefix(number, j.Order.Form+"-"), Form: j.Order.Form, Copy: j.Order.Copy, Printer: j.Printer,
		State: string(j.State), Reason: string(j.Reason), Attempts: j.Attempts, AddedMS: j.AddedMS, SinceMS: j.SinceMS, RetryMS: j.RetryMS,
	}
	if raw, err := hex.DecodeString(j.Order.Entity); err == nil && len(raw) == len(out.About) && ofRepair(j.Order.Form) {
		out.About = present.ID(raw)
	}
	for _, a := range []spool.Act{spool.ActRetry, spool.ActMove, spool.ActHold, spool.ActCancel, spool.ActCameOut} {
		if j.Can(a) {
			out.Acts = append(out.Acts, string(a))
		}
	}
	for _, e := range j.Events {
		out.Events = append(out.Events, present.PrintEvent{
			AtMS: e.AtMS, State: string(e.State), Reason: string(e.Reason), Printer: e.Printer, Act: string(e.Act), By: e.By,
		})
	}
	return out
}

// ofRepair tells whether a form is about the file with its order's entity.
func ofRepair(form string) bool {
	return papers.OfFile(papers.Form(form)) && !papers.OfLoan(papers.Form(form))
}

func (d *Desk) shownPrinter(p spool.PrinterState, setup spool.Setup) present.Printer {
	out := present.Printer{
		Name: p.Name, Way: p.Way, Address: p.Address, Kind: kindID(p.Format, p.As), Answers: p.Answers,
		Jobs: p.Jobs, Reason: string(p.Reason), SinceMS: p.SinceMS, Folder: p.Name == folderPrinter && p.Format == "",
	}
	for _, r := range p.Roles {
		if setup.Roles[r][0] == p.Name {
			out.First = append(out.First, string(r))
		} else {
			out.Fallback = append(out.Fallback, string(r))
		}
	}
	if roll, ok := d.rollOf(p.Printer); ok {
		out.Roll, out.Own = true, present.RollProfile{
			WidthDots: roll.WidthDots, CodePage: roll.CodePage, Cutter: string(roll.Cutter), DrawerPin: roll.DrawerPin,
		}
	}
	return out
}

// rollOf is what is known of a receipt printer.
func (d *Desk) rollOf(p spool.Printer) (profile.Own, bool) {
	set, err := d.source.Profiles.OrShipped()
	if err != nil {
		return profile.Own{}, false
	}
	r, ok := set.Receipt(p.Format)
	if !ok || !strings.HasPrefix(p.As, "escpos") {
		return profile.Own{}, false
	}
	if p.Own != nil {
		return *p.Own, true
	}
	return r.Own(), true
}

// kindID names what a printer prints: its format in its language.
func kindID(format, as string) string { return format + "|" + as }

// PrinterKinds implements present.Printers.
func (d *Desk) PrinterKinds() []present.PrinterKind {
	out := []present.PrinterKind{{ID: kindID(string(document.A4), string(papers.PDF)), Role: string(spool.PageRole)}}
	set, err := d.source.Profiles.OrShipped()
	if err != nil {
		return out
	}
	for _, r := range set.Receipts() {
		out = append(out, present.PrinterKind{ID: kindID(r.ID, string(papers.ESCPOS)), Name: r.Name, Role: string(spool.ReceiptRole)})
	}
	for _, s := range set.Stocks() {
		as := papers.PDF
		if s.ZPL {
			as = papers.ZPL
		}
		out = append(out, present.PrinterKind{ID: kindID(s.ID, string(as)), Name: s.Name, Role: string(spool.LabelRole)})
	}
	return out
}
