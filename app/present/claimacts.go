package present

import (
	"context"
	"slices"

	"etabli/app/domain/claim"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts on claims.
const (
	claimNew       = "claim.new"
	claimHear      = "claim.hear"
	claimAnswer    = "claim.answer"
	claimDecide    = "claim.decide"
	claimConfirm   = "claim.confirm"
	claimReply     = "claim.reply"
	claimOrdered   = "claim.ordered"
	claimExecuted  = "claim.executed"
	claimConfirmed = "claim.confirmed"
	claimAgain     = "claim.again"
	claimVoucher   = "claim.voucher"
	claimMediate   = "claim.mediate"
	claimEnd       = "claim.end"
	claimReopen    = "claim.reopen"
	claimFile      = "claim.file"
	claimTalk      = "claim.talk"
)

var claimIcons = map[string]string{
	claimNew: "plus", claimHear: "message-square", claimAnswer: "mail", claimDecide: "scale", claimConfirm: "file-check",
	claimReply: "check", claimOrdered: "send", claimExecuted: "banknote", claimConfirmed: "circle-check", claimAgain: "rotate-ccw",
	claimVoucher: "gift", claimMediate: "users", claimEnd: "check-check", claimReopen: "rotate-ccw", claimFile: "clipboard-list",
	claimTalk: "messages-square",
}

func (e Env) claimAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: claimIcons[id]}
}

// refundActs are the steps that a refund can take, the usual one first.
var refundActs = map[claim.RefundState][]string{
	claim.RefundDecided:  {claimOrdered, claimExecuted},
	claim.RefundOrdered:  {claimExecuted, claimAgain},
	claim.RefundExecuted: {claimConfirmed, claimAgain},
}

// claimActions are what can be done with a claim, the right next thing first.
func (c *Claims) claimActions(t dispute) (primary Action, rest []Action) {
	ids := c.claimTurns(t)
	if !t.Repair.IsZero() {
		ids = append(ids, claimFile)
	}
	if !t.Thread.IsZero() {
		ids = append(ids, claimTalk)
	}
	for _, id := range append(ids, claimNew) {
		rest = append(rest, c.claimAct(id))
	}
	return rest[0], rest[1:]
}

// claimTurns are the acts on the matter itself: who is not answered comes first,
// then what was promised and is still owed, then whose turn it is.
func (c *Claims) claimTurns(t dispute) (ids []string) {
	var money []string
	left := false
	if o := t.Owed(); o != nil {
		money, left = refundActs[o.Refund.State], o.Refund.State.Left()
	}
	if t.Status == claim.Ended {
		return append(slices.Clone(money), claimReopen)
	}
	if t.AnsweredMS == 0 {
		ids = append(ids, claimAnswer)
	}
	if t.Due() != nil {
		ids = append(ids, claimVoucher)
	}
	if !left {
		ids = append(ids, money...)
	}
	ids = append(ids, c.claimSteps(t)...)
	if left {
		ids = append(ids, money...)
	}
	if t.AnsweredMS != 0 {
		ids = append(ids, claimAnswer)
	}
	return append(ids, claimHear)
}

// claimSteps are the steps of the dispute, by where it stands.
func (c *Claims) claimSteps(t dispute) (ids []string) {
	switch t.Status {
	case claim.Offered, claim.Unanswered:
		ids = []string{claimReply, claimDecide, claimMediate, claimEnd}
	case claim.Refused:
		ids = []string{claimMediate, claimDecide, claimReply, claimEnd}
		if t.Mediation != "" {
			ids = []string{claimDecide, claimMediate, claimReply, claimEnd}
		}
	case claim.Accepted:
		ids = []string{claimEnd, claimDecide, claimMediate}
	case claim.AtMediator:
		ids = []string{claimMediate, claimDecide, claimEnd}
	default:
		ids = []string{claimDecide, claimMediate, claimEnd}
	}
	if o := t.Standing(); o != nil && o.Confirmed == nil {
		ids = slices.Insert(ids, 1, claimConfirm)
	}
	return ids
}

// PrimaryPressed does the right next thing.
func (c *Claims) PrimaryPressed() {
	switch {
	case c.read:
		next, _ := c.claimActions(c.one)
		c.ActionPressed(next.ID)
	case c.open.id.IsZero(): // nothing is chosen: what the empty place offers
		c.EmptyPressed()
	}
}

// EmptyPressed begins a claim.
func (c *Claims) EmptyPressed() { c.ActionPressed(claimNew) }

// ActionPressed begins an act.
func (c *Claims) ActionPressed(id string) {
	make, asks := c.claimSheets()[id]
	switch {
	case c.read && c.open.prints(c.ports.Papers, id):
	case c.open.busy || !c.read && id != claimNew:
	case asks:
		c.open.sheets.open(make())
	case id == claimVoucher:
		c.open.run(c.issue(c.one.ID))
	case id == claimFile:
		c.Go(Route{Screen: CounterScreen, Repair: c.one.Repair})
	case id == claimTalk:
		c.Go(Route{Screen: MessagesScreen, Open: c.one.Thread})
	}
}

// claimSheets are the acts that ask something first.
func (c *Claims) claimSheets() map[string]func() plan {
	return map[string]func() plan{
		claimNew:  func() plan { return c.openSheet(views.Repair{}) },
		claimHear: c.hearSheet, claimAnswer: c.answerSheet, claimDecide: c.decideSheet, claimConfirm: c.confirmSheet, claimReply: c.replySheet,
		claimOrdered: c.orderedSheet, claimExecuted: c.executedSheet, claimConfirmed: c.arrivedSheet, claimAgain: c.againSheet,
		claimMediate: c.mediateSheet, claimEnd: c.endSheet, claimReopen: c.reopenSheet,
	}
}

// issue issues the voucher that the customer agreed to, and prints it. One that
// could not be printed is issued all the same: the till prints it again.
func (c *Claims) issue(id ID) job {
	return func(ctx context.Context, call service.Call) error {
		done, err := c.ports.Acts.IssueVoucher(ctx, call, &service.IssueVoucherInput{Claim: &id})
		if err != nil {
			return err
		}
		v, _ := done.Data.(views.Voucher)
		where, err := c.ports.Acts.PrintVoucher(ctx, v.Code)
		c.Post(func() {
			if err != nil {
				c.Tell(c.Failure(err))
				return
			}
			c.Tell(Notice{Tone: Good, Text: c.Words.T("claims.voucher.done", "code", v.Code, "where", where)})
		})
		return nil
	}
}
