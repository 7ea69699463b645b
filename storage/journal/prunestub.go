package journal

import (
	"context"
	"fmt"

	"etabli/storage"
)

// Prune lets the history of entities go of which HQ has received nothing since a
// time (Unix milliseconds), as far as HQ cannot lose it: they become stubs, and
// whoever needs one asks for it (Want). Entries of this device stay, and those that
// are about something else too. It tells how many became stubs.
func (l *Log) Prune(ctx context.Context, entities []Entity, sinceMS int64) (pruned int, err error) {
	for _, e := range entities {
		if err := ctx.Err(); err != nil {
			return pruned, err
		}
		done, err := l.pruneOne(ctx, e, sinceMS)
		if err != nil {
			return pruned, fmt.Errorf("journal: prune %s: %w", e.ID, err)
		}
		if done {
			pruned++
		}
	}
	return pruned, nil
}

func (l *Log) pruneOne(ctx context.Context, e Entity, sinceMS int64) (done bool, err error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return false, err
	}
	l.stubs.Store(true)
	err = l.store.Update(ctx, func(tx storage.Tx) error {
		done = false
		safe, err := prunable(tx, e, sinceMS)
		if err != nil || !safe {
			return err
		}
		at, err := StableOf(tx)
		if err != nil {
			return err
		}
		if err := PutStub(tx, &Stub{Entity: e, Pruned: true, WasWhole: true, Position: at}); err != nil {
			return err
		}
		// The views make their extract while the history is still here.
		if err := l.foldTouched(tx, []Touched{{Entity: e}}); err != nil {
			return err
		}
		done = true
		return l.dropHistory(tx, e)
	})
	if err == nil && done {
		l.watchers.Notify([]Entity{e})
	}
	return done, err
}

// prunable tells whether the store holds an entity whole, HQ can lose nothing of it
// and has received nothing since a time.
func prunable(r storage.Reader, e Entity, sinceMS int64) (bool, error) {
	stub, err := StubOf(r, e)
	if err != nil || stub != nil {
		return false, err
	}
	stable, err := StableOf(r)
	if err != nil {
		return false, err
	}
	refs, err := Refs(r, e)
	if err != nil || len(refs) == 0 {
		return false, err
	}
	for _, ref := range refs {
		row, err := getEntryRow(r, ref)
		if err != nil {
			return false, err
		}
		if row.place.Position == 0 || row.place.Position > stable || row.place.ReceivedMS > sinceMS {
			return false, nil
		}
	}
	return true, nil
}

// dropHistory deletes the entries of other devices that are about an entity alone.
func (l *Log) dropHistory(tx storage.Tx, e Entity) error {
	epochs, err := Epochs(tx)
	if err != nil {
		return err
	}
	refs, err := Refs(tx, e)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		held, err := Get(tx, ref)
		if err != nil {
			return err
		}
		if owns(epochs, ref.Chain) || len(held.Header.Entities) > 1 || len(held.Header.Moves) > 0 {
			continue
		}
		if err := dropEntry(tx, &held); err != nil {
			return err
		}
	}
	return nil
}

// dropEntry deletes an entry and what leads to it.
func dropEntry(tx storage.Tx, held *Positioned) error {
	ref := held.Ref()
	for _, about := range held.Header.Entities {
		if _, err := unlist(tx, about, ref); err != nil {
			return err
		}
	}
	of, known, err := OfCommand(tx, held.Header.Command)
	if err != nil {
		return err
	}
	if known && of == ref {
		if err := tx.Delete(commandKey(held.Header.Command)); err != nil {
			return err
		}
	}
	for _, key := range [][]byte{voidKey(ref), vouchKey(ref)} {
		if err := tx.Delete(key); err != nil {
			return err
		}
	}
	return tx.Delete(entryKey(ref))
}
