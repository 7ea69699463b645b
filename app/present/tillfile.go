package present

import (
	"context"

	"etabli/app/domain/till"
	"etabli/app/service"
)

// OpenFile lets a file pay: the lines that its quote agreed, or what is owed.
func (s *Sale) OpenFile(id ID) {
	if s.busy {
		return
	}
	s.empty()
	s.publish()
	ask(&s.stay, &s.loads, func(ctx context.Context) (service.FileDue, error) {
		return s.in.ports.Tills.TillDue(ctx, &service.ByID{ID: id})
	}, func(due service.FileDue, err error) {
		if err != nil {
			s.notice = s.Failure(err)
			s.publish()
			return
		}
		s.opened(due)
	})
}

func (s *Sale) opened(due service.FileDue) {
	s.due, s.lines = due, due.Lines
	s.rate = s.usualRate()
	switch {
	case len(due.Lines) > 0:
	case len(due.Debts) > 0:
		s.debt = debt{number: due.Debts[0].Number, owed: due.Debts[0].Owed, cash: due.Cash}
	default:
		s.notice = Notice{Tone: Good, Text: s.Words.T("sale.nothing_due"), Next: s.Words.T("sale.nothing_due.text")}
	}
	s.focus(AmountField)
	if s.total() == 0 {
		s.focus(LabelField)
	}
	s.publish()
}

// OpenDebt takes a payment of what is owed for a receipt.
func (s *Sale) OpenDebt(number string) {
	if s.busy {
		return
	}
	s.empty()
	s.publish()
	ask(&s.stay, &s.loads, func(ctx context.Context) (service.ReceiptSheet, error) {
		return s.in.ports.Tills.TillRecord(ctx, &service.NumberInput{Number: number})
	}, func(rec service.ReceiptSheet, err error) {
		switch {
		case err != nil:
			s.notice = s.Failure(err)
		case rec.Owed <= 0:
			s.notice = Notice{Tone: Good, Text: s.Words.T("sale.nothing_owed", "number", rec.Number)}
		default:
			s.debt = debt{number: rec.Number, owed: rec.Owed, cash: till.CashOf(rec.Payments)}
			s.focus(AmountField)
		}
		s.publish()
	})
}
