package hub_test

import (
	"sync"
	"testing"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/pgstore/pgtest"
)

// journalOnly keeps no views.
type journalOnly struct{}

func (journalOnly) Fold(storage.Tx, []journal.Touched) error { return nil }

// BenchmarkPushThroughThreeProcesses orders pushes of 20 entries of 600 bytes
// from 24 devices while a reader follows.
func BenchmarkPushThroughThreeProcesses(b *testing.B) {
	const processes, devices, pushes, entries = 3, 8, 20, 20
	const total = processes * devices * pushes * entries
	server := pgtest.Start(b)
	for b.Loop() {
		b.StopTimer()
		f := newFleet(b, server.Database(b), processes, journalOnly{})
		b.StartTimer()
		var missed uint64
		var reading, pushing sync.WaitGroup
		reading.Go(func() { missed = f.follow(b.Context(), total) })
		for p := range processes {
			pushing.Go(func() { f.pushAll(p, devices, pushes, entries) })
		}
		pushing.Wait()
		b.StopTimer()
		reading.Wait()
		if missed > 0 {
			b.Fatalf("the reader missed %d positions", missed)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(b.N*total)/b.Elapsed().Seconds(), "entries/s")
}
