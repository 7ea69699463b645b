package present

import (
	"context"
	"sync"
	"time"

	"etabli/storage/journal"
)

// Changes tells what was folded anew.
type Changes interface {
	// Watch calls fn after each commit with the entities that changed, on any
	// goroutine, until stop is called.
	Watch(fn func([]journal.Entity)) (stop func())
}

// stay is the time that a screen is shown: from Enter to Leave.
type stay struct {
	Env
	ctx    context.Context
	cancel context.CancelFunc
	stops  []func()
}

// enter begins a stay; a former one ends.
func (s *stay) enter(ctx context.Context) {
	s.leave()
	s.ctx, s.cancel = context.WithCancel(ctx)
}

// leave ends the stay: what runs is cancelled and its answers are dropped.
func (s *stay) leave() {
	for _, stop := range s.stops {
		stop()
	}
	s.stops = nil
	if s.cancel != nil {
		s.cancel()
	}
	s.ctx, s.cancel = nil, nil
}

// here tells whether the screen is shown.
func (s *stay) here() bool { return s.ctx != nil }

// until keeps a function that ends something with the stay.
func (s *stay) until(stop func()) { s.stops = append(s.stops, stop) }

// watch posts changes to fn while the screen is shown.
func (s *stay) watch(changes Changes, fn func([]journal.Entity)) {
	ctx := s.ctx
	s.until(changes.Watch(func(touched []journal.Entity) {
		s.Post(func() {
			if ctx.Err() == nil {
				fn(touched)
			}
		})
	}))
}

// lane orders the answers to one kind of question: only the latest counts.
type lane struct{ revision int }

// drop makes whatever is under way come too late.
func (l *lane) drop() { l.revision++ }

// ask runs a query and hands its answer to done, unless the screen was left or
// the lane was asked again meanwhile.
func ask[T any](s *stay, l *lane, query func(context.Context) (T, error), done func(T, error)) {
	if !s.here() {
		return
	}
	l.revision++
	revision, ctx := l.revision, s.ctx
	s.Run(func() {
		answer, err := query(ctx)
		s.Post(func() {
			if ctx.Err() == nil && l.revision == revision {
				done(answer, err)
			}
		})
	})
}

// moment is how long askAtOnce holds the screen: less than a picture takes.
const moment = 10 * time.Millisecond

// askAtOnce is ask for what is mostly answered within a moment, such as a search at each
// letter: the screen waits that long, so that one picture shows question and answer.
func askAtOnce[T any](s *stay, l *lane, query func(context.Context) (T, error), done func(T, error)) {
	if !s.here() {
		return
	}
	l.revision++
	revision, ctx := l.revision, s.ctx
	var finish func()
	var once sync.Once
	answered, late := make(chan struct{}), make(chan struct{})
	s.Run(func() {
		answer, err := query(ctx)
		finish = func() {
			if ctx.Err() == nil && l.revision == revision {
				done(answer, err)
			}
		}
		close(answered)
		s.Post(func() { once.Do(finish) })
	})
	defer s.Clock.After(moment, func() { close(late) })()
	select {
	case <-answered:
		once.Do(finish)
	case <-late:
	}
}

// act runs a command to its end, even when the screen is left meanwhile: what
// somebody asked for is not cancelled by looking elsewhere. When nobody is
// there to see that it failed, it is said over whatever screen is shown.
func act[T any](s *stay, command func(context.Context) (T, error), done func(T, error)) {
	if !s.here() {
		return
	}
	ctx := s.ctx
	s.Run(func() {
		answer, err := command(context.WithoutCancel(ctx))
		s.Post(func() {
			switch {
			case ctx.Err() == nil:
				done(answer, err)
			case err != nil:
				s.Tell(s.Failure(err))
			}
		})
	})
}
