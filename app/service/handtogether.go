package service

import (
	"context"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// HandBackTogetherInput hands several devices back.
type HandBackTogetherInput struct {
	Deposit     journal.EntityID  `json:"deposit" doc:"the first file of the deposit"`
	Files       []HandBackOne     `json:"files"`
	Attachments []AttachmentInput `json:"attachments,omitempty" doc:"signature"`
	ReturnedMS  int64             `json:"returned_ms,omitempty" doc:"when it was, Unix ms, if it is noted later; now when empty"`
}

// HandBackOne is one of them.
type HandBackOne struct {
	ID          journal.EntityID  `json:"id"`
	Accessories map[string]string `json:"accessories,omitempty" doc:"name to returned, left or missing"`
	Outcome     repair.Outcome    `json:"outcome,omitempty"`
}

// HandBackTogether hands several devices of one deposit back as one act.
func (a *App) HandBackTogether(ctx context.Context, call Call, in *HandBackTogetherInput) (Result, error) {
	switch {
	case len(in.Files) == 0:
		return Result{}, fault.New(fault.Missing, "files")
	case len(in.Files) > repair.MaxTogether:
		return Result{}, fault.New(fault.TooLong, "files", "limit", itoa(repair.MaxTogether))
	}
	f := repair.HandedBackTogetherFacts{Attachments: attachments(in.Attachments), ReturnedMS: in.ReturnedMS}
	shown, err := a.checkAttachments(ctx, f.Attachments)
	if err != nil {
		return Result{}, err
	}
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, kind.HandedBackTogether, entity(kind.Repair, in.Files[0].ID))
		f.Files = nil
		for i, one := range in.Files {
			at := "files." + itoa(i)
			if slices.ContainsFunc(in.Files[:i], func(o HandBackOne) bool { return o.ID == one.ID }) {
				return nil, fault.New(fault.Malformed, at+".id", "expected", "once")
			}
			settled, err := a.settleOne(r, in, one)
			if err != nil {
				return nil, within(at, err)
			}
			if i > 0 {
				d.also(kind.Repair, one.ID)
			}
			if err := a.keepNoLonger(r, d, one.ID); err != nil {
				return nil, err
			}
			given, err := a.newAddress()
			if err != nil {
				return nil, err
			}
			if i < journal.MaxBoxes-1 { // the address before ends for the rest too; their papers give them another
				d.box(one.ID, journal.File, repair.FileBox{Token: given.token})
			}
			f.Files = append(f.Files, repair.HandedBackOne{ID: one.ID[:], Accessories: settled, Outcome: one.Outcome, TokenHash: given.hash})
		}
		d.attach(in.Files[0].ID, shown)
		return d.with(f)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Deposit(r, in.Deposit) })
}

func (a *App) settleOne(r storage.Reader, in *HandBackTogetherInput, one HandBackOne) ([]repair.AccessoryCheck, error) {
	file, err := a.views.Repair(r, one.ID)
	if err != nil {
		return nil, fault.New(fault.NotFound, "id", "what", "repair").Because(err)
	}
	if err := a.stillItsOwn(r, "id", file); err != nil {
		return nil, err
	}
	if file.ID != in.Deposit && file.Links.Deposit != in.Deposit {
		return nil, fault.New(repair.NotOneDeposit, "id", "number", file.Number)
	}
	if one.Outcome != repair.NoOutcome && !one.Outcome.Known() {
		return nil, fault.New(fault.Malformed, "outcome", "expected", "outcome")
	}
	if err := a.notedLate(file, in.ReturnedMS); err != nil {
		return nil, err
	}
	if _, err := a.stopAtLoaner(r, Call{}, file, ""); err != nil {
		return nil, err
	}
	settled, err := settleAccessories(file.Accessories, one.Accessories)
	if err != nil {
		return nil, err
	}
	return settled, fault.First(allowed(file, repair.Returned), a.endsAsExchanged(r, file, one.Outcome))
}
