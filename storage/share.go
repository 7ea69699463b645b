package storage

import "sync/atomic"

// Share learns how much of some work, in units of the caller, fits into one
// transaction of a store: less after it was too much, and slowly more again. It may
// be used by several goroutines.
type Share struct {
	least, most int64
	now         atomic.Int64
	over        atomic.Int64 // what was too much last; 0: nothing
	calm        atomic.Int64 // transactions at the edge since then
}

// calmEnough is after how many full transactions in a row a share tries again what was
// too much.
const calmEnough = 200

// NewShare begins with most; it never goes below least.
func NewShare(least, most int64) *Share {
	s := &Share{least: least, most: most}
	s.now.Store(most)
	return s
}

// Now is how much to try.
func (s *Share) Now() int64 { return s.now.Load() }

// TooMuch says that the store refused an amount.
func (s *Share) TooMuch(amount int64) {
	s.over.Store(amount)
	s.calm.Store(0)
	s.now.Store(max(s.least, min(s.now.Load(), amount)/2))
}

// Fitted says that the store took an amount.
func (s *Share) Fitted(amount int64) {
	now := s.now.Load()
	if amount < now*3/4 {
		return // it says nothing about more
	}
	edge := s.most
	if over := s.over.Load(); over > 0 {
		if edge = min(edge, over*7/8); s.calm.Add(1) >= calmEnough {
			s.over.Store(0)
		}
	}
	s.now.Store(max(now, min(edge, now+now/8)))
}
