package replica_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
)

// onDisk puts HQ and every device on a Badger store with synchronous writes.
func onDisk(b *testing.B) func() storage.Store {
	b.Helper()
	dir := b.TempDir()
	return func() storage.Store {
		s, err := badgerstore.Open(context.Background(), badgerstore.Options{Dir: dir, Key: make([]byte, 32)})
		if err != nil {
			b.Fatal(err)
		}
		return s
	}
}

// BenchmarkLive measures one intake at a time: from the call of Commit on one
// device to the entry being in the other's views, both and HQ on disk.
func BenchmarkLive(b *testing.B) {
	h := newHQOn(b, views.New(), onDisk(b))
	one, two := h.deviceOn("LIL", onDisk(b)()), h.deviceOn("LIL", onDisk(b)())
	one.start()
	two.start()
	take := func(n int) {
		if _, err := one.log.Commit(context.Background(), commandID(), intake(n)); err != nil {
			b.Fatal(err)
		}
	}
	take(0)
	eventually(b, "the first arrives", func() bool { return len(states(b, two.store)) > 0 })

	var mu sync.Mutex
	seen := sync.NewCond(&mu)
	shown := 0
	stop := two.log.Watch(func(entities []journal.Entity) {
		mu.Lock()
		defer mu.Unlock()
		shown++
		seen.Broadcast()
	})
	defer stop()
	var took, committed []time.Duration
	n := 0
	for b.Loop() {
		n++
		mu.Lock()
		before := shown
		mu.Unlock()
		began := time.Now()
		take(n)
		committed = append(committed, time.Since(began))
		mu.Lock()
		for shown == before {
			seen.Wait()
		}
		mu.Unlock()
		took = append(took, time.Since(began))
	}
	percentiles(b, took, "")
	percentiles(b, committed, "commit-")
}

func percentiles(b *testing.B, took []time.Duration, what string) {
	slices.Sort(took)
	ms := func(q float64) float64 {
		return float64(took[int(q*float64(len(took)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(ms(0.5), what+"p50-ms")
	b.ReportMetric(ms(0.99), what+"p99-ms")
}

// BenchmarkHandIn measures a device that was offline for long: entries a second
// from its disk to HQ's, acknowledged.
func BenchmarkHandIn(b *testing.B) {
	const entries = 2000
	h := newHQOn(b, views.New(), onDisk(b))
	pushed := 0
	for b.Loop() {
		b.StopTimer()
		site := string([]byte{'A' + byte(pushed/entries/26%26), 'A' + byte(pushed/entries%26), 'X'})
		one := h.deviceOn(site, onDisk(b)())
		commitMany(b, one, entries)
		b.StartTimer()
		if err := one.once(); err != nil {
			b.Fatal(err)
		}
		pushed += entries
	}
	b.ReportMetric(float64(pushed)/b.Elapsed().Seconds(), "entries/s")
}

// BenchmarkPull measures a device that begins with nothing: entries a second
// from HQ's disk into its journal and views.
func BenchmarkPull(b *testing.B) {
	const entries = 5000
	h := newHQOn(b, views.New(), onDisk(b))
	one := h.deviceOn("LIL", onDisk(b)())
	commitMany(b, one, entries)
	if err := one.once(); err != nil {
		b.Fatal(err)
	}
	pulled := 0
	for b.Loop() {
		b.StopTimer()
		two := h.deviceOn("LIL", onDisk(b)())
		b.StartTimer()
		if err := two.once(); err != nil {
			b.Fatal(err)
		}
		pulled += entries
	}
	b.ReportMetric(float64(pulled)/b.Elapsed().Seconds(), "entries/s")
}

// commitMany commits from several goroutines, so that the log groups them.
func commitMany(b *testing.B, d *device, n int) {
	var all sync.WaitGroup
	for g := range 50 {
		all.Go(func() {
			for i := range n / 50 {
				if _, err := d.log.Commit(context.Background(), commandID(), intake(g*1000+i)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
}
