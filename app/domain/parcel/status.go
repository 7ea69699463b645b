package parcel

import "slices"

// Status is where a parcel stands.
type Status string

// The statuses, in the usual order.
const (
	Open      Status = "open" // being packed; a customer's is announced
	Closed    Status = "closed"
	Dropped   Status = "dropped" // the carrier has it
	InTransit Status = "in_transit"
	AtPoint   Status = "at_pickup_point"
	NotFound  Status = "not_found" // said to be at the pick-up point, and the customer found nothing
	Collected Status = "collected"
	Delivered Status = "delivered"
	SentBack  Status = "returned_to_sender"
	Received  Status = "received" // by us
	Damaged   Status = "damaged"
	Lost      Status = "lost"
	Cancelled Status = "cancelled"
)

// moves lists where a parcel may go from each status, the usual step first.
var moves = map[Status][]Status{
	"":        {Open},
	Open:      append([]Status{Closed, Cancelled, Dropped}, onTheWay...), // what a customer sends is seen before we hear more
	Closed:    append([]Status{Dropped, Cancelled}, onTheWay...),
	Dropped:   onTheWay,
	InTransit: onTheWay,
	AtPoint:   {Collected, NotFound, SentBack, InTransit, Damaged, Lost},
	NotFound:  {AtPoint, Collected, Delivered, Lost, SentBack, InTransit},
	Collected: {Damaged},
	Delivered: {Damaged, NotFound},
	SentBack:  {Received, Damaged, Lost},
	Received:  {Damaged},
	Damaged:   {SentBack, Received},
	Lost:      {Collected, Delivered, Received, AtPoint},
	Cancelled: {},
}

// onTheWay is where a parcel may be seen that a carrier has: a scan in between
// can be missing.
var onTheWay = []Status{InTransit, AtPoint, Collected, Delivered, Received, SentBack, Damaged, Lost}

// CanMove tells whether a parcel may go from one status to another. A second
// sight of the same place, such as the scan after an announcement, is a move; so
// is putting one more thing into an open parcel.
func CanMove(from, to Status) bool {
	return slices.Contains(moves[from], to) || from == to && (from.Away() || from == Open)
}

// MaySee tells whether a parcel may be seen in a status: ours is closed before it leaves,
// and a customer's is theirs to close.
func MaySee(from, to Status, incoming bool) bool {
	return CanMove(from, to) && (from != Open || incoming)
}

// Word is the name of a status among those of every subject.
func (s Status) Word() string { return "parcel_" + string(s) }

// Away tells whether a parcel is in a carrier's hands.
func (s Status) Away() bool {
	return slices.Contains([]Status{Dropped, InTransit, AtPoint, NotFound}, s)
}

// Over tells whether nothing more is awaited.
func (s Status) Over() bool {
	return slices.Contains([]Status{Collected, Delivered, Received, Lost, Damaged, Cancelled}, s)
}

// Sights lists the statuses in which a parcel can be seen.
func Sights() []Status {
	return []Status{Dropped, InTransit, AtPoint, NotFound, Collected, Delivered, SentBack, Received, Damaged, Lost}
}
