package badgerstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/dgraph-io/badger/v4"

	"etabli/storage"
	"etabli/storage/engine"
)

// keySpace leads every key, so that the empty key and keys that Badger keeps
// for itself are keys like any other.
const keySpace = "k"

// backend does for engine.Store what only Badger can do.
type backend struct {
	dir     string
	db      *badger.DB
	lock    io.Closer
	room    *room
	recent  *recent
	tables  *tables
	moments *moments
	log     *logFile // nil where Badger waits for the disk itself
	failed  bool     // a commit ended in an unknown way
	hasty   bool     // no commit waits for the disk; closing does
}

func inSpace(key []byte) []byte { return append([]byte(keySpace), key...) }

func (b *backend) Snapshot() (engine.Snapshot, error) {
	version, at := b.recent.now(), b.moments.enter()
	s := &snapshot{txn: b.db.NewTransactionAt(at, false), moments: b.moments, recent: b.recent}
	if version == b.recent.now() {
		s.version = version
	}
	return s, nil
}

func (b *backend) Apply(writes *engine.Writes) error {
	if err := b.room.forWriting(); err != nil {
		return err
	}
	at := b.moments.next()
	txn := b.db.NewTransactionAt(at-1, true)
	defer txn.Discard()
	err := writes.Each(
		func(key, value []byte) error { return txn.SetEntry(badger.NewEntry(inSpace(key), value)) },
		func(key []byte) error { return txn.Delete(inSpace(key)) })
	if errors.Is(err, badger.ErrTxnTooBig) {
		return fmt.Errorf("%w: %w", storage.ErrTooBig, err)
	}
	if err == nil {
		err = b.commit(txn, at, writes)
	}
	b.failed = err != nil
	b.tables.wrote(writes.Bytes())
	return err
}

func (b *backend) commit(txn *badger.Txn, at uint64, writes *engine.Writes) error {
	b.recent.begin()
	err := txn.CommitAt(at, nil)
	if err == nil && b.log != nil && !b.hasty {
		err = b.log.sync(writes)
	}
	if err != nil {
		b.recent.end(nil) // nobody knows
		return err
	}
	b.landed(at)
	b.recent.end(writes)
	return nil
}

// landed shows a commit, and lets Badger drop what nobody can see any more.
func (b *backend) landed(at uint64) { b.db.SetDiscardTs(b.moments.landed(at)) }

func (b *backend) Close() error {
	b.room.forClosing()
	b.tables.close()
	var err error
	if b.log != nil {
		if b.hasty {
			err = b.log.syncAll()
		}
		b.log.close()
	}
	err = errors.Join(err, b.db.Close())
	if err == nil && !b.failed {
		err = unmark(b.dir, runningMark)
	}
	return errors.Join(err, b.lock.Close())
}

// load fills an empty store without the cost of a transaction for every part.
func (b *backend) load(ctx context.Context, fn func(put func(key, value []byte) error) error) error {
	if empty, err := b.isEmpty(); err != nil || !empty {
		return errors.Join(err, storage.ErrNotEmpty)
	}
	b.recent.begin()
	defer b.recent.end(nil)
	at := b.moments.next()
	batch := b.db.NewWriteBatchAt(at)
	defer batch.Cancel()
	puts := 0
	err := fn(func(key, value []byte) error {
		if puts++; puts%roomEvery == 0 {
			if err := errors.Join(ctx.Err(), b.room.forWriting()); err != nil {
				return err
			}
		}
		if len(key) > limits.KeyBytes || len(value) > limits.ValueBytes {
			return fmt.Errorf("%w: key of %d and value of %d bytes", storage.ErrTooBig, len(key), len(value))
		}
		return batch.Set(inSpace(key), bytes.Clone(value))
	})
	if err != nil {
		return err
	}
	if err := batch.Flush(); err != nil {
		return err
	}
	if b.log != nil {
		if err := b.log.syncAll(); err != nil {
			return err
		}
	}
	b.landed(at)
	return nil
}

func (b *backend) isEmpty() (bool, error) {
	snap, err := b.Snapshot()
	if err != nil {
		return false, err
	}
	defer snap.Release()
	c := snap.Cursor(storage.Range{KeysOnly: true})
	defer c.Close()
	more := c.Next()
	return !more, c.Err()
}

// scrub verifies the checksum of every block of every table, and notes that it did.
// Badger panics where one does not fit.
func (b *backend) scrub() (err error) {
	defer rescue(&err)
	if err := b.db.VerifyChecksum(); err != nil {
		return fmt.Errorf("%w: %w", storage.ErrDamaged, err)
	}
	return mark(b.dir, scrubbedMark, 1)
}
