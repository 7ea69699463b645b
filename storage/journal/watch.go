package journal

import "sync"

// MaxChanges bounds the entities a watcher is told of at once. Beyond it the
// watcher is told nil, which means: anything may have changed.
const MaxChanges = 4096

// Watchers tells interested parties what changed, off the path of whoever
// changed it. Changes that come while a watcher is busy are told together. The
// zero value is ready.
type Watchers struct {
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
func (l *Log) Watch(fn func(entities []Entity)) (stop func()) { return l.watchers.Watch(fn) }

// Watch calls fn as Log.Watch does; after Close it does nothing.
func (s *Watchers) Watch(fn func(entities []Entity)) (stop func()) {
	w := &watcher{wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{})}
	if !s.add(w) {
		return func() {}
	}
	go w.run(fn)
	var once sync.Once
	return func() {
		once.Do(func() { s.remove(w) })
		<-w.done
	}
}

func (s *Watchers) add(w *watcher) bool {
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

func (s *Watchers) remove(w *watcher) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.all[w]; ok {
		delete(s.all, w)
		close(w.quit)
	}
}

// Close ends all watching and waits for calls that run.
func (s *Watchers) Close() {
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

// Notify tells every watcher of changed entities.
func (s *Watchers) Notify(entities []Entity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for w := range s.all {
		w.add(entities)
	}
}

// NotifyAny tells every watcher that anything may have changed.
func (s *Watchers) NotifyAny() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for w := range s.all {
		w.mu.Lock()
		w.pending, w.lost = nil, true
		w.mu.Unlock()
		w.add(nil)
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

// take returns what is pending, nil for anything, and whether there was
// anything at all: a wake may come after its change was already taken.
func (w *watcher) take() (entities []Entity, some bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	entities, some = w.pending, w.lost || len(w.pending) > 0
	w.pending, w.known, w.lost = nil, nil, false
	return entities, some
}

func (w *watcher) run(fn func([]Entity)) {
	defer close(w.done)
	for {
		select {
		case <-w.quit:
			return
		case <-w.wake:
			if entities, some := w.take(); some {
				fn(entities)
			}
		}
	}
}
