package cli

import (
	"etabli/app/domain/account"
	"etabli/app/domain/contract"
	"etabli/app/domain/debt"
	"etabli/app/domain/ereport"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/preorder"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// accountCodes are those of contracts, accounts, invoices and debts.
var accountCodes = map[fault.Code]int{
	contract.NotRunning: Refused, contract.StillRuns: Refused, contract.TooLate: Refused, contract.WasTold: Refused,
	contract.NoneLeft: Refused, contract.NotEntitled: Refused, contract.NotCovered: Refused, contract.Overlaps: Refused,
	contract.Unasked: Refused, contract.PaidTooSoon: Refused, contract.OutOfWindow: Refused, contract.PaidBefore: Refused,

	account.None: Refused, account.Ceiling: Refused, account.MayNotOrder: Refused, account.OrderNeeded: BadInput,
	invoice.Nothing: Refused, invoice.Before: Refused, invoice.NotAllowed: Refused, invoice.SellerShort: Refused, invoice.NoInvoice: Refused,
	service.NoBuyer: Refused,
	debt.NoDebt:     Refused, debt.IsCredit: Refused, debt.NotOver: Refused, debt.WrongSum: BadInput, debt.NotInDoubt: Refused,
	till.FailedLess: Refused,

	preorder.Unnamed: BadInput, preorder.TooMuch: BadInput, preorder.OtherAhead: Refused, preorder.NotBilled: Refused, preorder.NotAllowed: Refused,
	preorder.NotLate: Refused, preorder.NotAway: Refused, preorder.Counted: Refused,
	ereport.NotOver: Refused, ereport.Hole: Refused, ereport.Nothing: Refused, ereport.NotAllowed: Refused, ereport.NoRegime: Refused,
}
