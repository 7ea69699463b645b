// Package storagetest is the suite that every store passes, and the benchmarks
// that compare them. A backend adopts it with a harness and one call of Run.
package storagetest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"etabli/storage"
)

// Harness opens one store again and again, as a program that is started, closed
// and killed.
type Harness interface {
	// Open opens the store, which is empty the first time and later holds what
	// was committed. It is called only while the store is closed or crashed.
	Open(t testing.TB) storage.Store
	// Crash ends the open store as a killed process would: no goodbye, files as
	// they are.
	Crash(t testing.TB)
}

// Run runs the whole suite; fresh makes a harness with an empty place.
func Run(t *testing.T, fresh func(t testing.TB) Harness) {
	open := func(t *testing.T) storage.Store { return opened(t, fresh(t)) }
	for _, c := range []struct {
		name string
		test func(t *testing.T, s storage.Store)
	}{
		{"keys are ordered as unsigned bytes", testByteOrder},
		{"a range excludes its end and is open where an end is nil", testRangeEnds},
		{"a prefix of 0xff has no end", testPrefixEdge},
		{"reverse gives the same pairs backwards", testReverse},
		{"keys only leaves values nil", testKeysOnly},
		{"stop ends a scan without an error", testStop},
		{"a missing key is ErrNotFound", testMissingKey},
		{"an empty value is a value and an empty key a key", testEmpty},
		{"a transaction sees its own writes", testOwnWrites},
		{"a scan may write and scan in turn", testScanInScan},
		{"an error rolls back and comes back as it is", testRollback},
		{"a panic rolls back and frees the writer", testPanic},
		{"a reader keeps its snapshot", testSnapshot},
		{"bytes given and taken are not shared", testOwnership},
		{"what is over a limit is ErrTooBig and writes nothing", testLimits},
		{"what just fits is kept", testAtTheLimit},
		{"a cancelled context ends the work", testCancel},
		{"closing twice is fine and a closed store says so", testClose},
		{"readers and writers do not disturb each other", testConcurrent},
		{"a loader fills an empty store", testLoader},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
	t.Run("a closed store reopens with everything", func(t *testing.T) { testReopen(t, fresh(t)) })
	t.Run("a crash keeps what was committed and nothing else", func(t *testing.T) { testCrash(t, fresh(t)) })
	t.Run("a store behaves as a plain sorted map", func(t *testing.T) { testModel(t, fresh(t)) })
}

// opened opens a store that the end of the test closes.
func opened(t testing.TB, h Harness) storage.Store {
	t.Helper()
	s := h.Open(t)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

type pair struct{ Key, Value string }

// put commits pairs.
func put(t testing.TB, s storage.Store, pairs ...pair) {
	t.Helper()
	update(t, s, func(tx storage.Tx) error { return putAll(tx, pairs...) })
}

func putAll(tx storage.Tx, pairs ...pair) error {
	for _, p := range pairs {
		if err := tx.Put([]byte(p.Key), []byte(p.Value)); err != nil {
			return err
		}
	}
	return nil
}

func update(t testing.TB, s storage.Store, fn func(storage.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatalf("update: %v", err)
	}
}

func view(t testing.TB, s storage.Store, fn func(storage.Reader) error) {
	t.Helper()
	if err := s.View(t.Context(), fn); err != nil {
		t.Fatalf("view: %v", err)
	}
}

// scan returns the pairs of a range.
func scan(r storage.Reader, rng storage.Range) ([]pair, error) {
	var got []pair
	err := r.Scan(rng, func(key, value []byte) error {
		got = append(got, pair{string(key), string(value)})
		return nil
	})
	return got, err
}

// expect compares the pairs of a range in a new snapshot.
func expect(t testing.TB, s storage.Store, rng storage.Range, want ...pair) {
	t.Helper()
	view(t, s, func(r storage.Reader) error { return same(r, rng, want...) })
}

// same compares the pairs of a range.
func same(r storage.Reader, rng storage.Range, want ...pair) error {
	got, err := scan(r, rng)
	if err != nil {
		return err
	}
	if diff := cmp.Diff(want, got); diff != "" {
		return fmt.Errorf("pairs (-want +got):\n%s", diff)
	}
	return nil
}

// wantError fails unless err is target.
func wantError(t testing.TB, err, target error) {
	t.Helper()
	if !errors.Is(err, target) {
		t.Fatalf("got error %v, want %v", err, target)
	}
}
