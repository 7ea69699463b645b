// Package faultstore wraps a store and makes it fail on purpose, for tests: at
// the n-th operation, or by chance from a seed.
package faultstore

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"

	"etabli/storage"
)

// ErrInjected is in every error that a Store makes up.
var ErrInjected = errors.New("faultstore: a failure on purpose")

// Operation is what can fail.
type Operation int

const (
	// Read is a Get or a Scan inside any transaction.
	Read Operation = iota
	// View is a call of View; it fails before its function runs.
	View
	// Update is a call of Update; it fails after its function ran, and nothing
	// of it is written.
	Update
	// LostCommit is a call of Update that is not written, and whose caller
	// cannot know: the answer is ErrClosed, and so are all that follow.
	LostCommit
	// LostAnswer is a call of Update that is written, and whose caller cannot
	// know: the answer is ErrClosed, and so are all that follow.
	LostAnswer

	operations
)

// Store is a store that fails as told. Without faults it changes nothing.
type Store struct {
	inner storage.Store

	mu      sync.Mutex
	due     [operations]int // operations left until the planned failure, 0 for none
	chance  [operations]float64
	random  *rand.Rand
	wait    func()
	stopped bool
}

// Wrap returns a store over inner without faults.
func Wrap(inner storage.Store) *Store { return &Store{inner: inner} }

// FailNth makes the n-th operation of a kind from now fail, once; 1 is the
// next, 0 takes the failure back.
func (s *Store) FailNth(o Operation, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.due[o] = n
}

// FailByChance makes operations fail with the given probabilities. The same
// seed and the same calls give the same failures.
func (s *Store) FailByChance(seed uint64, chance map[Operation]float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.random = rand.New(rand.NewPCG(seed, seed))
	s.chance = [operations]float64{}
	for o, p := range chance {
		s.chance[o] = p
	}
}

// Delay makes every View and Update call wait first; nil ends it.
func (s *Store) Delay(wait func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wait = wait
}

// Stopped tells whether a commit of unknown outcome stopped the store.
func (s *Store) Stopped() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopped
}

// hit tells whether this operation is to fail.
func (s *Store) hit(o Operation) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.due[o] > 0 {
		s.due[o]--
		if s.due[o] == 0 {
			return true
		}
	}
	return s.chance[o] > 0 && s.random.Float64() < s.chance[o]
}

func (s *Store) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopped = true
}

// begin waits as told and refuses a stopped store.
func (s *Store) begin() error {
	s.mu.Lock()
	wait, stopped := s.wait, s.stopped
	s.mu.Unlock()
	if wait != nil {
		wait()
	}
	if stopped {
		return storage.ErrClosed
	}
	return nil
}

// View implements storage.Store.
func (s *Store) View(ctx context.Context, fn func(storage.Reader) error) error {
	if err := s.begin(); err != nil {
		return err
	}
	if s.hit(View) {
		return fmt.Errorf("view: %w", ErrInjected)
	}
	return s.inner.View(ctx, func(r storage.Reader) error { return fn(reader{s, r}) })
}

// Update implements storage.Store.
func (s *Store) Update(ctx context.Context, fn func(storage.Tx) error) error {
	if err := s.begin(); err != nil {
		return err
	}
	fail, lose, mute := s.hit(Update), s.hit(LostCommit), s.hit(LostAnswer)
	err := s.inner.Update(ctx, func(inner storage.Tx) error {
		if err := fn(tx{reader{s, inner}, inner}); err != nil {
			return err
		}
		if fail || lose {
			return fmt.Errorf("update: %w", ErrInjected)
		}
		return nil
	})
	if fail || (!lose && !mute) || (err != nil && !errors.Is(err, ErrInjected)) {
		return err
	}
	s.stop()
	return fmt.Errorf("update, outcome unknown: %w: %w", storage.ErrClosed, ErrInjected)
}

// Limits implements storage.Store.
func (s *Store) Limits() storage.Limits { return s.inner.Limits() }

// Close implements storage.Store.
func (s *Store) Close() error { return s.inner.Close() }

type reader struct {
	store *Store
	inner storage.Reader
}

func (r reader) Get(key []byte) ([]byte, error) {
	if r.store.hit(Read) {
		return nil, fmt.Errorf("get %q: %w", key, ErrInjected)
	}
	return r.inner.Get(key)
}

func (r reader) Scan(rng storage.Range, fn func(key, value []byte) error) error {
	if r.store.hit(Read) {
		return fmt.Errorf("scan: %w", ErrInjected)
	}
	return r.inner.Scan(rng, fn)
}

type tx struct {
	reader
	inner storage.Tx
}

func (t tx) Put(key, value []byte) error { return t.inner.Put(key, value) }
func (t tx) Delete(key []byte) error     { return t.inner.Delete(key) }
func (t tx) Lock(key []byte) error       { return t.inner.Lock(key) }
