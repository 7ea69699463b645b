package storagetest

import (
	"fmt"
	"slices"
	"testing"

	"etabli/storage"
)

// testByteOrder writes every byte as a key, alone and behind another byte, in
// an order that is not theirs.
func testByteOrder(t *testing.T, s storage.Store) {
	var want []pair
	for b := range 256 {
		want = append(want, pair{string([]byte{byte(b)}), fmt.Sprint(b)})
		want = append(want, pair{string([]byte{byte(b), 0}), "zero"})
		want = append(want, pair{string([]byte{byte(b), 255}), "last"})
	}
	backwards := slices.Clone(want)
	slices.Reverse(backwards)
	put(t, s, backwards...)
	expect(t, s, storage.Range{}, want...)
}

func testRangeEnds(t *testing.T, s storage.Store) {
	a, b, bb, c := pair{"a", "1"}, pair{"b", "2"}, pair{"bb", "3"}, pair{"c", "4"}
	put(t, s, a, b, bb, c)
	for _, k := range []struct {
		start, end []byte
		want       []pair
	}{
		{nil, nil, []pair{a, b, bb, c}},
		{[]byte("b"), nil, []pair{b, bb, c}},
		{nil, []byte("bb"), []pair{a, b}},
		{[]byte("b"), []byte("bb"), []pair{b}},
		{[]byte("b"), []byte("c"), []pair{b, bb}},
		{[]byte("aa"), []byte("bz"), []pair{b, bb}},
		{[]byte("b"), []byte("b"), nil},
		{[]byte("c"), []byte("a"), nil},
		{[]byte("d"), nil, nil},
		{[]byte{}, nil, []pair{a, b, bb, c}},
		{nil, []byte{}, nil},
	} {
		rng := storage.Range{Start: k.start, End: k.end}
		expect(t, s, rng, k.want...)
		rng.Reverse = true
		slices.Reverse(k.want)
		expect(t, s, rng, k.want...)
	}
}

func testPrefixEdge(t *testing.T, s storage.Store) {
	fe, ff, ffff := pair{"\xfe", "1"}, pair{"\xff", "2"}, pair{"\xff\xff\x00", "3"}
	put(t, s, fe, ff, ffff, pair{"a\xff", "4"}, pair{"a\xff\xff", "5"}, pair{"b", "6"})
	expect(t, s, storage.Prefix([]byte{0xff}), ff, ffff)
	expect(t, s, storage.Prefix([]byte{0xff, 0xff}), ffff)
	expect(t, s, storage.Prefix([]byte("a\xff")), pair{"a\xff", "4"}, pair{"a\xff\xff", "5"})
	for _, p := range []string{"", "\xff", "a\xff", "b"} {
		rng := storage.Prefix([]byte(p))
		var forward, backward []pair
		view(t, s, func(r storage.Reader) (err error) {
			if forward, err = scan(r, rng); err != nil {
				return err
			}
			rng.Reverse = true
			backward, err = scan(r, rng)
			return err
		})
		slices.Reverse(backward)
		if len(forward) == 0 || !slices.Equal(forward, backward) {
			t.Errorf("prefix %q: %v forwards, %v backwards", p, forward, backward)
		}
	}
}

// testReverse compares both directions where the snapshot and the
// transaction's own writes alternate.
func testReverse(t *testing.T, s storage.Store) {
	for i := 0; i < 40; i += 2 {
		put(t, s, pair{fmt.Sprintf("%02d", i), "committed"})
	}
	update(t, s, func(tx storage.Tx) error {
		for i := 1; i < 40; i += 2 {
			if err := putAll(tx, pair{fmt.Sprintf("%02d", i), "own"}); err != nil {
				return err
			}
		}
		if err := tx.Delete([]byte("10")); err != nil {
			return err
		}
		rng := storage.Range{Start: []byte("05"), End: []byte("25")}
		forward, err := scan(tx, rng)
		if err != nil {
			return err
		}
		if len(forward) != 19 {
			t.Errorf("got %d pairs, want 19", len(forward))
		}
		rng.Reverse = true
		slices.Reverse(forward)
		return same(tx, rng, forward...)
	})
}

func testKeysOnly(t *testing.T, s storage.Store) {
	put(t, s, pair{"a", "1"}, pair{"b", "2"})
	update(t, s, func(tx storage.Tx) error {
		if err := putAll(tx, pair{"c", "3"}); err != nil {
			return err
		}
		keys := ""
		err := tx.Scan(storage.Range{KeysOnly: true}, func(key, value []byte) error {
			if value != nil {
				t.Errorf("key %q came with a value", key)
			}
			keys += string(key)
			return nil
		})
		if keys != "abc" {
			t.Errorf("got keys %q", keys)
		}
		return err
	})
}

func testStop(t *testing.T, s storage.Store) {
	put(t, s, pair{"a", "1"}, pair{"b", "2"}, pair{"c", "3"})
	calls := 0
	view(t, s, func(r storage.Reader) error {
		return r.Scan(storage.Range{}, func(_, _ []byte) error {
			calls++
			if calls == 2 {
				return fmt.Errorf("enough: %w", storage.Stop)
			}
			return nil
		})
	})
	if calls != 2 {
		t.Errorf("scan went on for %d calls", calls)
	}
	failure := fmt.Errorf("a failure of the caller")
	err := s.View(t.Context(), func(r storage.Reader) error {
		return r.Scan(storage.Range{}, func(_, _ []byte) error { return failure })
	})
	wantError(t, err, failure)
}

// testScanInScan rewrites a range while it is being scanned: the scan shows
// what was there when it began.
func testScanInScan(t *testing.T, s storage.Store) {
	put(t, s, pair{"a", "1"}, pair{"b", "2"}, pair{"c", "3"})
	update(t, s, func(tx storage.Tx) error {
		if err := putAll(tx, pair{"d", "4"}); err != nil {
			return err
		}
		seen := ""
		err := tx.Scan(storage.Range{}, func(key, _ []byte) error {
			seen += string(key)
			if err := tx.Delete(key); err != nil {
				return err
			}
			if err := putAll(tx, pair{"z" + string(key), "new"}); err != nil {
				return err
			}
			inner, err := scan(tx, storage.Range{Reverse: true})
			if len(inner) != 4 {
				t.Errorf("inner scan at %q gave %d pairs, want 4", key, len(inner))
			}
			return err
		})
		if seen != "abcd" {
			t.Errorf("outer scan saw %q, want abcd", seen)
		}
		return err
	})
	expect(t, s, storage.Range{KeysOnly: true}, pair{"za", ""}, pair{"zb", ""}, pair{"zc", ""}, pair{"zd", ""})
}
