package loan

import "slices"

// Status is where a loan stands. Whether it is due or overdue follows from the
// day; see Standing.
type Status string

// The statuses.
const (
	Asked     Status = "asked"    // wanted, and not promised: "à confirmer"
	Reserved  Status = "reserved" // promised
	Out       Status = "out"
	Returned  Status = "returned"
	Damaged   Status = "damaged" // returned, and worse
	Lost      Status = "lost"
	Sold      Status = "sold"
	Cancelled Status = "cancelled"
)

var moves = map[Status][]Status{
	"":        {Asked, Reserved, Out},
	Asked:     {Reserved, Out, Cancelled},
	Reserved:  {Out, Cancelled},
	Out:       {Returned, Damaged, Lost, Sold},
	Lost:      {Returned, Damaged, Sold},
	Returned:  {},
	Damaged:   {},
	Sold:      {},
	Cancelled: {},
}

// CanMove tells whether a loan may go from one status to another. The empty
// status is that of a loan that does not exist yet.
func CanMove(from, to Status) bool { return slices.Contains(moves[from], to) }

// Open tells whether the unit of a loan is kept or away.
func (s Status) Open() bool { return s == Asked || s == Reserved || s == Out || s == Lost }

// UnitStatus is where a unit stands.
type UnitStatus string

// The statuses of a unit.
const (
	Available UnitStatus = "available"
	Kept      UnitStatus = "kept" // promised to a file
	Lent      UnitStatus = "lent"
	ToCheck   UnitStatus = "to_check" // back, and not wiped and tested yet
	Gone      UnitStatus = "gone"     // lost or sold
	Retired   UnitStatus = "retired"
)

// Lendable tells whether a unit in this status may go out without more words.
func (s UnitStatus) Lendable() bool { return s == Available || s == Kept }
