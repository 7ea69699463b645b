package service

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// FillInput puts something into a parcel.
type FillInput struct {
	ID  journal.EntityID `json:"id"`
	Key string           `json:"key,omitempty" doc:"of a line that is there, to say it anew, such as when it was paid; one more line when empty"`
	parcel.Line
}

// FillParcel puts something into an open parcel. What comes too late is told the
// ways that are left.
func (a *App) FillParcel(ctx context.Context, call Call, in *FillInput) (Result, error) {
	facts := parcel.FilledFacts{Key: cmp.Or(in.Key, journal.NewEntityID(call.ID, 0).String()), Line: in.Line}
	return a.fillParcel(ctx, call, in.ID, facts, in.Key != "")
}

// TakeOutInput takes something out of a parcel.
type TakeOutInput struct {
	ID  journal.EntityID `json:"id"`
	Key string           `json:"key" doc:"of the line"`
}

// TakeOutOfParcel takes something out of an open parcel.
func (a *App) TakeOutOfParcel(ctx context.Context, call Call, in *TakeOutInput) (Result, error) {
	return a.fillParcel(ctx, call, in.ID, parcel.FilledFacts{Key: in.Key, Out: true}, true)
}

func (a *App) fillParcel(ctx context.Context, call Call, id journal.EntityID, facts parcel.FilledFacts, there bool) (Result, error) {
	if err := parcel.CheckFilled(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.ParcelFilled, a.ofParcel(id), func(_ storage.Reader, now views.Parcel, _ *draft) (any, error) {
		switch {
		case now.Status != parcel.Open:
			return nil, fault.New(parcel.Shut, "id")
		case there && !now.Holds(facts.Key):
			return nil, fault.New(fault.NotFound, "key", "what", "line")
		case !there && len(now.Lines) >= parcel.MaxLines:
			return nil, fault.New(fault.TooLong, "lines", "limit", itoa(parcel.MaxLines))
		}
		return facts, nil
	})
}

// CloseParcelInput closes a parcel.
type CloseParcelInput struct {
	ID       journal.EntityID `json:"id"`
	Tracking string           `json:"tracking,omitempty" doc:"the carrier's number"`
	Grams    int              `json:"grams,omitempty"`
}

// freshMS is how old the last news of messages may be when a parcel is closed.
const freshMS = 30 * 60 * 1000

// CloseParcel closes a parcel. It waits for a message of its customer that nobody
// has read; one that could not be heard is not waited for, and the parcel says
// up to when messages were known.
func (a *App) CloseParcel(ctx context.Context, call Call, in *CloseParcelInput) (Result, error) {
	facts := parcel.ClosedFacts{Tracking: in.Tracking, Grams: in.Grams}
	if err := parcel.CheckClosed(facts); err != nil {
		return Result{}, err
	}
	heard, err := a.heardOf(ctx, a.place.Site)
	if err != nil {
		return Result{}, err
	}
	facts.SeenMS, facts.Unseen = heard, a.now().UnixMilli()-heard > freshMS
	return on(ctx, a, call, kind.ParcelClosed, a.ofParcel(in.ID), func(r storage.Reader, now views.Parcel, _ *draft) (any, error) {
		if len(now.Lines) == 0 && !now.Incoming {
			return nil, fault.New(parcel.Empty, "id")
		}
		if err := a.heardOut(r, now); err != nil {
			return nil, err
		}
		return facts, parcelMay(now, parcel.Closed)
	})
}

// heardOut refuses what goes past an unread message of a parcel's customer.
func (a *App) heardOut(r storage.Reader, p views.Parcel) error {
	if !p.Repair.IsZero() {
		if err := a.nothingUnread(r, p.Repair); err != nil {
			return err
		}
	}
	threads, err := a.views.ThreadsOf(r, p.Customer)
	unread := 0
	for _, t := range threads {
		if t.Repair.IsZero() || t.Repair == p.Repair { // another file has its own next step
			unread += t.Unread
		}
	}
	if err == nil && unread > 0 {
		err = fault.New(message.UnreadStands, "id", "n", itoa(unread))
	}
	return err
}

func parcelMay(now views.Parcel, to parcel.Status) error {
	if parcel.CanMove(now.Status, to) {
		return nil
	}
	return fault.New(parcel.NotAllowed, "id", "from", now.Status.Word(), "to", to.Word())
}
