package hub

import (
	"sync"

	"etabli/storage/journal"
)

// maxChanges bounds the entities a watcher is told of at once.
const maxChanges = 4096

// watchers tells interested parties what changed, off the committer's path.
type watchers struct {
	mu     sync.Mutex
	all    map[*watcher]struct{}
	closed bool
}

// watcher gathers changes while its function runs.
type watcher struct {
	mu      sync.Mutex
	pending map[journal.Entity]struct{}
	lost    bool // too many to name
	wake    chan struct{}
	quit    chan struct{}
	done    chan struct{}
}

// Watch calls fn, on a goroutine of its own and one call at a time, with the
// entities that new entries changed; nil means that there were too many to name.
// stop waits for a running call, so fn must not call it.
func (h *Hub) Watch(fn func(entities []journal.Entity)) (stop func()) {
	w := &watcher{wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	if !h.watchers.add(w) {
		return func() {}
	}
	go w.run(fn)
	var once sync.Once
	return func() {
		once.Do(func() { h.watchers.remove(w) })
		<-w.done
	}
}

func (s *watchers) add(w *watcher) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	if s.all == nil {
		s.all = map[*watcher]struct{}{}
	}
	s.all[w] = struct{}{}
	return true
}

func (s *watchers) remove(w *watcher) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.all[w]; ok {
		delete(s.all, w)
		close(w.quit)
	}
}

// close ends all watchers and waits for their calls.
func (s *watchers) close() {
	s.mu.Lock()
	s.closed = true
	all := s.all
	s.all = nil
	s.mu.Unlock()
	for w := range all {
		close(w.quit)
		<-w.done
	}
}

func (s *watchers) notify(entities []journal.Entity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for w := range s.all {
		w.add(entities)
	}
}

func (w *watcher) add(entities []journal.Entity) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range entities {
		if w.lost {
			break
		}
		if w.pending == nil {
			w.pending = map[journal.Entity]struct{}{}
		}
		w.pending[e] = struct{}{}
		if len(w.pending) > maxChanges {
			w.pending, w.lost = nil, true
		}
	}
	if w.lost || len(w.pending) > 0 {
		select {
		case w.wake <- struct{}{}:
		default: // it is awake already
		}
	}
}

func (w *watcher) take() []journal.Entity {
	w.mu.Lock()
	defer w.mu.Unlock()
	var entities []journal.Entity
	for e := range w.pending {
		entities = append(entities, e)
	}
	w.pending, w.lost = nil, false
	return entities
}

func (w *watcher) run(fn func([]journal.Entity)) {
	defer close(w.done)
	for {
		select {
		case <-w.quit:
			return
		case <-w.wake:
			fn(w.take())
		}
	}
}
