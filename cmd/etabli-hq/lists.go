package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"etabli/app/views"
	"etabli/storage"
)

// rebuildWait is how long another server may take to rebuild the views before
// this one does it.
const rebuildWait = 30 * time.Second

// lists are HQ's read models. When another version of the program made them they are
// made anew while devices exchange: an entry needs its place in the log alone. Who asks
// for a list meanwhile is told to come back.
type lists struct {
	made  atomic.Uint64 // share in thousandths; see share
	ended chan struct{} // closed when they are made, or never will be
	err   error         // why not; after ended
	stop  context.CancelFunc
}

// begin starts making lists that are of another version and returns once they take in what
// is new. It clears away what a making that broke off left behind.
func (l *lists) begin(ctx context.Context, v *views.Views, store storage.Store) error {
	l.ended = make(chan struct{})
	stale, err := isStale(ctx, v, store)
	if err == nil && !stale {
		err = v.Tidy(ctx, store)
	}
	if err != nil || !stale {
		l.made.Store(1000)
		l.stop = func() {}
		close(l.ended)
		return err
	}
	// They outlive who asked for HQ to be opened, and end with it.
	inner, stop := context.WithCancel(context.WithoutCancel(ctx))
	begun := make(chan struct{})
	l.stop = stop
	go func() {
		defer close(l.ended)
		l.err = l.make(inner, v, store, func() { close(begun) })
	}()
	select {
	case <-begun:
		return nil
	case <-l.ended:
		return l.err
	}
}

// make makes the lists, after another server that does so has had its time. begun is
// called once.
func (l *lists) make(ctx context.Context, v *views.Views, store storage.Store, begun func()) error {
	wait := rebuildWait
	for {
		err := v.Rebuild(ctx, store, func(done, total int) {
			if begun != nil {
				begun()
				begun = nil
			}
			l.made.Store(uint64(done) * 999 / uint64(max(total, 1)))
		})
		if !errors.Is(err, views.ErrOvertaken) {
			if err == nil {
				l.made.Store(1000)
			}
			return err
		}
		select { // longer each time, so that two servers do not overtake each other for ever
		case <-time.After(wait):
			wait *= 2
		case <-ctx.Done():
			return ctx.Err()
		}
		if stale, err := isStale(ctx, v, store); err != nil || !stale {
			l.made.Store(1000)
			return err
		}
	}
}

func isStale(ctx context.Context, v *views.Views, store storage.Store) (stale bool, err error) {
	err = store.View(ctx, func(r storage.Reader) error {
		stale, err = v.Stale(r)
		return err
	})
	return stale, err
}

// share is how much of the lists is made, 1 for all.
func (l *lists) share() float64 { return float64(l.made.Load()) / 1000 }

// wait waits until the lists are made.
func (l *lists) wait(ctx context.Context) error {
	select {
	case <-l.ended:
		if l.err != nil {
			return fmt.Errorf("lists: %w", l.err)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close breaks off the making.
func (l *lists) close() {
	if l.stop != nil {
		l.stop()
		<-l.ended
	}
}
