// Package bell wakes whoever listens after something changed, off the path of whoever
// changed it.
package bell

import "sync"

// Bell wakes its listeners. Its zero value is ready; it is safe for concurrent use.
type Bell struct {
	mu  sync.Mutex
	all map[*listener]struct{}
}

type listener struct {
	news chan struct{} // holds one token while it was not told yet
	quit chan struct{}
	done chan struct{}
}

// Listen calls fn after the bell has rung, on a goroutine of its own and one call at a
// time; rings that come meanwhile are one. stop waits for a running call, so fn must not
// call it.
func (b *Bell) Listen(fn func()) (stop func()) { return b.listen(fn, false) }

// ListenNow is Listen with a first call at once.
func (b *Bell) ListenNow(fn func()) (stop func()) { return b.listen(fn, true) }

func (b *Bell) listen(fn func(), now bool) (stop func()) {
	l := &listener{news: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	if now {
		l.ring()
	}
	b.mu.Lock()
	if b.all == nil {
		b.all = map[*listener]struct{}{}
	}
	b.all[l] = struct{}{}
	b.mu.Unlock()
	go l.run(fn)
	var once sync.Once
	return func() {
		once.Do(func() {
			b.mu.Lock()
			delete(b.all, l)
			b.mu.Unlock()
			close(l.quit)
		})
		<-l.done
	}
}

// Ring wakes all who listen. It never waits for them.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for l := range b.all {
		l.ring()
	}
}

func (l *listener) run(fn func()) {
	defer close(l.done)
	for {
		select {
		case <-l.quit:
			return
		case <-l.news:
			fn()
		}
	}
}

func (l *listener) ring() {
	select {
	case l.news <- struct{}{}:
	default: // it is awake already
	}
}
