package badgerstore_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

// Whatever Badger wrote to its logs is on disk when a commit returns, also when
// it went on with another file meanwhile.
func TestACommitLeavesNothingInMemoryAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, options(dir))
	logs := map[string]bool{}
	for n := range 60 {
		rows := 1
		if n%3 == 0 { // enough for Badger to begin another file now and then
			rows = 500
		}
		put(t, s, n, rows)
		for log := range mappedLogs(t, dir) {
			logs[log] = true
		}
		onDisk(t, dir)
	}
	if len(logs) < 2 {
		t.Errorf("only %d logs were seen", len(logs))
	}
}

func TestALoadLeavesNothingInMemoryAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, options(dir))
	err := s.Load(t.Context(), func(put func(key, value []byte) error) error {
		for n := range 10_000 {
			if err := put(numberedKey(n), make([]byte, 1000)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	onDisk(t, dir)
}

// onDisk looks for pages that are not on the disk. Pages of zeros for what comes
// next may be on their way there for a moment; what nobody waits for stays in
// memory for half a minute.
func onDisk(t *testing.T, dir string) {
	t.Helper()
	var left map[string]int
	for range 100 {
		left = mappedLogs(t, dir)
		maps.DeleteFunc(left, func(_ string, kB int) bool { return kB == 0 })
		if len(left) == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("kB in memory alone: %v", left)
}

func put(t *testing.T, s *badgerstore.Store, n, rows int) {
	t.Helper()
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		for i := range rows {
			if err := tx.Put(numberedKey(n*1000+i), make([]byte, 1000)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// mappedLogs tells how much of each log of a store, as this process maps it, is
// not on disk.
func mappedLogs(t *testing.T, dir string) map[string]int {
	t.Helper()
	smaps, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer smaps.Close()
	dirty, log := map[string]int{}, ""
	for lines := bufio.NewScanner(smaps); lines.Scan(); {
		line := lines.Text()
		name, value, _ := strings.Cut(line, ":")
		switch fields := strings.Fields(value); {
		case strings.Contains(name, "-"): // the head of another part of the memory
			if log = ""; strings.HasSuffix(line, ".mem") && strings.Contains(line, dir) {
				log = filepath.Base(line)
				dirty[log] += 0
			}
		case log != "" && strings.HasSuffix(name, "_Dirty"):
			var kB int
			if _, err := fmt.Sscan(fields[0], &kB); err != nil {
				t.Fatal(err)
			}
			dirty[log] += kB
		}
	}
	return dirty
}
