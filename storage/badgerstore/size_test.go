package badgerstore_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path/filepath"
	"testing"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

// fillLog writes more than a tablet keeps outside its tables, all of it into the
// newest log file.
func fillLog(t *testing.T, s *badgerstore.Store) (rows int) {
	t.Helper()
	value := bytes.Repeat([]byte{1}, 1<<10)
	for range 8 {
		err := s.Update(t.Context(), func(tx storage.Tx) error {
			for range 2000 {
				if err := tx.Put(binary.BigEndian.AppendUint32(nil, uint32(rows)), value); err != nil {
					return err
				}
				rows++
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return rows
}

func count(t *testing.T, s *badgerstore.Store) (rows int) {
	t.Helper()
	err := s.View(t.Context(), func(r storage.Reader) error {
		return r.Scan(storage.Range{KeysOnly: true}, func(_, _ []byte) error { rows++; return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// After a crash the log file of a server is longer than a tablet's memory.
func TestAServersStoreIsReadByWhoeverOpensItAsATablets(t *testing.T) {
	h := &harness{dir: filepath.Join(t.TempDir(), "store"), size: badgerstore.Server}
	h.Open(t)
	rows := fillLog(t, h.store)
	h.Crash(t)
	o := options(h.dir)
	o.CheckProgram = ownProgram(t)
	s := open(t, o)
	if n := count(t, s); n != rows {
		t.Errorf("%d rows of %d are there", n, rows)
	}
}

func TestATransactionOfAServerIsTooBigForATablet(t *testing.T) {
	for _, size := range []badgerstore.Size{badgerstore.Tablet, badgerstore.Server} {
		o := options(filepath.Join(t.TempDir(), "store"))
		o.Size = size
		err := open(t, o).Update(t.Context(), func(tx storage.Tx) error {
			for n := range 2000 {
				if err := tx.Put(binary.BigEndian.AppendUint32(nil, uint32(n)), make([]byte, 1<<10)); err != nil {
					return err
				}
			}
			return nil
		})
		if tooBig := errors.Is(err, storage.ErrTooBig); tooBig != (size == badgerstore.Tablet) {
			t.Errorf("size %d: %v", size, err)
		}
	}
}
