package journal

import "sync"

// MaxChanges bounds the entities a watcher is told of at once. Beyond it the
// watcher is told nil, which means: anything may have changed.
const MaxChanges = 4096

// watchers tells interested parties what changed, off the committer's path.
// Changes that come while a watcher is busy are told together.
type watchers struct {
	mu     sync.Mutex
	all    map[*watcher]struct{}
	closed bool
}

type watcher struct {
	mu      sync.Mutex
	pending []Entity
	known   map[Entity]struct{}
	lost    bool          // too many to name
	wake    chan struct{} // holds one token while something is pending
	quit    chan struct{}
	done    chan struct{}
}

// Watch calls fn, on a goroutine of its own and one call at a time, with the
// entities that entries or positions changed; nil means that there were too many
// to name. Changes that nobody was told of yet are told together. stop waits
// for a running call, so fn must not call it.
func (l *Log) Watch(fn func(entities []Entity)) (stop func()) {
	w := &watcher{wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	if !l.watchers.add(w) {
		return func() {}
	}
	go w.run(fn)
	var once sync.Once
	return func() {
		once.Do(func() { l.watchers.remove(w) })
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

func (s *watchers) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for w := range s.all {
		close(w.quit)
	}
	s.all = nil
}

func (s *watchers) notify(entities []Entity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for w := range s.all {
		w.add(entities)
	}
}

func (w *watcher) add(entities []Entity) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known == nil {
		w.known = map[Entity]struct{}{}
	}
	for _, e := range entities {
		if _, ok := w.known[e]; ok || w.lost {
			continue
		}
		if len(w.pending) == MaxChanges {
			w.pending, w.lost = nil, true
			break
		}
		w.known[e] = struct{}{}
		w.pending = append(w.pending, e)
	}
	if len(w.pending) == 0 && !w.lost {
		return
	}
	select {
	case w.wake <- struct{}{}:
	default: // it is awake already
	}
}

func (w *watcher) take() []Entity {
	w.mu.Lock()
	defer w.mu.Unlock()
	entities := w.pending
	w.pending, w.known, w.lost = nil, nil, false
	return entities
}

func (w *watcher) run(fn func([]Entity)) {
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
