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
// when. What was signed or sealed is reversed by a new act and never edited.
type Correction struct {
	Command string      `json:"command"`
	By      string      `json:"by"`
	Right   staff.Right `json:"right,omitempty"` // empty: everybody
	Until   string      `json:"until"`           // rule:<id>, next_step, closed, always
}

// corrections lists them in the order of a file's life.
var corrections = []Correction{
	{"repair.receive", "repair.edit", staff.Front, "closed"},
	{"repair.receive", "repair.reassign", staff.Front, "always"},
	{"repair.receive", "product.reserial", staff.Front, "always"},
	{"repair.receive", "repair.merge", staff.Front, "closed"},
	{"repair.receive", "repair.split", staff.Front, "closed"},
	{"intake.park", "intake.drop", "", "next_step"},
	{"repair.express", "repair.edit", staff.Front, "always"},
	{"repair.move", "repair.move", "", "closed"},
	{"repair.batch", "repair.batch_undo", "", "next_step"},
	{"repair.place", "repair.place", "", "closed"},
	{"repair.edit", "repair.edit", "", "closed"},
	{"repair.note", "repair.note", "", "always"},
	{"repair.diagnose", "repair.diagnose", staff.Bench, "closed"},
	{"repair.code", "repair.code", "", "closed"},
	{"repair.inspect", "repair.inspect", "", "closed"},
	{"repair.battery", "repair.battery", "", "closed"},
	{"passcode.keep", "passcode.erase", "", "always"},
	{"repair.quote", "repair.quote", "", "next_step"},
	{"quote.answer", "repair.quote", staff.Front, "closed"},
	{"warranty.evidence", "warranty.evidence", "", "always"},
	{"warranty.judge", "warranty.judge", "", "always"},
	{"warranty.decide", "warranty.decide", staff.Override, "always"},
	{"warranty.change", "warranty.decide", staff.Override, "always"},
	{"warranty.contest", "quote.answer", staff.Front, "closed"},
	{"warranty.remedy", "warranty.remedy", "", "always"},
	{"warranty.negotiate", "warranty.negotiate", "", "always"},
	{"product.reserial", "product.reserial", staff.Front, "always"},
	{"repair.hand_back", "repair.move", staff.Front, "rule:hand_back_correction_days"},
	{"deposit.hand_back", "repair.move", staff.Front, "rule:hand_back_correction_days"},
	{"repair.send", "repair.arrive", "", "always"},
	{"incident.step", "incident.step", "", "always"},
	{"repair.renumber", "repair.renumber", "", "always"},
	{"claim.open", "claim.link", "", "always"},
	{"claim.hear", "claim.hear", "", "always"},
	{"claim.decide", "claim.decide", "", "always"},
	{"claim.reply", "claim.decide", "", "always"},
	{"claim.refund", "claim.refund", staff.Cash, "always"},
	{"claim.end", "claim.reopen", "", "always"},
	{"claim.authority", "claim.authority", staff.Manage, "always"},
	{"voucher.issue", "voucher.step", "", "always"},
	{"voucher.step", "voucher.step", "", "next_step"},
}

// Corrections answers how acts are put right.
func (a *App) Corrections(context.Context, *Anything) ([]Correction, error) { return corrections, nil }

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
