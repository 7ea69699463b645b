package stock

import "slices"

// PromisedFacts keeps pieces for somebody. Confirmed is false when who asked had
// no right to promise them: then it is "à confirmer", never "réservé".
type PromisedFacts struct {
	Part      ID     `cbor:"1,keyasint"`
	Place     Place  `cbor:"2,keyasint"`
	N         int64  `cbor:"3,keyasint"`
	Confirmed bool   `cbor:"4,keyasint,omitempty"`
	NeededOn  string `cbor:"5,keyasint,omitempty"`
	Channel   string `cbor:"6,keyasint,omitempty"` // counter, phone, page, visit
	HQ        bool   `cbor:"7,keyasint,omitempty"` // HQ used the right
}

// PromiseConfirmedFacts turns a promise that waited into one that holds.
type PromiseConfirmedFacts struct {
	HQ bool `cbor:"1,keyasint,omitempty"` // HQ used the right
}

// PromiseEndedFacts gives a promise up. Freed says that the right went back in
// this entry, which only the chain that used it may do.
type PromiseEndedFacts struct {
	Reason string `cbor:"1,keyasint,omitempty"`
	Freed  bool   `cbor:"2,keyasint,omitempty"`
}

// RightFacts says why rights were given or taken: "ask", "plan", "surplus",
// "revoked", "returned".
type RightFacts struct {
	Part   ID     `cbor:"1,keyasint,omitzero"`
	Place  Place  `cbor:"2,keyasint,omitempty"`
	N      int64  `cbor:"3,keyasint"`
	Reason string `cbor:"4,keyasint,omitempty"`
}

// PromiseStatus is where a promise stands.
type PromiseStatus string

// The statuses.
const (
	Asked    PromiseStatus = "asked"    // à confirmer
	Reserved PromiseStatus = "reserved" // réservé
	Kept     PromiseStatus = "kept"     // the pieces went out for it
	Ended    PromiseStatus = "ended"    // given up; its right may wait to be freed
)

var promiseMoves = map[PromiseStatus][]PromiseStatus{
	"":       {Asked, Reserved},
	Asked:    {Reserved, Kept, Ended},
	Reserved: {Kept, Ended},
}

// CanMovePromise tells whether a promise may go from one status to another.
func CanMovePromise(from, to PromiseStatus) bool { return slices.Contains(promiseMoves[from], to) }

// leastKept is how many rights a device keeps before it shares.
const leastKept = 2

// Surplus is how many of its rights a device gives back to HQ, so that the web
// page and other counters may promise too: it keeps half of what can be
// promised, and two at least.
func Surplus(promisable, rights int64) int64 {
	return max(0, rights-max(leastKept, (promisable+1)/2))
}

// Availability is what may be said in public about a part at a place.
type Availability string

// The words. In doubt it is "à confirmer": the feed never says more than this
// program would promise.
const (
	Available Availability = "available"
	ToConfirm Availability = "to_confirm"
	Absent    Availability = "none"
)

// Say chooses the word: available only while there are rights to promise it by
// and the figure is not older than the limit; none only when the figure is fresh.
func Say(rights, onHand, ageMinutes, limitMinutes int64) Availability {
	switch {
	case ageMinutes < 0 || ageMinutes > limitMinutes:
		return ToConfirm
	case rights > 0 && onHand > 0:
		return Available
	case onHand <= 0:
		return Absent
	}
	return ToConfirm
}
