package present

import (
	"cmp"
	"slices"
	"strings"
)

func (p *PrintDesk) publish() {
	p.list(p.listState())
	s := Detail{ID: p.open.id, Open: !p.open.id.IsZero()}
	job, isJob := p.job(p.open.id)
	printer, isPrinter := p.printer(p.open.id)
	found, isFound := p.foundPrinter(p.open.id)
	switch {
	case isJob:
		p.showJob(&s, job)
	case isPrinter:
		p.showPrinter(&s, printer)
	case isFound:
		p.showFound(&s, found)
	case !p.known && s.Open:
		s.Loading = p.notice.IsZero()
	default:
		s.Open = false
		s.Empty = Empty{Title: p.Words.T("printers.none"), Text: p.Words.T("printers.none.text"), Action: p.Words.T("deed." + printerAdd)}
	}
	s.Busy, s.Notice, s.Sheet = p.open.busy, p.open.notice, p.open.sheets.state
	p.show(s)
}

func (p *PrintDesk) listState() ListState {
	w := p.Words
	total := p.total()
	s := ListState{
		Total: total, Opened: p.open.id, Loading: p.loading(), Notice: p.notice, Revision: p.revision, Selected: -1,
	}
	for i := range total {
		if p.Row(i).ID == p.open.id {
			s.Selected = i
		}
	}
	people, waits := p.now.Asks()
	counts := map[Scope]int{QueueScope: len(p.now.Jobs), PrintersScope: len(p.now.Printers)}
	for _, scope := range printScopes {
		t := ListTab{Scope: scope, Label: w.T("printers.scope." + string(scope)), Selected: p.scope == scope}
		if n := counts[scope]; n > 0 {
			t.Count = w.Number(n)
		}
		s.Tabs = append(s.Tabs, t)
	}
	if p.scope == QueueScope && people+waits > 0 {
		s.Foot = w.N("printers.asks", people+waits)
	}
	if !s.Loading && total == 0 && p.notice.IsZero() {
		s.Empty = Empty{Title: w.T("printers.empty." + string(p.scope)), Text: w.T("printers.empty." + string(p.scope) + ".text")}
		if p.scope == PrintersScope || p.scope == FoundScope {
			s.Empty.Action = w.T("deed." + printerAdd)
		}
	}
	return s
}

func (p *PrintDesk) loading() bool {
	if p.scope == FoundScope {
		return !p.searched && p.notice.IsZero()
	}
	return !p.known && p.notice.IsZero()
}

func (p *PrintDesk) total() int {
	switch p.scope {
	case QueueScope:
		return len(p.now.Jobs)
	case PrintedScope:
		return len(p.past)
	case PrintersScope:
		return len(p.now.Printers)
	}
	return len(p.found)
}

// Row is a line of the list.
func (p *PrintDesk) Row(i int) Row {
	switch {
	case i < 0 || i >= p.total():
		return Row{}
	case p.scope == QueueScope:
		return p.jobRow(p.now.Jobs[i])
	case p.scope == PrintedScope:
		return p.jobRow(p.past[i])
	case p.scope == PrintersScope:
		return p.printerRow(p.now.Printers[i])
	}
	f := p.found[i]
	return Row{
		ID: foundID(f), Number: p.Words.T("printers.by." + f.Way), Product: f.Name, Customer: cmp.Or(f.Model, f.Address),
		Chip: p.foundChip(f),
	}
}

func (p *PrintDesk) jobRow(j PrintJob) Row {
	return Row{
		ID: jobID(j.ID), Number: cmp.Or(j.Number, "–"), When: p.shortWhen(j.AddedMS), Product: p.printedName(j),
		Customer: p.printerName(j.Printer), Chip: p.jobChip(j),
	}
}

func (p *PrintDesk) printerRow(at Printer) Row {
	return Row{
		ID: printerID(at.Name), Number: p.Words.T("printers.by." + at.Way), Product: p.printerName(at.Name),
		Customer: cmp.Or(p.uses(at), p.Words.T("printers.unused")), Chip: p.printerChip(at),
	}
}

// printedName is the form that a job prints, and which duplicate it is.
func (p *PrintDesk) printedName(j PrintJob) string {
	name := p.Words.T("printed." + j.Form)
	if j.Copy > 0 {
		name = p.Words.T("printed.copy", "form", name, "n", p.Words.Number(j.Copy))
	}
	return name
}

// printerName is how people call a printer, or the folder that stands for one.
func (p *PrintDesk) printerName(name string) string {
	for _, at := range p.now.Printers {
		if at.Name == name && at.Folder {
			return p.Words.T("printers.folder")
		}
	}
	return name
}

// printLooks are those of the states of a job.
var printLooks = map[string]statusLook{
	"waiting": {Neutral, "clock"}, "sending": {Work, "send"}, "printing": {Work, "printer"}, "doubt": {Late, "circle-question-mark"},
	"held": {Late, "circle-alert"}, "done": {Good, "check"}, "cancelled": {Neutral, "x"},
}

func (p *PrintDesk) jobChip(j PrintJob) Chip {
	look := printLooks[j.State]
	chip := Chip{look.tone, look.icon, p.Words.T("printing.state." + j.State)}
	if j.Reason != "" && j.State != printDone && j.State != printCancelled && j.State != printDoubt {
		chip.Text = p.Words.T("printing.reason." + j.Reason)
		if chip.Tone == Neutral || chip.Tone == Work {
			chip.Tone, chip.Icon = Watch, "circle-alert"
		}
	}
	return chip
}

func (p *PrintDesk) printerChip(at Printer) Chip {
	switch {
	case at.Reason != "":
		return Chip{Watch, "circle-alert", p.Words.T("printing.reason." + at.Reason)}
	case at.Jobs > 0:
		return Chip{Work, "printer", p.Words.N("printers.jobs", at.Jobs)}
	case len(at.First)+len(at.Fallback) == 0 && !at.Folder:
		return Chip{Neutral, "minus", p.Words.T("printers.unused")}
	}
	return Chip{Good, "check", p.Words.T("printers.ready")}
}

func (p *PrintDesk) foundChip(f FoundPrinter) Chip {
	switch {
	case slices.ContainsFunc(p.now.Printers, func(at Printer) bool { return at.Way == f.Way && at.Address == f.Address }):
		return Chip{Good, "check", p.Words.T("printers.known")}
	case f.Reason != "":
		return Chip{Watch, "circle-alert", p.Words.T("printing.reason." + f.Reason)}
	}
	return Chip{Work, "plus", p.Words.T("printers.new")}
}

// uses says what a printer is for.
func (p *PrintDesk) uses(at Printer) string {
	var out []string
	for _, role := range at.First {
		out = append(out, p.Words.T("printers.role."+role))
	}
	for _, role := range at.Fallback {
		out = append(out, p.Words.T("printers.helps", "role", p.Words.T("printers.role."+role)))
	}
	if at.Folder {
		out = append(out, p.Words.T("printers.folder.use"))
	}
	return strings.Join(out, " · ")
}

// kindName says what a printer prints.
func (p *PrintDesk) kindName(id string) string {
	for _, k := range p.port.PrinterKinds() {
		if k.ID == id {
			return p.kindLabel(k)
		}
	}
	return strings.ReplaceAll(id, "|", " · ")
}

func (p *PrintDesk) kindLabel(k PrinterKind) string {
	if k.Name == "" {
		return p.Words.T("printers.sheets")
	}
	return k.Name
}
