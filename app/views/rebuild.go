package views

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"etabli/storage"
	"etabli/storage/journal"
)

// The sizes of the steps of a rebuild: small enough that work goes on between
// them.
const (
	rebuildBatch = 200  // entities folded in one transaction
	deleteBatch  = 4000 // keys deleted in one transaction
)

// Rebuild folds everything again from the journal into a new generation, makes
// it the current one and deletes the old one. Work goes on meanwhile: what is
// written is folded into both generations. A rebuild that was interrupted
// begins anew; one that another process began meanwhile ends this one with
// ErrOvertaken. progress is told how many entities of how many are done.
func (v *Views) Rebuild(ctx context.Context, store storage.Store, progress func(done, total int)) error {
	g, err := v.begin(ctx, store)
	if err != nil {
		return fmt.Errorf("views: begin a rebuild: %w", err)
	}
	if err := v.fill(ctx, store, g, progress); err != nil {
		return fmt.Errorf("views: rebuild: %w", err)
	}
	if err := v.swap(ctx, store, g); err != nil {
		return fmt.Errorf("views: end a rebuild: %w", err)
	}
	return v.Tidy(ctx, store)
}

// begin opens a new generation beside the current one.
func (v *Views) begin(ctx context.Context, store storage.Store) (g generation, err error) {
	err = store.Update(ctx, func(tx storage.Tx) error {
		m, err := getMeta(tx)
		if err != nil {
			return err
		}
		if m.Building != 0 {
			m.Old = append(m.Old, m.Building)
		}
		m.Last++
		m.Building, m.BuildingVersion = m.Last, version
		g = m.Building
		return putMeta(tx, m)
	})
	return g, err
}

// mine reads the generations and makes sure that g is still the one in work.
func mine(r storage.Reader, g generation) (meta, error) {
	m, err := getMeta(r)
	if err == nil && m.Building != g {
		err = ErrOvertaken
	}
	return m, err
}

// fill folds every entity of the journal into the generation in work.
func (v *Views) fill(ctx context.Context, store storage.Store, g generation, progress func(done, total int)) error {
	total, err := countEntities(ctx, store)
	if err != nil {
		return err
	}
	var after journal.Entity
	for done, size := 0, rebuildBatch; ; {
		n, last, err := v.fillBatch(ctx, store, g, after, size)
		if errors.Is(err, storage.ErrTooBig) && size > 1 {
			size /= 2
			continue
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
		done, after = done+n, last
		if progress != nil {
			progress(done, max(done, total))
		}
	}
}

func (v *Views) fillBatch(ctx context.Context, store storage.Store, g generation, after journal.Entity, size int) (n int, last journal.Entity, err error) {
	err = store.Update(ctx, func(tx storage.Tx) error {
		if _, err := mine(tx, g); err != nil {
			return err
		}
		entities, err := entitiesAfter(tx, after, size)
		if err != nil {
			return err
		}
		if n = len(entities); n == 0 {
			return nil
		}
		last = entities[n-1]
		var subjects []subject
		for _, e := range entities {
			_, err := tx.Get(g.entity(e))
			if err == nil {
				continue // it was touched meanwhile and is up to date
			}
			if !errors.Is(err, storage.ErrNotFound) {
				return err
			}
			s, err := foldHeld(tx, e)
			if err != nil {
				return err
			}
			s.fresh = isRepair(e) // a customer may have repairs here already
			subjects = append(subjects, s)
		}
		if subjects, err = forget(tx, subjects); err != nil {
			return err
		}
		return write(tx, g, subjects)
	})
	return n, last, err
}

// swap makes the generation in work the current one.
func (v *Views) swap(ctx context.Context, store storage.Store, g generation) error {
	return store.Update(ctx, func(tx storage.Tx) error {
		m, err := mine(tx, g)
		if err != nil {
			return err
		}
		m.Old = append(m.Old, m.Current)
		m.Current, m.Version = m.Building, m.BuildingVersion
		m.Building, m.BuildingVersion = 0, 0
		return putMeta(tx, m)
	})
}

// Tidy deletes generations that nobody reads any more, key by key. Rebuild does
// it; after a crash in between it can be called again.
func (v *Views) Tidy(ctx context.Context, store storage.Store) error {
	// Each step goes on where the last one ended: a store wades through what was deleted
	// before until it puts its files in order.
	var reached []byte
	for {
		var left bool
		var last []byte
		err := store.Update(ctx, func(tx storage.Tx) error {
			left, last = false, nil
			m, err := getMeta(tx)
			if err != nil || len(m.Old) == 0 {
				return err
			}
			left = true
			last, err = deleteSome(tx, m.Old[0], reached)
			if err != nil || last != nil {
				return err
			}
			if reached != nil {
				return nil // from its beginning once more: somebody may have written there meanwhile
			}
			m.Old = m.Old[1:]
			return putMeta(tx, m)
		})
		if err != nil {
			return fmt.Errorf("views: delete an old generation: %w", err)
		}
		if reached = last; !left {
			return nil
		}
	}
}

// deleteSome deletes keys of a generation, behind one of them or from its beginning, and
// returns the last of these.
func deleteSome(tx storage.Tx, g generation, after []byte) (last []byte, err error) {
	rng := storage.Prefix(g.prefix())
	rng.KeysOnly = true
	if after != nil && bytes.HasPrefix(after, rng.Start) {
		rng.Start = append(bytes.Clone(after), 0)
	}
	var keys [][]byte
	err = tx.Scan(rng, func(key, _ []byte) error {
		if keys = append(keys, append([]byte(nil), key...)); len(keys) == deleteBatch {
			return storage.Stop
		}
		return nil
	})
	for _, key := range keys {
		if err == nil {
			err = tx.Delete(key)
		}
		last = key
	}
	return last, err
}
