package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

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
		if err := r.copy(ctx); err != nil {
			return errors.Join(err, os.RemoveAll(dir+freshSuffix))
		}
		if err := r.Announce(); err != nil {
			return err
		}
		if _, err := swap(dir); err != nil {
			return err
		}
		if err := r.Adopt(); err != nil {
			return err
		}
		return os.RemoveAll(dir + formerSuffix)
	})
	if err != nil {
		return fmt.Errorf("renew store %s: %w", dir, err)
	}
	return nil
}

// copy makes the new store.
func (r *Renewal) copy(ctx context.Context) error {
	if err := os.RemoveAll(r.Dir + freshSuffix); err != nil { // of an attempt that did not end
		return err
	}
	from, err := Open(ctx, r.Options)
	if err != nil {
		return err
	}
	o := r.Options
	o.Dir, o.Key, o.CheckProgram = r.Dir+freshSuffix, r.NewKey, ""
	to, err := Open(ctx, o)
	if err != nil {
		return errors.Join(err, from.Close())
	}
	err = to.Load(ctx, func(put func(key, value []byte) error) error {
		return from.View(ctx, func(reader storage.Reader) error { return r.rows(reader, put) })
	})
	return errors.Join(err, to.Close(), from.Close())
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
	return errors.Join(fn(), lock.Close(), os.RemoveAll(at))
}
