package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// AccessoriesOpen says that an accessory was neither ticked nor explained.
const AccessoriesOpen fault.Code = "accessory_not_settled"

// HandBackInput is a hand-back. Every accessory that came in is settled.
type HandBackInput struct {
	ID           journal.EntityID  `json:"id"`
	Accessories  map[string]string `json:"accessories,omitempty" doc:"name to returned, left or missing"`
	Outcome      repair.Outcome    `json:"outcome,omitempty"`
	Attachments  []AttachmentInput `json:"attachments,omitempty" doc:"signature"`
	ReturnedMS   int64             `json:"returned_ms,omitempty" doc:"when it was, Unix ms, if it is noted later, as from a slip of a power cut; now when empty"`
	LoanerReason string            `json:"loaner_reason,omitempty" doc:"why the device goes while its loaner is out; by name of the staff"`
}

// HandBack gives the device back to its customer.
func (a *App) HandBack(ctx context.Context, call Call, in *HandBackInput) (Result, error) {
	facts := repair.HandedBackFacts{Outcome: in.Outcome, Attachments: attachments(in.Attachments), ReturnedMS: in.ReturnedMS}
	shown, err := a.checkAttachments(ctx, facts.Attachments)
	if err != nil {
		return Result{}, err
	}
	given, err := a.newAddress()
	if err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.RepairHandedBack, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		if err := a.notedLate(file, in.ReturnedMS); err != nil {
			return nil, err
		}
		out, err := a.stopAtLoaner(r, call, file, in.LoanerReason)
		if err != nil {
			return nil, err
		}
		facts.LoanerOut = out
		box := repair.FileBox{Note: in.LoanerReason}
		if len(file.TokenHash) > 0 { // the receipt may lie anywhere from now on
			facts.TokenHash, box.Token = given.hash, given.token
		}
		if box != (repair.FileBox{}) {
			d.box(in.ID, journal.File, box)
		}
		d.attach(in.ID, shown)
		settled, err := settleAccessories(file.Accessories, in.Accessories)
		if err != nil {
			return nil, err
		}
		facts.Accessories = settled
		d.openIncidents(call, settled)
		if err := a.keepNoLonger(r, d, file.ID); err != nil {
			return nil, err
		}
		return facts, fault.First(allowed(file, repair.Returned), a.endsAsExchanged(r, file, in.Outcome))
	})
}

// notedLate checks when a hand-back was that is noted later: after the device came,
// and not ahead. Which day it was counts for the guarantee and for the legal days.
func (a *App) notedLate(file views.Repair, atMS int64) error {
	if atMS != 0 && atMS < file.ReceivedMS {
		return fault.New(fault.Malformed, "returned_ms", "expected", "after_the_intake")
	}
	return fault.First(text.Moment("returned_ms", atMS), a.notAhead("returned_ms", atMS))
}

// openIncidents begins an incident for each accessory that is missing.
func (d *draft) openIncidents(call Call, settled []repair.AccessoryCheck) {
	for i, c := range settled {
		if c.State == "missing" && len(d.Entities) < journal.MaxEntities {
			d.Version = 2
			d.also(kind.Incident, journal.NewEntityID(call.ID, i))
		}
	}
}

func settleAccessories(came []string, told map[string]string) ([]repair.AccessoryCheck, error) {
	var out []repair.AccessoryCheck
	for _, name := range came {
		state, ok := told[name]
		if !ok {
			return nil, fault.New(AccessoriesOpen, "accessories", "name", name)
		}
		out = append(out, repair.AccessoryCheck{Name: name, State: state})
	}
	for name, state := range told {
		if err := repair.CheckAccessoryState(state); err != nil {
			return nil, err
		}
		if !contains(came, name) {
			return nil, fault.New(fault.NotFound, "accessories."+name, "what", "accessory")
		}
	}
	return out, nil
}
