package cli

import (
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
)

// claimCodes are those of claims.
var claimCodes = map[fault.Code]int{
	claim.NotAllowed: Refused, claim.AboveAuthority: Refused, claim.OfferGone: Refused, claim.VoucherUnasked: Refused,
	claim.RefundNotThere: Refused, claim.NoRefund: Refused, claim.RefundOpen: Refused, claim.MediatorFirst: Refused,
	claim.NoMediator: Refused,
}
