package fold_test

import (
	"maps"

	"etabli/app/domain/claim"
	"etabli/app/domain/kind"
	"etabli/app/domain/voucher"
)

// releasedClaims are the facts of claims and vouchers.
var releasedClaims = map[kind.Kind][]any{
	kind.ClaimOpened: {claim.OpenedFacts{}}, kind.ClaimHeard: {claim.HeardFacts{}}, kind.ClaimAnswered: {claim.AnsweredFacts{}},
	kind.ClaimDecided: {claim.DecidedFacts{}}, kind.ClaimConfirmed: {claim.ConfirmedFacts{}}, kind.ClaimReplied: {claim.RepliedFacts{}},
	kind.RefundStepped: {claim.RefundFacts{}}, kind.ClaimMediated: {claim.MediatedFacts{}}, kind.ClaimEnded: {claim.EndedFacts{}},
	kind.ClaimReopened: {claim.ReopenedFacts{}}, kind.ClaimLinked: {claim.LinkedFacts{}}, kind.AuthoritySaid: {claim.AuthorityFacts{}},

	kind.VoucherIssued: {voucher.IssuedFacts{}}, kind.VoucherStepped: {voucher.SteppedFacts{}},
	kind.VoucherReissued: {voucher.ReissuedFacts{}}, kind.VoucherGranted: {voucher.GrantedFacts{}},
}

func init() { maps.Copy(released, releasedClaims) }
