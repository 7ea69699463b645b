package storagetest

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/storage"
)

// model drives a store and a plain map with the same steps.
type model struct {
	t       *testing.T
	harness Harness
	store   storage.Store
	rows    map[string]string
}

// testModel compares a store with a plain sorted map over random transactions,
// scans, reopenings and crashes. One store serves all runs; each empties it.
func testModel(t *testing.T, h Harness) {
	m := &model{t: t, harness: h, store: h.Open(t)}
	defer func() {
		if err := m.store.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}()
	rapid.Check(t, func(rt *rapid.T) {
		m.empty(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"commit":   func(rt *rapid.T) { m.transaction(rt, nil) },
			"rollback": func(rt *rapid.T) { m.transaction(rt, errRolledBack) },
			"read":     m.check,
			"":         m.check,
		})
		m.restart(rt)
		m.check(rt)
	})
}

// errRolledBack ends a transaction that must leave nothing.
var errRolledBack = errors.New("rolled back")

var (
	anyKey   = rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 'a', 'b', 0xfe, 0xff}), 0, 3)
	anyValue = rapid.SliceOfN(rapid.Byte(), 0, 5)
)

func (m *model) empty(rt *rapid.T) {
	m.rows = map[string]string{}
	err := m.store.Update(m.t.Context(), func(tx storage.Tx) error {
		return tx.Scan(storage.Range{KeysOnly: true}, func(key, _ []byte) error { return tx.Delete(key) })
	})
	if err != nil {
		rt.Fatalf("empty: %v", err)
	}
}

// restart closes the store now and then; opening costs much on a disk.
func (m *model) restart(rt *rapid.T) {
	switch rapid.IntRange(0, 19).Draw(rt, "restart") {
	case 0:
		if err := m.store.Close(); err != nil {
			rt.Fatalf("close: %v", err)
		}
	case 1:
		m.harness.Crash(m.t)
	default:
		return
	}
	m.store = m.harness.Open(m.t)
}

// transaction writes and reads a few rows, then ends with outcome.
func (m *model) transaction(rt *rapid.T, outcome error) {
	after := maps.Clone(m.rows)
	err := m.store.Update(m.t.Context(), func(tx storage.Tx) error {
		for range rapid.IntRange(0, 8).Draw(rt, "writes") {
			key := anyKey.Draw(rt, "key")
			if rapid.Bool().Draw(rt, "delete") {
				delete(after, string(key))
				if err := tx.Delete(key); err != nil {
					return err
				}
				continue
			}
			value := anyValue.Draw(rt, "value")
			after[string(key)] = string(value)
			if err := tx.Put(key, value); err != nil {
				return err
			}
			rng := anyRange(rt)
			if err := same(tx, rng, inRange(after, rng)...); err != nil {
				return err
			}
		}
		return outcome
	})
	if !errors.Is(err, outcome) || (err != nil && outcome == nil) {
		rt.Fatalf("update: %v", err)
	}
	if outcome == nil {
		m.rows = after
	}
}

// check compares a range and a key of the committed rows.
func (m *model) check(rt *rapid.T) {
	rng, key := anyRange(rt), anyKey.Draw(rt, "key")
	err := m.store.View(m.t.Context(), func(r storage.Reader) error {
		value, err := r.Get(key)
		want, ok := m.rows[string(key)]
		if ok != (err == nil) || (err != nil && !errors.Is(err, storage.ErrNotFound)) || string(value) != want {
			rt.Fatalf("get %q: %q, %v; want %q, %v", key, value, err, want, ok)
		}
		return same(r, rng, inRange(m.rows, rng)...)
	})
	if err != nil {
		rt.Fatalf("view of %+v: %v", rng, err)
	}
}

func anyRange(rt *rapid.T) storage.Range {
	rng := storage.Range{Reverse: rapid.Bool().Draw(rt, "reverse")}
	if rapid.Bool().Draw(rt, "with start") {
		rng.Start = anyKey.Draw(rt, "start")
	}
	if rapid.Bool().Draw(rt, "with end") {
		rng.End = anyKey.Draw(rt, "end")
	}
	return rng
}

// inRange is the plain sorted map's answer to a scan.
func inRange(rows map[string]string, rng storage.Range) []pair {
	var got []pair
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		k := []byte(key)
		if bytes.Compare(k, rng.Start) < 0 || (rng.End != nil && bytes.Compare(k, rng.End) >= 0) {
			continue
		}
		got = append(got, pair{key, rows[key]})
	}
	if rng.Reverse {
		slices.Reverse(got)
	}
	return got
}
