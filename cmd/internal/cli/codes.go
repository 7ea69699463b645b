package cli

import (
	"maps"

	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/task"
	"etabli/app/domain/till"
	"etabli/app/domain/visit"
	"etabli/app/service/charset"
	"etabli/app/service/table"
)

// exitCodes has every code of the module but those of an import's rows.
var exitCodes = together(generalCodes, peopleCodes, tradeCodes, lendingCodes, tillCodes, paperCodes, claimCodes, carryCodes, tableCodes, postCodes, accountCodes, thirdCodes)

// tableCodes are those of tables.
var tableCodes = map[fault.Code]int{
	table.NoRows: BadInput, table.NoColumn: BadInput, table.TwoMatch: BadInput, table.BadCell: BadInput, table.Twice: BadInput, table.WrongSize: BadInput,
	charset.Doubtful: BadInput, charset.NoEncoding: BadInput,
}

// peopleCodes are those of people, messages, visits and tasks.
var peopleCodes = map[fault.Code]int{
	staff.WeakPIN: BadInput, visit.NoProposal: BadInput, visit.NotToldYet: BadInput, visit.FeeUnknown: BadInput,

	staff.WrongPIN: Refused, staff.NoPIN: Refused, staff.LockedPIN: Refused, staff.Unqualified: Refused, staff.Lapsed: Refused,
	staff.TakenPIN: Refused, staff.SharedPIN: Refused, repair.WipeNotAgreed: Refused,
	staff.NoRight: Refused, staff.WrongSite: Refused, staff.LeftUs: Refused,
	customer.WorthOff: Refused, "api_once_taken": Refused,
	customer.NotRecognised: Refused, customer.MayNotCollect: Refused, customer.CollectOver: Refused, repair.NoneUnattended: Refused, customer.SameCustomer: Refused, customer.Stopped: Refused,
	message.ConsentNeeded: Refused, message.Unowned: Refused, message.AckedBefore: Refused, message.UnreadStands: Refused,
	parcel.NotAllowed: Refused, parcel.OtherReturn: Refused, parcel.CarrierRefuses: Refused, parcel.Shut: Refused, parcel.Empty: Refused, parcel.NoSuchCarrier: NotFound,
	visit.NotAllowed: Refused, visit.SlotTaken: Refused, visit.WrongDay: Refused, visit.NotPrepared: Refused,
	visit.StaffAway: Refused, visit.NobodyFree: Refused, visit.SlotPast: Refused,
	task.Over: Refused, erasure.PersonGone: Refused,
}

// lendingCodes are those of loans, stock, promises and exchanges.
var lendingCodes = map[fault.Code]int{
	"loan_deposit_over_value": BadInput, "loan_damage_over_value": BadInput, "loan_extension_too_long": BadInput, "loan_must_be_free": BadInput, "loan_not_signed": BadInput, "file_unclear": Refused, "stock_other_shop": Refused, "order_other_part": Refused, "stock_serial_absent": Refused, "stock_serial_here": Refused, "stock_lot_absent": Refused,
	"stock_lot_needed": BadInput, "stock_reason_needed": BadInput, "stock_serials_needed": BadInput, "order_line_unknown": BadInput,
	"exchange_must_be_free": BadInput, "handover_needs_taker": Refused, "exchange_made": Refused, "ended_by_exchange": Refused, "core_not_priced": Refused, "exchange_must_be_new": BadInput, "exchange_no_consent": BadInput, "exchange_same_serial": BadInput,

	"loan_already_open": Refused, "loan_deposit_less_than_it": Refused, "loan_deposit_not_open": Refused, "loan_not_in_this_state": Refused,
	"loaner_not_available": Refused, "loaner_not_fit": Refused, "loaner_still_out": Refused,
	"promise_not_in_this_state": Refused, "receipt_without_file": Refused, "rights_from_hq": Refused, "rights_not_enough": Refused,
	"stock_not_promisable": Refused, "stock_not_there": Refused, "transfer_not_open": Refused, "core_not_open": Refused,
}

// tillCodes are those of the till.
var tillCodes = map[fault.Code]int{
	till.LineSum: BadInput, till.NotPaid: BadInput, till.CashShort: BadInput, till.ReasonNeeded: BadInput, till.NotASale: BadInput,
	till.NotACaution: BadInput, "till_no_archive": BadInput, "till_archive_damaged": Damaged, "till_archive_unlogged": Refused, till.Twice: BadInput, till.BelowZero: BadInput, till.AheadLess: Refused,
	"till_amount_too_big": BadInput, "till_debt_unnamed": BadInput, "till_count_differs": BadInput, "till_voucher_not_agreed": BadInput,
	till.CashCap: Refused, till.CardMinimum: Refused, till.RefundTooBig: Refused, till.NothingOpen: Refused, till.OwedLess: Refused, till.UnpaidBack: Refused,
	till.NoTill: Refused, till.KeyGone: Refused, till.PayBanned: Refused, till.NotAbroad: Refused, till.TaxReversed: BadInput,
}

func together(rooms ...map[fault.Code]int) map[fault.Code]int {
	all := map[fault.Code]int{}
	for _, room := range rooms {
		maps.Copy(all, room)
	}
	return all
}
