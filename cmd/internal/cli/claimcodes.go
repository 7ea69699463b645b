package cli

import (
	"etabli/app/domain/bank"
	"etabli/app/domain/claim"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/voucher"
)

// claimCodes are those of claims and vouchers.
var claimCodes = map[fault.Code]int{
	claim.NotAllowed: Refused, claim.AboveAuthority: Refused, claim.OfferGone: Refused, claim.VoucherUnasked: Refused,
	claim.RefundNotThere: Refused, claim.NoRefund: Refused, claim.RefundOpen: Refused, claim.AccountNeeded: BadInput, claim.MediatorFirst: Refused,
	claim.NoMediator: Refused, claim.VoucherOpen: Refused, claim.OtherMeans: Refused, discount.AboveAuthority: Refused, bank.AccountNeeded: BadInput,

	voucher.IsLost: Refused, voucher.IsReplaced: Refused, voucher.IsOver: Refused, voucher.TooLittle: Refused, voucher.IsSpent: Refused,
	voucher.NotHeld: Refused, voucher.AboveCap: Refused, voucher.NotAgreed: Refused, voucher.NotOffered: Refused,
	voucher.NotACredit: Refused, voucher.NotSpent: Refused, voucher.NotInStatus: Refused, voucher.NotPaid: Refused, voucher.Which: Refused,
}
