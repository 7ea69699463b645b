package views

import (
	"bytes"
	"context"
	"fmt"

	"etabli/storage"
)

// deleteBatch is how many keys are deleted in one transaction: few enough that work goes
// on between two of them.
const deleteBatch = 4000

// Rebuild folds everything again from the journal into a new generation, makes
// it the current one and deletes the old one. Work goes on meanwhile: what is
// written is folded into both generations. A rebuild that was interrupted
// begins anew; one that another process began meanwhile ends this one with
// ErrOvertaken. progress is told how many entities of how many are done, at first that none is: from
// then on what is written is folded.
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
