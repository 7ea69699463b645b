package badgerstore

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"etabli/storage"
	"etabli/storage/durable"
)

const (
	lockFile     = "lock"
	openingMark  = "opening"
	runningMark  = "running"
	scrubbedMark = "scrubbed" // every table was read since the store was opened
	keyCheckFile = "key-check"
)

// maxOpenings is the number of openings in a row that may fail to come back
// before the store counts as damaged.
const maxOpenings = 2

// Suspect tells whether the store in dir was left behind by a crash, so that
// it deserves a check.
func Suspect(dir string) bool {
	return readMark(dir, openingMark) > 0 || readMark(dir, runningMark) > 0
}

// markOpening counts an opening that has not come back yet.
func markOpening(dir string) error {
	n := readMark(dir, openingMark)
	if n >= maxOpenings {
		return fmt.Errorf("%w: %d openings in a row ended the program; open in repair mode", storage.ErrDamaged, n)
	}
	return mark(dir, openingMark, n+1)
}

// readMark returns the number in a mark, 0 without one. A mark that was cut
// short by a crash still counts.
func readMark(dir, name string) int {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

func mark(dir, name string, n int) error {
	return durable.WriteFile(filepath.Join(dir, name), []byte(strconv.Itoa(n)+"\n"))
}

func unmark(dir, name string) error {
	err := os.Remove(filepath.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// keyCheck is a value that only the right key can make, and that tells
// nothing about it.
func keyCheck(key []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("etabli store key check v1"))
	return mac.Sum(nil)
}

// keyFits tells whether the store was made with this key. When it does and
// Badger says otherwise, its key registry is damaged.
func keyFits(dir string, key []byte) bool {
	check, err := os.ReadFile(filepath.Join(dir, keyCheckFile))
	return err == nil && hmac.Equal(check, keyCheck(key))
}

func writeKeyCheck(dir string, key []byte) error {
	if keyFits(dir, key) {
		return nil
	}
	return durable.WriteFile(filepath.Join(dir, keyCheckFile), keyCheck(key))
}

// A program that is killed while its store is checked leaves the check behind
// for a moment; an opening waits for so long before the store counts as in use.
const (
	lockTries = 25
	lockPause = 20 * time.Millisecond
)

// lockSoon is lockFolder with that patience.
func lockSoon(ctx context.Context, dir string) (io.Closer, error) {
	for try := 1; ; try++ {
		lock, err := lockFolder(dir)
		if try == lockTries || !errors.Is(err, storage.ErrInUse) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPause):
		}
	}
}

// MoveAside renames the folder of a damaged store to a free name beside it and
// returns that name. Nothing is deleted. ErrInUse says that it is open.
func MoveAside(dir string) (string, error) {
	lock, err := lockFolder(dir)
	if err != nil {
		return "", fmt.Errorf("move aside %s: %w", dir, err)
	}
	if err := lock.Close(); err != nil { // an open file would hold the folder on Windows
		return "", fmt.Errorf("move aside %s: %w", dir, err)
	}
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.damaged-%d", filepath.Clean(dir), n)
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		if err := os.Rename(dir, aside); err != nil {
			return "", fmt.Errorf("move aside: %w", err)
		}
		return aside, durable.SyncFolder(filepath.Dir(aside))
	}
}
