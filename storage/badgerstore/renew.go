package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"etabli/storage"
	"etabli/storage/durable"
)

// The folders beside a store while it is renewed.
const (
	freshSuffix    = ".fresh"    // the store that is being made
	formerSuffix   = ".former"   // the one that it replaces
	renewingSuffix = ".renewing" // holds the lock of who does it
)

// Renewal copies a store, which nobody has open, into a new one under another
// key, so that with the old key everything goes that was ever deleted from it.
type Renewal struct {
	Options
	// NewKey is the key of the new store.
	NewKey []byte
	// Row, when it has a key, is written instead of the one that is there.
	Row struct{ Key, Value []byte }
	// Announce keeps NewKey before anything is moved, Adopt makes it the key. What
	// broke off between them is ended by EndRenewal.
	Announce, Adopt func() error
}

// Renew carries a renewal out. After an error the old store is as it was, or
// EndRenewal has to be called.
func Renew(ctx context.Context, r Renewal) error {
	dir, err := filepath.Abs(r.Dir)
	if err != nil {
		return err
	}
	r.Dir = dir
	err = alone(dir, func() error {
		lock, err := r.copy(ctx)
		if err != nil {
			return errors.Join(err, os.RemoveAll(dir+freshSuffix))
		}
		return errors.Join(r.replace(lock), lock.Close())
	})
	if err != nil {
		return fmt.Errorf("renew store %s: %w", dir, err)
	}
	return nil
}

// replace puts the new store into the place of the old one, whose lock is held.
func (r *Renewal) replace(lock io.Closer) error {
	if err := r.Announce(); err != nil {
		return err
	}
	if runtime.GOOS == "windows" { // an open file would hold the folder
		if err := lock.Close(); err != nil {
			return err
		}
	}
	if _, err := swap(r.Dir); err != nil {
		return err
	}
	if err := r.Adopt(); err != nil {
		return err
	}
	return os.RemoveAll(r.Dir + formerSuffix)
}

// copy makes the new store. It closes the old one and keeps its lock, so that
// nobody opens it any more.
func (r *Renewal) copy(ctx context.Context) (lock io.Closer, err error) {
	if err := os.RemoveAll(r.Dir + freshSuffix); err != nil { // of an attempt that did not end
		return nil, err
	}
	from, err := Open(ctx, r.Options)
	if err != nil {
		return nil, err
	}
	held := &onceCloser{Closer: from.backend.lock}
	from.backend.lock = io.NopCloser(nil)
	o := r.Options
	o.Dir, o.Key, o.CheckProgram = r.Dir+freshSuffix, r.NewKey, ""
	if readMark(r.Dir, serverMark) > 0 {
		o.Size = Server
	}
	to, err := Open(ctx, o)
	if err == nil {
		err = to.Load(ctx, func(put func(key, value []byte) error) error {
			return from.View(ctx, func(reader storage.Reader) error { return r.rows(reader, put) })
		})
		err = errors.Join(err, to.Close())
	}
	if err = errors.Join(err, from.Close()); err != nil {
		return nil, errors.Join(err, held.Close())
	}
	return held, nil
}

// onceCloser closes something once.
type onceCloser struct {
	io.Closer
	done bool
}

func (c *onceCloser) Close() error {
	if c.done {
		return nil
	}
	c.done = true
	return c.Closer.Close()
}

func (r *Renewal) rows(from storage.Reader, put func(key, value []byte) error) error {
	if len(r.Row.Key) > 0 {
		if err := put(r.Row.Key, r.Row.Value); err != nil {
			return err
		}
	}
	return from.Scan(storage.Range{}, func(key, value []byte) error {
		if string(key) == string(r.Row.Key) {
			return nil
		}
		return put(key, value)
	})
}

// EndRenewal ends a renewal that broke off after its key was announced. It tells
// whether the new store has taken the place of the old one: then its key must be
// adopted.
func EndRenewal(dir string) (renewed bool, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return false, err
	}
	err = alone(dir, func() error {
		renewed, err = swap(dir)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("renew store %s: %w", dir, err)
	}
	return renewed, nil
}

// Renewing answers storage.ErrInUse while somebody renews a store: nobody must
// open it then.
func Renewing(ctx context.Context, dir string) error {
	at := filepath.Clean(dir) + renewingSuffix
	if is, err := there(at); err != nil || !is {
		return err
	}
	lock, err := lockSoon(ctx, at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it is over just now
	}
	if err != nil {
		return fmt.Errorf("renew store %s: %w", dir, err)
	}
	return removeLocked(at, lock) // of a process that was killed
}

// removeLocked deletes a folder whose lock is held.
func removeLocked(at string, lock io.Closer) error {
	if runtime.GOOS == "windows" {
		return errors.Join(lock.Close(), os.RemoveAll(at))
	}
	return errors.Join(os.RemoveAll(at), lock.Close())
}

// Former deletes what a renewal replaced, once its key is adopted.
func Former(dir string) error { return os.RemoveAll(filepath.Clean(dir) + formerSuffix) }

// swap puts the new store into the place of the old one, from whatever point it
// came to before. Without a new store nothing is to be done.
func swap(dir string) (renewed bool, err error) {
	fresh, err := there(dir + freshSuffix)
	if err != nil {
		return false, err
	}
	former, err := there(dir + formerSuffix)
	if err != nil || !fresh {
		return former, err
	}
	if !former {
		if err := os.Rename(dir, dir+formerSuffix); err != nil {
			return false, err
		}
	}
	if err := os.Rename(dir+freshSuffix, dir); err != nil {
		return false, err
	}
	return true, durable.SyncFolder(filepath.Dir(dir))
}

func there(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// alone keeps two who renew a store apart.
func alone(dir string, fn func() error) error {
	at := dir + renewingSuffix
	if err := os.MkdirAll(at, 0o700); err != nil {
		return err
	}
	lock, err := lockFolder(at)
	if err != nil {
		return err
	}
	return errors.Join(fn(), removeLocked(at, lock))
}
