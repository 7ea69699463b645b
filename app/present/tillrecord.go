package present

import (
	"context"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// SavePressed records the sale; after it, it begins the next one.
func (s *Sale) SavePressed() {
	switch {
	case s.done != nil:
		s.AgainPressed()
	case s.busy:
	case !s.ready():
		s.notReady()
	case s.doubtful() && s.anyway == "" && s.debt.number == "":
		s.sheets.open(s.anywaySheet())
	default:
		s.record()
	}
}

// notReady says what is missing.
func (s *Sale) notReady() {
	if s.total() == 0 && len(s.lines) == 0 {
		s.notice = Notice{Tone: Watch, Text: s.Words.T("sale.no_lines")}
		s.focus(LabelField)
	} else {
		s.notice = s.Failure(fault.New(till.NotPaid, "payments", "missing", itoa64(s.rest())))
		s.focus(AmountField)
	}
	s.publish()
}

// record records the sale. Tried again, it is the same sale.
func (s *Sale) record() {
	if s.call.ID.IsZero() {
		call, err := s.in.ports.Tills.NewCall(s.Desk.Staff)
		if err != nil {
			s.notice = s.Failure(err)
			s.publish()
			return
		}
		s.call = call
	}
	call, in := s.call, s.command()
	call.Staff = s.Desk.Staff // somebody else may have taken over
	s.busy, s.notice = true, Notice{}
	s.kept = s.draft()
	save := s.saving(context.WithoutCancel(s.ctx), s.kept)
	s.publish()
	act(&s.stay, func(ctx context.Context) (service.Result, error) {
		if err := save(); err != nil { // under which id it is recorded is on disk before it is
			return service.Result{}, err
		}
		return in(ctx, call)
	}, func(r service.Result, err error) {
		s.busy = false
		switch asks := s.allowable(err); {
		case asks != nil:
			s.sheets.open(asks(err))
		case err != nil:
			s.notice, s.anyway, s.allowance = s.Failure(err), "", allowance{}
			s.publish()
		default:
			s.recorded(r)
		}
	})
}

// command is the act that the sale is.
func (s *Sale) command() func(ctx context.Context, call service.Call) (service.Result, error) {
	tills, payments, practice := s.in.ports.Tills, slices.Clone(s.payments), s.in.practice()
	var file *ID
	if !s.due.ID.IsZero() {
		id := s.due.ID
		file = &id
	}
	if s.debt.number != "" {
		in := &service.OwedInput{Number: s.debt.number, Repair: file, Payments: payments, Abroad: s.livesAbroad(), Practice: practice}
		return func(ctx context.Context, call service.Call) (service.Result, error) {
			return tills.TillSettle(ctx, call, in)
		}
	}
	in := &service.SellInput{
		Repair: file, Lines: slices.Clone(s.lines), Payments: payments, Abroad: s.livesAbroad(), Practice: practice,
		DiscountInput: service.DiscountInput{Why: s.allowance.why}, ApprovedBy: s.allowance.by,
	}
	if s.doubtful() {
		in.Anyway = s.anyway
	}
	return func(ctx context.Context, call service.Call) (service.Result, error) {
		return tills.TillSell(ctx, call, in)
	}
}

// recorded shows what came of it. What law wants on paper is printed unasked.
func (s *Sale) recorded(r service.Result) {
	receipt, _ := r.Data.(service.Receipt)
	s.done = &saleDone{receipt: receipt}
	s.focus(LabelField)
	s.publish()
	switch p := receipt.Prints; {
	case p == nil:
	case p.Note == till.Always: // it names the guarantee too
		s.printNote(receipt.Number)
	case p.Receipt == till.Always:
		s.PrintPressed()
	}
}

// printNote prints the note that is due for services; the receipt still can be asked for.
func (s *Sale) printNote(number string) {
	act(&s.stay, func(ctx context.Context) (string, error) { return s.in.ports.Papers.PrintBill(ctx, number) }, func(where string, err error) {
		if s.notice = s.printed(where); err != nil {
			s.notice = s.Failure(err)
			s.in.noPaper(&s.stay)
		}
		s.publish()
	})
}

// PrimaryPressed does the right next thing: record, then print.
func (s *Sale) PrimaryPressed() {
	if s.done != nil {
		s.PrintPressed()
		return
	}
	s.SavePressed()
}

// PrintPressed prints the receipt, once; again it is a duplicate.
func (s *Sale) PrintPressed() {
	if s.done == nil || s.busy {
		return
	}
	number, again := s.done.receipt.Number, s.done.printed
	call, err := s.in.ports.Tills.NewCall(s.Desk.Staff)
	if err != nil {
		s.notice = s.Failure(err)
		s.publish()
		return
	}
	in := &service.CopyInput{Number: number, Practice: s.in.practice()}
	s.busy, s.notice = true, Notice{}
	s.publish()
	act(&s.stay, func(ctx context.Context) (string, error) {
		if again {
			return s.in.ports.Papers.PrintAgain(ctx, call, in)
		}
		return s.in.ports.Papers.PrintReceipt(ctx, number)
	}, func(where string, err error) {
		s.busy = false
		if err != nil {
			s.notice = s.Failure(err)
			s.in.noPaper(&s.stay)
		} else {
			s.notice = s.printed(where)
			if s.done != nil && s.done.receipt.Number == number {
				s.done.printed = true
			}
		}
		s.publish()
	})
}

// printed says where a paper of the till went.
func (e Env) printed(where string) Notice {
	return Notice{Tone: Good, Text: e.Words.T("print.done", "form", e.Words.T("form.till_receipt"), "where", where)}
}
