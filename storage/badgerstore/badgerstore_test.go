package badgerstore_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/storagetest"
)

var testKey = bytes.Repeat([]byte{7}, badgerstore.KeyBytes)

// writerVariable makes the test binary write to the store in the folder it
// names until it is killed.
const writerVariable = "ETABLI_TEST_WRITER"

func TestMain(m *testing.M) {
	badgerstore.RunCheckIfChild()
	if dir, ok := os.LookupEnv(writerVariable); ok {
		writeUntilKilled(dir)
	}
	if dir, ok := os.LookupEnv(checkerVariable); ok {
		checkForever(dir)
	}
	os.Exit(m.Run())
}

func options(dir string) badgerstore.Options {
	return badgerstore.Options{Dir: dir, Key: testKey, BallastBytes: -1}
}

func open(t testing.TB, o badgerstore.Options) *badgerstore.Store {
	t.Helper()
	s, err := badgerstore.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// harness crashes a store by going on with a copy of its files, as they are
// while it is open.
type harness struct {
	dir   string
	size  badgerstore.Size
	store *badgerstore.Store
}

func fresh(t testing.TB) storagetest.Harness {
	return &harness{dir: filepath.Join(t.TempDir(), "store")}
}

func (h *harness) Open(t testing.TB) storage.Store {
	o := options(h.dir)
	o.Size = h.size
	h.store = open(t, o)
	return h.store
}

// Crash copies again when a compaction changed the set of files meanwhile: a
// kill sees one moment.
func (h *harness) Crash(t testing.TB) {
	for {
		before := manifest(t, h.dir)
		copied := filepath.Join(t.TempDir(), "store")
		err := copyFolder(h.dir, copied)
		if bytes.Equal(before, manifest(t, h.dir)) && !errors.Is(err, fs.ErrNotExist) {
			if err != nil {
				t.Fatal(err)
			}
			h.dir = copied
			return
		}
	}
}

func manifest(t testing.TB, dir string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, "badger", "MANIFEST"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// copyFolder copies files that may be sparse and mapped.
func copyFolder(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return writeSparse(target, content)
	})
}

func writeSparse(path string, content []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	end := len(bytes.TrimRight(content, "\x00"))
	_, err = f.Write(content[:end])
	return errors.Join(err, f.Truncate(int64(len(content))), f.Close())
}

func TestBadgerstoreKeepsTheContract(t *testing.T) { storagetest.Run(t, fresh) }

func TestAServersStoreKeepsTheContract(t *testing.T) {
	storagetest.Run(t, func(t testing.TB) storagetest.Harness {
		return &harness{dir: filepath.Join(t.TempDir(), "store"), size: badgerstore.Server}
	})
}

func BenchmarkBadgerstore(b *testing.B) { storagetest.Bench(b, fresh) }

// BenchmarkRawAppend is the floor of a durable write on the same disk.
func BenchmarkRawAppend(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "log"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	record := make([]byte, 1024)
	for b.Loop() {
		if _, err := f.Write(record); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	const rows = 50_000
	for b.Loop() {
		s := open(b, options(filepath.Join(b.TempDir(), "store")))
		err := s.Load(b.Context(), func(put func(key, value []byte) error) error { return putNumbered(put, rows) })
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*rows)/b.Elapsed().Seconds(), "rows/s")
}

func numberedKey(n int) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

// numberedValue is 300 bytes that belong to n and do not compress away.
func numberedValue(n int) []byte {
	value := make([]byte, 0, 304)
	for x := uint64(n) + 1; len(value) < 300; {
		x = x*6364136223846793005 + 1442695040888963407
		value = binary.BigEndian.AppendUint64(value, x^x>>29)
	}
	return value
}

func putNumbered(put func(key, value []byte) error, rows int) error {
	for n := range rows {
		if err := put(numberedKey(n), numberedValue(n)); err != nil {
			return err
		}
	}
	return nil
}

// checkNumbered reads the rows of a store and returns how many there are: they
// must be the first ones, without a gap and unchanged.
func checkNumbered(r storage.Reader) (rows int, err error) {
	err = r.Scan(storage.Range{}, func(key, value []byte) error {
		if !bytes.Equal(key, numberedKey(rows)) || !bytes.Equal(value, numberedValue(rows)) {
			return fmt.Errorf("row %d is another or changed", rows)
		}
		rows++
		return nil
	})
	return rows, err
}

// writeUntilKilled writes rows in pairs and prints a line for each transaction
// that the store acknowledged.
func writeUntilKilled(dir string) {
	s, err := badgerstore.Open(noDeadline, options(dir))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	start := 0
	err = s.View(noDeadline, func(r storage.Reader) error { start, err = checkNumbered(r); return err })
	out := bufio.NewWriter(os.Stdout)
	for n := start; err == nil; n += 2 {
		err = s.Update(noDeadline, func(tx storage.Tx) error {
			return errors.Join(tx.Put(numberedKey(n), numberedValue(n)), tx.Put(numberedKey(n+1), numberedValue(n+1)))
		})
		fmt.Fprintln(out, n+2)
		err = errors.Join(err, out.Flush())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(4)
}
