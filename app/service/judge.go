package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// The faults of decisions.
const (
	StaffNeeded     fault.Code = "staff_needed"      // this act is somebody's by name
	ChangeNotAgreed fault.Code = "change_not_agreed" // paid work waits for the customer's agreement
	NothingChanged  fault.Code = "no_layer_change"
)

// JudgeInput asks for a verdict to be kept.
type JudgeInput struct {
	ID journal.EntityID `json:"id"`
}

// Judge freezes the verdict that follows from what is known, with today's rules.
func (a *App) Judge(ctx context.Context, call Call, in *JudgeInput) (Result, error) {
	return a.onVerdict(ctx, call, kind.WarrantyJudged, in.ID, func(_ storage.Reader, j judgement, _ *draft) (any, error) {
		j.c.Decision = nil
		return warranty.Freeze(warranty.Judge(j.c, j.terms), j.c, j.set), nil
	})
}

// DecideInput is what a named person decides.
type DecideInput struct {
	ID     journal.EntityID `json:"id"`
	Answer warranty.Answer  `json:"answer" doc:"covered or refused"`
	Layer  warranty.Layer   `json:"layer,omitempty" doc:"that carries the work when covered: lgc, dur, rep, com, mnt, ins, vc or good"`
	Why    string           `json:"why" doc:"in words that the customer may read"`
}

// Decide keeps a person's decision beside what the program advised.
func (a *App) Decide(ctx context.Context, call Call, in *DecideInput) (Result, error) {
	return a.onVerdict(ctx, call, kind.WarrantyDecided, in.ID, func(r storage.Reader, j judgement, d *draft) (any, error) {
		who, err := a.author(r, call)
		if err != nil {
			return nil, err
		}
		j.c.Decision = &warranty.Decision{By: who, Why: in.Why, On: j.c.On, Layer: in.Layer, Answer: in.Answer}
		if err := j.c.Decision.Check(); err != nil {
			return nil, without("decision.", err)
		}
		f := warranty.Freeze(warranty.Judge(j.c, j.terms), j.c, j.set)
		f.By = call.Staff[:]
		d.box(in.ID, journal.File, repair.FileBox{Note: in.Why})
		return f, nil
	})
}

// author is the name of who runs a command that is nobody's without one.
func (a *App) author(r storage.Reader, call Call) (string, error) {
	if call.Staff.IsZero() {
		return "", fault.New(StaffNeeded, "staff")
	}
	who, err := a.views.StaffName(r, call.Staff)
	if err == nil && who == "" {
		err = fault.New(fault.NotFound, "staff", "what", "staff")
	}
	return who, err
}

// onVerdict commits an entry that holds a verdict. It is made by the rules of
// today: what a file had frozen before stays in its history.
func (a *App) onVerdict(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(storage.Reader, judgement, *draft) (any, error)) (Result, error) {
	return a.onRepairRead(ctx, call, k, id, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		at, err := a.lawAt(r, file.Site)
		if err != nil {
			return nil, err
		}
		if w := file.Warranty; w != nil {
			anew := *w
			anew.Judged = nil
			file.Warranty = &anew
		}
		j, err := a.judge(r, file, at)
		if err != nil {
			return nil, err
		}
		return decide(r, j, d)
	})
}

// ChangeInput is a change of layer after the diagnosis.
type ChangeInput struct {
	ID          journal.EntityID      `json:"id"`
	To          warranty.Layer        `json:"to,omitempty" doc:"layer; empty when the customer is to pay"`
	Why         string                `json:"why" doc:"in words that the customer may read"`
	Cause       warranty.Cause        `json:"cause,omitempty" doc:"what the diagnosis found, when it is told at once"`
	Attachments []AttachmentInput     `json:"attachments,omitempty" doc:"pictures that show the cause; needed when the customer is to pay"`
	Quote       *QuoteInput           `json:"quote,omitempty" doc:"needed when the customer is to pay; its id may be left out"`
	Answer      warranty.ChangeAnswer `json:"answer,omitempty" doc:"agreed or contested; empty while it is awaited"`
	Channel     string                `json:"channel,omitempty" doc:"of the answer: counter, phone or home"`
	Circular    quote.CircularState   `json:"circular,omitempty" doc:"of an agreement: offered_accepted or offered_refused"`
}

// ChangeLayer changes the layer of a file: pictures, reason, quote and answer
// are one act.
func (a *App) ChangeLayer(ctx context.Context, call Call, in *ChangeInput) (Result, error) {
	photos := attachments(in.Attachments)
	shown, err := a.checkAttachments(ctx, photos)
	if err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.LayerChanged, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		d.attach(in.ID, shown)
		who, err := a.author(r, call)
		if err != nil {
			return nil, err
		}
		f := quote.ChangeFacts{To: in.To, Photos: photos, Said: in.Answer, Cause: in.Cause}
		if file.Warranty != nil {
			f.From = file.Warranty.Layer
		}
		check := warranty.Change{From: f.From, To: f.To, Photos: len(photos), By: who, Why: in.Why, Answer: f.Said}
		if in.Quote != nil {
			if f.Quote, err = a.changeQuote(r, call, file, in.Quote); err != nil {
				return nil, within("quote", err)
			}
			check.Quote = f.Quote.Version
		}
		if err := check.Check(); err != nil {
			return nil, err
		}
		if f.Answer, err = a.changeAnswer(r, file, in, f.Quote); err != nil {
			return nil, err
		}
		d.box(in.ID, journal.File, repair.FileBox{Note: in.Why})
		return f, nil
	})
}

func (a *App) changeQuote(r storage.Reader, call Call, file views.Repair, in *QuoteInput) (*quote.Facts, error) {
	if in.Currency == "" {
		in.Currency = defaultCurrency
	}
	if err := allowed(file, repair.QuoteSent); err != nil {
		return nil, err
	}
	f, err := a.quoteFacts(r, call, file, in)
	return &f, err
}

// changeAnswer is the contract that an agreement makes, nil without one.
func (a *App) changeAnswer(r storage.Reader, file views.Repair, in *ChangeInput, q *quote.Facts) (*quote.AnswerFacts, error) {
	if q == nil || in.Answer != warranty.Agreed {
		return nil, nil
	}
	channel := in.Channel
	if channel == "" {
		channel = "counter"
	}
	shown := file
	shown.Quote = &views.Quote{Version: q.Version, QuoteDetail: &views.QuoteDetail{Facts: q}}
	said := repair.AnsweredFacts{Version: q.Version, Accepted: true, Channel: channel}
	f, err := a.answerLines(r, shown, said, AnswerDetail{Circular: in.Circular}, nil)
	return &f, err
}

// ContestInput is a customer's no to a change of layer.
type ContestInput struct {
	ID  journal.EntityID `json:"id"`
	Why string           `json:"why,omitempty" doc:"in the customer's words"`
}

// ContestLayer records that the customer does not agree: no paid work begins.
func (a *App) ContestLayer(ctx context.Context, call Call, in *ContestInput) (Result, error) {
	return a.onRepair(ctx, call, kind.LayerContested, in.ID, func(file views.Repair, d *draft) (any, error) {
		if file.Warranty == nil || file.Warranty.Change == nil {
			return nil, fault.New(NothingChanged, "id")
		}
		if in.Why != "" {
			if err := repair.CheckText("why", in.Why); err != nil {
				return nil, err
			}
			d.box(in.ID, journal.File, repair.FileBox{Note: in.Why})
		}
		return warranty.ContestFacts{Version: file.Warranty.Change.Quote}, nil
	})
}

// paidWorkMayStart refuses to begin work that the customer was to pay for by a
// change of layer they have not agreed to.
func paidWorkMayStart(file views.Repair, to repair.Status) error {
	if file.Warranty.WorkMayStart() {
		return nil
	}
	switch to {
	case repair.Repairing, repair.Subcontract, repair.PartWait, repair.Test:
		return fault.New(ChangeNotAgreed, "to")
	}
	return nil
}
