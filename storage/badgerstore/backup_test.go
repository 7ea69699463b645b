package badgerstore_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

func filled(t *testing.T, rows int) *badgerstore.Store {
	t.Helper()
	s := open(t, options(filepath.Join(t.TempDir(), "store")))
	err := s.Load(t.Context(), func(put func(key, value []byte) error) error { return putNumbered(put, rows) })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestABackupRestoresEverything(t *testing.T) {
	const rows = 5000
	s := filled(t, rows)
	var stream bytes.Buffer
	if err := s.Backup(t.Context(), &stream); err != nil {
		t.Fatal(err)
	}
	o := options(filepath.Join(t.TempDir(), "restored"))
	o.Key = bytes.Repeat([]byte{9}, badgerstore.KeyBytes)
	if err := badgerstore.Restore(t.Context(), o, &stream); err != nil {
		t.Fatal(err)
	}
	if got := countNumbered(t, open(t, o)); got != rows {
		t.Errorf("restored %d rows of %d", got, rows)
	}
	if err := badgerstore.Restore(t.Context(), o, &stream); !errors.Is(err, storage.ErrNotEmpty) {
		t.Errorf("over a store: %v", err)
	}
}

// Cuts and changes a backup at every few bytes: no store may appear.
func TestADamagedBackupRestoresNothing(t *testing.T) {
	s := filled(t, 3)
	var stream bytes.Buffer
	if err := s.Backup(t.Context(), &stream); err != nil {
		t.Fatal(err)
	}
	whole := stream.Bytes()
	o := options(filepath.Join(t.TempDir(), "restored"))
	for at := 0; at < len(whole); at += len(whole)/12 + 1 {
		changed := bytes.Clone(whole)
		changed[at] ^= 0x41
		for name, bad := range map[string][]byte{"changed": changed, "cut": whole[:at]} {
			if err := badgerstore.Restore(t.Context(), o, bytes.NewReader(bad)); !errors.Is(err, storage.ErrDamaged) {
				t.Errorf("%s at %d: %v", name, at, err)
			}
		}
	}
	if left, err := os.ReadDir(filepath.Dir(o.Dir)); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := badgerstore.Restore(t.Context(), o, bytes.NewReader(whole)); err != nil {
		t.Errorf("the whole one: %v", err)
	}
}

func TestALoadThatFailsSaysSo(t *testing.T) {
	s := open(t, options(filepath.Join(t.TempDir(), "store")))
	failure := errors.New("the source ended early")
	err := s.Load(t.Context(), func(put func(key, value []byte) error) error {
		return errors.Join(put([]byte("a"), nil), failure)
	})
	if !errors.Is(err, failure) {
		t.Errorf("load: %v", err)
	}
	err = s.Load(t.Context(), func(put func(key, value []byte) error) error {
		return put(nil, make([]byte, s.Limits().ValueBytes+1))
	})
	if !errors.Is(err, storage.ErrTooBig) {
		t.Errorf("a value over the limit: %v", err)
	}
}
