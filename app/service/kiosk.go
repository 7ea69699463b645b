package service

import (
	"context"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/opinion"
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
	ID    journal.EntityID `json:"id"`
	Score int              `json:"score" doc:"1 to 5; of nps 0 to 10, of ces 1 to 7"`
	// Question is another one than how content they are, where the shop asks it.
	Question repair.Question `json:"question,omitempty" doc:"nps: would they recommend us; ces: was it easy; how content they are when empty"`
	Text     string          `json:"text,omitempty" doc:"in the customer's words"`
	Channel  string          `json:"channel,omitempty" doc:"kiosk, page, phone or counter; kiosk when empty"`
}

// AnswerSurvey records how satisfied a customer is.
func (a *App) AnswerSurvey(ctx context.Context, call Call, in *SurveyInput) (Result, error) {
	facts, box := repair.SurveyFacts{Score: in.Score, Channel: in.Channel, Question: in.Question}, repair.FileBox{Note: in.Text}
	if facts.Channel == "" {
		facts.Channel = "kiosk"
	}
	if err := repair.CheckSurvey(facts, box); err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.SurveyAnswered, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		asking, err := a.views.Asking(r, file.Site)
		if err != nil {
			return nil, err
		}
		if in.Question != repair.Content && !slices.Contains(asking.Questions, in.Question) {
			return nil, fault.New(opinion.NotAsking, "question")
		}
		if in.Text != "" {
			d.box(in.ID, journal.File, box)
		}
		return facts, nil
	})
}
