package kind

// Voucher is money that a customer spends with us later. It is an account too:
// its cents are goods, and who may redeem them holds rights.
const Voucher uint8 = 20

// What becomes of a voucher. It is redeemed by records of a till.
const (
	VoucherIssued   Kind = 242
	VoucherStepped  Kind = 243 // lost, found again
	VoucherReissued Kind = 244 // a new one takes the place of an old one
	VoucherGranted  Kind = 245 // HQ gives a device of another shop what it needs to redeem one
)

func ofVouchers() []Kind {
	return []Kind{VoucherIssued, VoucherStepped, VoucherReissued, VoucherGranted}
}
