package badgerstore

import (
	"maps"
	"slices"
	"sync"
)

// moments numbers the commits of a store. A snapshot shows it as it was after
// the last commit that is on disk, never one that is still on its way there.
type moments struct {
	mu   sync.Mutex
	last uint64         // on disk
	seen map[uint64]int // snapshots by the moment they show
}

func newMoments(last uint64) *moments { return &moments{last: last, seen: map[uint64]int{}} }

// enter begins a snapshot and returns the moment that it shows.
func (m *moments) enter() uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.seen[m.last]++
	return m.last
}

// leave ends a snapshot.
func (m *moments) leave(at uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.seen[at]--; m.seen[at] == 0 {
		delete(m.seen, at)
	}
}

// next is the number of the commit that follows. There is one writer.
func (m *moments) next() uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last + 1
}

// landed notes that a commit is on disk. It returns the oldest moment that a
// snapshot shows or will show.
func (m *moments) landed(at uint64) (oldest uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = at
	return slices.Min(slices.AppendSeq([]uint64{at}, maps.Keys(m.seen)))
}
