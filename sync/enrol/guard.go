package enrol

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many wrong codes are answered before guessing is slowed down.
const (
	guessesPerAddress = 5
	guessEvery        = 12 * time.Second
	guessesTogether   = 100
	togetherEvery     = time.Second
	maxAddresses      = 1024 // whose guesses are counted apart
)

// guard counts wrong codes by address and altogether.
type guard struct {
	mu        sync.Mutex
	together  *rate.Limiter
	byAddress map[string]*rate.Limiter
}

func newGuard() *guard {
	return &guard{
		together:  rate.NewLimiter(rate.Every(togetherEvery), guessesTogether),
		byAddress: map[string]*rate.Limiter{},
	}
}

// admits tells whether an address may try a code now.
func (g *guard) admits(address string, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.together.TokensAt(now) >= 1 && g.of(address, now).TokensAt(now) >= 1
}

// wrong notes a wrong code.
func (g *guard) wrong(address string, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.together.AllowN(now, 1)
	g.of(address, now).AllowN(now, 1)
}

func (g *guard) of(address string, now time.Time) *rate.Limiter {
	l := g.byAddress[address]
	if l != nil {
		return l
	}
	if len(g.byAddress) >= maxAddresses {
		g.forget(now)
	}
	l = rate.NewLimiter(rate.Every(guessEvery), guessesPerAddress)
	g.byAddress[address] = l
	return l
}

// forget drops the addresses that have guessed nothing for a while, and all of
// them when none has: the common limit still holds.
func (g *guard) forget(now time.Time) {
	for address, l := range g.byAddress {
		if l.TokensAt(now) >= guessesPerAddress {
			delete(g.byAddress, address)
		}
	}
	if len(g.byAddress) >= maxAddresses {
		clear(g.byAddress)
	}
}
