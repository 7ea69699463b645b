package journal_test

import (
	"bytes"
	"fmt"
	"testing"

	"etabli/storage"
	"etabli/storage/memstore"
)

type memDisk = memstore.Disk

// copyDisk copies every row of a disk; change may replace a value.
func copyDisk(t testing.TB, disk *memDisk, change func(key, value []byte) []byte) *memDisk {
	t.Helper()
	from, err := disk.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	copied := new(memDisk)
	to, err := copied.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	update(t, to, func(tx storage.Tx) error {
		return from.View(t.Context(), func(r storage.Reader) error {
			return r.Scan(storage.Range{}, func(key, value []byte) error {
				value = bytes.Clone(value)
				if change != nil {
					value = change(key, value)
				}
				return tx.Put(key, value)
			})
		})
	})
	return copied
}

// rowPlace is how a report names a row.
func rowPlace(key []byte) string { return fmt.Sprintf("store row %c %x", key[0], key[1:]) }
