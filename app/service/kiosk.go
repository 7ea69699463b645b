package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// CallInput calls a member of staff.
type CallInput struct {
	ID     *journal.EntityID `json:"id,omitempty" doc:"of the repair it is about; none for the shop"`
	Reason string            `json:"reason,omitempty" doc:"drop_off, collect or help; help when empty"`
}

// CallStaff records that somebody at the kiosk waits.
func (a *App) CallStaff(ctx context.Context, call Call, in *CallInput) (Result, error) {
	facts := repair.CalledFacts{Reason: in.Reason}
	if facts.Reason == "" {
		facts.Reason = "help"
	}
	if err := repair.CheckCalled(facts); err != nil {
		return Result{}, err
	}
	return a.onCalled(ctx, call, kind.KioskCalled, in.ID, facts)
}

// AnswerCallInput says that somebody went to the kiosk.
type AnswerCallInput struct {
	ID *journal.EntityID `json:"id,omitempty" doc:"of the repair it was about; none for the shop"`
}

// AnswerCall records that a member of staff went to see.
func (a *App) AnswerCall(ctx context.Context, call Call, in *AnswerCallInput) (Result, error) {
	return a.onCalled(ctx, call, kind.KioskAnswered, in.ID, repair.CallAnsweredFacts{})
}

// onCalled commits an entry about a repair, or about this shop.
func (a *App) onCalled(ctx context.Context, call Call, k kind.Kind, id *journal.EntityID, facts any) (Result, error) {
	about := entity(kind.Site, SiteID(a.place.Site))
	if id != nil {
		about = entity(kind.Repair, *id)
	}
	plan := func(r storage.Reader) (*journal.Draft, error) {
		if id != nil {
			if _, err := a.views.Row(r, *id); err != nil {
				return nil, fault.New(fault.NotFound, "id", "what", "repair").Because(err)
			}
		}
		return newDraft(call, k, about).with(facts)
	}
	return a.commit(ctx, call, plan, nil)
}

// Calls are the customers who wait at the kiosk, the longest wait first.
func (a *App) Calls(ctx context.Context) ([]views.Call, error) { return read(ctx, a, a.views.Calls) }

// SurveyInput is the answer to a survey.
type SurveyInput struct {
	ID      journal.EntityID `json:"id"`
	Score   int              `json:"score" doc:"1 to 5"`
	Text    string           `json:"text,omitempty" doc:"in the customer's words"`
	Channel string           `json:"channel,omitempty" doc:"kiosk or page; kiosk when empty"`
}

// AnswerSurvey records how satisfied a customer is.
func (a *App) AnswerSurvey(ctx context.Context, call Call, in *SurveyInput) (Result, error) {
	facts, box := repair.SurveyFacts{Score: in.Score, Channel: in.Channel}, repair.FileBox{Note: in.Text}
	if facts.Channel == "" {
		facts.Channel = "kiosk"
	}
	if err := repair.CheckSurvey(facts, box); err != nil {
		return Result{}, err
	}
	return a.onRepair(ctx, call, kind.SurveyAnswered, in.ID, func(_ views.Repair, d *draft) (any, error) {
		if in.Text != "" {
			d.box(in.ID, journal.File, box)
		}
		return facts, nil
	})
}
