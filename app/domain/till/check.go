package till

import "etabli/app/domain/fault"

// The faults of the till.
const (
	LineSum      fault.Code = "till_line_sum"        // args: sum
	NotPaid      fault.Code = "till_not_paid"        // payments do not make up the total; args: missing
	CashShort    fault.Code = "till_cash_short"      // less was handed over than is paid; args: cents
	CashCap      fault.Code = "till_cash_cap"        // more cash than law allows for one debt; args: left
	CardMinimum  fault.Code = "till_card_minimum"    // below the minimum that is displayed; args: cents
	RefundTooBig fault.Code = "till_refund_too_big"  // args: left
	BelowZero    fault.Code = "till_sale_below_zero" // args: cents; money goes back by a refund alone
	AheadLess    fault.Code = "till_ahead_less"      // less was paid ahead than is deducted; args: left
	OwedLess     fault.Code = "till_owed_less"       // less is owed than was paid; args: left
	UnpaidBack   fault.Code = "till_refund_unpaid"   // less was paid than was to go back; args: left
	FailedLess   fault.Code = "till_failed_less"     // less came by that means than failed; args: left
	NotAbroad    fault.Code = "till_not_abroad"      // a business is bound to the usual cash
	PayBanned    fault.Code = "till_pay_banned"      // law forbids to take it before a day; args: date, left
	TaxReversed  fault.Code = "till_tax_reversed"    // the buyer owes the tax itself; args: label
	NothingOpen  fault.Code = "till_nothing_open"
	ReasonNeeded fault.Code = "till_reason_needed"
	NotASale     fault.Code = "till_not_a_sale"
	NotACaution  fault.Code = "till_not_a_caution"
	NoTill       fault.Code = "till_not_here" // HQ has no drawer
	KeyGone      fault.Code = "till_key_gone" // the key of a series cannot be read here
)
