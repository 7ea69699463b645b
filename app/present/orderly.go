package present

import "sync"

// orderly lets only the latest of several writes of one thing count, although they
// run beside each other.
type orderly struct {
	mu    sync.Mutex
	asked int // belongs to the presenters' goroutine
	done  int
}

// next wraps a write; one that comes after a later one does nothing.
func (o *orderly) next(write func() error) func() error {
	o.asked++
	turn := o.asked
	return func() error {
		o.mu.Lock()
		defer o.mu.Unlock()
		if turn < o.done {
			return nil
		}
		o.done = turn
		return write()
	}
}
