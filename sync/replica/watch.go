package replica

import "sync"

// statusWatcher calls a function with the latest status.
type statusWatcher struct {
	news chan struct{}
	quit chan struct{}
	done chan struct{}
}

// Watch calls fn with the status now and whenever it changes, on a goroutine of
// its own and one call at a time; what changes meanwhile is told together. stop
// waits for a running call, so fn must not call it.
func (r *Replica) Watch(fn func(Status)) (stop func()) {
	w := &statusWatcher{news: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	w.wake()
	r.mu.Lock()
	r.watchers[w] = struct{}{}
	r.mu.Unlock()
	go func() {
		defer close(w.done)
		for {
			select {
			case <-w.quit:
				return
			case <-w.news:
				fn(r.Status())
			}
		}
	}()
	var once sync.Once
	return func() {
		once.Do(func() {
			r.mu.Lock()
			delete(r.watchers, w)
			r.mu.Unlock()
			close(w.quit)
		})
		<-w.done
	}
}

func (w *statusWatcher) wake() {
	select {
	case w.news <- struct{}{}:
	default:
	}
}
