package fleet

import "etabli/sync/hub"

// PathErasure is where a device asks how the erasure of a customer stands.
const PathErasure = hub.BesidePath + "1/erasure"

// The states of an erasure on a device.
const (
	ErasureWaiting = "waiting" // the device has not heard of it
	ErasureGone    = "gone"    // nothing of it can be opened or found there any more
	ErasureDone    = "done"    // and its store was copied under a new key since
)

// ErasureDevice is how an erasure stands on one device.
type ErasureDevice struct {
	Site     string `json:"site,omitempty"` // empty: HQ itself
	Code     string `json:"code,omitempty"`
	Name     string `json:"name,omitempty"`
	State    string `json:"state"`
	LastSeen string `json:"last_seen,omitempty"`
	SeenMS   int64  `json:"seen_ms,omitempty"`
}

// ErasureRequest asks about one customer.
type ErasureRequest struct {
	Asked
	Customer string `json:"customer"`
}

// Erasure is how the erasure of a customer stands: at HQ, and on the devices of the shops
// that whoever asks runs. Others counts the devices of other shops, by state.
type Erasure struct {
	Devices []ErasureDevice `json:"devices"`
	Others  map[string]int  `json:"others,omitempty"`
}

// ErasureWords are the catalogue's keys of the states.
var ErasureWords = map[string]string{
	ErasureWaiting: "hq.erasure.waiting", ErasureGone: "hq.erasure.gone", ErasureDone: "hq.erasure.done",
}

// ErasureAt compares where an erasure stands in HQ's log with how far somebody holds that
// log, and is cleared of what was erased.
func ErasureAt(position, applied, cleared uint64) (state string) {
	switch {
	case cleared >= position:
		return ErasureDone
	case applied >= position:
		return ErasureGone
	}
	return ErasureWaiting
}
