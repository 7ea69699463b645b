package storagetest

import (
	"encoding/binary"
	"testing"

	"etabli/storage"
)

// rowBytes is the value size of the benchmarks, about that of a view row.
const rowBytes = 300

// Bench runs the benchmarks; fresh makes a harness with an empty place.
func Bench(b *testing.B, fresh func(t testing.TB) Harness) {
	b.Run("update of one 1 KB row", func(b *testing.B) {
		benchUpdate(b, opened(b, fresh(b)), 1, 1024)
	})
	b.Run("update of 500 rows", func(b *testing.B) {
		benchUpdate(b, opened(b, fresh(b)), 500, rowBytes)
	})
	s := opened(b, fresh(b))
	const rows = 100_000
	for from := 0; from < rows; from += 1000 {
		update(b, s, func(tx storage.Tx) error { return putRows(tx, from, 1000, rowBytes) })
	}
	b.Run("get among 100,000 rows", func(b *testing.B) { benchGet(b, s, rows) })
	b.Run("scan of 20 among 100,000 rows", func(b *testing.B) { benchScan(b, s, storage.Range{Start: rowKey(rows / 2)}, 20) })
	b.Run("scan of 100,000 rows", func(b *testing.B) { benchScan(b, s, storage.Range{}, rows) })
	b.Run("scan of 100,000 keys", func(b *testing.B) { benchScan(b, s, storage.Range{KeysOnly: true}, rows) })
}

func rowKey(n int) []byte { return binary.BigEndian.AppendUint64([]byte("row"), uint64(n)) }

func putRows(tx storage.Tx, from, n, size int) error {
	value := make([]byte, size)
	for i := range n {
		binary.BigEndian.PutUint64(value, uint64(from+i)*0x9e3779b97f4a7c15)
		if err := tx.Put(rowKey(from+i), value); err != nil {
			return err
		}
	}
	return nil
}

func benchUpdate(b *testing.B, s storage.Store, rows, size int) {
	at := 0
	for b.Loop() {
		update(b, s, func(tx storage.Tx) error { return putRows(tx, at, rows, size) })
		at += rows
	}
	b.ReportMetric(float64(b.N*rows)/b.Elapsed().Seconds(), "rows/s")
}

func benchGet(b *testing.B, s storage.Store, rows int) {
	n := 0
	for b.Loop() {
		n = (n + 7919) % rows
		view(b, s, func(r storage.Reader) error {
			_, err := r.Get(rowKey(n))
			return err
		})
	}
}

func benchScan(b *testing.B, s storage.Store, rng storage.Range, want int) {
	for b.Loop() {
		got := 0
		view(b, s, func(r storage.Reader) error {
			return r.Scan(rng, func(_, _ []byte) error {
				if got++; got == want {
					return storage.Stop
				}
				return nil
			})
		})
		if got != want {
			b.Fatalf("scanned %d rows, want %d", got, want)
		}
	}
}
