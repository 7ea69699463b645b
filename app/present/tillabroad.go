package present

import (
	"context"
	"errors"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// cashCap is how much of a debt may be paid in cash.
func (s *Sale) cashCap() int64 {
	if s.abroad {
		return s.terms.CashAbroad
	}
	return s.terms.CashCap
}

// livesAbroad tells whether the sale has to say that the customer lives abroad: what is paid
// in cash is more than law allows others.
func (s *Sale) livesAbroad() bool {
	return s.abroad && till.CashOf(s.payments)+max(s.due.Cash, s.debt.cash) > s.terms.CashCap
}

// mayLiveAbroad tells whether payments that were refused would be allowed for a consumer who
// lives abroad.
func (s *Sale) mayLiveAbroad(payments []till.Paid, refused error) bool {
	if s.abroad || !errors.Is(refused, fault.New(till.CashCap, "")) {
		return false
	}
	s.abroad = true
	err := s.allowed(payments)
	s.abroad = false
	return err == nil
}

// abroadSheet asks whether the customer lives abroad, which lets them pay more in cash.
func (s *Sale) abroadSheet(t till.Tender) plan {
	w := s.Words
	return plan{
		sheet: Sheet{
			Title: w.T("abroad.title"), Submit: w.T("abroad.submit"),
			Intro:  w.T("abroad.text", "cap", w.Money(s.terms.CashCap, "EUR"), "abroad", w.Money(s.terms.CashAbroad, "EUR")),
			Fields: []SheetField{{Key: "lives_abroad", Kind: TickInput, Choices: []Choice{{"yes", w.T("abroad.tick")}}}},
		},
		prepare: func(v values) (job, error) {
			return func(context.Context, service.Call) error {
				s.Post(func() {
					s.abroad = true
					s.TenderPressed(t)
					s.notice = Notice{Tone: Watch, Text: w.T("abroad.said"), Next: w.T("abroad.said.next", "abroad", w.Money(s.terms.CashAbroad, "EUR"))}
					s.publish()
				})
				return nil
			}, required("lives_abroad", v["lives_abroad"])
		},
	}
}
