package present

import (
	"context"
	"slices"

	"etabli/app/service"
)

// The acts on jobs and printers.
const (
	printYes       = "print.yes"
	printNo        = "print.no"
	printRetry     = "print.retry"
	printHold      = "print.hold"
	printMove      = "print.move"
	printCancel    = "print.cancel"
	printAgain     = "print.again"
	printFile      = "print.file"
	printerTest    = "printer.test"
	printerUse     = "printer.use"
	printerChange  = "printer.change"
	printerProfile = "printer.profile"
	printerRemove  = "printer.remove"
	printerAdd     = "printer.add"
	printerInstall = "printer.install"
	printerSeek    = "printer.seek"
)

var printIcons = map[string]string{
	printYes: "check", printNo: "rotate-ccw", printRetry: "rotate-ccw", printHold: "clock", printMove: "arrow-left-right", printCancel: "x",
	printAgain: "copy", printFile: "wrench", printerTest: "printer", printerUse: "list-checks", printerChange: "settings",
	printerProfile: "receipt-text", printerRemove: "trash-2", printerAdd: "plus", printerInstall: "plus", printerSeek: "search",
}

func (e Env) printAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: printIcons[id]}
}

// jobActions are what can be done with a job, the right next thing first.
func (p *PrintDesk) jobActions(j PrintJob) (primary Action, rest []Action) {
	var ids []string
	for _, can := range []struct{ act, id string }{
		{PrintCameOut, printYes}, {PrintCameOut, printNo}, {PrintRetry, printRetry}, {PrintMove, printMove}, {PrintHold, printHold}, {PrintCancel, printCancel},
	} {
		if slices.Contains(j.Acts, can.act) {
			ids = append(ids, can.id)
		}
	}
	if j.Form != TestPage {
		ids = append(ids, printAgain)
	}
	if !j.About.IsZero() {
		ids = append(ids, printFile)
	}
	for _, id := range ids {
		rest = append(rest, p.printAct(id))
	}
	if len(rest) == 0 {
		return Action{}, nil
	}
	return rest[0], rest[1:]
}

// PrimaryPressed does the right next thing with what is open.
func (p *PrintDesk) PrimaryPressed() {
	if j, ok := p.job(p.open.id); ok {
		next, _ := p.jobActions(j)
		p.ActionPressed(next.ID)
		return
	}
	if at, ok := p.printer(p.open.id); ok && at.Folder {
		p.ActionPressed(printerAdd)
	} else if ok {
		p.ActionPressed(printerTest)
	}
	if _, ok := p.foundPrinter(p.open.id); ok {
		p.ActionPressed(printerInstall)
	}
}

// EmptyPressed sets a printer up.
func (p *PrintDesk) EmptyPressed() { p.ActionPressed(printerAdd) }

// ActionPressed begins an act.
func (p *PrintDesk) ActionPressed(id string) {
	if p.open.busy {
		return
	}
	switch id {
	case printerAdd:
		p.open.sheets.open(p.addSheet())
		return
	case printerSeek:
		p.ScopeChosen(FoundScope)
		return
	}
	if j, ok := p.job(p.open.id); ok {
		p.jobAct(id, j)
	}
	if at, ok := p.printer(p.open.id); ok {
		p.printerAct(id, at)
	}
	if f, ok := p.foundPrinter(p.open.id); ok && id == printerInstall {
		p.open.sheets.open(p.installSheet(f))
	}
}

// simple are the acts on a job that ask nothing.
var simple = map[string]PrintAct{
	printYes: {Act: PrintCameOut, Yes: true}, printNo: {Act: PrintCameOut}, printRetry: {Act: PrintRetry}, printHold: {Act: PrintHold}, printCancel: {Act: PrintCancel},
}

func (p *PrintDesk) jobAct(id string, j PrintJob) {
	if act, ok := simple[id]; ok {
		act.Job = j.ID
		p.open.run(func(ctx context.Context, call service.Call) error {
			act.By = call.Staff
			return p.port.ActOnPrint(ctx, act)
		})
		return
	}
	switch id {
	case printMove:
		p.open.sheets.open(p.moveSheet(j))
	case printAgain:
		p.open.run(func(ctx context.Context, call service.Call) error { return p.port.Duplicate(ctx, j.ID, "", call.Staff) })
	case printFile:
		p.Go(Route{Screen: CounterScreen, Repair: j.About})
	}
}

func (p *PrintDesk) printerAct(id string, at Printer) {
	switch id {
	case printerTest:
		p.open.run(func(ctx context.Context, call service.Call) error {
			return p.port.TestPrinter(ctx, at.Name, call.Staff)
		})
	case printerUse:
		p.open.sheets.open(p.useSheet(at))
	case printerChange:
		p.open.sheets.open(p.changeSheet(at))
	case printerProfile:
		p.open.sheets.open(p.profileSheet(at))
	case printerRemove:
		p.open.sheets.open(p.removeSheet(at))
	}
}
