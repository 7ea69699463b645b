package sample

import (
	"context"

	"etabli/app/domain/opinion"
	"etabli/app/domain/recall"
	"etabli/app/service"
)

// OpenIncident implements a port of package present.
func (s *Shop) OpenIncident(context.Context, service.Call, *service.IncidentInput) (service.Result, error) {
	return s.taken()
}

// StepIncident implements a port of package present.
func (s *Shop) StepIncident(context.Context, service.Call, *service.IncidentStepInput) (service.Result, error) {
	return s.taken()
}

// AnswerRecall implements a port of package present.
func (s *Shop) AnswerRecall(context.Context, service.Call, *service.RecallAnswerInput) (service.Result, error) {
	return s.taken()
}

// LogReview implements a port of package present.
func (s *Shop) LogReview(context.Context, service.Call, *service.ReviewInput) (service.Result, error) {
	return s.taken()
}

// AnswerReview implements a port of package present.
func (s *Shop) AnswerReview(context.Context, service.Call, *service.ReviewAnswerInput) (service.Result, error) {
	return s.taken()
}

// PlacePreorder implements a port of package present.
func (s *Shop) PlacePreorder(context.Context, service.Call, *service.PreorderInput) (service.Result, error) {
	return s.taken()
}

// PayPreorder implements a port of package present.
func (s *Shop) PayPreorder(context.Context, service.Call, *service.PayPreorderInput) (service.Result, error) {
	return s.taken()
}

// ArrivePreorder implements a port of package present.
func (s *Shop) ArrivePreorder(context.Context, service.Call, *service.ArrivePreorderInput) (service.Result, error) {
	return s.taken()
}

// HandPreorder implements a port of package present.
func (s *Shop) HandPreorder(context.Context, service.Call, *service.HandPreorderInput) (service.Result, error) {
	return s.taken()
}

// CancelPreorder implements a port of package present.
func (s *Shop) CancelPreorder(context.Context, service.Call, *service.CancelPreorderInput) (service.Result, error) {
	return s.taken()
}

// AskPerson implements a port of package present.
func (s *Shop) AskPerson(context.Context, service.Call, *service.PersonAskInput) (service.Result, error) {
	return s.taken()
}

// AnswerPerson implements a port of package present.
func (s *Shop) AnswerPerson(context.Context, service.Call, *service.PersonAnswerInput) (service.Result, error) {
	return s.taken()
}

// ErasePerson implements a port of package present.
func (s *Shop) ErasePerson(context.Context, service.Call, *service.ErasePersonInput) (service.Result, error) {
	return s.taken()
}

// PricePart implements a port of package present.
func (s *Shop) PricePart(context.Context, service.Call, *service.PriceInput) (service.Result, error) {
	return s.taken()
}

// ListRecall implements a port of package present.
func (s *Shop) ListRecall(context.Context, service.Call, *recall.ListedFacts) (service.Result, error) {
	return s.taken()
}

// SayAsking implements present.OpinionActs.
func (s *Shop) SayAsking(context.Context, service.Call, *opinion.AskingFacts) (service.Result, error) {
	return s.taken()
}

// AskOpinion implements present.OpinionActs.
func (s *Shop) AskOpinion(context.Context, service.Call, *service.AskOpinionInput) (service.Result, error) {
	return s.taken()
}

// GiveOpinion implements present.OpinionActs.
func (s *Shop) GiveOpinion(context.Context, service.Call, *service.GiveOpinionInput) (service.Result, error) {
	return s.taken()
}

// SettleCore implements present.ThirdActs.
func (s *Shop) SettleCore(context.Context, service.Call, *service.CoreInput) (service.Result, error) {
	return s.taken()
}
