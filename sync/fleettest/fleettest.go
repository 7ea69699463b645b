// Package fleettest holds what tests of HQs and of devices keep in memory, in the place of
// a keyring, of a clock's file and of views.
package fleettest

import (
	"bytes"
	"io/fs"
	"sync"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hlc"
)

// Secrets keeps secrets in memory. Its zero value is empty; it is safe for concurrent use.
type Secrets struct {
	mu   sync.Mutex
	held map[string][]byte
}

// Load answers a secret; fs.ErrNotExist when there is none.
func (s *Secrets) Load(name string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, ok := s.held[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return raw, nil
}

// Save keeps a secret.
func (s *Secrets) Save(name string, secret []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == nil {
		s.held = map[string][]byte{}
	}
	s.held[name] = bytes.Clone(secret)
	return nil
}

// ClockFile keeps the state of a clock in memory. Its zero value is a clock that never
// ran; it is safe for concurrent use.
type ClockFile struct {
	mu    sync.Mutex
	state hlc.State
}

// Load answers what was saved last.
func (f *ClockFile) Load() (hlc.State, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state, nil
}

// Save keeps the state.
func (f *ClockFile) Save(s hlc.State) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state = s
	return nil
}

// NoViews folds nothing.
type NoViews struct{}

// Fold folds nothing.
func (NoViews) Fold(storage.Tx, []journal.Touched) error { return nil }
