package blob

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"etabli/storage"
	"etabli/storage/durable"
)

// keySuffix ends the name of the file that holds the sealed key of a blob.
const keySuffix = ".key"

func newKey() (k Key) {
	_, _ = rand.Read(k[:]) // never fails
	return k
}

// keepKey writes the key of a blob, sealed for this store and this blob alone.
func (s *Store) keepKey(name string, key Key) error {
	sealed, err := sealKey(s.key, name, key)
	if err != nil {
		return err
	}
	return durable.WriteFile(s.path(name)+keySuffix, sealed)
}

// Key is the key of a blob that was put here; storage.ErrNotFound when it was
// not, storage.ErrDamaged when the key is not what was kept.
func (s *Store) Key(name string) (key Key, err error) {
	if !isName(name) {
		return key, fmt.Errorf("key of blob %q: %w", name, storage.ErrNotFound)
	}
	raw, err := os.ReadFile(s.path(name) + keySuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return key, fmt.Errorf("key of blob %s: %w", name, storage.ErrNotFound)
	}
	if err != nil {
		return key, fmt.Errorf("key of blob: %w", err)
	}
	if key, err = openKey(s.key, name, raw); err != nil {
		return Key{}, fmt.Errorf("key of blob %s: %w", name, err)
	}
	return key, nil
}
