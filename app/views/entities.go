package views

import (
	"context"

	"etabli/storage"
	"etabli/storage/journal"
)

// The journal keeps a row for every entity: i type id, and further pages with
// four bytes behind.
const (
	journalEntity      = 'i'
	journalEntityBytes = 2 + idBytes
)

func eachEntity(r storage.Reader, rng storage.Range, fn func(journal.Entity) error) error {
	rng.KeysOnly = true
	return r.Scan(rng, func(key, _ []byte) error {
		if len(key) != journalEntityBytes {
			return nil
		}
		return fn(journal.Entity{Type: journal.EntityType(key[1]), ID: idOf(key)})
	})
}

func countEntities(ctx context.Context, store storage.Store) (n int, err error) {
	err = store.View(ctx, func(r storage.Reader) error {
		n = 0
		return eachEntity(r, storage.Prefix([]byte{journalEntity}), func(journal.Entity) error {
			n++
			return nil
		})
	})
	return n, err
}
