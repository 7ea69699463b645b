// Package portaltest shows the customer's page without a headquarters behind
// it: an in-memory source of repairs, and one repair for each thing the page
// can say. Tests and the gallery use it.
package portaltest

import (
	"context"
	"sync"

	"etabli/app/portal"
)

// Book holds repairs by token. The zero value is empty; it is safe for
// concurrent use.
type Book struct {
	mu      sync.Mutex
	repairs map[string]portal.Repair
	watches map[string]map[chan struct{}]bool
	failure error
}

// Set keeps a repair under a token and tells who watches it.
func (b *Book) Set(token string, r portal.Repair) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.repairs == nil {
		b.repairs = map[string]portal.Repair{}
	}
	b.repairs[token] = r
	b.tell(token)
}

// Remove forgets a token, as its end of life does.
func (b *Book) Remove(token string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.repairs, token)
	b.tell(token)
}

// Fail makes every look-up fail until it is called with nil.
func (b *Book) Fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failure = err
}

func (b *Book) tell(token string) {
	for c := range b.watches[token] {
		select {
		case c <- struct{}{}:
		default: // a signal is waiting already
		}
	}
}

// ByToken finds a repair.
func (b *Book) ByToken(ctx context.Context, token string) (portal.Repair, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return portal.Repair{}, err
	}
	if b.failure != nil {
		return portal.Repair{}, b.failure
	}
	r, ok := b.repairs[token]
	if !ok {
		return portal.Repair{}, portal.ErrUnknown
	}
	return r, nil
}

// Watch signals changes of a token until the context is done.
func (b *Book) Watch(ctx context.Context, token string) <-chan struct{} {
	c := make(chan struct{}, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.watches == nil {
		b.watches = map[string]map[chan struct{}]bool{}
	}
	if b.watches[token] == nil {
		b.watches[token] = map[chan struct{}]bool{}
	}
	b.watches[token][c] = true
	context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.watches[token], c)
	})
	return c
}

// Watching is how many readers watch a token.
func (b *Book) Watching(token string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.watches[token])
}

// ProofOfBook is what the Book takes for the proof of a deposit.
const ProofOfBook = "LIL2-00431-X7K.2HF.K7QZ8V3N0T5M2"

// Proven believes ProofOfBook for tokens that the book does not have.
func (b *Book) Proven(_ context.Context, token, proof string) (portal.Deposit, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, known := b.repairs[token]; known || proof != ProofOfBook {
		return portal.Deposit{}, portal.ErrUnknown
	}
	shop := Waiting().Shop
	shop.Online = false
	return portal.Deposit{Number: "LIL2-00431-X7K", On: Now.Format("2006-01-02"), Shop: shop}, b.failure
}
