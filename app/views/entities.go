package views

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
)

// The journal keeps a row for every entity: i type id, and further pages with
// four bytes behind. A rebuild walks them by key.
const (
	journalEntity      = 'i'
	journalEntityBytes = 2 + idBytes
)

// rebuildRanges are the entities in the order of a rebuild: repairs come last,
// after the customers by whose names they are found.
func rebuildRanges() []storage.Range {
	others := storage.Range{Start: []byte{journalEntity, kind.Repair + 1}, End: storage.After([]byte{journalEntity})}
	return []storage.Range{others, storage.Prefix([]byte{journalEntity, kind.Repair})}
}

// entitiesAfter lists the next entities of the journal in the order of a
// rebuild; the zero entity is before all.
func entitiesAfter(r storage.Reader, after journal.Entity, limit int) (out []journal.Entity, err error) {
	ranges := rebuildRanges()
	if after != (journal.Entity{}) {
		if isRepair(after) {
			ranges = ranges[1:]
		}
		ranges[0].Start = storage.After(append([]byte{journalEntity, byte(after.Type)}, after.ID[:]...))
	}
	for _, rng := range ranges {
		err = eachEntity(r, rng, func(e journal.Entity) error {
			if out = append(out, e); len(out) == limit {
				return storage.Stop
			}
			return nil
		})
		if err != nil || len(out) == limit {
			return out, err
		}
	}
	return out, nil
}

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
