package engine

import (
	"bytes"
	"fmt"

	"etabli/storage"
)

// Writes is what a transaction wrote: the last write of every key, in order.
type Writes struct {
	limits storage.Limits
	writes Sorted[write]
	bytes  int
	failed error // the first write over a limit
}

type write struct {
	value   []byte
	deleted bool
}

// Len returns the number of keys written.
func (w *Writes) Len() int { return w.writes.Len() }

// Puts tells whether a key is given a value.
func (w *Writes) Puts(key []byte) bool {
	e, ok := w.writes.Get(key)
	return ok && !e.deleted
}

// Bytes returns the size of keys and values together.
func (w *Writes) Bytes() int { return w.bytes }

// Each calls put or del for every key in ascending order, until one fails.
// The slices are not used again.
func (w *Writes) Each(put func(key, value []byte) error, del func(key []byte) error) error {
	for walk := w.writes.Freeze().Walk(storage.Range{}); walk.Next(); {
		var err error
		if e := walk.Entry(); e.deleted {
			err = del(walk.Key())
		} else {
			err = put(walk.Key(), e.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *Writes) set(key []byte, e write) error {
	if w.failed != nil {
		return w.failed
	}
	if err := w.admit(key, e); err != nil {
		w.failed = err
		return err
	}
	e.value = bytes.Clone(e.value)
	w.writes.Put(bytes.Clone(key), e)
	return nil
}

// admit checks the limits and counts the write.
func (w *Writes) admit(key []byte, e write) error {
	if len(key) > w.limits.KeyBytes {
		return fmt.Errorf("%w: key of %d bytes, %d fit", storage.ErrTooBig, len(key), w.limits.KeyBytes)
	}
	if len(e.value) > w.limits.ValueBytes {
		return fmt.Errorf("%w: value of %d bytes under %q, %d fit",
			storage.ErrTooBig, len(e.value), key, w.limits.ValueBytes)
	}
	grown, keys := w.bytes+len(e.value), w.writes.Len()
	if old, again := w.writes.Get(key); again {
		grown -= len(old.value)
	} else {
		grown += len(key)
		keys++
	}
	if grown > w.limits.TxBytes || keys > w.limits.TxKeys {
		return fmt.Errorf("%w: transaction of %d keys and %d bytes, %d and %d fit",
			storage.ErrTooBig, keys, grown, w.limits.TxKeys, w.limits.TxBytes)
	}
	w.bytes = grown
	return nil
}
