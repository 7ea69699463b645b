package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/staff"
	"etabli/app/views"
	"etabli/storage"
)

// TooLate says that an act cannot be corrected any more by whoever asked.
const TooLate fault.Code = "correction_too_late" // args: date

// Correction says how an act is put right: by which command, by whom, until
// when. What was signed or sealed is reversed by a new act and never edited; what
// was said or sent stands, and no command makes it unsaid.
type Correction struct {
	Command string      `json:"command"`
	By      string      `json:"by,omitempty"`
	Right   staff.Right `json:"right,omitempty"` // empty: everybody
	Until   string      `json:"until"`           // rule:<id>, next_step, closed, always, stands
}

// Corrections answers how acts are put right.
func (a *App) Corrections(context.Context, *Anything) ([]Correction, error) {
	return corrections(), nil
}

// mayTakeBack refuses to take a hand-back back after the days of the rule,
// unless whoever does it may go past rules.
func (a *App) mayTakeBack(r storage.Reader, call Call, file views.Repair, to repair.Status) error {
	if file.Status != repair.Returned || to != repair.Ready || file.ReturnedMS == 0 {
		return nil
	}
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return nil // a place without rules has no such limit
	}
	last, err := set.After("hand_back_correction_days", civil.At(file.ReturnedMS, at.zone), at.region)
	if err != nil || at.today <= last {
		return err
	}
	if !call.Staff.IsZero() && a.approver(r, call.Staff, "staff", file.Site, staff.Override) == nil {
		return nil
	}
	return fault.New(TooLate, "to", "date", last.String())
}
