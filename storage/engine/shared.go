package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"etabli/storage"
)

// How long a transaction that left nothing behind is run again, with pauses that
// grow.
const (
	retryFor        = 30 * time.Second
	firstRetryPause = 5 * time.Millisecond
	maxRetryPause   = 500 * time.Millisecond
)

// ErrAgain is in the error of a Transaction that wrote nothing and whose
// function may be run again: a lost connection, a deadlock, a wait that took
// too long.
var ErrAgain = errors.New("engine: transaction must run again")

// Shared is what a backend also implements when other processes write to the
// same rows. Its transactions begin before it is known what they write, and
// Snapshot and Apply are not called.
type Shared interface {
	Backend
	// Read begins a snapshot.
	Read(ctx context.Context) (Snapshot, error)
	// Begin begins a transaction; the store has one at a time.
	Begin(ctx context.Context) (Transaction, error)
}

// Transaction is what a writer of a shared backend reads. Release rolls back
// what was not committed.
type Transaction interface {
	Snapshot
	// Lock implements storage.Tx.
	Lock(key []byte) error
	// Broken tells why the transaction cannot be committed any more, whatever
	// its function made of that.
	Broken() error
	// Commit makes all writes durable or none; there is at least one. Its
	// errors are those of Backend.Apply, and ErrAgain.
	Commit(writes *Writes) error
}

// snapshot begins a reader.
func (s *Store) snapshot(ctx context.Context) (Snapshot, error) {
	if shared, ok := s.backend.(Shared); ok {
		return shared.Read(ctx)
	}
	return s.backend.Snapshot()
}

// updateShared runs fn until it ends in a way that is known and final.
func (s *Store) updateShared(ctx context.Context, shared Shared, fn func(storage.Tx) error) error {
	window, cancel := context.WithTimeout(ctx, retryFor)
	defer cancel()
	for pause := firstRetryPause; ; pause = min(2*pause, maxRetryPause) {
		err := s.attempt(ctx, window, shared, fn)
		if !errors.Is(err, ErrAgain) {
			return err
		}
		select {
		case <-time.After(pause):
		case <-window.Done():
			if ctx.Err() != nil {
				return fmt.Errorf("update: %w", ctx.Err())
			}
			return fmt.Errorf("%w: %w", storage.ErrUnavailable, err)
		}
		if err := s.gate.err(); err != nil {
			return fmt.Errorf("update: %w", err)
		}
	}
}

// attempt runs fn once. It may wait for the store as long as window is open.
func (s *Store) attempt(ctx, window context.Context, shared Shared, fn func(storage.Tx) error) error {
	t, err := shared.Begin(window)
	if err != nil {
		return fmt.Errorf("update: %w", err)
	}
	defer t.Release()
	writes, err := s.run(ctx, t, fn)
	if broken := t.Broken(); broken != nil {
		return fmt.Errorf("update: %w", broken) // whatever fn made of it
	}
	if err != nil || writes.Len() == 0 {
		return err
	}
	return s.ended(t.Commit(writes))
}
