package sim

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/memstore"
)

// rowDisk is where the rows of a store lie, whether one is open on it or not.
type rowDisk interface {
	open(limits storage.Limits) (storage.Store, error)
	// crash ends the open store as a loss of power does.
	crash()
	copied() (rowDisk, error)
	view(fn func(storage.Reader) error) error
}

// emptyDisk makes a disk: in memory, or a folder of real files.
func (w *World) emptyDisk() rowDisk {
	if w.o.Badger {
		return &fileDisk{w: w, dir: w.outboxFolder("store")}
	}
	return memoryDisk{&memstore.Disk{}}
}

type memoryDisk struct{ disk *memstore.Disk }

func (m memoryDisk) open(limits storage.Limits) (storage.Store, error) {
	return m.disk.Open(memstore.WithLimits(limits))
}

func (m memoryDisk) crash() { m.disk.Crash() }

func (m memoryDisk) copied() (rowDisk, error) { return memoryDisk{m.disk.Copy()}, nil }

func (m memoryDisk) view(fn func(storage.Reader) error) error {
	store, err := m.disk.Copy().Open()
	if err != nil {
		return err
	}
	return errors.Join(store.View(context.Background(), fn), store.Close())
}

// fileDisk is a store in a folder.
type fileDisk struct {
	w    *World
	dir  string
	live *badgerstore.Store // open on it, or nil
}

func (f *fileDisk) options() badgerstore.Options {
	return badgerstore.Options{Dir: f.dir, Key: bytes.Repeat([]byte{5}, badgerstore.KeyBytes), BallastBytes: -1}
}

// open ignores the limits asked for: real files have their own.
func (f *fileDisk) open(storage.Limits) (storage.Store, error) {
	store, err := badgerstore.Open(context.Background(), f.options())
	if err != nil {
		return nil, err
	}
	f.live = store
	return closing{store, f}, nil
}

// closing lets the disk know that its store is closed.
type closing struct {
	storage.Store
	f *fileDisk
}

// Close implements storage.Store.
func (c closing) Close() error {
	if c.f.live == c.Store {
		c.f.live = nil
	}
	return c.Store.Close()
}

// crash leaves the files as they are at this moment, which is what a killed
// process leaves, and goes on with a copy of them.
func (f *fileDisk) crash() {
	if f.live == nil {
		return
	}
	was := f.dir
	f.dir = f.w.outboxFolder("store")
	err := copyWhole(f.dir, was)
	err = errors.Join(err, f.live.Close(), os.RemoveAll(was))
	f.live = nil
	if err != nil {
		f.w.fail("harness", "%s: %v", filepath.Base(was), err)
	}
}

// copyWhole copies a folder as it is at one moment. Badger goes on writing tables and
// deleting what they replace; a copy during which files came, went or grew begins anew.
func copyWhole(to, from string) error {
	for range 50 {
		before, err := sizesIn(from)
		if err == nil {
			err = os.CopyFS(to, os.DirFS(from))
		}
		after, gone := sizesIn(from)
		if err == nil && gone == nil && maps.Equal(before, after) {
			return nil
		}
		if err = errors.Join(err, gone); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.RemoveAll(to); err != nil {
			return err
		}
	}
	return fmt.Errorf("copy %s: it does not come to rest", from)
}

// sizesIn are the files below a folder with their lengths.
func sizesIn(dir string) (map[string]int64, error) {
	sizes := map[string]int64{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			sizes[path] = info.Size()
		}
		return err
	})
	return sizes, err
}

// copied is a disk with the same rows.
func (f *fileDisk) copied() (rowDisk, error) {
	other := &fileDisk{w: f.w, dir: f.w.outboxFolder("store")}
	var rows bytes.Buffer
	err := f.with(func(store *badgerstore.Store) error { return store.Backup(context.Background(), &rows) })
	if err == nil {
		err = badgerstore.Restore(context.Background(), other.options(), &rows)
	}
	if err != nil {
		return nil, fmt.Errorf("copy a store: %w", err)
	}
	return other, nil
}

func (f *fileDisk) view(fn func(storage.Reader) error) error {
	return f.with(func(store *badgerstore.Store) error { return store.View(context.Background(), fn) })
}

// with runs a function on the open store, or on one that it opens.
func (f *fileDisk) with(fn func(*badgerstore.Store) error) error {
	if f.live != nil {
		return fn(f.live)
	}
	store, err := badgerstore.Open(context.Background(), f.options())
	if err != nil {
		return err
	}
	return errors.Join(fn(store), store.Close())
}

// copyOf is a copy of a disk; the run fails when there is none.
func (w *World) copyOf(d rowDisk) rowDisk {
	other, err := d.copied()
	if err != nil {
		w.fail("harness", "%v", err)
		return d
	}
	return other
}
