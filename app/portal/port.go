package portal

import (
	"context"
	"errors"

	"etabli/app/follow"
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

type (
	// Repair is what the page may know of a file: what its customer may follow.
	Repair = follow.Repair
	// Move is a status and when it was reached.
	Move = follow.Move
	// Quote says whether the customer's answer is waited for.
	Quote = follow.Quote
	// Shop is where the device is and whom to call.
	Shop = follow.Shop
	// Claim is what a customer may follow of a claim about their file.
	Claim = follow.Claim
)
