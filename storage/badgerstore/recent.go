package badgerstore

import (
	"bytes"
	"hash/maphash"
	"sync"

	"etabli/storage/engine"
)

const (
	// recentRows is how many rows a store remembers, recentShards in how many
	// parts, so that readers seldom wait for each other.
	recentRows   = 8192
	recentShards = 32
	// recentBytes is up to what size it remembers a row: a few hundred bytes are
	// usual.
	recentBytes = 2 << 10
	// recentWrites is from how many rows of one transaction on it remembers none
	// of them. An import would drive out everything else.
	recentWrites = 256
)

// recent remembers the rows that were read and written last, as they are now,
// and that some are not there. A command asks for the same few rows in its plan,
// for its entry, for its views and for its answer, and the next command for many
// of them again; Badger looks through every level of its tree each time.
//
// Every commit makes a new version. A row is remembered with the version since
// which it is as it is; a snapshot of an earlier version does not take it.
// Badger shows a commit at some moment before the version changes: a snapshot
// that is begun meanwhile takes and gives nothing.
type recent struct {
	mu      sync.Mutex
	version uint64 // odd while a commit runs
	seed    maphash.Seed
	shards  [recentShards]recentShard
}

type recentShard struct {
	mu   sync.Mutex
	rows [recentRows / recentShards]recentRow
}

// recentRow is a row, or the absence of one. Since is zero where there is
// neither.
type recentRow struct {
	key, value []byte
	there      bool
	since      uint64
}

func newRecent() *recent { return &recent{version: 2, seed: maphash.MakeSeed()} }

// now is the present version, 0 while a commit runs.
func (c *recent) now() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.version%2 == 1 {
		return 0
	}
	return c.version
}

func (c *recent) row(key []byte) (*recentShard, *recentRow) {
	at := maphash.Bytes(c.seed, key) % recentRows
	shard := &c.shards[at%recentShards]
	return shard, &shard.rows[at/recentShards]
}

// get returns a copy of a row as a snapshot of a version sees it; known tells
// whether it is remembered at all.
func (c *recent) get(version uint64, key []byte) (value []byte, there, known bool) {
	shard, row := c.row(key)
	shard.mu.Lock()
	defer shard.mu.Unlock()
	if row.since == 0 || row.since > version || !bytes.Equal(row.key, key) {
		return nil, false, false
	}
	return append([]byte{}, row.value...), row.there, true
}

// read remembers what a snapshot read, in the place of another row, unless a
// commit may have changed it since. It keeps key and value.
func (c *recent) read(version uint64, key, value []byte, there bool) {
	if len(value) > recentBytes {
		return
	}
	shard, row := c.row(key)
	shard.mu.Lock()
	defer shard.mu.Unlock()
	if version == 0 || version != c.now() {
		return
	}
	*row = recentRow{key, value, there, version}
}

// begin notes that a commit runs from now on.
func (c *recent) begin() { c.step() }

func (c *recent) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.version++
}

// end notes that the commit is over; nil where nobody knows what it wrote.
func (c *recent) end(wrote *engine.Writes) {
	if wrote != nil {
		c.wrote(wrote)
	} else {
		for i := range c.shards {
			c.shards[i].forget()
		}
	}
	c.step()
}

// wrote remembers what a commit wrote, for the snapshots of the next version.
func (c *recent) wrote(writes *engine.Writes) {
	next, many := c.version+1, writes.Len() >= recentWrites
	note := func(key, value []byte, there bool) {
		shard, row := c.row(key)
		shard.mu.Lock()
		defer shard.mu.Unlock()
		switch {
		case !many && len(value) <= recentBytes:
			*row = recentRow{key, value, there, next}
		case bytes.Equal(row.key, key):
			*row = recentRow{}
		}
	}
	_ = writes.Each(
		func(key, value []byte) error { note(key, value, true); return nil },
		func(key []byte) error { note(key, nil, false); return nil })
}

func (s *recentShard) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.rows[:])
}
