package sample

import (
	"context"

	"etabli/app/domain/guarantor"
	"etabli/app/domain/sendout"
	"etabli/app/service"
)

// SaveGuarantor implements present.ThirdActs.
func (s *Shop) SaveGuarantor(context.Context, service.Call, *guarantor.SavedFacts) (service.Result, error) {
	return s.forgotten()
}

// OpenRecourse implements present.ThirdActs.
func (s *Shop) OpenRecourse(context.Context, service.Call, *service.RecourseInput) (service.Result, error) {
	return s.forgotten()
}

// AuthoriseRecourse implements present.ThirdActs.
func (s *Shop) AuthoriseRecourse(context.Context, service.Call, *service.AuthoriseInput) (service.Result, error) {
	return s.forgotten()
}

// SubmitRecourse implements present.ThirdActs.
func (s *Shop) SubmitRecourse(context.Context, service.Call, *service.SubmitInput) (service.Result, error) {
	return s.forgotten()
}

// AnswerRecourse implements present.ThirdActs.
func (s *Shop) AnswerRecourse(context.Context, service.Call, *service.TakenInput) (service.Result, error) {
	return s.forgotten()
}

// PayRecourse implements present.ThirdActs.
func (s *Shop) PayRecourse(context.Context, service.Call, *service.RecoursePaidInput) (service.Result, error) {
	return s.forgotten()
}

// DropRecourse implements present.ThirdActs.
func (s *Shop) DropRecourse(context.Context, service.Call, *service.DropInput) (service.Result, error) {
	return s.forgotten()
}

// SaveSubcontractor implements present.ThirdActs.
func (s *Shop) SaveSubcontractor(context.Context, service.Call, *sendout.SavedFacts) (service.Result, error) {
	return s.forgotten()
}

// OpenSendout implements present.ThirdActs.
func (s *Shop) OpenSendout(context.Context, service.Call, *service.SendoutInput) (service.Result, error) {
	return s.forgotten()
}

// AddToSendout implements present.ThirdActs.
func (s *Shop) AddToSendout(context.Context, service.Call, *service.SendoutDevice) (service.Result, error) {
	return s.forgotten()
}

// TakeOutOfSendout implements present.ThirdActs.
func (s *Shop) TakeOutOfSendout(context.Context, service.Call, *service.SendoutDevice) (service.Result, error) {
	return s.forgotten()
}

// LeaveSendout implements present.ThirdActs.
func (s *Shop) LeaveSendout(context.Context, service.Call, *service.LeaveInput) (service.Result, error) {
	return s.forgotten()
}

// QuoteSendout implements present.ThirdActs.
func (s *Shop) QuoteSendout(context.Context, service.Call, *service.SendoutQuoteInput) (service.Result, error) {
	return s.forgotten()
}

// DecideSendout implements present.ThirdActs.
func (s *Shop) DecideSendout(context.Context, service.Call, *service.SendoutDecideInput) (service.Result, error) {
	return s.forgotten()
}

// CameFromSendout implements present.ThirdActs.
func (s *Shop) CameFromSendout(context.Context, service.Call, *service.SendoutCameInput) (service.Result, error) {
	return s.forgotten()
}

// InvoiceSendout implements present.ThirdActs.
func (s *Shop) InvoiceSendout(context.Context, service.Call, *service.SendoutInvoiceInput) (service.Result, error) {
	return s.forgotten()
}

// Credit implements present.ThirdActs.
func (s *Shop) Credit(context.Context, service.Call, *service.CreditInput) (service.Result, error) {
	return s.forgotten()
}

// ValidateBonus implements present.ThirdActs.
func (s *Shop) ValidateBonus(context.Context, service.Call, *service.ValidateBonusInput) (service.Result, error) {
	return s.forgotten()
}

// CompleteBonus implements present.ThirdActs.
func (s *Shop) CompleteBonus(context.Context, service.Call, *service.CompleteBonusInput) (service.Result, error) {
	return s.forgotten()
}

// SubmitBonus implements present.ThirdActs.
func (s *Shop) SubmitBonus(context.Context, service.Call, *service.SubmitBonusInput) (service.Result, error) {
	return s.forgotten()
}

// AnswerBonus implements present.ThirdActs.
func (s *Shop) AnswerBonus(context.Context, service.Call, *service.BonusAnswerInput) (service.Result, error) {
	return s.forgotten()
}

// PayBonus implements present.ThirdActs.
func (s *Shop) PayBonus(context.Context, service.Call, *service.BonusPaidInput) (service.Result, error) {
	return s.forgotten()
}

// DropBonus implements present.ThirdActs.
func (s *Shop) DropBonus(context.Context, service.Call, *service.DropInput) (service.Result, error) {
	return s.forgotten()
}
