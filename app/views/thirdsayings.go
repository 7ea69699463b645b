package views

import (
	"etabli/app/domain/bonus"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/opinion"
	"etabli/app/domain/recall"
	"etabli/app/domain/repair"
	"etabli/app/domain/sendout"
	"etabli/app/domain/waste"
	"etabli/storage/journal"
)

// thirdSayings say in a file's history what others owe, did or took. What a
// guarantor answers is between them and us.
var thirdSayings = sayings{
	kind.RecourseOpened: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[guarantor.OpenedFacts](e)
		t.What = "timeline.recourse_opened"
		if f.Asks {
			t.What, t.Public = "timeline.recourse_asked", f.Holds
		}
		t.set("guarantor", f.Guarantor)
	},
	kind.RecourseAuthorised: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[guarantor.AuthorisedFacts](e)
		t.What = "timeline.recourse_forbidden"
		if f.Granted {
			t.What = "timeline.recourse_authorised"
		}
		t.set("number", f.Number)
		t.set("reason", f.Reason)
	},
	kind.RecourseSubmitted: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[guarantor.SubmittedFacts](e)
		t.What = "timeline.recourse_submitted"
		t.set("amount", repair.FormatAmount(guarantor.Total(f.Lines), "EUR"))
	},
	kind.RecourseAnswered: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[guarantor.AnsweredFacts](e)
		t.What = "timeline.recourse_" + string(guarantor.Outcome(f.Cents, f.Claimed))
		t.set("amount", repair.FormatAmount(f.Cents, "EUR"))
		t.set("reason", f.Reason)
	},
	kind.RecoursePaid: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.recourse_paid"
		t.set("amount", repair.FormatAmount(read[guarantor.PaidFacts](e).Cents, "EUR"))
	},
	kind.RecourseDropped: plainly("timeline.recourse_dropped"),
	kind.IrreparableSaid: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.irreparable_said"
		t.set("ground", read[guarantor.IrreparableFacts](e).Ground)
	},

	kind.SendoutOpened: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.sendout_packed"
		t.set("to", read[sendout.OpenedFacts](e).Name)
	},
	kind.SendoutFilled: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.sendout_filled"
		if read[sendout.FilledFacts](e).Out {
			t.What = "timeline.sendout_taken_out"
		}
	},
	kind.SendoutLeft: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.sendout_left", true
		t.set("to", read[sendout.LeftFacts](e).Spot)
	},
	kind.SendoutQuoted: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[sendout.QuotedFacts](e)
		t.What, t.Text = "timeline.sendout_quoted", f.Work
		if f.Cannot {
			t.What = "timeline.sendout_cannot"
		}
		t.set("amount", repair.FormatAmount(f.Cents, "EUR"))
	},
	kind.SendoutDecided: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[sendout.DecidedFacts](e)
		t.What = "timeline.sendout_called_back"
		if f.GoOn {
			t.What = "timeline.sendout_agreed"
		}
		t.set("reason", f.Reason)
	},
	kind.SendoutCame: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[sendout.CameFacts](e)
		t.What, t.Public = "timeline.sendout_"+string(f.State), f.State != sendout.Missing
	},
	kind.SendoutInvoiced: plainly("timeline.sendout_invoiced"),

	kind.WasteKept: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[waste.KeptFacts](e)
		t.What, t.Text = "timeline.waste_kept", f.What
		t.set("stream", string(f.Stream))
	},
	kind.BonusOpened: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.bonus_validated", true
		t.set("amount", repair.FormatAmount(read[bonus.OpenedFacts](e).Cents, "EUR"))
	},
	kind.BonusCompleted: plainly("timeline.bonus_completed"),
	kind.BonusSubmitted: plainly("timeline.bonus_submitted"),
	kind.BonusAnswered: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		f := read[bonus.AnsweredFacts](e)
		t.What = "timeline.bonus_rejected"
		if f.Cents > 0 {
			t.What = "timeline.bonus_accepted"
		}
		t.set("amount", repair.FormatAmount(f.Cents, "EUR"))
		t.set("reason", f.Reason)
	},
	kind.BonusPaid:    plainly("timeline.bonus_paid"),
	kind.BonusDropped: plainly("timeline.bonus_dropped"),
	kind.OpinionAsked: plainly("timeline.opinion_asked"),
	kind.OpinionGiven: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What, t.Public = "timeline.opinion_unwell", true
		if read[opinion.GivenFacts](e).Well {
			t.What = "timeline.opinion_well"
		}
	},
	kind.ReviewLogged: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.review_logged"
		t.set("where", read[opinion.LoggedFacts](e).Where)
	},
	kind.ReviewAnswered: plainly("timeline.review_answered"),
	kind.RecallAnswered: func(_ *look, e *journal.Positioned, t *TimelineItem) {
		t.What = "timeline.recall_answered"
		t.set("answer", read[recall.AnsweredFacts](e).Answer)
	},
}
