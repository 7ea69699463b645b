package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// NoteThreadInput is a note for colleagues.
type NoteThreadInput struct {
	ID   journal.EntityID `json:"id"`
	Text string           `json:"text" doc:"no customer sees it, but people may ask for what is written about them"`
}

// NoteThread writes a note for colleagues.
func (a *App) NoteThread(ctx context.Context, call Call, in *NoteThreadInput) (Result, error) {
	box := message.TextBox{Text: in.Text}
	if err := message.CheckNoted(box); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.MessageNoted, a.inThread(in.ID), func(_ storage.Reader, _ views.Thread, d *draft) (any, error) {
		d.box(in.ID, journal.File, box)
		return message.NotedFacts{}, nil
	})
}

// AssignThreadInput gives a thread to somebody.
type AssignThreadInput struct {
	ID journal.EntityID  `json:"id"`
	To *journal.EntityID `json:"to,omitempty" doc:"member of staff; the whole team when empty"`
}

// AssignThread gives a thread to somebody.
func (a *App) AssignThread(ctx context.Context, call Call, in *AssignThreadInput) (Result, error) {
	return on(ctx, a, call, kind.MessageAssigned, a.inThread(in.ID), func(r storage.Reader, _ views.Thread, _ *draft) (any, error) {
		if in.To == nil {
			return message.AssignedFacts{}, nil
		}
		if _, err := a.colleague(r, *in.To, "to"); err != nil {
			return nil, err
		}
		return message.AssignedFacts{Staff: in.To.String()}, nil
	})
}

// SettleThreadInput ends what was read.
type SettleThreadInput struct {
	ID  journal.EntityID `json:"id"`
	How message.Settling `json:"how,omitempty" doc:"done, no_effect, solved or not_ours; done when empty"`
}

// SettleThread ends what was read. What came in since and is not known here
// stays unread.
func (a *App) SettleThread(ctx context.Context, call Call, in *SettleThreadInput) (Result, error) {
	facts := message.SettledFacts{How: in.How}
	if facts.How == "" {
		facts.How = message.Done
	}
	if err := message.CheckSettled(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.MessageSettled, a.inThread(in.ID), func(storage.Reader, views.Thread, *draft) (any, error) {
		return facts, nil
	})
}

// PromiseCallInput promises a call-back.
type PromiseCallInput struct {
	ID   journal.EntityID `json:"id"`
	ByMS int64            `json:"by_ms" doc:"Unix ms"`
}

// PromiseCall promises a call-back by a time.
func (a *App) PromiseCall(ctx context.Context, call Call, in *PromiseCallInput) (Result, error) {
	if in.ByMS == 0 {
		return Result{}, fault.New(fault.Missing, "by_ms")
	}
	if err := text.Moment("by_ms", in.ByMS); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.CallPromised, a.inThread(in.ID), func(storage.Reader, views.Thread, *draft) (any, error) {
		return message.CallPromisedFacts{ByMS: in.ByMS}, nil
	})
}

// CallMadeInput is a call that was made.
type CallMadeInput struct {
	ID      journal.EntityID `json:"id"`
	Reached bool             `json:"reached,omitempty" doc:"somebody answered: a promised call is then kept"`
	Text    string           `json:"text,omitempty" doc:"what was said"`
	AtMS    int64            `json:"at_ms,omitempty" doc:"now when empty"`
}

// CallMade logs a call that was made.
func (a *App) CallMade(ctx context.Context, call Call, in *CallMadeInput) (Result, error) {
	box := message.TextBox{Text: in.Text}
	if err := text.Block("text", in.Text, message.MaxText); err != nil {
		return Result{}, err
	}
	if err := text.Moment("at_ms", in.AtMS); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.CallMade, a.inThread(in.ID), func(_ storage.Reader, _ views.Thread, d *draft) (any, error) {
		d.box(in.ID, journal.File, box)
		return message.CalledFacts{Reached: in.Reached, AtMS: a.orNow(in.AtMS)}, nil
	})
}

// AssistInput is help without a device.
type AssistInput struct {
	Thread   *journal.EntityID `json:"thread,omitempty" doc:"of somebody who asked already; a new one when empty"`
	Customer *journal.EntityID `json:"customer,omitempty"`
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"file that follows from it"`
	Channel  message.Channel   `json:"channel" doc:"phone, web, visit, email or sms"`
	Product  string            `json:"product,omitempty"`
	Tried    []message.Step    `json:"tried,omitempty"`
	Outcome  string            `json:"outcome,omitempty" doc:"solved, to_repair, to_visit or given_up"`
	Remote   bool              `json:"remote,omitempty" doc:"we were on the customer's device: consent, beginning and end are needed"`
	Consent  bool              `json:"consent,omitempty"`
	BeganMS  int64             `json:"began_ms,omitempty"`
	EndedMS  int64             `json:"ended_ms,omitempty"`
	KnownFor string            `json:"known_for,omitempty" doc:"code of the known fault of the model"`
	Text     string            `json:"text,omitempty" doc:"what was done"`
}

// Assist logs help without a device.
func (a *App) Assist(ctx context.Context, call Call, in *AssistInput) (Result, error) {
	facts := message.AssistedFacts{
		Channel: in.Channel, Product: in.Product, Tried: in.Tried, Outcome: in.Outcome, Remote: in.Remote, Consent: in.Consent,
		BeganMS: in.BeganMS, EndedMS: in.EndedMS, KnownFor: in.KnownFor, Site: a.place.Site,
	}
	if err := message.CheckAssisted(facts); err != nil {
		return Result{}, err
	}
	if err := text.Block("text", in.Text, message.MaxText); err != nil {
		return Result{}, err
	}
	id := journal.NewEntityID(call.ID, 0)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		goes, err := a.saidTo(r, placeOf{thread: in.Thread, customer: in.Customer, repair: in.Repair})
		if err != nil {
			return nil, err
		}
		if in.Thread != nil {
			id = *in.Thread
		}
		d := newDraft(call, kind.Assisted, entity(kind.Thread, id))
		if err := d.linked(goes); err != nil {
			return nil, err
		}
		if in.Thread != nil && in.Repair != nil && goes.File != in.Repair.String() {
			d.also(kind.Repair, *in.Repair)
		}
		d.box(id, journal.File, message.TextBox{Text: in.Text})
		return d.with(facts)
	}
	return a.commitThread(ctx, call, plan)
}
