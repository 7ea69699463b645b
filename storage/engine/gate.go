package engine

import (
	"sync"

	"etabli/storage"
)

// gate counts the transactions inside a store and closes it to new ones.
// Unlike a sync.RWMutex it lets a reader that is inside open a second reader
// while Close waits: that one is refused instead of hanging.
type gate struct {
	mu      sync.Mutex
	empty   *sync.Cond
	inside  int
	stopped error
	closed  bool
}

func (g *gate) init() { g.empty = sync.NewCond(&g.mu) }

func (g *gate) enter() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopped != nil {
		return g.stopped
	}
	g.inside++
	return nil
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside--; g.inside == 0 {
		g.empty.Broadcast()
	}
}

func (g *gate) err() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.stopped
}

// stop refuses newcomers from now on; the first reason stays.
func (g *gate) stop(reason error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopped == nil {
		g.stopped = reason
	}
}

// shut refuses newcomers, waits for those inside, and tells whether this call
// was the first.
func (g *gate) shut() bool {
	g.stop(storage.ErrClosed)
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.inside > 0 {
		g.empty.Wait()
	}
	first := !g.closed
	g.closed = true
	return first
}
