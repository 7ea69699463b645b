package present

import (
	"context"
	"strings"

	"etabli/app/domain/guarantor"
	"etabli/app/domain/sendout"
	"etabli/app/service"
)

// The acts on what third parties owe us or have of ours; what is about one device
// of a batch has its file behind a colon.
const (
	guarantorNew   = "guarantor.new"
	recourseNew    = "recourse.new"
	recourseAuth   = "recourse.authorise"
	recourseSubmit = "recourse.submit"
	recourseAnswer = "recourse.answer"
	recoursePay    = "recourse.pay"
	recourseDrop   = "recourse.drop"
	subNew         = "sendout.subcontractor"
	sendoutNew     = "sendout.new"
	sendoutAdd     = "sendout.add"
	sendoutOut     = "sendout.out"
	sendoutLeave   = "sendout.leave"
	sendoutQuote   = "sendout.quote"
	sendoutDecide  = "sendout.decide"
	sendoutCame    = "sendout.came"
	sendoutScan    = "sendout.scan"
	sendoutInvoice = "sendout.invoice"
	backCredit     = "back.credit"
	bonusNew       = "bonus.new"
	bonusComplete  = "bonus.complete"
	bonusSubmit    = "bonus.submit"
	bonusAnswer    = "bonus.answer"
	bonusPay       = "bonus.pay"
	bonusDrop      = "bonus.drop"
	coreSettle     = "core.settle"
	thirdFile      = "third.file"
)

var thirdIcons = map[string]string{
	guarantorNew: "user-plus", recourseNew: "plus", recourseAuth: "shield-check", recourseSubmit: "send", recourseAnswer: "mail",
	recoursePay: "banknote", recourseDrop: "ban", subNew: "user-plus", sendoutNew: "plus", sendoutAdd: "scan-line", sendoutOut: "undo-2",
	sendoutLeave: "truck", sendoutQuote: "receipt-text", sendoutDecide: "scale", sendoutCame: "package-check", sendoutScan: "scan-line",
	sendoutInvoice: "euro", backCredit: "undo-2", bonusNew: "plus", bonusComplete: "file-plus", bonusSubmit: "send", bonusAnswer: "mail",
	bonusPay: "banknote", bonusDrop: "ban", coreSettle: "package-check",
}

// recourseTurns are what can be done with a claim against a guarantor.
func recourseTurns(s guarantor.Status) []string {
	more := []string{recourseNew, guarantorNew}
	switch s {
	case guarantor.Asked:
		return append([]string{recourseAuth, recourseDrop}, more...)
	case guarantor.Open, guarantor.Authorised, guarantor.Rejected:
		return append([]string{recourseSubmit, recourseDrop}, more...)
	case guarantor.Submitted:
		return append([]string{recourseAnswer, recourseDrop}, more...)
	case guarantor.Accepted:
		return append([]string{recoursePay, recourseDrop}, more...)
	case guarantor.Partly:
		return append([]string{recoursePay, recourseSubmit, recourseDrop}, more...)
	case guarantor.Forbidden:
		return append([]string{recourseDrop}, more...)
	}
	return more
}

// PrimaryPressed does the right next thing.
func (t *Thirds) PrimaryPressed() { t.ActionPressed(t.primary()) }

// EmptyPressed begins what the part is about.
func (t *Thirds) EmptyPressed() { t.ActionPressed(t.fresh) }

// ActionPressed begins an act.
func (t *Thirds) ActionPressed(id string) {
	if t.open.busy || id == "" {
		return
	}
	if begin, ok := map[string]func(){
		recourseNew: t.beginRecourse, sendoutNew: t.beginSendout, guarantorNew: t.sheet(t.guarantorSheet),
		subNew: t.sheet(t.subSheet), bonusNew: t.sheet(t.validateSheet),
	}[id]; ok {
		begin()
		return
	}
	if !t.read || t.open.prints(t.ports.Papers, id) {
		return
	}
	name, about, _ := strings.Cut(id, ":")
	var file ID
	if about != "" && file.UnmarshalText([]byte(about)) != nil {
		return
	}
	switch {
	case name == thirdFile:
		t.openFile(file)
	case t.one.recourse != nil:
		t.pressed(name, map[string]func() plan{
			recourseAuth: t.authSheet, recourseSubmit: t.submitSheet, recourseAnswer: t.answerSheet, recoursePay: t.paidSheet, recourseDrop: t.dropSheet,
		})
	case t.one.batch != nil:
		t.pressedBatch(name, file)
	case t.one.core != nil:
		t.pressed(name, map[string]func() plan{coreSettle: t.coreSheet})
	case t.one.back != nil:
		t.pressed(name, map[string]func() plan{backCredit: t.creditSheet})
	default:
		t.pressed(name, map[string]func() plan{
			bonusComplete: t.completeSheet, bonusSubmit: t.handInSheet, bonusAnswer: t.bonusAnswerSheet, bonusPay: t.bonusPaidSheet, bonusDrop: t.bonusDropSheet,
		})
	}
}

func (t *Thirds) sheet(make func() plan) func() { return func() { t.open.sheets.open(make()) } }

func (t *Thirds) pressed(name string, sheets map[string]func() plan) {
	if make, ok := sheets[name]; ok {
		t.open.sheets.open(make())
	}
}

func (t *Thirds) pressedBatch(name string, file ID) {
	if name == sendoutOut {
		t.open.run(doing(t.ports.Acts.TakeOutOfSendout, &service.SendoutDevice{ID: t.one.batch.ID, File: file}))
		return
	}
	t.pressed(name, map[string]func() plan{
		sendoutAdd: t.addSheet, sendoutLeave: t.leaveSheet, sendoutScan: t.scanSheet, sendoutInvoice: t.chargeSheet,
		sendoutQuote: func() plan { return t.quoteSheet(file) }, sendoutDecide: func() plan { return t.decideSheet(file) },
		sendoutCame: func() plan { return t.cameSheet(file) },
	})
}

func (t *Thirds) openFile(file ID) {
	switch {
	case !file.IsZero():
	case t.one.core != nil:
		file = t.one.core.File
	case t.one.recourse != nil:
		file = t.one.recourse.Repair
	case t.one.bonus != nil:
		file = t.one.bonus.Claim.Repair
	}
	t.Go(Route{Screen: CounterScreen, Repair: file})
}

// beginRecourse asks a guarantor to pay; who that can be is read first.
func (t *Thirds) beginRecourse() {
	ask(&t.stay, &t.lead, func(ctx context.Context) ([]guarantor.SavedFacts, error) {
		return t.ports.Thirds.Guarantors(ctx, &service.Anything{})
	}, func(who []guarantor.SavedFacts, err error) {
		if err != nil {
			t.Tell(t.Failure(err))
			return
		}
		var choices []Choice
		for _, g := range who {
			if !g.Gone {
				choices = append(choices, Choice{g.Code, g.Name})
			}
		}
		if len(choices) == 0 { // nobody answers yet: begin with who does
			t.open.sheets.open(t.guarantorSheet())
			return
		}
		t.open.sheets.open(t.recourseSheet(choices))
	})
}

// beginSendout begins a batch; whom it can go to is read first.
func (t *Thirds) beginSendout() {
	ask(&t.stay, &t.lead, func(ctx context.Context) ([]sendout.SavedFacts, error) {
		return t.ports.Thirds.Subcontractors(ctx, &service.Anything{})
	}, func(who []sendout.SavedFacts, err error) {
		if err != nil {
			t.Tell(t.Failure(err))
			return
		}
		var choices []Choice
		for _, s := range who {
			if !s.Gone {
				choices = append(choices, Choice{s.Code, s.Name})
			}
		}
		if len(choices) == 0 {
			t.open.sheets.open(t.subSheet())
			return
		}
		t.open.sheets.open(t.sendoutSheet(choices))
	})
}
