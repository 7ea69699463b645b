package fold

import (
	"etabli/app/domain/bonus"
	"etabli/app/domain/claim"
	"etabli/app/domain/contract"
	"etabli/app/domain/custody"
	"etabli/app/domain/ereport"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/invoice"
	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/parcel"
	"etabli/app/domain/preorder"
	"etabli/app/domain/repair"
	"etabli/app/domain/sendout"
	"etabli/app/domain/stock"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
	"etabli/app/domain/voucher"
	"etabli/storage/journal"
)

// machine tells whether an entity may go from one status to another. The empty
// status is that of an entity that does not exist yet.
type machine func(from, to string) bool

// machineOf is the machine of a type of entity. A type without one has no
// status of its own: whatever an entry says of it is a fact.
func machineOf(t journal.EntityType) machine {
	switch uint8(t) {
	case kind.Repair:
		return func(from, to string) bool { return repair.CanMove(repair.Status(from), repair.Status(to)) }
	case kind.Incident:
		return func(from, to string) bool { return custody.CanMove(custody.State(from), custody.State(to)) }
	case kind.Task:
		return func(from, to string) bool { return from == "" || from == string(task.Open) }
	case kind.Visit:
		return func(from, to string) bool { return visit.CanMove(visit.Status(from), visit.Status(to)) }
	case kind.Parcel:
		return func(from, to string) bool { return parcel.CanMove(parcel.Status(from), parcel.Status(to)) }
	case kind.Loan:
		return func(from, to string) bool { return loan.CanMove(loan.Status(from), loan.Status(to)) }
	case kind.Claim:
		return func(from, to string) bool { return claim.CanMove(claim.Status(from), claim.Status(to)) }
	case kind.Contract:
		return func(from, to string) bool { return contract.CanMove(contract.Status(from), contract.Status(to)) }
	case kind.Invoice:
		return func(from, to string) bool { return invoice.CanMove(invoice.State(from), invoice.State(to)) }
	case kind.Preorder:
		return func(from, to string) bool { return preorder.CanMove(preorder.Status(from), preorder.Status(to)) }
	case kind.SalesReport:
		return func(from, to string) bool { return ereport.CanMove(ereport.State(from), ereport.State(to)) }
	case kind.Voucher:
		return func(from, to string) bool { return voucher.CanMove(voucher.Status(from), voucher.Status(to)) }
	case kind.Recourse:
		return func(from, to string) bool { return guarantor.CanMove(guarantor.Status(from), guarantor.Status(to)) }
	case kind.Bonus:
		return func(from, to string) bool { return bonus.CanMove(bonus.Status(from), bonus.Status(to)) }
	case kind.Sendout:
		return func(from, to string) bool { return sendout.CanMove(sendout.Status(from), sendout.Status(to)) }
	case kind.Promise:
		return func(from, to string) bool {
			return stock.CanMovePromise(stock.PromiseStatus(from), stock.PromiseStatus(to))
		}
	}
	return func(string, string) bool { return true }
}
