package portal

import (
	"context"
	"errors"
	"time"

	"etabli/app/domain/repair"
)

// ErrUnknown is what ByToken answers for a token that was never given out, has
// expired or was replaced. The page does not tell which.
var ErrUnknown = errors.New("portal: no such token")

// Repairs is where the page gets its news from.
type Repairs interface {
	// ByToken finds the repair of a token in the form of ParseToken. It takes
	// the same time for a token that is unknown and one that has expired, and
	// answers ErrUnknown for both. Any other error is a failure.
	ByToken(ctx context.Context, token string) (Repair, error)
	// Watch gives a channel that receives when the repair may have changed,
	// until the context is done. Signals may be merged.
	Watch(ctx context.Context, token string) <-chan struct{}
}

// Repair is all that the page may know of a file. It has no room for a name, a
// telephone number of the customer or a sum.
type Repair struct {
	Number      string
	Kind        string // what it is, such as "Ordinateur portable"; may be empty
	Product     string // brand and model; may be empty
	SerialEnd   string // the last four characters of the serial number at most
	Status      repair.Status
	Outcome     repair.Outcome
	Moves       []Move // the statuses so far, the intake first
	PromisedOn  string // day the shop promised, "2006-01-02"; empty when none
	PromisedWas string // day promised before, when it was changed
	ExpectedOn  string // day the next step is expected, such as a part's arrival
	Quote       Quote
	NewsMS      int64 // when the shop last said something about this file
	Shop        Shop
}

// Move is a status and when it was reached.
type Move struct {
	To   repair.Status
	AtMS int64
}

// Quote says whether the customer's answer is waited for. The sum is not here:
// it stands on the quote itself.
type Quote struct {
	Waiting    bool
	Version    int
	ValidUntil string // "2006-01-02"; may be empty
}

// Shop is where the device is and whom to call.
type Shop struct {
	Name    string
	Address string
	Phone   string
	Hours   string
	Zone    *time.Location // UTC when nil
	Online  bool           // the shop's devices reach headquarters now
	SeenMS  int64          // when they last did
}

func (s Shop) zone() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}
