package storagetest

import (
	"fmt"
	"testing"

	"etabli/storage"
)

func testReopen(t *testing.T, h Harness) {
	s := h.Open(t)
	put(t, s, pair{"a", "1"}, pair{"b", "1"})
	update(t, s, func(tx storage.Tx) error { return tx.Delete([]byte("a")) })
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	s = opened(t, h)
	expect(t, s, storage.Range{}, pair{"b", "1"})
	put(t, s, pair{"c", "2"})
	expect(t, s, storage.Range{}, pair{"b", "1"}, pair{"c", "2"})
}

// testCrash crashes in the middle of a transaction, several times over.
func testCrash(t *testing.T, h Harness) {
	var want []pair
	for round := range 3 {
		s := h.Open(t)
		expect(t, s, storage.Range{}, want...)
		committed := pair{fmt.Sprintf("%d", round), "committed"}
		put(t, s, committed)
		want = append(want, committed)
		_ = s.Update(t.Context(), func(tx storage.Tx) error { // nobody is left to hear the outcome
			if err := putAll(tx, pair{"torn", "1"}); err != nil {
				return err
			}
			h.Crash(t)
			return nil
		})
	}
	expect(t, opened(t, h), storage.Range{}, want...)
}

// testLoader fills a store in bulk, out of order, over the size of many
// transactions.
func testLoader(t *testing.T, s storage.Store) {
	loader, ok := s.(storage.Loader)
	if !ok {
		return // an extra ability, found by assertion
	}
	const rows = 20_000
	load := func(put func(key, value []byte) error) error {
		for i := range rows {
			if err := put([]byte(fmt.Sprintf("%05d", i*7919%rows)), make([]byte, 100)); err != nil {
				return err
			}
		}
		return nil
	}
	if err := loader.Load(t.Context(), load); err != nil {
		t.Fatalf("load: %v", err)
	}
	expectCount(t, s, storage.Range{}, rows)
	wantError(t, loader.Load(t.Context(), load), storage.ErrNotEmpty)
	put(t, s, pair{"after", "1"})
	expect(t, s, storage.Prefix([]byte("after")), pair{"after", "1"})
}
