// Package badgerstore is the store of devices and small headquarters: Badger
// in one folder, always encrypted, every commit synchronous, with a guard
// around each way in which Badger is known to fail.
//
// The folder holds Badger's own files in badger/ and beside them
//
//	lock       held while the store is open
//	opening    how many openings in a row did not come back
//	running    present while the store is open, left behind by a crash
//	key-check  tells a wrong key from a damaged key registry
//	ballast    room kept for closing down on a full disk
//	server     present in a server's store, see Size
//
// On Linux the store waits for the disk itself, by the log file to which Badger
// appends, and shows a commit only then; elsewhere Badger does.
//
// What the guards do: a crash loop ends in ErrDamaged after two openings that
// never came back; after any crash the files are read by a child process
// first, because Badger may end the process that meets damaged files; writes
// stop with ErrFull before the disk is full, because Badger writes through
// memory maps and dies of a full disk; values stay small enough never to enter
// the value log. Damage to the newest log file is not always visible here:
// Badger then opens with an earlier state that is whole in itself. The journal
// and its outbox notice and mend that.
package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"

	"etabli/storage"
	"etabli/storage/engine"
)

// KeyBytes is the length of a store key.
const KeyBytes = 32

// Options says how to open a store.
type Options struct {
	// Dir is the store's folder; it is made when missing.
	Dir string
	// Key encrypts the store; KeyBytes long.
	Key []byte
	// Log takes Badger's messages; nil drops them.
	Log *slog.Logger
	// CheckProgram is a program that calls RunCheckIfChild first. When set, an
	// opening after a crash lets it read beforehand what the crash may have harmed.
	CheckProgram string
	// Size is for what machine the store is made; a server's stays one.
	Size Size
	// ReserveBytes is the free space below which writes answer ErrFull; zero
	// means DefaultReserveBytes, and four times as much for a server.
	ReserveBytes int64
	// BallastBytes is the size of the ballast file; zero means
	// DefaultBallastBytes, a negative number means none.
	BallastBytes int64
	// FreeBytes tells the free space of a folder; nil asks the system.
	FreeBytes func(dir string) (uint64, error)
}

// Store is an open store.
type Store struct {
	*engine.Store
	backend *backend
}

// Hasten lets no commit wait for the disk any more; closing does. Nor is the memory of
// tables let go, which would be read from the disk again and again. It is for a store that
// is filled in one go and thrown away when that breaks off, and has to be said before
// anything is written.
func (s *Store) Hasten() { s.backend.hasty, s.backend.tables.most = true, math.MaxInt64 }

// Open opens the store in o.Dir or makes an empty one. The errors are those
// of package storage: ErrInUse, ErrWrongKey, ErrDamaged, ErrFull,
// ErrUnsafePlace.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := open(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", o.Dir, err)
	}
	return s, nil
}

func open(ctx context.Context, o Options) (*Store, error) {
	if err := prepare(ctx, &o); err != nil {
		return nil, err
	}
	checked := o.CheckProgram != "" && Suspect(o.Dir)
	if checked {
		if err := CheckInChild(ctx, o.CheckProgram, o.Dir, o.Key); err != nil {
			return nil, err
		}
	}
	lock, err := lockSoon(ctx, o.Dir)
	if err != nil {
		return nil, err
	}
	b := &backend{dir: o.Dir, lock: lock, room: newRoom(o)}
	if checked { // what ended the openings before was not the store
		err = unmark(o.Dir, openingMark)
	}
	if err := errors.Join(err, b.open(o)); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return &Store{engine.New(b, measuresOf(o.Dir).limits), b}, nil
}

// prepare checks what can be checked before anything is touched.
func prepare(ctx context.Context, o *Options) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(o.Key) != KeyBytes {
		return fmt.Errorf("%w: %d bytes long, must be %d", storage.ErrWrongKey, len(o.Key), KeyBytes)
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return err
	}
	o.Dir = dir
	if err := checkPlace(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, rowsFolder), 0o700); err != nil {
		return err
	}
	if o.Size == Server && readMark(dir, serverMark) == 0 {
		return mark(dir, serverMark, 1)
	}
	return nil
}

// open opens Badger between the marks that count a crash.
func (b *backend) open(o Options) error {
	if err := b.room.forOpening(); err != nil {
		return err
	}
	if err := markOpening(b.dir); err != nil {
		return err
	}
	db, err := openBadger(b.dir, badgerOptions(b.dir, o.Key, o.Log))
	if err != nil {
		return errors.Join(err, unmark(b.dir, openingMark))
	}
	b.show(db)
	if err := errors.Join(b.settle(o), b.findLog()); err != nil {
		return errors.Join(err, db.Close(), unmark(b.dir, openingMark))
	}
	b.tables = newTables(filepath.Join(b.dir, rowsFolder), measuresOf(b.dir).mappedBytes)
	return nil
}

// show begins with what is in db.
func (b *backend) show(db *badger.DB) {
	b.db, b.moments, b.recent = db, newMoments(db.MaxVersion()), newRecent()
	db.SetDiscardTs(b.moments.last)
}

func (b *backend) findLog() (err error) {
	if syncsItself {
		b.log, err = openLog(filepath.Join(b.dir, rowsFolder))
	}
	return err
}

// settle notes that the store is open, with a key that fits.
func (b *backend) settle(o Options) error {
	if err := measuresOf(b.dir).fit(b.db.MaxBatchCount(), b.db.MaxBatchSize()); err != nil {
		return err
	}
	if err := writeKeyCheck(b.dir, o.Key); err != nil {
		return err
	}
	if err := errors.Join(unmark(b.dir, scrubbedMark), mark(b.dir, runningMark, 1)); err != nil {
		return err
	}
	return unmark(b.dir, openingMark)
}

// Load implements storage.Loader.
func (s *Store) Load(ctx context.Context, fn func(put func(key, value []byte) error) error) error {
	err := s.Alone(ctx, func() error { return s.backend.load(ctx, fn) })
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	return nil
}

// Scrub reads every table beside the store's normal work and stops the store
// with ErrDamaged when a checksum does not fit. Badger itself takes a block it
// cannot read for the end of its table, so rows would be missing without a
// word. A program that keeps a store open runs it once after opening.
func (s *Store) Scrub(ctx context.Context) error {
	err := s.Inside(ctx, s.backend.scrub)
	if errors.Is(err, storage.ErrDamaged) {
		s.Stop(err)
	}
	if err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	return nil
}

// Backup writes everything in the store, as of now, to w. The stream is not
// encrypted; Restore reads it.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	err := s.View(ctx, func(r storage.Reader) error { return writeBackup(r, w) })
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

var (
	_ storage.Store  = (*Store)(nil)
	_ storage.Loader = (*Store)(nil)
	_ badger.Logger  = logger{}
)
