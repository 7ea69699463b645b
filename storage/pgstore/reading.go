package pgstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"etabli/storage"
	"etabli/storage/engine"
)

const (
	getRow  = `select value from kv where key = $1`
	getRows = `select key, value from kv where key = any($1)`
	// maxCached bounds the rows that a transaction remembers.
	maxCached = 20_000
)

// reading is what snapshots and transactions have in common.
type reading struct {
	conn *pgx.Conn
	ctx  context.Context
	// begin runs before the first statement; nil when the transaction has begun.
	begin  func() error
	cached map[string][]byte // what Get answers without asking; nil for no such key
	broken error             // why the transaction is of no use any more
}

// ready begins the transaction.
func (r *reading) ready() error {
	if r.broken != nil {
		return r.broken
	}
	if r.begin == nil {
		return nil
	}
	begin := r.begin
	r.begin = nil
	return begin()
}

// failed notes an error, after which the server refuses all else.
func (r *reading) failed(what string, err error) error {
	r.broken = fmt.Errorf("%s: %w", what, explain(err))
	return r.broken
}

// Get implements engine.Snapshot.
func (r *reading) Get(key []byte) ([]byte, error) {
	if value, ok := r.cached[string(key)]; ok {
		if value == nil {
			return nil, storage.ErrNotFound
		}
		return bytes.Clone(value), nil
	}
	if err := r.ready(); err != nil {
		return nil, err
	}
	ctx, cancel := bound(r.ctx)
	defer cancel()
	value := []byte{}
	err := r.conn.QueryRow(ctx, getRow, solid(key)).Scan(&value)
	if errors.Is(err, pgx.ErrNoRows) {
		r.remember(key, nil)
		return nil, storage.ErrNotFound
	}
	if err != nil {
		return nil, r.failed("get", err)
	}
	r.remember(key, value)
	return bytes.Clone(value), nil
}

// Prefetch implements storage.Prefetcher.
func (r *reading) Prefetch(keys [][]byte) error {
	if err := r.ready(); err != nil {
		return err
	}
	ctx, cancel := bound(r.ctx)
	defer cancel()
	rows, err := r.conn.Query(ctx, getRows, keys)
	if err != nil {
		return r.failed("prefetch", err)
	}
	for _, key := range keys {
		r.remember(key, nil)
	}
	if err := r.rememberAll(rows); err != nil {
		return r.failed("prefetch", err)
	}
	return nil
}

// rememberAll keeps the answer to getRows.
func (r *reading) rememberAll(rows pgx.Rows) error {
	defer rows.Close()
	for rows.Next() {
		raw := rows.RawValues()
		r.remember(raw[0], append([]byte{}, raw[1]...))
	}
	return rows.Err()
}

func (r *reading) remember(key, value []byte) {
	if r.cached == nil || len(r.cached) >= maxCached {
		r.cached = map[string][]byte{}
	}
	r.cached[string(key)] = value
}

// Cursor implements engine.Snapshot.
func (r *reading) Cursor(rng storage.Range) engine.Cursor {
	return &cursor{r: r, rng: rng, rows: firstPage, more: true}
}

// solid makes a nil key an empty one; nil would be NULL.
func solid(key []byte) []byte {
	if key == nil {
		return []byte{}
	}
	return key
}
