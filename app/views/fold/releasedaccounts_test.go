package fold_test

import (
	"maps"

	"etabli/app/domain/account"
	"etabli/app/domain/contract"
	"etabli/app/domain/debt"
	"etabli/app/domain/ereport"
	"etabli/app/domain/invoice"
	"etabli/app/domain/kind"
	"etabli/app/domain/preorder"
	"etabli/app/domain/stock"
)

// releasedAccounts are the facts of contracts, accounts, invoices and debts.
var releasedAccounts = map[kind.Kind][]any{
	kind.ContractSigned: {contract.SignedFacts{}}, kind.ContractCovered: {contract.CoveredFacts{}}, kind.ContractUsed: {contract.UsedFacts{}},
	kind.ContractNoticed: {contract.NoticedFacts{}}, kind.ContractPaid: {contract.PaidFacts{}}, kind.ContractEnded: {contract.EndedFacts{}},

	kind.AccountSaved: {account.SavedFacts{}}, kind.OrderNamed: {account.OrderFacts{}},
	kind.InvoiceIssued: {invoice.IssuedFacts{}}, kind.InvoiceStepped: {invoice.SteppedFacts{}},
	kind.DebtPlanned: {debt.PlannedFacts{}}, kind.DebtReminded: {debt.RemindedFacts{}}, kind.DebtGivenUp: {debt.GivenUpFacts{}},
	kind.CardsCame: {debt.CameFacts{}},

	kind.SalesReported: {ereport.MadeFacts{}}, kind.SalesReportStepped: {ereport.SteppedFacts{}}, kind.ReportingSaid: {ereport.RegimeFacts{}},
	kind.PartPriced:     {stock.PricedFacts{}},
	kind.PreorderPlaced: {preorder.PlacedFacts{}}, kind.PreorderPaid: {preorder.PaidFacts{}}, kind.PreorderArrived: {preorder.ArrivedFacts{}},
	kind.PreorderHanded: {preorder.HandedFacts{}}, kind.PreorderCancelled: {preorder.CancelledFacts{}},
}

func init() { maps.Copy(released, releasedAccounts) }
