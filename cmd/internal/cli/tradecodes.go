package cli

import (
	"etabli/app/domain/coding"
	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/ladder"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/service"
)

// tradeCodes are those of quotes and of what is owed.
var tradeCodes = map[fault.Code]int{
	rules.NoRule: BadInput, quote.UnknownRate: BadInput, quote.OfferMissing: BadInput, quote.ChoiceMissing: BadInput, quote.RiseNeedsWhy: BadInput,
	quote.NothingToQuote: BadInput, service.StaffNeeded: BadInput,

	coding.UnknownCode: BadInput, repair.NameNeeded: BadInput,

	ladder.TooEarly: Refused, ladder.NotReady: Refused, ladder.NotRegistered: Refused, ladder.NotAbandonedYet: Refused, quote.NeedsLines: Refused,

	quote.BelowFloor: Refused, quote.TooEarly: Refused, quote.NoSuchWish: Refused, service.ChangeNotAgreed: Refused, service.NothingChanged: Refused, service.NotTheirs: Refused,
	service.NoProduct: Refused, service.TooLate: Refused, custody.TellFirst: Refused, custody.NotHere: Refused, custody.NotAllowed: Refused,
	repair.BatteryBlocks: Refused, repair.PasscodeGone: NotFound,
	repair.SlipUsed: Refused, repair.NotParked: Refused, repair.NotOneDeposit: Refused, repair.MergedFile: Refused, repair.BatchIsUndone: Refused,
	repair.MergeDevices: BadInput, repair.MergeCustomers: BadInput, repair.MergeOver: Refused, repair.NotMerged: Refused,
}
