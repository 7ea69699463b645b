package engine

import (
	"bytes"
	"context"
	"errors"

	"etabli/storage"
)

// cancelEvery is the number of pairs a scan gives between two looks at the
// context.
const cancelEvery = 64

// tx is a snapshot with the transaction's own writes laid over it. A reader
// has no writes.
type tx struct {
	ctx    context.Context
	snap   Snapshot
	writes *Writes
}

func (t *tx) Get(key []byte) ([]byte, error) {
	if t.writes != nil {
		if own, ok := t.writes.writes.Get(key); ok {
			if own.deleted {
				return nil, storage.ErrNotFound
			}
			return append([]byte{}, own.value...), nil
		}
	}
	return t.snap.Get(key)
}

func (t *tx) Put(key, value []byte) error { return t.writes.set(key, write{value: value}) }
func (t *tx) Delete(key []byte) error     { return t.writes.set(key, write{deleted: true}) }

func (t *tx) Lock(key []byte) error {
	if shared, ok := t.snap.(Transaction); ok {
		return shared.Lock(key)
	}
	return nil
}

// fetching is a tx whose snapshot gets many keys faster together.
type fetching struct {
	*tx
	storage.Prefetcher
}

// shown is what a caller's function gets of a tx.
func (t *tx) shown() storage.Tx {
	if p, ok := t.snap.(storage.Prefetcher); ok {
		return fetching{t, p}
	}
	return t
}

func (t *tx) Scan(rng storage.Range, fn func(key, value []byte) error) error {
	if rng.Start != nil && rng.End != nil && bytes.Compare(rng.Start, rng.End) >= 0 {
		return nil
	}
	cursor := t.snap.Cursor(rng)
	defer cursor.Close()
	if t.writes != nil && t.writes.Len() > 0 {
		cursor = newMerge(cursor, t.writes.writes.Freeze().Walk(rng), rng.Reverse)
	}
	err := t.each(cursor, rng.KeysOnly, fn)
	if errors.Is(err, storage.Stop) {
		return nil
	}
	return err
}

// each hands out copies in buffers that it uses again for every pair: a
// caller that writes into them harms nothing, one that keeps them finds out.
func (t *tx) each(cursor Cursor, keysOnly bool, fn func(key, value []byte) error) error {
	var key, value []byte
	if !keysOnly {
		value = []byte{} // an empty value is not a missing one
	}
	for n := 0; cursor.Next(); n++ {
		if n%cancelEvery == 0 {
			if err := t.ctx.Err(); err != nil {
				return err
			}
		}
		if !keysOnly {
			v, err := cursor.Value()
			if err != nil {
				return err
			}
			value = append(value[:0], v...)
		}
		key = append(key[:0], cursor.Key()...)
		if err := fn(key, value); err != nil {
			return err
		}
	}
	return cursor.Err()
}

// merge walks a snapshot and the transaction's own writes as one. Where both
// have a key the own write counts; its deletions hide the snapshot's keys.
type merge struct {
	base             Cursor
	own              *Walk[write]
	baseOK, ownOK    bool
	takeOwn, reverse bool
	begun            bool
}

func newMerge(base Cursor, own *Walk[write], reverse bool) *merge {
	return &merge{base: base, own: own, reverse: reverse}
}

func (m *merge) Next() bool {
	m.advance()
	for m.choose() && m.takeOwn && m.own.Entry().deleted {
		m.advance()
	}
	return m.baseOK || m.ownOK
}

// advance moves past the present pair.
func (m *merge) advance() {
	switch {
	case !m.begun:
		m.begun = true
		m.baseOK, m.ownOK = m.base.Next(), m.own.Next()
	case m.takeOwn:
		m.ownOK = m.own.Next()
	default:
		m.baseOK = m.base.Next()
	}
}

// choose decides which side gives the next pair, and drops from the snapshot
// a key that the transaction wrote itself.
func (m *merge) choose() bool {
	if m.baseOK && m.ownOK {
		c := bytes.Compare(m.own.Key(), m.base.Key())
		if c == 0 {
			m.baseOK = m.base.Next()
		}
		m.takeOwn = c == 0 || (c < 0) != m.reverse
	} else {
		m.takeOwn = m.ownOK
	}
	return m.baseOK || m.ownOK
}

func (m *merge) Key() []byte {
	if m.takeOwn {
		return m.own.Key()
	}
	return m.base.Key()
}

func (m *merge) Value() ([]byte, error) {
	if m.takeOwn {
		return m.own.Entry().value, nil
	}
	return m.base.Value()
}

func (m *merge) Err() error { return m.base.Err() }

func (m *merge) Close() {}
