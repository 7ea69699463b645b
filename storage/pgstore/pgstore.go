// Package pgstore is the store of an HQ of several processes: the contract of
// package storage over ordinary SQL on one PostgreSQL.
//
// # Transactions
//
// A View is one REPEATABLE READ READ ONLY transaction, so it reads one
// snapshot. An Update is one READ COMMITTED transaction with synchronous_commit
// on; what it writes is kept in memory and goes out in one step with COMMIT.
// Inside a process one Update runs at a time. Between processes they take turns
// by row locks in the table locks:
//
//   - A transaction whose first call is Lock(key) locks the row of that key and
//     shares the row of the whole store. It waits for those that locked the same
//     key and for those that locked nothing, and may run beside those that
//     locked another key first: who locks says that the key guards all that the
//     transaction reads and writes.
//   - Any other transaction locks the row of the whole store before its first
//     read, so it runs beside no other and needs no care at all.
//
// The row lock is sequencer and fence. A process that stops inside a
// transaction loses it after timeout, by which the server ends both statements
// and idleness, and with it all it had not committed; the next in turn goes on.
//
// # Reading before the turn
//
// Much of the time of a turn is the time to read. So Prefetch may come before
// Lock: it looks, without a turn, which of the keys have a row. Those that have
// are read again with the lock, in the same step. Those that have none are taken
// to have none still, which COMMIT proves: what is written under such a key is
// written as a new row, and of what is not written it is looked up once more. A
// guess that was wrong costs a second run without guesses (guess.go).
//
// # Lost connections
//
// A transaction whose connection was lost before COMMIT was sent left nothing
// and its function is run again. When it was lost afterwards, the outcome is
// looked up: every transaction writes a row (writer, n) to the table commits,
// and the store now tries to write that row itself. The unique key makes this
// wait for a transaction that is still ending, and keeps one that never arrived
// from committing later. Only when the server does not come back for a minute
// is the answer ErrClosed.
//
// # Schema
//
// The files of sql/ are applied in order by whichever process comes first,
// under the lock of the row that counts them. That is all a table of two
// columns needs, so no library for migrations is used. Statements are plain
// SQL, without advisory locks, triggers, functions or extensions; NOTIFY is
// used where the server has it and is never relied on.
package pgstore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/jackc/pgx/v5"

	"etabli/storage"
	"etabli/storage/engine"
)

// limits are those of the embedded store, so that what fits there fits here.
var limits = storage.Limits{KeyBytes: 1024, ValueBytes: 64 << 10, TxBytes: 1 << 20, TxKeys: 10_000}

// Options says how to open a store.
type Options struct {
	// URL names the database: postgres://user@host:port/name, with the
	// parameters of libpq. Several hosts may be listed.
	URL string
	// Log takes what happens to connections; nil drops it.
	Log *slog.Logger
}

// Store is an open store.
type Store struct {
	*engine.Store
	backend *backend
}

// backend does for engine.Store what only the server can do.
type backend struct {
	server  *server
	readers *readers
	writer  *pgx.Conn // of the one transaction at a time; nil when there is none
	id      []byte    // of this opening of the store
	n       int64     // transactions that were tried to commit
	notify  bool      // the server has NOTIFY
	careful bool      // the last guess was wrong, make none
	log     *slog.Logger
}

// Open opens the store in a database and makes its tables on the first run.
// storage.ErrUnavailable when the server does not answer.
func Open(ctx context.Context, o Options) (*Store, error) {
	server, err := newServer(o.URL)
	if err != nil {
		return nil, err // of the URL, which may hold a password
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	b := &backend{server: server, readers: newReaders(server), id: make([]byte, 16), log: o.Log}
	if _, err := io.ReadFull(rand.Reader, b.id); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := b.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", server.name(), err), b.Close())
	}
	return &Store{engine.New(b, limits), b}, nil
}

// prepare connects and makes the tables ready.
func (b *backend) prepare(ctx context.Context) error {
	conn, err := b.server.connect(ctx)
	if err != nil {
		return err
	}
	b.writer = conn
	if err := migrate(ctx, conn); err != nil {
		return err
	}
	bounded, cancel := bound(ctx)
	defer cancel()
	if _, err := conn.Exec(bounded, forgetWriters); err != nil {
		return explain(err)
	}
	_, err = conn.Exec(bounded, notifyOthers, channel, "")
	b.notify = err == nil
	if err != nil && isLost(err) {
		return explain(err)
	}
	return nil
}

// Snapshot and Apply are those of a backend that is not shared.
func (b *backend) Snapshot() (engine.Snapshot, error) { return nil, errors.ErrUnsupported }

// Apply is never called; see Snapshot.
func (b *backend) Apply(*engine.Writes) error { return errors.ErrUnsupported }

// Close implements engine.Backend.
func (b *backend) Close() error {
	b.readers.close()
	if b.writer == nil {
		return nil
	}
	ctx, cancel := bound(context.Background())
	defer cancel()
	_, _ = b.writer.Exec(ctx, forgetWriter, b.id) // it would be forgotten after a day anyway
	_ = b.writer.Close(ctx)                       // the server notices by itself
	b.writer = nil
	return nil
}

var (
	_ engine.Shared     = (*backend)(nil)
	_ storage.Loader    = (*Store)(nil)
	_ storage.Watchable = (*Store)(nil)
)
