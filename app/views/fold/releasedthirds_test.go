package fold_test

import (
	"maps"

	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/sendout"
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
}

func init() { maps.Copy(released, releasedThirds) }
