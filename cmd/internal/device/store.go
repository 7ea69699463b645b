package device

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"time"

	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
	"etabli/storage/vault"
)

// ErrBusy says that a store was not copied, because somebody would not let go of
// it for a moment.
var ErrBusy = errors.New("device: the store is busy")

// Store is the embedded store of a device or of HQ. While it is open it can be
// copied under a new key, so that what was erased is not on the disk any more:
// whoever reads or writes then waits.
type Store struct {
	dir    string
	vault  *vault.Vault
	log    *slog.Logger
	limits storage.Limits

	mu     sync.Mutex
	inner  *badgerstore.Store // nil after a copy that failed, and when closed
	inside int
	paused chan struct{} // closed when whoever waits may go on; nil while nobody has to
	empty  chan struct{} // closed when the last one inside has left; nil unless awaited
}

// OpenStore opens the embedded store of a folder.
func OpenStore(ctx context.Context, dir string, v *vault.Vault, size badgerstore.Size, log *slog.Logger) (*Store, error) {
	inner, err := openEmbedded(ctx, dir, v, size, log)
	if err != nil {
		return nil, err
	}
	return &Store{dir: dir, vault: v, log: log, limits: inner.Limits(), inner: inner}, nil
}

// enter counts somebody in, as soon as no copy is under way.
func (s *Store) enter(ctx context.Context) (*badgerstore.Store, error) {
	for {
		s.mu.Lock()
		if s.paused == nil {
			defer s.mu.Unlock()
			if s.inner == nil {
				return nil, storage.ErrClosed
			}
			s.inside++
			return s.inner, nil
		}
		wait := s.paused
		s.mu.Unlock()
		select {
		case <-wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (s *Store) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inside--; s.inside == 0 && s.empty != nil {
		close(s.empty)
		s.empty = nil
	}
}

// with runs fn on the store.
func (s *Store) with(ctx context.Context, fn func(*badgerstore.Store) error) error {
	inner, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer s.leave()
	return fn(inner)
}

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(storage.Reader) error) error {
	return s.with(ctx, func(inner *badgerstore.Store) error { return inner.View(ctx, fn) })
}

// Update implements storage.Store.
func (s *Store) Update(ctx context.Context, fn func(storage.Tx) error) error {
	return s.with(ctx, func(inner *badgerstore.Store) error { return inner.Update(ctx, fn) })
}

// Limits implements storage.Store.
func (s *Store) Limits() storage.Limits { return s.limits }

// Backup writes everything in the store to w; see badgerstore.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	return s.with(ctx, func(inner *badgerstore.Store) error { return inner.Backup(ctx, w) })
}

// Scrub reads every table; see badgerstore.
func (s *Store) Scrub(ctx context.Context) error {
	return s.with(ctx, func(inner *badgerstore.Store) error { return inner.Scrub(ctx) })
}

// Close implements storage.Store.
func (s *Store) Close() error {
	s.mu.Lock()
	for s.paused != nil {
		wait := s.paused
		s.mu.Unlock()
		<-wait
		s.mu.Lock()
	}
	inner := s.inner
	s.inner = nil
	s.mu.Unlock()
	if inner == nil {
		return nil
	}
	return inner.Close() // waits for those inside
}

// patience is how long a copy waits until nobody is inside. Somebody who reads
// while they read would else wait for themselves for ever.
const patience = 2 * time.Second

// Renew copies the store under a new key and destroys the old one. Position says
// up to where HQ's log is held. With ErrBusy nothing was done; after another
// error the store may be closed, and opening it anew tells.
func (s *Store) Renew(ctx context.Context, position func(storage.Reader) (uint64, error)) error {
	var c journal.Cleared
	err := s.View(ctx, func(r storage.Reader) (err error) {
		if c.Erasures, err = journal.Erasures(r); err == nil {
			c.Position, err = position(r)
		}
		return err
	})
	if err != nil {
		return err
	}
	if !s.pause(ctx) {
		return ErrBusy
	}
	defer s.goOn()
	if err := s.change(nil).Close(); err != nil {
		return err
	}
	err = renewStore(ctx, s.dir, s.vault, s.log, c)
	inner, openErr := openEmbedded(context.WithoutCancel(ctx), s.dir, s.vault, badgerstore.Tablet, s.log)
	if openErr == nil {
		s.change(inner)
	}
	return errors.Join(err, openErr)
}

// change puts another store in the place of the one that is open.
func (s *Store) change(to *badgerstore.Store) (was *badgerstore.Store) {
	s.mu.Lock()
	defer s.mu.Unlock()
	was, s.inner = s.inner, to
	return was
}

// pause lets newcomers wait until nobody is inside.
func (s *Store) pause(ctx context.Context) bool {
	s.mu.Lock()
	if s.paused != nil || s.inner == nil {
		s.mu.Unlock()
		return false
	}
	s.paused = make(chan struct{})
	empty := make(chan struct{})
	if s.inside == 0 {
		close(empty)
	} else {
		s.empty = empty
	}
	s.mu.Unlock()
	select {
	case <-empty:
		return true
	case <-ctx.Done():
	case <-time.After(patience):
	}
	s.goOn()
	return false
}

func (s *Store) goOn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.paused)
	s.paused, s.empty = nil, nil
}

// The hours of the night in which nobody minds waiting for a store.
const (
	nightFrom, nightTo = 1, 5
	// atLatest is how long an erasure may wait for the night.
	atLatest   = 20 * time.Hour
	clearEvery = 20 * time.Minute
)

// KeepCleared copies the store in the night after an erasure, until ctx ends, so
// that a program that is never closed clears its disk within a day. Swept says
// whether everything else is cleared.
func (s *Store) KeepCleared(ctx context.Context, position func(storage.Reader) (uint64, error), swept func(context.Context) error) {
	var since time.Time
	for {
		n, done, err := Uncleared(ctx, s)
		switch now := time.Now(); {
		case err != nil || n == done.Erasures:
			since = time.Time{}
		case since.IsZero():
			since = now
		}
		if !since.IsZero() && dueToClear(since, time.Now()) {
			if err := errors.Join(swept(ctx), s.Renew(ctx, position)); err != nil && ctx.Err() == nil {
				s.log.Warn("the store was not copied after an erasure", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(clearEvery):
		}
	}
}

func dueToClear(since, now time.Time) bool {
	return now.Hour() >= nightFrom && now.Hour() < nightTo || now.Sub(since) >= atLatest
}

// Room tells how the disk of the device's store stands.
func (d *Device) Room() (badgerstore.Room, error) {
	d.store.mu.Lock()
	defer d.store.mu.Unlock()
	if d.store.inner == nil {
		return badgerstore.Room{}, storage.ErrClosed
	}
	return d.store.inner.Room()
}
