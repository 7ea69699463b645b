package kind

// Business accounts, what is invoiced to them, and what is owed.
const (
	AccountSaved   Kind = 266 // of a customer: a business that pays later
	OrderNamed     Kind = 267 // of a file: the buyer's own order, and who ordered
	InvoiceIssued  Kind = 268
	InvoiceStepped Kind = 269 // handed to a platform, and what became of it there
	DebtPlanned    Kind = 272 // in parts
	DebtReminded   Kind = 273
	DebtGivenUp    Kind = 274
	CardsCame      Kind = 275 // cards that were taken without an answer, and were paid
)

// Invoice is an invoice to a business, or a credit note.
const Invoice uint8 = 25

func ofAccounts() []Kind {
	return []Kind{
		AccountSaved, OrderNamed, InvoiceIssued, InvoiceStepped, DebtPlanned, DebtReminded, DebtGivenUp,
		CardsCame,
	}
}
