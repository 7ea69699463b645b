package storagetest

import (
	"bytes"
	"encoding/binary"
	"testing"

	"etabli/storage"
)

// testLimits goes over each limit by one, lets the failure pass unheeded, and
// finds nothing written.
func testLimits(t *testing.T, s storage.Store) {
	l := s.Limits()
	if l.KeyBytes <= 0 || l.ValueBytes <= 0 || l.TxBytes < l.KeyBytes+l.ValueBytes || l.TxKeys <= 0 {
		t.Fatalf("limits that allow nothing: %+v", l)
	}
	for name, over := range map[string]func(tx storage.Tx) error{
		"key":        func(tx storage.Tx) error { return tx.Put(make([]byte, l.KeyBytes+1), nil) },
		"delete key": func(tx storage.Tx) error { return tx.Delete(make([]byte, l.KeyBytes+1)) },
		"value":      func(tx storage.Tx) error { return tx.Put([]byte("b"), make([]byte, l.ValueBytes+1)) },
		"bytes":      func(tx storage.Tx) error { return fill(tx, l.TxBytes, l.ValueBytes) },
		"keys":       func(tx storage.Tx) error { return count(tx, l.TxKeys) },
	} {
		t.Run(name, func(t *testing.T) {
			err := s.Update(t.Context(), func(tx storage.Tx) error {
				if err := tx.Put([]byte("a"), []byte("1")); err != nil {
					return err
				}
				wantError(t, over(tx), storage.ErrTooBig)
				return nil
			})
			wantError(t, err, storage.ErrTooBig)
			expect(t, s, storage.Range{})
		})
	}
}

func testAtTheLimit(t *testing.T, s storage.Store) {
	l := s.Limits()
	key, value := bytes.Repeat([]byte("k"), l.KeyBytes), bytes.Repeat([]byte("v"), l.ValueBytes)
	update(t, s, func(tx storage.Tx) error { return tx.Put(key, value) })
	update(t, s, func(tx storage.Tx) error { return fill(tx, l.TxBytes, l.ValueBytes) })
	update(t, s, func(tx storage.Tx) error { return count(tx, l.TxKeys) })
	expectCount(t, s, storage.Prefix([]byte("n")), l.TxKeys)
	view(t, s, func(r storage.Reader) error {
		got, err := r.Get(key)
		if err == nil && !bytes.Equal(got, value) {
			t.Error("the longest value came back changed")
		}
		return err
	})
	// Writing one key over and over counts once.
	update(t, s, func(tx storage.Tx) error {
		for range 2*l.TxBytes/l.ValueBytes + 1 {
			if err := tx.Put([]byte("same"), value); err != nil {
				return err
			}
		}
		return nil
	})
}

// fill writes exactly size bytes of keys and values, in values of up to most.
func fill(tx storage.Tx, size, most int) error {
	for n := 0; size > 0; n++ {
		key := binary.BigEndian.AppendUint32([]byte("f"), uint32(n))
		value := make([]byte, min(most, max(size-len(key), 0)))
		if err := tx.Put(key[:min(len(key), size)], value); err != nil {
			return err
		}
		size -= len(key) + len(value)
	}
	return nil
}

// count writes n short keys.
func count(tx storage.Tx, n int) error {
	for i := range n {
		if err := tx.Put(binary.BigEndian.AppendUint32([]byte("n"), uint32(i)), nil); err != nil {
			return err
		}
	}
	return nil
}

func expectCount(t testing.TB, s storage.Store, rng storage.Range, want int) {
	t.Helper()
	rng.KeysOnly = true
	got := 0
	view(t, s, func(r storage.Reader) error {
		return r.Scan(rng, func(_, _ []byte) error { got++; return nil })
	})
	if got != want {
		t.Errorf("got %d keys, want %d", got, want)
	}
}
