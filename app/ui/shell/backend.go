package shell

import "etabli/app/present"

// Backend is what the screens of a device work with: the use cases, and what
// belongs to the device itself.
type Backend interface {
	present.Lists
	present.Files
	present.Acts
	present.Quotes
	present.QuoteBases
	present.Settling
	present.Reviews
	present.Searches
	present.Reception
	present.Shop
	present.Managing
	present.Measuring
	present.Teaming
	present.Calendaring
	present.Outboxes
	present.Drafts
	present.Papers
	present.Preferring
	present.Inboxes
	present.MessageActs
	present.Lending
	present.LoanActs
	present.FileLoans
	present.FileParts
	present.FileMatters
	present.Judging
	present.WarrantyActs
	present.Tasking
	present.TaskActs
	present.Shelves
	present.StockActs
	fieldBackend
	present.Tills
	present.TillPapers
	present.ShiftPapers
	present.Vouchers
	present.Disputes
	present.ClaimActs
	present.Posting
	present.ParcelActs
	present.Printers
	present.Norming
	present.Keeping
	present.Contracting
	present.ContractActs
	present.Accounting
	present.AccountActs
	present.Thirding
	present.ThirdActs
	present.Cataloguing
	present.Preordering
	present.PreorderActs
	present.Caring
	present.CareActs
	present.Asked
	present.OpinionActs
	present.Declaring
	present.DeclareActs
	present.Privacy
	present.Fleet
}
