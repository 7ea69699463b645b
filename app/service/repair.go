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

// NotAllowed says that a repair cannot go from its status to the one asked.
const NotAllowed fault.Code = "transition_not_allowed"

// MoveInput moves a repair.
type MoveInput struct {
	ID      journal.EntityID `json:"id"`
	To      repair.Status    `json:"to" doc:"status code, such as ready"`
	Outcome repair.Outcome   `json:"outcome,omitempty"`
	Reason  string           `json:"reason,omitempty" doc:"a code, no free text"`
	UntilOn string           `json:"until_on,omitempty" doc:"expected date of the next step"`
	Early   string           `json:"early_reason,omitempty" doc:"why paid work begins while the customer may still withdraw and did not ask to begin; by name of the staff"`
	Barrier string           `json:"barrier,omitempty" doc:"why it is given up: parts_unavailable, parts_too_dear, cannot_open, no_information, no_equipment, worn_out, unclaimed or other"`
}

// Move moves a repair to another status.
func (a *App) Move(ctx context.Context, call Call, in *MoveInput) (Result, error) {
	facts := repair.MovedFacts{To: in.To, Outcome: in.Outcome, Reason: in.Reason, UntilOn: in.UntilOn, Barrier: in.Barrier}
	if err := repair.CheckMoved(facts); err != nil {
		return Result{}, err
	}
	return a.onRepairRead(ctx, call, kind.RepairMoved, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		if in.Barrier != "" {
			d.Version = 2
		}
		if err := fault.First(a.mayAbandon(r, file, in.To, in.Outcome), a.endsAsExchanged(r, file, in.Outcome)); err != nil {
			return nil, err
		}
		if err := a.mayMove(r, call, file, in.To); err != nil {
			return nil, err
		}
		var err error
		if facts.Early, err = a.mayBegin(r, call, file, in.To, in.Early); err != nil {
			return nil, err
		}
		if facts.Early {
			d.box(in.ID, journal.File, repair.FileBox{Note: in.Early})
		}
		if in.To.Scope() != repair.Ended {
			return facts, nil
		}
		return facts, a.keepNoLonger(r, d, file.ID)
	})
}

// mayAbandon refuses to end a file because nobody comes, before the law lets a court
// be asked: until then its device is kept.
func (a *App) mayAbandon(r storage.Reader, file views.Repair, to repair.Status, end repair.Outcome) error {
	if end != repair.Abandoned {
		return nil
	}
	if err := allowed(file, to); err != nil {
		return err
	}
	w, err := a.unclaimedTerms(r, file)
	if err != nil {
		return err
	}
	return w.MayAbandon(w.received, w.noticed, w.today, w.done)
}

// mayMove refuses a step of a file that something stands against, whether the
// file goes alone or with others.
func (a *App) mayMove(r storage.Reader, call Call, file views.Repair, to repair.Status) error {
	if err := a.mayTakeBack(r, call, file, to); err != nil {
		return err
	}
	if to == repair.Returned {
		if _, err := a.stopAtLoaner(r, call, file, ""); err != nil {
			return err
		}
	}
	if err := paidWorkMayStart(file, to); err != nil {
		return err
	}
	if err := mayTravel(file, to); err != nil {
		return err
	}
	if err := a.mayKeep(r, file, to); err != nil {
		return err
	}
	return allowed(file, to)
}

// allowed refuses a move that the repair's status does not permit.
func allowed(file views.Repair, to repair.Status) error {
	if repair.CanMove(file.Status, to) {
		return nil
	}
	return fault.New(NotAllowed, "to", "from", string(file.Status), "to", string(to))
}

// EditInput changes named fields of a repair.
type EditInput struct {
	ID           journal.EntityID `json:"id"`
	PromisedOn   *string          `json:"promised_on,omitempty"`
	PromisedWhy  string           `json:"promised_why,omitempty" doc:"why the promised day moves, as the customer is told: part, queue, fault, absence, carrier, partner, agreement, asked or other"`
	Product      *string          `json:"product,omitempty"`
	Brand        *string          `json:"brand,omitempty"`
	Model        *string          `json:"model,omitempty"`
	Serial       *string          `json:"serial,omitempty"`
	BoughtOn     *string          `json:"bought_on,omitempty"`
	Accessories  *[]string        `json:"accessories,omitempty"`
	Condition    *[]string        `json:"condition,omitempty"`
	CeilingCents *int64           `json:"ceiling_cents,omitempty"`
	Diagnosis    *int64           `json:"diagnosis_cents,omitempty" doc:"fee of a diagnosis that was announced"`
	Fault        *string          `json:"fault,omitempty" doc:"in the customer's words"`
}

// Edit changes fields of a repair.
func (a *App) Edit(ctx context.Context, call Call, in *EditInput) (Result, error) {
	fields := in.fields()
	if len(fields) == 0 && in.Fault == nil {
		return Result{}, fault.New(fault.Missing, "promised_on")
	}
	if err := repair.CheckEdited(fields); err != nil {
		return Result{}, err
	}
	return a.onAnyRepair(ctx, call, kind.RepairEdited, in.ID, func(d *draft) (any, error) {
		if in.Fault != nil {
			d.box(in.ID, journal.File, repair.FileBox{Fault: *in.Fault})
		}
		return repair.EditedFacts{Fields: fields}, nil
	})
}

func (in *EditInput) fields() map[string]string {
	out := map[string]string{}
	for name, value := range map[string]*string{
		"promised_on": in.PromisedOn, "product": in.Product, "brand": in.Brand,
		"model": in.Model, "serial": in.Serial, "bought_on": in.BoughtOn,
	} {
		if value != nil {
			out[name] = *value
		}
	}
	if in.PromisedWhy != "" {
		out[repair.FieldPromisedWhy] = in.PromisedWhy
	}
	if in.Accessories != nil {
		out["accessories"] = repair.JoinList(*in.Accessories)
	}
	if in.Condition != nil {
		out["condition"] = repair.JoinList(*in.Condition)
	}
	for name, cents := range map[string]*int64{repair.FieldCeilingCents: in.CeilingCents, repair.FieldDiagnosis: in.Diagnosis} {
		if cents != nil {
			out[name] = repair.FormatCents(*cents)
		}
	}
	return out
}

// NoteInput is a note.
type NoteInput struct {
	ID          journal.EntityID `json:"id"`
	Text        string           `json:"text"`
	ForCustomer bool             `json:"for_customer,omitempty" doc:"the customer sees it on the page"`
}

// Note writes a note on a repair.
func (a *App) Note(ctx context.Context, call Call, in *NoteInput) (Result, error) {
	if err := repair.CheckText("text", in.Text); err != nil {
		return Result{}, err
	}
	return a.onAnyRepair(ctx, call, kind.RepairNoted, in.ID, func(d *draft) (any, error) {
		d.box(in.ID, journal.File, repair.FileBox{Note: in.Text})
		return repair.NotedFacts{ForCustomer: in.ForCustomer}, nil
	})
}

// DiagnoseInput is what the bench found.
type DiagnoseInput struct {
	ID      journal.EntityID `json:"id"`
	Finding string           `json:"finding" doc:"technical words about the device"`
	Section string           `json:"section,omitempty"`
	Verdict string           `json:"verdict,omitempty" doc:"user, wear, manufacture, software, accident, liquid or nff"`
}

// Diagnose records a diagnosis.
func (a *App) Diagnose(ctx context.Context, call Call, in *DiagnoseInput) (Result, error) {
	facts := repair.DiagnosedFacts{Finding: in.Finding, Section: in.Section, Verdict: in.Verdict}
	if err := repair.CheckDiagnosed(facts); err != nil {
		return Result{}, err
	}
	return a.onAnyRepair(ctx, call, kind.RepairDiagnosed, in.ID, func(*draft) (any, error) {
		return facts, nil
	})
}

// PhotographInput adds photos.
type PhotographInput struct {
	ID          journal.EntityID  `json:"id"`
	Attachments []AttachmentInput `json:"attachments"`
}

// Photograph adds photos to a repair.
func (a *App) Photograph(ctx context.Context, call Call, in *PhotographInput) (Result, error) {
	list := attachments(in.Attachments)
	shown, err := a.checkAttachments(ctx, list)
	if err != nil {
		return Result{}, err
	}
	if len(list) == 0 {
		return Result{}, fault.New(fault.Missing, "attachments")
	}
	return a.onAnyRepair(ctx, call, kind.RepairPhotographed, in.ID, func(d *draft) (any, error) {
		d.attach(in.ID, shown)
		return repair.PhotographedFacts{Attachments: list}, nil
	})
}

// RenumberInput asks for a new number.
type RenumberInput struct {
	ID journal.EntityID `json:"id"`
}

// Renumber gives a repair a new number; the old one keeps finding it.
func (a *App) Renumber(ctx context.Context, call Call, in *RenumberInput) (Result, error) {
	var next string
	return a.onRepairRead(ctx, call, kind.RepairRenumbered, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		var err error
		next, err = a.nextNumber(r)
		return repair.RenumberedFacts{Number: next}, err
	})
}

// onRepair commits an entry about a known repair; decide sees the file as it
// is inside the transaction and answers the facts.
func (a *App) onRepair(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(views.Repair, *draft) (any, error)) (Result, error) {
	return a.onRepairRead(ctx, call, k, id, func(_ storage.Reader, file views.Repair, d *draft) (any, error) {
		return decide(file, d)
	})
}

func (a *App) onRepairRead(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(storage.Reader, views.Repair, *draft) (any, error)) (Result, error) {
	return on(ctx, a, call, k, a.aboutRepair(id), func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		if k != kind.RepairsMerged {
			if err := a.stillItsOwn(r, "id", file); err != nil {
				return nil, err
			}
		}
		return decide(r, file, d)
	})
}

// stillItsOwn refuses a file that was joined with another one: who has its number, or
// its old paper, goes on with that one.
func (a *App) stillItsOwn(r storage.Reader, field string, file views.Repair) error {
	if file.Links.MergedInto.IsZero() {
		return nil
	}
	into, err := a.views.Row(r, file.Links.MergedInto)
	if err != nil {
		return err
	}
	return fault.New(repair.MergedFile, field, "number", into.Number)
}

// onAnyRepair is onRepair for a decision that does not look at the file.
func (a *App) onAnyRepair(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(*draft) (any, error)) (Result, error) {
	it := a.aboutRepair(id)
	return it.commit(ctx, a, call, k, func(r storage.Reader, d *draft) (any, error) {
		into, err := a.views.GoesOnAs(r, id)
		if err != nil {
			return nil, it.missing(err)
		}
		if k != kind.PasscodeErased {
			var file views.Repair
			if into != id {
				file.Links.MergedInto = into
			}
			if err := a.stillItsOwn(r, "id", file); err != nil {
				return nil, err
			}
		}
		return decide(d)
	})
}

func (a *App) aboutRepair(id journal.EntityID) about[views.Repair] {
	return about[views.Repair]{"repair", kind.Repair, id, a.views.Repair}
}
