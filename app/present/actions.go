package present

import (
	"slices"
	"strings"

	"etabli/app/domain/repair"
	"etabli/app/domain/warranty"
	"etabli/app/views"
)

// The acts on a file that are no move.
const (
	actDiagnose = "diagnose"
	actNote     = "note"
	actPrint    = "print:"
	actMove     = "move:"
	actLend     = "lend"
	actLoan     = "loan:"  // opens the loan with the id behind it
	actStock    = "stock:" // opens the part or the order
	actTask     = "task:"  // opens the task, the claim, the parcel
	actDispute  = "dispute:"
	actPost     = "post:"
	actNewTask  = "task"
	actSilence  = "silence"
	actPay      = "pay"
	actClaim    = "claim"
	actParcel   = "parcel"
	actVisit    = "visit" // make an appointment at the customer's home
	actWell     = "well"
	actUnwell   = "unwell"
	actAmend    = "amend"
)

// actions are what can be done with a file now: the right next thing, and the
// rest for the menu.
func (e Env) actions(f file) (primary Action, rest []Action) {
	r := f.repair
	var list []Action
	if r.Status == repair.Diag && r.Finding == "" {
		list = append(list, Action{ID: actDiagnose, Label: e.Words.T("act.diagnose"), Icon: "stethoscope"})
	}
	for _, to := range e.nextMoves(f) {
		m := moves[to]
		list = append(list, Action{ID: actMove + string(to), Label: e.Words.T(m.label), Icon: m.icon})
	}
	if f.amend != nil && !amended(r, *f.amend) { // nothing above what was accepted goes on before the customer knows
		list = slices.Insert(list, 0, Action{ID: actAmend, Label: e.Words.T("act.amend"), Icon: "send"})
	}
	if len(list) > 0 {
		primary, rest = list[0], list[1:]
	}
	if r.Finding != "" && running(r.Status) {
		rest = append(rest, Action{ID: actDiagnose, Label: e.Words.T("act.diagnose.again"), Icon: "stethoscope"})
	}
	if pays(r) {
		rest = append(rest, Action{ID: actPay, Label: e.Words.T("act.pay"), Icon: "banknote"})
	}
	rest = append(rest,
		Action{ID: actNote, Label: e.Words.T("act.note"), Icon: "message-square"},
		Action{ID: actNewTask, Label: e.Words.T("act.task"), Icon: "calendar-clock"},
		Action{ID: actClaim, Label: e.Words.T("act.claim"), Icon: "scale"},
		Action{ID: actParcel, Label: e.Words.T("act.parcel"), Icon: "package"},
		Action{ID: actVisit, Label: e.Words.T("act.visit"), Icon: "calendar-days"})
	rest = append(rest, e.opinionActions(r)...)
	return primary, append(rest, e.silenceAction(f.customer)...)
}

// pays tells whether the till has something to take for a file: a quote that was
// accepted and not sold yet, or what is owed.
func pays(r views.Repair) bool { return unpaid(r) > 0 }

// unpaid is what a file has to pay.
func unpaid(r views.Repair) (cents int64) {
	var sold int64
	if r.Money != nil {
		cents, sold = max(0, r.Money.DueCents), r.Money.SoldCents
	}
	if q := r.Binding(); q != nil {
		cents += max(0, q.TotalCents-sold)
	}
	return cents
}

// nextMoves are the moves that are legal, the usual one first. A quote that
// was sent is answered first of all; what somebody else than the customer pays for is
// repaired without one.
func (e Env) nextMoves(f file) []repair.Status {
	r := f.repair
	next := make([]repair.Status, 0, len(r.Next))
	for _, to := range r.Next {
		if _, known := moves[to]; known {
			next = append(next, to)
		}
	}
	if r.Status == repair.QuoteSent {
		slices.SortStableFunc(next, func(a, b repair.Status) int { return answerRank(a) - answerRank(b) })
	}
	if free := f.owed.Age == warranty.Final && f.owed.Answer == warranty.Covered && f.owed.Pays != warranty.Customer; r.Status == repair.Diag && free {
		slices.SortStableFunc(next, func(a, b repair.Status) int { return repairFirst(a) - repairFirst(b) })
	}
	return next
}

func repairFirst(s repair.Status) int {
	if s == repair.Repairing {
		return 0
	}
	return 1
}

// answerRank puts the two answers before anything else.
func answerRank(s repair.Status) int {
	switch s {
	case repair.QuoteOK:
		return 0
	case repair.QuoteKO:
		return 1
	}
	return 2
}

// movedTo reads the status out of the ID of an action that moves.
func movedTo(id string) (repair.Status, bool) {
	to, ok := strings.CutPrefix(id, actMove)
	return repair.Status(to), ok
}
