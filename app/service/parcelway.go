package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// SeeParcelInput says where a parcel is.
type SeeParcelInput struct {
	ID      journal.EntityID `json:"id"`
	To      parcel.Status    `json:"to" doc:"dropped, in_transit, at_pickup_point, not_found, collected, delivered, returned_to_sender, received, damaged or lost"`
	AtMS    int64            `json:"at_ms,omitempty" doc:"now when empty"`
	By      parcel.Source    `json:"by" doc:"us, carrier or customer"`
	Scanned bool             `json:"scanned,omitempty" doc:"its label was read there; a carrier's word without a scan is an announcement"`
	UntilOn string           `json:"until_on,omitempty" doc:"last day at the pick-up point"`
	Reason  string           `json:"reason,omitempty" doc:"a code"`
	Return  string           `json:"return_number,omitempty" doc:"of a parcel that came: the number of its return, as it was read there"`
}

// SeeParcel notes where a parcel is, and who says so.
func (a *App) SeeParcel(ctx context.Context, call Call, in *SeeParcelInput) (Result, error) {
	facts := parcel.MovedFacts{To: in.To, AtMS: in.AtMS, By: in.By, Scanned: in.Scanned, UntilOn: in.UntilOn, Reason: in.Reason, Return: in.Return}
	if facts.AtMS == 0 {
		facts.AtMS = a.now().UnixMilli()
	}
	if err := parcel.CheckMoved(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.ParcelMoved, a.ofParcel(in.ID), func(r storage.Reader, now views.Parcel, _ *draft) (any, error) {
		if !parcel.MaySee(now.Status, in.To, now.Incoming) {
			return nil, fault.New(parcel.NotAllowed, "id", "from", now.Status.Word(), "to", in.To.Word())
		}
		at, err := a.lawAt(r, now.Site)
		if err != nil {
			return nil, err
		}
		return facts.Came(now.Return, now.ReturnUntil, civil.At(facts.AtMS, at.zone))
	})
}

// SlotParcelInput says when a parcel is brought.
type SlotParcelInput struct {
	ID     journal.EntityID `json:"id"`
	Slot   visit.Slot       `json:"slot"`
	By     parcel.Source    `json:"by" doc:"us, carrier or customer"`
	Reason string           `json:"reason,omitempty" doc:"code; needed for a change"`
	Told   string           `json:"told,omitempty" doc:"sms, email, phone, letter or page; needed for a change"`
	Words  string           `json:"words,omitempty" doc:"what the customer is told; needed for a change"`
}

// SlotParcel says when a parcel is brought. A change that is told when the old
// slot has begun is kept as one that came too late.
func (a *App) SlotParcel(ctx context.Context, call Call, in *SlotParcelInput) (Result, error) {
	facts := parcel.SlottedFacts{Slot: in.Slot, By: in.By, Reason: in.Reason, Told: in.Told}
	words := parcel.WordsBox{Words: in.Words}
	return on(ctx, a, call, kind.ParcelSlotted, a.ofParcel(in.ID), func(r storage.Reader, now views.Parcel, d *draft) (any, error) {
		change := now.Slot != visit.Slot{}
		if err := parcel.CheckSlotted(facts, words, change); err != nil {
			return nil, err
		}
		if now.Status.Over() {
			return nil, fault.New(parcel.NotAllowed, "id", "from", now.Status.Word(), "to", parcel.Delivered.Word())
		}
		if !change {
			facts.Reason, facts.Told = "", ""
			return facts, nil
		}
		if err := a.mayTell(r, now.Customer, in.Told); err != nil {
			return nil, err
		}
		facts.Late = a.now().UnixMilli() >= now.Slot.FromMS
		d.box(in.ID, journal.File, words)
		return facts, nil
	})
}

// CancelParcelInput calls a parcel off.
type CancelParcelInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason" doc:"code"`
	By     parcel.Source    `json:"by" doc:"us, carrier or customer"`
	Told   string           `json:"told" doc:"sms, email, phone, letter or page"`
	Words  string           `json:"words" doc:"what the customer is told"`
	Next   NextInput        `json:"next" doc:"a slot, a call, or the customer's refusal"`
}

// CancelParcel calls a parcel off; never in silence.
func (a *App) CancelParcel(ctx context.Context, call Call, in *CancelParcelInput) (Result, error) {
	facts := parcel.CancelledFacts{Reason: in.Reason, By: in.By, Told: in.Told, Next: visit.Next(in.Next)}
	words := parcel.WordsBox{Words: in.Words}
	if err := parcel.CheckCancelled(facts, words); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.ParcelCancelled, a.ofParcel(in.ID), func(r storage.Reader, now views.Parcel, d *draft) (any, error) {
		d.box(in.ID, journal.File, words)
		if err := a.mayTell(r, now.Customer, in.Told); err != nil {
			return nil, err
		}
		return facts, parcelMay(now, parcel.Cancelled)
	})
}
