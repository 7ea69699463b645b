package kind

// Contract is what a customer pays for ahead: maintenance, or a commercial
// guarantee beyond the legal one.
const Contract uint8 = 18

// What becomes of a contract.
const (
	ContractSigned  Kind = 260
	ContractCovered Kind = 261 // a device comes under it, or leaves it
	ContractUsed    Kind = 262 // something it entitles to was used
	ContractNoticed Kind = 263 // the letter before it renews went out
	ContractPaid    Kind = 264 // a term was paid, or money went back
	ContractEnded   Kind = 265 // it will end, or goes on after all
)

func ofContracts() []Kind {
	return []Kind{ContractSigned, ContractCovered, ContractUsed, ContractNoticed, ContractPaid, ContractEnded}
}
