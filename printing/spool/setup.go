package spool

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"etabli/app/domain/fault"
	"etabli/printing/document"
	"etabli/printing/profile"
)

const (
	maxNameRunes    = 60
	maxAddressBytes = 500
)

// Setup is the printers and their roles.
func (q *Queue) Setup() Setup {
	q.mu.Lock()
	defer q.mu.Unlock()
	s := q.machine.setup
	s.Printers = slices.Clone(s.Printers)
	roles := map[Role][]string{}
	for role, list := range s.Roles {
		roles[role] = slices.Clone(list)
	}
	s.Roles = roles
	return s
}

// SavePrinter adds a printer, or changes the one of its name.
func (q *Queue) SavePrinter(ctx context.Context, p Printer) error {
	if err := p.Check(q.o.Profiles); err != nil {
		return err
	}
	return q.change(ctx, row(rowPrinter, []byte(p.Name)), p)
}

// RemovePrinter forgets a printer. Its jobs are held until they are moved.
func (q *Queue) RemovePrinter(ctx context.Context, name string) error {
	s := q.Setup()
	if !slices.ContainsFunc(s.Printers, func(p Printer) bool { return p.Name == name }) {
		return fault.New(fault.UnknownName, "name", "name", name)
	}
	for role, list := range s.Roles {
		if slices.Contains(list, name) {
			left := slices.DeleteFunc(list, func(n string) bool { return n == name })
			if err := q.SetRole(ctx, role, left); err != nil {
				return err
			}
		}
	}
	return q.change(ctx, row(rowPrinter, []byte(name)), nil)
}

// SetRole says which printers a role has, the first choice first; none leaves
// it without.
func (q *Queue) SetRole(ctx context.Context, role Role, names []string) error {
	if !slices.Contains(Roles(), role) {
		return fault.New(fault.UnknownName, "role", "name", string(role))
	}
	s := q.Setup()
	for i, name := range names {
		if _, ok := s.Find(name); !ok || slices.Contains(names[:i], name) {
			return fault.New(fault.UnknownName, "printer", "name", name)
		}
	}
	if len(names) == 0 {
		return q.change(ctx, row(rowRole, []byte(role)), nil)
	}
	return q.change(ctx, row(rowRole, []byte(role)), names)
}

// SetDefault says where documents of roles without a printer go; nil for nowhere.
func (q *Queue) SetDefault(ctx context.Context, p *Printer) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.o.Default = p
	setup := q.machine.setup
	setup.Default = p
	return q.stepLocked(ctx, SetUp{setup})
}

// change writes a row of the printers and tells the machine.
func (q *Queue) change(ctx context.Context, key []byte, v any) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if err := q.rows.change(ctx, key, v); err != nil {
		return err
	}
	_, setup, err := q.rows.load(ctx)
	if err != nil {
		return err
	}
	setup.Default = q.o.Default
	return q.stepLocked(ctx, SetUp{setup})
}

// outputs are what a printer can be sent, by media type.
var outputs = map[string]string{
	"pdf": "application/pdf", "png": "image/png",
	"escpos": "application/vnd.escpos", "escpos-text": "application/vnd.escpos", "zpl": "application/vnd.zpl",
}

// TypeOf is the media type of an output.
func TypeOf(as string) string { return outputs[as] }

// Check checks a printer's settings.
func (p Printer) Check(known profile.Set) error {
	switch {
	case strings.TrimSpace(p.Name) == "":
		return fault.New(fault.Missing, "name")
	case utf8.RuneCountInString(p.Name) > maxNameRunes:
		return fault.New(fault.TooLong, "name", "limit", "60")
	case p.Name != document.CleanText(p.Name) || strings.ContainsAny(p.Name, "\n\t"):
		return fault.New(fault.BadText, "name")
	case !slices.Contains(Ways(), p.Way):
		return fault.New(fault.UnknownName, "way", "name", p.Way)
	case strings.TrimSpace(p.Address) == "":
		return fault.New(fault.Missing, "address")
	case len(p.Address) > maxAddressBytes || strings.ContainsAny(p.Address, "\n\x00"):
		return fault.New(fault.BadText, "address")
	case outputs[p.As] == "":
		return fault.New(fault.UnknownName, "as", "name", p.As)
	}
	return p.checkFormat(known)
}

// checkFormat finds outputs that a format is never made as.
func (p Printer) checkFormat(known profile.Set) error {
	set, err := known.OrShipped()
	if err != nil {
		return err
	}
	roll, receipt := set.Receipt(p.Format)
	if _, err := roll.With(p.Own); p.Own != nil && receipt && err != nil {
		return err
	}
	stock, label := set.Stock(p.Format)
	paper := document.Paper(p.Format)
	switch {
	case !receipt && !label && !paper.Known():
		return fault.New(fault.UnknownName, "format", "name", p.Format)
	case p.speaksESCPOS() && !receipt && !paper.Narrow(), p.As == "zpl" && !stock.ZPL:
		return fault.New(PrinterBad, "as", "what", p.Format+" · "+p.As)
	}
	return p.checkAnswers()
}

// checkAnswers finds answers that an output never gets.
func (p Printer) checkAnswers() error {
	fits := true
	switch p.Answers {
	case AnswersNothing:
	case AnswersESCPOS:
		fits = p.speaksESCPOS()
	case AnswersZPL:
		fits = p.As == "zpl"
	default:
		return fault.New(fault.UnknownName, "answers", "name", p.Answers)
	}
	if !fits {
		return fault.New(PrinterBad, "as", "what", p.As+" · "+p.Answers)
	}
	return nil
}

func (p Printer) speaksESCPOS() bool { return strings.HasPrefix(p.As, "escpos") }
