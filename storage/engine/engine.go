// Package engine makes a storage.Store out of a backend that can do two
// things: show a snapshot and apply a batch of writes as one. It holds what is
// the same in every store: one writer at a time, a transaction's own writes
// laid over its snapshot, limits, cancellation, and the way a store closes or
// stops. shared.go adds what a store needs that other processes write to.
package engine

import (
	"context"
	"errors"
	"fmt"

	"etabli/storage"
)

// Backend is the part that differs between stores.
type Backend interface {
	// Snapshot shows everything that was applied before the call.
	Snapshot() (Snapshot, error)
	// Apply makes all writes durable or none. An error that is ErrTooBig or
	// ErrFull says that none was written; any other leaves the outcome
	// unknown and stops the store.
	Apply(writes *Writes) error
	// Close is called once, when no snapshot is in use any more.
	Close() error
}

// Snapshot is an unchanging view of a backend.
type Snapshot interface {
	// Get returns a copy of the value of key, or storage.ErrNotFound.
	Get(key []byte) ([]byte, error)
	// Cursor walks a range. Several cursors may be open at once.
	Cursor(rng storage.Range) Cursor
	// Release ends the snapshot.
	Release()
}

// Cursor walks pairs in the order of its range. It begins before the first.
type Cursor interface {
	// Next moves on and tells whether there is a pair.
	Next() bool
	// Err tells why Next found none, nil at the end of the range.
	Err() error
	// Key and Value are valid until the next call of Next.
	Key() []byte
	Value() ([]byte, error)
	// Close frees the cursor.
	Close()
}

// Store is a storage.Store over a backend.
type Store struct {
	backend Backend
	limits  storage.Limits
	gate    gate
	writer  chan struct{} // holds one token while a writer runs
}

// New returns a store over backend that enforces limits.
func New(backend Backend, limits storage.Limits) *Store {
	s := &Store{backend: backend, limits: limits, writer: make(chan struct{}, 1)}
	s.gate.init()
	return s
}

// Limits implements storage.Store.
func (s *Store) Limits() storage.Limits { return s.limits }

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(storage.Reader) error) error {
	if err := s.enter(ctx); err != nil {
		return fmt.Errorf("view: %w", err)
	}
	defer s.gate.leave()
	snap, err := s.snapshot(ctx)
	if err != nil {
		return fmt.Errorf("view: %w", err)
	}
	defer snap.Release()
	return fn((&tx{ctx: ctx, snap: snap}).shown())
}

// Update implements storage.Store.
func (s *Store) Update(ctx context.Context, fn func(storage.Tx) error) error {
	if err := s.enter(ctx); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	defer s.gate.leave()
	if err := s.takeTurn(ctx); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	defer func() { <-s.writer }()
	if shared, ok := s.backend.(Shared); ok {
		return s.updateShared(ctx, shared, fn)
	}
	writes, err := s.collect(ctx, fn)
	if err != nil || writes.Len() == 0 {
		return err
	}
	return s.ended(s.backend.Apply(writes))
}

// Inside runs fn while the store stays open, beside readers and writers.
func (s *Store) Inside(ctx context.Context, fn func() error) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.gate.leave()
	return fn()
}

// Alone runs fn while the store stays open and no writer runs.
func (s *Store) Alone(ctx context.Context, fn func() error) error {
	return s.Inside(ctx, func() error {
		if err := s.takeTurn(ctx); err != nil {
			return err
		}
		defer func() { <-s.writer }()
		return fn()
	})
}

// Stop makes every later call answer ErrClosed, with the reason if there is
// one. It does not wait and does not close the backend.
func (s *Store) Stop(reason error) {
	if reason == nil {
		s.gate.stop(storage.ErrClosed)
		return
	}
	s.gate.stop(fmt.Errorf("%w: %w", storage.ErrClosed, reason))
}

// Close implements storage.Store.
func (s *Store) Close() error {
	if !s.gate.shut() {
		return nil
	}
	return s.backend.Close()
}

// enter counts the caller in, unless it gave up or the store is closed.
func (s *Store) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.gate.enter()
}

// takeTurn waits until the caller is the only writer.
func (s *Store) takeTurn(ctx context.Context) error {
	select {
	case s.writer <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := s.gate.err(); err != nil { // stopped while this one waited
		<-s.writer
		return err
	}
	return nil
}

// collect runs fn and returns what it wrote.
func (s *Store) collect(ctx context.Context, fn func(storage.Tx) error) (*Writes, error) {
	snap, err := s.backend.Snapshot()
	if err != nil {
		return nil, fmt.Errorf("update: %w", err)
	}
	defer snap.Release()
	return s.run(ctx, snap, fn)
}

// run runs fn on a snapshot and returns what it wrote.
func (s *Store) run(ctx context.Context, snap Snapshot, fn func(storage.Tx) error) (*Writes, error) {
	t := &tx{ctx: ctx, snap: snap, writes: &Writes{limits: s.limits}}
	if err := fn(t.shown()); err != nil {
		return nil, err
	}
	if t.writes.failed != nil { // fn swallowed it, the store must not
		return nil, t.writes.failed
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("update: %w", err)
	}
	return t.writes, nil
}

// unwritten are the errors of a commit that left nothing behind for certain.
var unwritten = []error{storage.ErrTooBig, storage.ErrFull, storage.ErrUnavailable, ErrAgain}

// ended takes how a commit ended, and stops the store when nobody can say.
func (s *Store) ended(err error) error {
	if err == nil {
		return nil
	}
	for _, known := range unwritten {
		if errors.Is(err, known) {
			return fmt.Errorf("update: %w", err)
		}
	}
	s.Stop(fmt.Errorf("a commit failed: %w", err))
	return fmt.Errorf("update, outcome unknown: %w: %w", storage.ErrClosed, err)
}
