package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
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
	}
	return func(string, string) bool { return true }
}
