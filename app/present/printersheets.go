package present

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service"
)

// moveSheet gives a job to another printer.
func (p *PrintDesk) moveSheet(j PrintJob) plan {
	w := p.Words
	var others []Choice
	for _, at := range p.now.Printers {
		if at.Name != j.Printer {
			others = append(others, Choice{at.Name, p.printerName(at.Name)})
		}
	}
	return plan{
		sheet: Sheet{Title: w.T("deed." + printMove), Submit: w.T("printers.move.do"), Intro: w.T("printers.move.text"), Fields: []SheetField{
			{Key: "printer", Label: w.T("printers.printer"), Kind: ChoiceInput, Choices: others},
		}},
		prepare: func(v values) (job, error) {
			if err := required("printer", v["printer"]); err != nil {
				return nil, err
			}
			return func(ctx context.Context, call service.Call) error {
				return p.port.ActOnPrint(ctx, PrintAct{Job: j.ID, Act: PrintMove, Printer: v["printer"], By: call.Staff})
			}, nil
		},
	}
}

// The ways that can be typed; a device file and a folder are ways too.
var printerWays = []string{"raw", "ipp", "device", "folder"}

// addSheet sets a printer up by hand.
func (p *PrintDesk) addSheet() plan {
	w := p.Words
	fields := []SheetField{
		{Key: "way", Label: w.T("printers.way"), Kind: ChoiceInput, Value: "raw", Choices: p.choices("printers.by.", printerWays...)},
		{Key: "address", Label: w.T("printers.address"), Kind: TextInput, Hint: w.T("printers.address.hint")},
	}
	return p.setUpSheet(Printer{Kind: "receipt-80mm|escpos"}, w.T("deed."+printerAdd), fields)
}

// installSheet sets up a printer that was found.
func (p *PrintDesk) installSheet(f FoundPrinter) plan {
	s := p.setUpSheet(Printer{Name: f.Name, Way: f.Way, Address: f.Address, Kind: f.Kind}, p.Words.T("deed."+printerInstall), nil)
	s.sheet.Lines = []Line{{p.Words.T("printers.address"), f.Address}}
	return s
}

// setUpSheet asks for what a new printer needs and prints a test page on it. The
// first printer of a kind is the one that is used.
func (p *PrintDesk) setUpSheet(at Printer, title string, fields []SheetField) plan {
	w := p.Words
	fields = append(fields, p.nameField(at), p.kindField(at))
	return plan{
		sheet: Sheet{Title: title, Submit: w.T("printers.add.do"), Intro: w.T("printers.add.text"), Fields: fields},
		prepare: func(v values) (job, error) {
			next := at
			if v["way"] != "" {
				next.Way, next.Address = v["way"], strings.TrimSpace(v["address"])
			}
			next.Name, next.Kind = strings.TrimSpace(v["name"]), v["kind"]
			if err := required("address", next.Address); err != nil {
				return nil, err
			}
			if err := required("name", next.Name); err != nil {
				return nil, err
			}
			if slices.ContainsFunc(p.now.Printers, func(o Printer) bool { return o.Name == next.Name }) {
				return nil, fault.New(PrinterNamed, "name", "name", next.Name)
			}
			first, help := p.use(next)
			return func(ctx context.Context, call service.Call) error {
				if err := p.port.SavePrinter(ctx, next); err != nil {
					return err
				}
				if err := p.port.AssignPrinter(ctx, next.Name, first, help); err != nil {
					return err
				}
				return p.port.TestPrinter(ctx, next.Name, call.Staff)
			}, nil
		},
		then: func() {
			p.scope = PrintersScope
			p.revision++
			p.pulse.kick()
			p.publish()
		},
	}
}

// PrinterNamed says that a printer has that name already; args: name.
const PrinterNamed fault.Code = "printer_named"

// use is what a new printer is for: the first of its kind is used, another helps.
func (p *PrintDesk) use(next Printer) (first, fallback []string) {
	role := p.roleOf(next.Kind)
	taken := slices.ContainsFunc(p.now.Printers, func(at Printer) bool { return slices.Contains(at.First, role) })
	if taken {
		return nil, []string{role}
	}
	return []string{role}, nil
}

func (p *PrintDesk) roleOf(kind string) string {
	for _, k := range p.port.PrinterKinds() {
		if k.ID == kind {
			return k.Role
		}
	}
	return ""
}

func (p *PrintDesk) nameField(at Printer) SheetField {
	return SheetField{Key: "name", Label: p.Words.T("printers.name"), Kind: TextInput, Value: at.Name, Hint: p.Words.T("printers.name.hint")}
}

func (p *PrintDesk) kindField(at Printer) SheetField {
	f := SheetField{Key: "kind", Label: p.Words.T("printers.kind"), Kind: ChoiceInput, Value: at.Kind}
	for _, k := range p.port.PrinterKinds() {
		f.Choices = append(f.Choices, Choice{k.ID, p.kindLabel(k)})
	}
	return f
}

// printerRoles are what printers are for.
var printerRoles = []string{"receipt", "label", "a4"}

// useSheet says what a printer is for: first choice, a help, or nothing.
func (p *PrintDesk) useSheet(at Printer) plan {
	w := p.Words
	s := Sheet{Title: w.T("deed." + printerUse), Submit: w.T("sheet.save"), Intro: w.T("printers.use.text")}
	for _, role := range printerRoles {
		value := "none"
		switch {
		case slices.Contains(at.First, role):
			value = "first"
		case slices.Contains(at.Fallback, role):
			value = "fallback"
		}
		s.Fields = append(s.Fields, SheetField{
			Key: role, Label: w.T("printers.role." + role), Kind: ChoiceInput, Value: value, Choices: p.choices("printers.use.", "first", "fallback", "none"),
		})
	}
	return plan{sheet: s, prepare: func(v values) (job, error) {
		var first, fallback []string
		for _, role := range printerRoles {
			switch v[role] {
			case "first":
				first = append(first, role)
			case "fallback":
				fallback = append(fallback, role)
			}
		}
		return func(ctx context.Context, _ service.Call) error {
			return p.port.AssignPrinter(ctx, at.Name, first, fallback)
		}, nil
	}}
}

// changeSheet changes where a printer is and what it prints.
func (p *PrintDesk) changeSheet(at Printer) plan {
	w := p.Words
	return plan{
		sheet: Sheet{Title: w.T("deed." + printerChange), Submit: w.T("sheet.save"), Fields: []SheetField{
			{Key: "address", Label: w.T("printers.address"), Kind: TextInput, Value: at.Address},
			p.kindField(at),
			{Key: "answers", Label: w.T("printers.answers"), Kind: ChoiceInput, Value: answersKey(at), Choices: p.choices("printers.answers.", "nothing", "escpos", "zpl")},
		}},
		prepare: func(v values) (job, error) {
			next := at
			next.Address, next.Answers = strings.TrimSpace(v["address"]), v["answers"]
			if next.Answers == answersNothing {
				next.Answers = ""
			}
			if v["kind"] != at.Kind {
				next.Kind, next.Own = v["kind"], RollProfile{}
			}
			return p.saving(next, v["address"])
		},
	}
}

// answersNothing stands for a printer that says nothing.
const answersNothing = "nothing"

func answersKey(at Printer) string { return cmp.Or(at.Answers, answersNothing) }

// saving is the job that saves a printer whose address was typed.
func (p *PrintDesk) saving(next Printer, address string) (job, error) {
	if err := required("address", address); err != nil {
		return nil, err
	}
	return func(ctx context.Context, _ service.Call) error { return p.port.SavePrinter(ctx, next) }, nil
}

// profileSheet says what the shop knows better about its receipt printer.
func (p *PrintDesk) profileSheet(at Printer) plan {
	w := p.Words
	number := strconv.Itoa
	return plan{
		sheet: Sheet{Title: w.T("deed." + printerProfile), Submit: w.T("sheet.save"), Intro: w.T("printers.profile.text"), Fields: []SheetField{
			{Key: "width_dots", Label: w.T("printers.width"), Kind: TextInput, Value: number(at.Own.WidthDots), Hint: "576"},
			{Key: "code_page", Label: w.T("printers.code_page"), Kind: TextInput, Value: number(at.Own.CodePage), Hint: "19"},
			{Key: "cutter", Label: w.T("printers.cutter"), Kind: ChoiceInput, Value: at.Own.Cutter, Choices: p.choices("printers.cutter.", "partial", "full", "none")},
			{Key: "drawer_pin", Label: w.T("printers.drawer"), Kind: ChoiceInput, Value: number(at.Own.DrawerPin), Choices: []Choice{
				{"0", w.T("printers.drawer.none")}, {"2", w.T("printers.drawer.pin", "pin", "2")}, {"5", w.T("printers.drawer.pin", "pin", "5")},
			}},
		}},
		prepare: func(v values) (job, error) {
			next := at
			next.Own.Cutter = v["cutter"]
			for _, f := range []struct {
				key string
				to  *int
			}{{"width_dots", &next.Own.WidthDots}, {"code_page", &next.Own.CodePage}, {"drawer_pin", &next.Own.DrawerPin}} {
				n, err := strconv.Atoi(strings.TrimSpace(v[f.key]))
				if err != nil {
					return nil, fault.New(fault.Malformed, f.key, "expected", "576").Because(err)
				}
				*f.to = n
			}
			return func(ctx context.Context, _ service.Call) error { return p.port.SavePrinter(ctx, next) }, nil
		},
	}
}

func (p *PrintDesk) removeSheet(at Printer) plan {
	w := p.Words
	return plan{
		sheet: Sheet{Title: w.T("printers.remove", "printer", at.Name), Submit: w.T("deed." + printerRemove), Intro: w.N("printers.remove.text", at.Jobs)},
		prepare: func(values) (job, error) {
			return func(ctx context.Context, _ service.Call) error { return p.port.RemovePrinter(ctx, at.Name) }, nil
		},
	}
}
