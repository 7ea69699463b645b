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

// machines are those of the types of entities that have a status.
var machines = map[uint8]machine{
	kind.Repair:      moving(repair.CanMove),
	kind.Incident:    moving(custody.CanMove),
	kind.Task:        func(from, _ string) bool { return from == "" || from == string(task.Open) },
	kind.Visit:       moving(visit.CanMove),
	kind.Parcel:      moving(parcel.CanMove),
	kind.Loan:        moving(loan.CanMove),
	kind.Claim:       moving(claim.CanMove),
	kind.Contract:    moving(contract.CanMove),
	kind.Invoice:     moving(invoice.CanMove),
	kind.Preorder:    moving(preorder.CanMove),
	kind.SalesReport: moving(ereport.CanMove),
	kind.Voucher:     moving(voucher.CanMove),
	kind.Recourse:    moving(guarantor.CanMove),
	kind.Bonus:       moving(bonus.CanMove),
	kind.Sendout:     moving(sendout.CanMove),
	kind.Promise:     moving(stock.CanMovePromise),
}

func moving[S ~string](can func(from, to S) bool) machine {
	return func(from, to string) bool { return can(S(from), S(to)) }
}

// machineOf is the machine of a type of entity. A type without one has no
// status of its own: whatever an entry says of it is a fact.
func machineOf(t journal.EntityType) machine {
	if m, has := machines[uint8(t)]; has {
		return m
	}
	return func(string, string) bool { return true }
}
