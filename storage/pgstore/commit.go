package pgstore

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"etabli/storage/engine"
)

const (
	addRows    = `insert into kv (key, value) select * from unnest($1::bytea[], $2::bytea[])`
	putRows    = addRows + ` on conflict (key) do update set value = excluded.value`
	deleteRows = `delete from kv where key = any($1)`

	markCommit    = `insert into commits (writer, n) values ($1, $2)`
	forgetCommits = `delete from commits where writer = $1 and n < $2`
	voidCommit    = `insert into commits (writer, n, void) values ($1, $2, true) on conflict do nothing`
	wasVoid       = `select void from commits where writer = $1 and n = $2`
	forgetWriter  = `delete from commits where writer = $1`
	forgetWriters = `delete from commits where at < now() - interval '1 day'`
)

// How long the outcome of a COMMIT is looked up, and the pause between attempts.
const (
	settleFor   = time.Minute
	settlePause = 250 * time.Millisecond
)

// Commit implements engine.Transaction.
func (t *transaction) Commit(writes *engine.Writes) error {
	if err := t.ready(); err != nil {
		return err
	}
	if err := t.proveGuess(writes); err != nil {
		return err
	}
	b := t.backend
	b.n++
	batch := &pgx.Batch{}
	t.queueWrites(batch, writes)
	batch.Queue(markCommit, b.id, b.n)
	batch.Queue(forgetCommits, b.id, b.n)
	if b.notify {
		batch.Queue(notifyOthers, channel, hex.EncodeToString(b.id))
	}
	batch.Queue("commit")
	ctx, cancel := bound(t.ctx)
	defer cancel()
	err := t.conn.SendBatch(ctx, batch).Close()
	if err == nil {
		t.open, b.careful = false, false
		return nil
	}
	if hasCode(err, uniqueViolated) {
		return t.guessedWrong()
	}
	if !isLost(err) {
		return t.failed("commit", err)
	}
	drop(t.conn)
	t.open, b.writer = false, nil
	return b.settle(err)
}

// queueWrites adds the statements that write rows. Rows that are new are
// cheaper to write, and prove that they are.
func (t *transaction) queueWrites(batch *pgx.Batch, writes *engine.Writes) {
	var added, put [2][][]byte // keys and values
	var deleted [][]byte
	_ = writes.Each( // neither function fails
		func(key, value []byte) error {
			to := &put
			if t.isNew(key) {
				to = &added
			}
			to[0], to[1] = append(to[0], solid(key)), append(to[1], solid(value))
			return nil
		},
		func(key []byte) error { deleted = append(deleted, solid(key)); return nil })
	if len(added[0]) > 0 {
		batch.Queue(addRows, added[0], added[1])
	}
	if len(put[0]) > 0 {
		batch.Queue(putRows, put[0], put[1])
	}
	if len(deleted) > 0 {
		batch.Queue(deleteRows, deleted)
	}
}

// settle finds out what became of the last transaction after its connection
// was lost: nil when it was committed, ErrAgain when it never will be. Any other
// error means that the server did not come back.
func (b *backend) settle(lost error) error {
	b.log.Warn("connection lost during commit", "error", lost)
	ctx, cancel := context.WithTimeout(context.Background(), settleFor)
	defer cancel()
	var err error
	for ctx.Err() == nil {
		var committed bool
		if committed, err = b.outcome(ctx); err == nil {
			b.log.Info("commit settled", "committed", committed)
			if committed {
				return nil
			}
			return fmt.Errorf("%w: %w", engine.ErrAgain, lost)
		}
		time.Sleep(settlePause)
	}
	return errors.Join(lost, fmt.Errorf("outcome of the commit not found: %w", err))
}

// outcome asks once.
func (b *backend) outcome(ctx context.Context) (committed bool, err error) {
	conn, err := b.server.connect(ctx)
	if err != nil {
		return false, err
	}
	ctx, cancel := bound(ctx)
	defer cancel()
	// It waits while the transaction is still ending.
	_, err = conn.Exec(ctx, voidCommit, b.id, b.n)
	var void bool
	if err == nil {
		err = conn.QueryRow(ctx, wasVoid, b.id, b.n).Scan(&void)
	}
	if err != nil {
		drop(conn)
		return false, err
	}
	b.writer = conn
	return !void, nil
}
