package views

import (
	"strconv"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// claimSayings say in a file's history what became of a claim about it.
var claimSayings = sayings{
	kind.ClaimOpened: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[claim.OpenedFacts](e)
		t.What = "timeline.claim_opened"
		t.set("channel", string(f.Channel))
	},
	kind.ClaimHeard: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.claim_heard"
		t.set("channel", string(read[claim.HeardFacts](e).Channel))
	},
	kind.ClaimAnswered: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.claim_answered"
		t.set("channel", string(read[claim.AnsweredFacts](e).Channel))
	},
	kind.ClaimDecided: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[claim.DecidedFacts](e)
		t.What = "timeline.claim_decided"
		t.set("version", strconv.Itoa(f.N))
		t.set("amount", repair.FormatAmount(f.Cost(), "EUR"))
	},
	kind.ClaimConfirmed: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.claim_confirmed"
		t.set("channel", string(read[claim.ConfirmedFacts](e).Channel))
	},
	kind.ClaimReplied: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.claim_" + string(read[claim.RepliedFacts](e).Answer)
	},
	kind.RefundStepped: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[claim.RefundFacts](e)
		t.What = "timeline.refund_" + string(f.State)
		t.set("amount", repair.FormatAmount(f.Cents, "EUR"))
		t.set("ref", f.Ref)
	},
	kind.ClaimMediated: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.mediator_" + string(read[claim.MediatedFacts](e).Step)
	},
	kind.ClaimEnded: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.claim_ended"
		t.set("outcome", string(read[claim.EndedFacts](e).Outcome))
	},
	kind.ClaimReopened: plainly("timeline.claim_reopened"),
	kind.ClaimLinked:   plainly("timeline.claim_linked"),
	kind.AuthoritySaid: plainly("timeline.claim_authority"),
}
