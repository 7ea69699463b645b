package fold_test

import (
	"maps"

	"etabli/app/domain/bonus"
	"etabli/app/domain/figure"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/opinion"
	"etabli/app/domain/recall"
	"etabli/app/domain/sendout"
	"etabli/app/domain/waste"
)

// releasedThirds are the facts of guarantors, subcontractors and other third
// parties.
var releasedThirds = map[kind.Kind][]any{
	kind.GuarantorSaved: {guarantor.SavedFacts{}}, kind.RecourseOpened: {guarantor.OpenedFacts{}},
	kind.RecourseAuthorised: {guarantor.AuthorisedFacts{}}, kind.RecourseSubmitted: {guarantor.SubmittedFacts{}},
	kind.RecourseAnswered: {guarantor.AnsweredFacts{}}, kind.RecoursePaid: {guarantor.PaidFacts{}},
	kind.RecourseDropped: {guarantor.DroppedFacts{}}, kind.IrreparableSaid: {guarantor.IrreparableFacts{}},

	kind.SubcontractorSaved: {sendout.SavedFacts{}}, kind.SendoutOpened: {sendout.OpenedFacts{}}, kind.SendoutFilled: {sendout.FilledFacts{}},
	kind.SendoutLeft: {sendout.LeftFacts{}}, kind.SendoutQuoted: {sendout.QuotedFacts{}}, kind.SendoutDecided: {sendout.DecidedFacts{}},
	kind.SendoutCame: {sendout.CameFacts{}}, kind.SendoutInvoiced: {sendout.InvoicedFacts{}},

	kind.WasteKept: {waste.KeptFacts{}}, kind.WasteCollected: {waste.CollectedFacts{}},
	kind.RecallListed: {recall.ListedFacts{}}, kind.RecallAnswered: {recall.AnsweredFacts{}},

	kind.BonusAmountSaved: {bonus.AmountFacts{}}, kind.BonusLabelSaved: {bonus.LabelFacts{}}, kind.BonusOpened: {bonus.OpenedFacts{}},
	kind.BonusCompleted: {bonus.CompletedFacts{}}, kind.BonusSubmitted: {bonus.SubmittedFacts{}}, kind.BonusAnswered: {bonus.AnsweredFacts{}},
	kind.BonusPaid: {bonus.PaidFacts{}}, kind.BonusDropped: {bonus.DroppedFacts{}},

	kind.OpinionAsked: {opinion.AskedFacts{}}, kind.OpinionGiven: {opinion.GivenFacts{}}, kind.ReviewLogged: {opinion.LoggedFacts{}},
	kind.ReviewAnswered: {opinion.RepliedFacts{}}, kind.AskingSaid: {opinion.AskingFacts{}},
	kind.PeopleFiguresSaid: {figure.PeopleFacts{}},
}

func init() { maps.Copy(released, releasedThirds) }
