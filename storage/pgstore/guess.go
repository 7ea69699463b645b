package pgstore

import (
	"fmt"

	"github.com/jackc/pgx/v5"

	"etabli/storage/engine"
)

const (
	keysThere = `select key from kv where key = any($1)`
	countRows = `select count(*) from kv where key = any($1)`
)

// guess is what a transaction takes for true of rows that it asked for before
// its turn.
type guess struct {
	present [][]byte        // had a row, or must be looked at; read with the lock
	absent  map[string]bool // had no row; true once the function was told so
}

// Prefetch implements storage.Prefetcher.
func (t *transaction) Prefetch(keys [][]byte) error {
	switch {
	case t.begin == nil:
		return t.reading.Prefetch(keys)
	case t.backend.careful:
		t.guess = &guess{present: keys}
		return nil
	}
	ctx, cancel := bound(t.ctx)
	defer cancel()
	rows, err := t.conn.Query(ctx, keysThere, keys)
	if err != nil {
		return t.failed("look ahead", err)
	}
	defer rows.Close()
	g := &guess{absent: make(map[string]bool, len(keys))}
	for _, key := range keys {
		g.absent[string(key)] = false
	}
	for rows.Next() {
		key := append([]byte{}, rows.RawValues()[0]...)
		delete(g.absent, string(key))
		g.present = append(g.present, key)
	}
	if err := rows.Err(); err != nil {
		return t.failed("look ahead", err)
	}
	t.guess = g
	return nil
}

// queueGuess adds the reading, in the transaction's turn, of what had a row
// before it.
func (t *transaction) queueGuess(batch *pgx.Batch) {
	if t.guess == nil {
		return
	}
	for _, key := range t.guess.present {
		t.remember(key, nil) // unless the answer names it
	}
	batch.Queue(getRows, t.guess.present).Query(t.rememberAll)
}

// Get implements engine.Snapshot.
func (t *transaction) Get(key []byte) ([]byte, error) {
	if err := t.ready(); err != nil {
		return nil, err
	}
	if t.guess != nil {
		if _, ok := t.guess.absent[string(key)]; ok {
			t.guess.absent[string(key)] = true
			t.remember(key, nil)
		}
	}
	return t.reading.Get(key)
}

// isNew tells whether a key has no row, as far as the transaction knows.
func (t *transaction) isNew(key []byte) bool {
	if t.guess != nil {
		if _, ok := t.guess.absent[string(key)]; ok {
			return true
		}
	}
	value, ok := t.cached[string(key)]
	return ok && value == nil
}

// proveGuess looks again at what the function was told and does not write.
func (t *transaction) proveGuess(writes *engine.Writes) error {
	if t.guess == nil {
		return nil
	}
	var open [][]byte
	for key, told := range t.guess.absent {
		if told && !writes.Puts([]byte(key)) {
			open = append(open, []byte(key))
		}
	}
	if len(open) == 0 {
		return nil
	}
	ctx, cancel := bound(t.ctx)
	defer cancel()
	var n int
	if err := t.conn.QueryRow(ctx, countRows, open).Scan(&n); err != nil {
		return t.failed("prove", err)
	}
	if n > 0 {
		return t.guessedWrong()
	}
	return nil
}

// guessedWrong makes the next run read everything in its turn.
func (t *transaction) guessedWrong() error {
	t.backend.careful = true
	t.broken = fmt.Errorf("%w: a row came meanwhile", engine.ErrAgain)
	return t.broken
}
