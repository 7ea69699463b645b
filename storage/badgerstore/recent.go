package badgerstore

import (
	"bytes"
	"hash/maphash"
)

const (
	// recentRows is how many rows a snapshot remembers.
	recentRows = 64
	// recentBytes is up to what size it remembers a row.
	recentBytes = 4 << 10
)

// recent remembers what a snapshot read last. One command asks for the same few
// rows in its plan, for its entry and for its views, and Badger looks through
// every level of its tree each time, for rows that are not there too.
type recent struct {
	rows *[recentRows]recentRow // nil until the first reading
	seed maphash.Seed
}

// recentRow is a row, or the absence of one.
type recentRow struct {
	key, value []byte
	used       bool
	there      bool
}

// get returns a copy of a row; known tells whether it is remembered at all.
func (c *recent) get(key []byte) (value []byte, there, known bool) {
	if c.rows == nil {
		return nil, false, false
	}
	row := &c.rows[maphash.Bytes(c.seed, key)%recentRows]
	if !row.used || !bytes.Equal(row.key, key) {
		return nil, false, false
	}
	return append([]byte{}, row.value...), row.there, true
}

// put remembers a row in the place of another. It keeps key and value.
func (c *recent) put(key, value []byte, there bool) {
	if len(value) > recentBytes {
		return
	}
	if c.rows == nil {
		c.rows, c.seed = new([recentRows]recentRow), maphash.MakeSeed()
	}
	c.rows[maphash.Bytes(c.seed, key)%recentRows] = recentRow{key, value, true, there}
}
