package badgerstore

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"

	"etabli/storage"
)

// Badger's memory maps need 64-bit addresses: this does not compile for less.
const _ = uint(^uint(0)>>63 - 1)

// rowsFolder holds Badger's own files.
const rowsFolder = "badger"

// badgerOptions are as a folder's size has them. While tables are written Badger
// keeps a dozen buffers, each of 2, 4, 8 … MB until one table fits: on a tablet 14 MB
// for tables of 1 MB, and for what 5 MB of memory make. Tables on all levels have one
// size for the same reason.
func badgerOptions(dir string, key []byte, log *slog.Logger) badger.Options {
	m := measuresOf(dir)
	o := badger.DefaultOptions(filepath.Join(dir, rowsFolder)).
		WithSyncWrites(!syncsItself). // or logFile does it
		WithMemTableSize(m.memoryBytes).
		WithNumMemtables(2).
		WithBaseTableSize(m.tableBytes).
		WithValueThreshold(int64(2 * limits.ValueBytes)). // all values lie beside their keys
		WithBlockCacheSize(m.blockBytes).
		WithIndexCacheSize(16 << 20). // above zero, or an encrypted store decrypts each index at each read
		WithValueLogFileSize(16 << 20).
		WithNumCompactors(2).
		WithNumLevelZeroTables(8). // of four, an import rewrites the next level twice as often
		WithNumLevelZeroTablesStall(16).
		WithCompression(options.Snappy). // a tenth more disk than zstd, a third less work for every block read or written
		WithMetricsEnabled(false).
		WithDetectConflicts(false). // there is one writer, and it reads from snapshots
		WithNumVersionsToKeep(1).
		WithVerifyValueChecksum(true).
		WithChecksumVerificationMode(options.OnBlockRead).
		WithEncryptionKey(key).
		WithLogger(newLogger(log))
	o.TableSizeMultiplier = 1
	return o
}

// openBadger opens Badger, once more after the one failure that is known to
// pass: a process killed between making a log file and writing its first bytes
// leaves it empty, the next opening fills it and fails, the one after works.
func openBadger(dir string, o badger.Options) (*badger.DB, error) {
	if err := checkWhole(dir); err != nil {
		return nil, err
	}
	race := hasEmptyLog(o.Dir)
	db, err := tryBadger(o)
	if err != nil && race {
		db, err = tryBadger(o)
	}
	if err != nil {
		return nil, classify(err, dir, o.EncryptionKey)
	}
	return db, nil
}

// tryBadger turns a panic of the opening itself into an error.
func tryBadger(o badger.Options) (db *badger.DB, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			db, err = nil, fmt.Errorf("badger: %v", cause)
		}
	}()
	return badger.OpenManaged(o)
}

// checkWhole refuses a folder that was a store and lacks its head files.
// Badger would begin a new store there and remove the old one's tables.
func checkWhole(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, keyCheckFile)); err != nil {
		return nil // never was a whole store
	}
	for _, name := range []string{badger.ManifestFilename, badger.KeyRegistryFileName} {
		if _, err := os.Stat(filepath.Join(dir, rowsFolder, name)); err != nil {
			return fmt.Errorf("%w: %w", storage.ErrDamaged, err)
		}
	}
	return nil
}

// hasEmptyLog tells whether a log file of no length lies in Badger's folder.
func hasEmptyLog(dir string) bool {
	files, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, f := range files {
		name := f.Name()
		if !strings.HasSuffix(name, ".mem") && !strings.HasSuffix(name, ".vlog") {
			continue
		}
		if info, err := f.Info(); err == nil && info.Size() == 0 {
			return true
		}
	}
	return false
}

// passing are failures of the system that say nothing about the files.
var passing = []syscall.Errno{
	syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.ENOSPC, syscall.EACCES, syscall.EPERM,
}

// classify finds the sentinel for an error of Badger's opening. Badger does
// not wrap its causes, so the system's own texts are all there is to go by.
func classify(err error, dir string, key []byte) error {
	text := err.Error()
	if strings.Contains(text, badger.ErrEncryptionKeyMismatch.Error()) && !keyFits(dir, key) {
		return fmt.Errorf("%w: %w", storage.ErrWrongKey, err)
	}
	for _, errno := range passing {
		if strings.Contains(text, errno.Error()) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", storage.ErrDamaged, err)
}
