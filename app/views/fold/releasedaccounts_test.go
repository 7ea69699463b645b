package fold_test

import (
	"maps"

	"etabli/app/domain/contract"
	"etabli/app/domain/kind"
)

// releasedAccounts are the facts of contracts, accounts, invoices and debts.
var releasedAccounts = map[kind.Kind][]any{
	kind.ContractSigned: {contract.SignedFacts{}}, kind.ContractCovered: {contract.CoveredFacts{}}, kind.ContractUsed: {contract.UsedFacts{}},
	kind.ContractNoticed: {contract.NoticedFacts{}}, kind.ContractPaid: {contract.PaidFacts{}}, kind.ContractEnded: {contract.EndedFacts{}},
}

func init() { maps.Copy(released, releasedAccounts) }
