package badgerstore_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"etabli/storage"
)

// Rows are written over until Badger has made tables of them several times: what
// a reader began with stays, and what came before is dropped.
func TestAReaderKeepsItsRowsHoweverOftenTheyAreWrittenOver(t *testing.T) {
	s := open(t, options(filepath.Join(t.TempDir(), "store")))
	const rows, times = 100, 25
	write := func(mark byte) {
		t.Helper()
		err := s.Update(t.Context(), func(tx storage.Tx) error {
			for n := range rows {
				if err := tx.Put(numberedKey(n), bytes.Repeat([]byte{mark}, 5000)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	holds := func(r storage.Reader, mark byte) {
		t.Helper()
		n := 0
		err := r.Scan(storage.Range{}, func(key, value []byte) error {
			if n++; len(value) != 5000 || value[0] != mark {
				t.Fatalf("%q begins with %d, want %d", key, value[0], mark)
			}
			return nil
		})
		if err != nil || n != rows {
			t.Fatalf("%d rows, %v", n, err)
		}
	}
	for mark := range byte(times) {
		write(mark)
	}
	err := s.View(t.Context(), func(r storage.Reader) error {
		for mark := range byte(times) {
			write(times + mark)
		}
		holds(r, times-1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(t.Context(), func(r storage.Reader) error {
		holds(r, 2*times-1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
