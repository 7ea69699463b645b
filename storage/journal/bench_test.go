package journal_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
)

// openOnDisk opens a log over the store that devices use.
func openOnDisk(b *testing.B) (*journal.Log, *badgerstore.Store) {
	dir := b.TempDir()
	store, err := badgerstore.Open(b.Context(), badgerstore.Options{
		Dir: filepath.Join(dir, "store"), Key: make([]byte, badgerstore.KeyBytes), BallastBytes: -1,
	})
	if err != nil {
		b.Fatal(err)
	}
	log, err := journal.OpenLog(b.Context(), journal.Options{
		Store: store, OutboxDir: filepath.Join(dir, "outbox"), OutboxKey: outboxKey,
		Folder: countFolder{}, Clock: newFakeClock(),
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := log.Close(); err != nil {
			b.Error(err)
		}
		if err := store.Close(); err != nil {
			b.Error(err)
		}
	})
	return log, store
}

func openFile(b *testing.B) *os.File {
	f, err := os.Create(filepath.Join(b.TempDir(), "raw"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = f.Close() })
	return f
}

// typicalFacts is as much as an intake says.
var typicalFacts = string(make([]byte, 300))

func appendFsync(b *testing.B, f *os.File, record []byte) {
	if _, err := f.Write(record); err != nil {
		b.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkCommit is a durable command: entry, index, a fold, store and outbox.
// Each one is timed beside a bare append and fsync of the same bytes on the
// same disk; the metric is the ratio of their medians.
func BenchmarkCommit(b *testing.B) {
	log, _ := openOnDisk(b)
	raw := openFile(b)
	var record []byte
	var commits, appends []time.Duration
	n := 0
	for b.Loop() {
		begin := time.Now()
		if _, err := log.Commit(b.Context(), commandID(n), draftOf(entityOf(n), typicalFacts)); err != nil {
			b.Fatal(err)
		}
		commits = append(commits, time.Since(begin))
		n++
		b.StopTimer()
		if record == nil {
			tail, err := log.Tail(b.Context(), 0, 1)
			if err != nil {
				b.Fatal(err)
			}
			record = tail[0]
		}
		begin = time.Now()
		appendFsync(b, raw, record)
		appends = append(appends, time.Since(begin))
		b.StartTimer()
	}
	commit, floor := median(commits), median(appends)
	b.ReportMetric(float64(commit)/float64(time.Microsecond), "p50-µs")
	b.ReportMetric(float64(floor)/float64(time.Microsecond), "raw-p50-µs")
	b.ReportMetric(float64(commit)/float64(floor), "×raw")
	b.ReportMetric(float64(len(record)), "B/entry")
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// BenchmarkAppendFsync is the floor by itself.
func BenchmarkAppendFsync(b *testing.B) {
	f := openFile(b)
	record := make([]byte, 600)
	for b.Loop() {
		appendFsync(b, f, record)
	}
}

// BenchmarkCommitMany is an import: fresh entities, many commands at once.
func BenchmarkCommitMany(b *testing.B) {
	log, _ := openOnDisk(b)
	const many = 2_000
	n := 0
	for b.Loop() {
		commands := make([]journal.Command, many)
		for i := range commands {
			commands[i] = journal.Command{ID: commandID(n), Plan: draftOf(entityOf(n), typicalFacts)}
			n++
		}
		if _, err := log.CommitMany(b.Context(), commands); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkReceive takes in pages as HQ sends them.
func BenchmarkReceive(b *testing.B) {
	log, _ := openOnDisk(b)
	const perPage = 300
	n := 0
	for b.Loop() {
		b.StopTimer()
		var page journal.Page
		for range perPage {
			e := chainOf(chainB, 1, entityOf(n))[0]
			n++
			e.Header.Seq, e.Header.Command, e.Facts = uint64(n), commandID(n), []byte(typicalFacts)
			page.Items = append(page.Items, journal.PageItem{Entry: e, Position: uint64(n), ReceivedMS: 1})
		}
		page.Cursor = []byte("cursor")
		b.StartTimer()
		if err := log.Receive(b.Context(), page); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkHistory reads a repair of twelve entries among thousands.
func BenchmarkHistory(b *testing.B) {
	log, store := openOnDisk(b)
	const repairs, each = 500, 12
	var commands []journal.Command
	for i := range repairs * each {
		commands = append(commands, journal.Command{ID: commandID(i), Plan: draftOf(entityOf(i%repairs), typicalFacts)})
	}
	if _, err := log.CommitMany(b.Context(), commands); err != nil {
		b.Fatal(err)
	}
	n := 0
	err := store.View(b.Context(), func(r storage.Reader) error {
		for b.Loop() {
			history, err := journal.History(r, entityOf(n%repairs))
			if err != nil || len(history) != each {
				b.Fatalf("%d entries, %v", len(history), err)
			}
			n++
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkDecode(b *testing.B) {
	e := chainOf(chainA, 1, repair)[0]
	e.Facts = []byte(typicalFacts)
	encoded := journal.Encode(e)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := journal.Decode(encoded); err != nil {
			b.Fatal(err)
		}
	}
}
