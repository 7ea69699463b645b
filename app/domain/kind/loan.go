package kind

// The kinds of loans.
const (
	LoanerSaved    Kind = 70
	LoanReserved   Kind = 71
	LoanConfirmed  Kind = 72 // a reservation that waited holds now
	LoanIssued     Kind = 73
	LoanReturned   Kind = 74
	LoanExtended   Kind = 75
	LoanDeposit    Kind = 76 // given back or kept
	LoanLost       Kind = 77
	LoanSold       Kind = 78
	LoanCancelled  Kind = 79
	LoanReminded   Kind = 80
	LoanerChecked  Kind = 81 // wiped, tested, charged
	LoanPolicySaid Kind = 82 // what a shop does at a hand-back
	LoanFreed      Kind = 83 // the right of a reservation that was given up elsewhere
)

// The entities of loans.
const (
	LoanerUnit uint8 = 6
	Loan       uint8 = 7
)

func ofLoans() []Kind {
	return []Kind{
		LoanerSaved, LoanReserved, LoanConfirmed, LoanIssued, LoanReturned, LoanExtended, LoanDeposit,
		LoanLost, LoanSold, LoanCancelled, LoanReminded, LoanerChecked, LoanPolicySaid, LoanFreed,
	}
}
