package hub

import (
	"errors"

	"etabli/storage"
)

// watchedTx remembers that the store itself failed, so that an entry is not
// blamed for a disk.
type watchedTx struct {
	storage.Tx
	failed error
}

func (w *watchedTx) note(err error) error {
	if err != nil && !errors.Is(err, storage.ErrNotFound) && w.failed == nil {
		w.failed = err
	}
	return err
}

// Get implements storage.Reader.
func (w *watchedTx) Get(key []byte) ([]byte, error) {
	value, err := w.Tx.Get(key)
	return value, w.note(err)
}

// Scan implements storage.Reader. What fn itself answers is its own concern.
func (w *watchedTx) Scan(rng storage.Range, fn func(key, value []byte) error) error {
	var own error
	err := w.Tx.Scan(rng, func(key, value []byte) error {
		own = fn(key, value)
		return own
	})
	if own != nil {
		return err
	}
	return w.note(err)
}

// Put implements storage.Tx.
func (w *watchedTx) Put(key, value []byte) error { return w.note(w.Tx.Put(key, value)) }

// Delete implements storage.Tx.
func (w *watchedTx) Delete(key []byte) error { return w.note(w.Tx.Delete(key)) }

// Prefetch implements storage.Prefetcher.
func (w *watchedTx) Prefetch(keys [][]byte) error {
	return w.note(storage.Prefetch(w.Tx, func() [][]byte { return keys }))
}
