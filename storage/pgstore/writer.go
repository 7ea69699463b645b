package pgstore

import (
	"bytes"
	"context"

	"github.com/jackc/pgx/v5"

	"etabli/storage/engine"
)

const (
	beginWriting = `begin`
	makeLock     = `insert into locks (key) values ($1) on conflict do nothing`
	takeLock     = `select key from locks where key = $1 for update`
	shareLock    = `select key from locks where key = $1 for share`
)

// wholeStore is the row in locks of those that lock no key.
var wholeStore = []byte{}

// lockRow is the row in locks of a caller's key.
func lockRow(key []byte) []byte { return append([]byte{'k'}, key...) }

// transaction is a writer's transaction on the server. It begins with its first
// step, which decides what it locks.
type transaction struct {
	reading
	backend *backend
	held    [][]byte // rows in locks
	open    bool     // begun and not ended
	guess   *guess   // of what was asked for before the turn came; nil for none
}

// Begin implements engine.Shared.
func (b *backend) Begin(ctx context.Context) (engine.Transaction, error) {
	if b.writer == nil || b.writer.IsClosed() {
		conn, err := b.server.connect(ctx)
		if err != nil {
			return nil, err
		}
		b.writer = conn
	}
	t := &transaction{reading: reading{conn: b.writer, ctx: ctx}, backend: b}
	t.begin = t.beginAlone
	return t, nil
}

// beginAlone begins a transaction that runs beside no other.
func (t *transaction) beginAlone() error {
	batch := &pgx.Batch{}
	batch.Queue(beginWriting)
	batch.Queue(takeLock, wholeStore)
	t.open = true
	t.queueGuess(batch)
	return t.send("begin", batch)
}

// Lock implements engine.Transaction.
func (t *transaction) Lock(key []byte) error {
	row := lockRow(key)
	for _, held := range t.held {
		if bytes.Equal(held, row) {
			return nil
		}
	}
	first := t.begin != nil
	t.begin = nil
	if err := t.ready(); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	if first {
		t.open = true
		batch.Queue(beginWriting)
	}
	batch.Queue(makeLock, row)
	batch.Queue(takeLock, row)
	if first {
		batch.Queue(shareLock, wholeStore)
		t.queueGuess(batch)
	}
	t.held = append(t.held, row)
	return t.send("lock", batch)
}

// send runs statements in one step.
func (t *transaction) send(what string, batch *pgx.Batch) error {
	ctx, cancel := bound(t.ctx)
	defer cancel()
	if err := t.conn.SendBatch(ctx, batch).Close(); err != nil {
		return t.failed(what, err)
	}
	return nil
}

// Broken implements engine.Transaction.
func (t *transaction) Broken() error { return t.broken }

// Release implements engine.Snapshot.
func (t *transaction) Release() {
	if !t.open {
		return
	}
	t.open = false
	if t.conn.IsClosed() || run(t.ctx, t.conn, "rollback") != nil {
		drop(t.conn)
		t.backend.writer = nil
	}
}
