// Package blob keeps photographs, signatures and documents: each an encrypted
// file that is named by the SHA-256 of what is in it.
//
// A file is a head and chunks:
//
//	magic              8 bytes, "ETBBLOB1"
//	nonce prefix      19 bytes, random
//	for each chunk    up to 64 KiB of content, sealed with XChaCha20-Poly1305
//
// The nonce of a chunk is the prefix, its number as 4 bytes big endian, and 1
// for the last chunk or 0; so a chunk that was moved, dropped or cut off does
// not open. Every chunk but the last is full, and there is at least one.
//
// Each blob has a random key of its own, so that it can travel as it is and be
// opened by whoever is given its key. Of a blob that was put here the key lies
// beside it, sealed under the key of the store; that of a blob that came from
// elsewhere is given when it is opened.
//
// Files lie in folders of the first two digits of their names. A file appears
// under its name when it is whole and on disk; what has come of it so far lies
// beside, see Append.
package blob

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"etabli/storage"
	"etabli/storage/durable"
)

// MaxBytes is the most that one blob holds.
const MaxBytes = 64 << 20

// Key opens a blob, or seals the keys of a store.
type Key = [32]byte

// Store is a folder of blobs. Its methods may be called from several
// goroutines; one process uses the folder at a time.
type Store struct {
	dir  string
	key  Key
	most int64

	mu     sync.Mutex
	coming map[string]bool // files that somebody appends to now
}

// Option changes how a store is opened.
type Option func(*Store)

// WithMaxBytes lowers MaxBytes.
func WithMaxBytes(n int64) Option { return func(s *Store) { s.most = min(n, MaxBytes) } }

// Open opens the folder of blobs, which is made when missing. It removes what
// a crash left half written.
func Open(dir string, key Key, opts ...Option) (*Store, error) {
	s := &Store{dir: dir, key: key, most: MaxBytes, coming: map[string]bool{}}
	for _, opt := range opts {
		opt(s)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open blobs: %w", err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"+durable.Suffix))
	if err != nil {
		return nil, fmt.Errorf("open blobs: %w", err)
	}
	for _, path := range left {
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("open blobs: %w", err)
		}
	}
	return s, nil
}

// Put stores content under a new key and returns its name and the length of the
// content in bytes. It returns storage.ErrTooBig when that is above the store's limit.
// Putting the same content twice makes two blobs.
func (s *Store) Put(ctx context.Context, content io.Reader) (name string, size int64, err error) {
	f, err := durable.Create(s.dir)
	if err != nil {
		return "", 0, fmt.Errorf("put blob: %w", err)
	}
	defer f.Discard()
	key := newKey()
	name, size, err = s.seal(ctx, f, content, key)
	if err != nil {
		return "", 0, fmt.Errorf("put blob: %w", err)
	}
	if err := s.makeFolder(name); err != nil {
		return "", 0, fmt.Errorf("put blob: %w", err)
	}
	if err := s.keepKey(name, key); err != nil {
		return "", 0, fmt.Errorf("put blob: %w", err)
	}
	if err := f.Keep(s.path(name)); err != nil {
		return "", 0, fmt.Errorf("put blob: %w", err)
	}
	return name, size, nil
}

// Open returns the content of a blob that was put here; see OpenWith.
func (s *Store) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	key, err := s.Key(name)
	if err != nil {
		return nil, err
	}
	return s.OpenWith(ctx, name, key)
}

// OpenWith returns the content of a blob by its key. It returns
// storage.ErrNotFound when there is no such blob. Reading returns
// storage.ErrDamaged where the file is not what was put; content is whole when
// it ends with io.EOF.
func (s *Store) OpenWith(ctx context.Context, name string, key Key) (io.ReadCloser, error) {
	f, err := s.file(name)
	if err != nil {
		return nil, err
	}
	r, err := s.unseal(ctx, f, name, key)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open blob %s: %w", name, err), f.Close())
	}
	return r, nil
}

// Delete removes a blob; one that is missing is no error.
func (s *Store) Delete(name string) error {
	if !isName(name) {
		return nil
	}
	gone := 0
	for _, path := range []string{s.path(name), s.path(name) + keySuffix, s.path(name) + partSuffix} {
		err := os.Remove(path)
		if errors.Is(err, fs.ErrNotExist) {
			gone++
			continue
		}
		if err != nil {
			return fmt.Errorf("delete blob: %w", err)
		}
	}
	if gone == 3 {
		return nil
	}
	return durable.SyncFolder(s.folder(name))
}

// List calls fn for every blob in the order of their names, with the length
// of its file in bytes, until fn fails. storage.Stop ends it without an error.
func (s *Store) List(ctx context.Context, fn func(name string, fileBytes int64) error) error {
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if d.IsDir() || s.path(d.Name()) != path {
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // deleted meanwhile
		}
		if err != nil {
			return err
		}
		return fn(d.Name(), info.Size())
	})
	if err != nil && !errors.Is(err, storage.Stop) {
		return fmt.Errorf("list blobs: %w", err)
	}
	return nil
}

// Verify reads a whole blob and tells whether it is what was put.
func (s *Store) Verify(ctx context.Context, name string) error {
	r, err := s.Open(ctx, name)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return errors.Join(err, r.Close())
}

// file opens the file of a blob as it is.
func (s *Store) file(name string) (*os.File, error) {
	if !isName(name) {
		return nil, fmt.Errorf("open blob %q: %w", name, storage.ErrNotFound)
	}
	f, err := os.Open(s.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		err = storage.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open blob %s: %w", name, err)
	}
	return f, nil
}

// path returns where a blob lies; anything that is not a name lies nowhere.
func (s *Store) path(name string) string {
	if !isName(name) {
		return ""
	}
	return filepath.Join(s.dir, name[:2], name)
}

func isName(name string) bool {
	_, err := hex.DecodeString(name)
	return err == nil && len(name) == 64 && name == strings.ToLower(name)
}

func (s *Store) folder(name string) string { return filepath.Dir(s.path(name)) }

// makeFolder makes the folder a blob goes to.
func (s *Store) makeFolder(name string) error {
	err := os.Mkdir(s.folder(name), 0o700)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return durable.SyncFolder(s.dir)
}
