package cli

import (
	"etabli/app/domain/contract"
	"etabli/app/domain/fault"
)

// accountCodes are those of contracts, accounts, invoices and debts.
var accountCodes = map[fault.Code]int{
	contract.NotRunning: Refused, contract.StillRuns: Refused, contract.TooLate: Refused, contract.WasTold: Refused,
	contract.NoneLeft: Refused, contract.NotEntitled: Refused, contract.NotCovered: Refused, contract.Overlaps: Refused,
	contract.Unasked: Refused, contract.PaidTooSoon: Refused, contract.OutOfWindow: Refused, contract.PaidBefore: Refused,
}
