package badgerstore

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"etabli/storage"
	"etabli/storage/engine"
)

type snapshot struct {
	txn     *badger.Txn
	moments *moments
	recent  *recent
	version uint64 // for recent; 0 takes and gives nothing
}

func (s *snapshot) Release() {
	s.txn.Discard()
	s.moments.leave(s.txn.ReadTs())
}

func (s *snapshot) Get(key []byte) (value []byte, err error) {
	value, there, known := s.recent.get(s.version, key)
	if !known {
		if value, there, err = s.read(key); err != nil {
			return nil, err
		}
	}
	if !there {
		return nil, storage.ErrNotFound
	}
	return value, nil
}

// read reads a row from Badger.
func (s *snapshot) read(key []byte) (value []byte, there bool, err error) {
	defer rescue(&err)
	full := inSpace(key)
	item, err := s.txn.Get(full)
	switch {
	case errors.Is(err, badger.ErrKeyNotFound):
		s.recent.read(s.version, full[len(keySpace):], nil, false)
		return nil, false, nil
	case err == nil:
		value, err = item.ValueCopy([]byte{})
	}
	if err != nil {
		return nil, false, fmt.Errorf("get %q: %w", key, err)
	}
	s.recent.read(s.version, full[len(keySpace):], bytes.Clone(value), true)
	return value, true, nil
}

// rescue turns a panic of Badger into an error: it has no other answer to some
// kinds of damage.
func rescue(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("%w: reading a table: %v", storage.ErrDamaged, cause)
	}
}

// Cursor opens an iterator. Values are not fetched ahead: they lie beside
// their keys, and Badger would start a goroutine for each.
func (s *snapshot) Cursor(rng storage.Range) engine.Cursor {
	c := &cursor{rng: rng}
	c.start, c.end = inSpace(rng.Start), storage.After([]byte(keySpace))
	if rng.End != nil {
		c.end = inSpace(rng.End)
	}
	o := badger.IteratorOptions{Reverse: rng.Reverse}
	if !rng.Reverse { // backwards the first key found may lie outside the prefix
		o.Prefix = commonPrefix(c.start, c.end)
	}
	defer rescue(&c.err)
	c.it = s.txn.NewIterator(o)
	return c
}

// commonPrefix returns a prefix that all keys k with start <= k < end share;
// Badger passes over the tables that have none.
func commonPrefix(start, end []byte) []byte {
	n := 0
	for n < len(start) && n < len(end) && start[n] == end[n] {
		n++
	}
	if n == len(end)-1 && n < len(start) && start[n]+1 == end[n] {
		n++ // end is the first key after the prefix that ends here
	}
	return start[:n]
}

type cursor struct {
	rng        storage.Range
	start, end []byte
	it         *badger.Iterator
	begun      bool
	err        error
}

func (c *cursor) Next() (ok bool) {
	if c.it == nil || c.err != nil {
		return false
	}
	defer rescue(&c.err)
	switch {
	case c.begun:
		c.it.Next()
	case c.rng.Reverse:
		c.begun = true
		if c.it.Seek(c.end); c.it.Valid() && bytes.Equal(c.it.Item().Key(), c.end) {
			c.it.Next()
		}
	default:
		c.begun = true
		c.it.Seek(c.start)
	}
	return c.it.Valid() && c.inside(c.it.Item().Key())
}

// inside looks at the far end of the range only; the near one was sought.
func (c *cursor) inside(key []byte) bool {
	if c.rng.Reverse {
		return bytes.Compare(key, c.start) >= 0
	}
	return bytes.Compare(key, c.end) < 0
}

func (c *cursor) Key() []byte { return c.it.Item().Key()[len(keySpace):] }

func (c *cursor) Value() (value []byte, err error) {
	defer rescue(&err)
	err = c.it.Item().Value(func(v []byte) error { value = v; return nil })
	return value, err
}

func (c *cursor) Err() error { return c.err }

func (c *cursor) Close() {
	if c.it == nil {
		return
	}
	defer rescue(&c.err)
	c.it.Close()
}
