package storagetest

import (
	"context"
	"errors"
	"testing"

	"etabli/storage"
)

func testMissingKey(t *testing.T, s storage.Store) {
	put(t, s, pair{"a", "1"}, pair{"gone", "1"})
	update(t, s, func(tx storage.Tx) error { return tx.Delete([]byte("gone")) })
	for _, key := range []string{"", "gone", "a\x00", "never"} {
		err := s.View(t.Context(), func(r storage.Reader) error {
			_, err := r.Get([]byte(key))
			return err
		})
		wantError(t, err, storage.ErrNotFound)
	}
	update(t, s, func(tx storage.Tx) error { return tx.Delete([]byte("never")) })
}

func testEmpty(t *testing.T, s storage.Store) {
	update(t, s, func(tx storage.Tx) error {
		return errors.Join(tx.Put([]byte("a"), nil), tx.Put([]byte("b"), []byte{}), tx.Put(nil, []byte("no key")))
	})
	expect(t, s, storage.Range{}, pair{"", "no key"}, pair{"a", ""}, pair{"b", ""})
	view(t, s, func(r storage.Reader) error {
		for _, key := range []string{"a", "b"} {
			if value, err := r.Get([]byte(key)); err != nil || value == nil || len(value) != 0 {
				t.Errorf("get %q: %v, %v", key, value, err)
			}
		}
		return r.Scan(storage.Prefix([]byte("a")), func(_, value []byte) error {
			if value == nil {
				t.Error("a scan with values gave a nil value")
			}
			return nil
		})
	})
}

func testOwnWrites(t *testing.T, s storage.Store) {
	put(t, s, pair{"a", "old"}, pair{"b", "old"}, pair{"c", "old"})
	update(t, s, func(tx storage.Tx) error {
		if err := putAll(tx, pair{"a", "first"}, pair{"a", "new"}, pair{"ab", "new"}, pair{"d", "new"}); err != nil {
			return err
		}
		if err := errors.Join(tx.Delete([]byte("b")), tx.Delete([]byte("d"))); err != nil {
			return err
		}
		if value, err := tx.Get([]byte("a")); err != nil || string(value) != "new" {
			t.Errorf("own value: %q, %v", value, err)
		}
		_, err := tx.Get([]byte("b"))
		wantError(t, err, storage.ErrNotFound)
		return same(tx, storage.Range{}, pair{"a", "new"}, pair{"ab", "new"}, pair{"c", "old"})
	})
	expect(t, s, storage.Range{}, pair{"a", "new"}, pair{"ab", "new"}, pair{"c", "old"})
}

func testRollback(t *testing.T, s storage.Store) {
	put(t, s, pair{"a", "1"})
	failure := errors.New("a failure of the caller")
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		if err := errors.Join(putAll(tx, pair{"a", "2"}, pair{"b", "2"})); err != nil {
			return err
		}
		return failure
	})
	if err != failure { //nolint:errorlint // the contract promises the error itself
		t.Errorf("got %v, want the error itself", err)
	}
	expect(t, s, storage.Range{}, pair{"a", "1"})
}

func testPanic(t *testing.T, s storage.Store) {
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Update(t.Context(), func(tx storage.Tx) error {
			_ = tx.Put([]byte("a"), []byte("1"))
			panic("a panic of the caller")
		})
	}()
	put(t, s, pair{"b", "2"})
	expect(t, s, storage.Range{}, pair{"b", "2"})
}

// testSnapshot writes while a reader is inside: neither what is changed, nor
// what is added, nor what is removed shows.
func testSnapshot(t *testing.T, s storage.Store) {
	put(t, s, pair{"a", "1"}, pair{"b", "1"})
	view(t, s, func(r storage.Reader) error {
		update(t, s, func(tx storage.Tx) error {
			return errors.Join(putAll(tx, pair{"a", "2"}, pair{"c", "2"}), tx.Delete([]byte("b")))
		})
		if value, err := r.Get([]byte("a")); err != nil || string(value) != "1" {
			t.Errorf("snapshot gives %q, %v", value, err)
		}
		expect(t, s, storage.Range{}, pair{"a", "2"}, pair{"c", "2"})
		return same(r, storage.Range{}, pair{"a", "1"}, pair{"b", "1"})
	})
	update(t, s, func(tx storage.Tx) error {
		if err := putAll(tx, pair{"d", "3"}); err != nil {
			return err
		}
		expect(t, s, storage.Range{}, pair{"a", "2"}, pair{"c", "2"})
		return nil
	})
}

// testOwnership changes every slice after handing it over or being handed it.
func testOwnership(t *testing.T, s storage.Store) {
	key, value := []byte("key"), []byte("value")
	update(t, s, func(tx storage.Tx) error {
		if err := tx.Put(key, value); err != nil {
			return err
		}
		key[0], value[0] = 'X', 'X'
		own, err := tx.Get([]byte("key"))
		if err == nil {
			own[0] = 'Y'
		}
		return err
	})
	view(t, s, func(r storage.Reader) error {
		got, err := r.Get([]byte("key"))
		if err != nil {
			return err
		}
		got[0] = 'Z'
		return r.Scan(storage.Range{}, func(k, v []byte) error {
			k[0], v[0] = 'Z', 'Z'
			return nil
		})
	})
	expect(t, s, storage.Range{}, pair{"key", "value"})
}

func testCancel(t *testing.T, s storage.Store) {
	for i := range 100 {
		put(t, s, pair{string(rune('a' + i)), "1"})
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := s.View(ctx, func(r storage.Reader) error {
		cancel()
		return r.Scan(storage.Range{}, func(_, _ []byte) error { return nil })
	})
	wantError(t, err, context.Canceled)
	never := func() error { t.Error("ran with a cancelled context"); return nil }
	wantError(t, s.View(ctx, func(storage.Reader) error { return never() }), context.Canceled)
	wantError(t, s.Update(ctx, func(storage.Tx) error { return never() }), context.Canceled)

	ctx, cancel = context.WithCancel(t.Context())
	err = s.Update(ctx, func(tx storage.Tx) error {
		defer cancel()
		return tx.Put([]byte("late"), nil)
	})
	wantError(t, err, context.Canceled)
	expect(t, s, storage.Prefix([]byte("late")))

	// A writer that waits for its turn can give up waiting.
	ctx, cancel = context.WithCancel(t.Context())
	update(t, s, func(storage.Tx) error {
		waiter := make(chan error)
		go func() { waiter <- s.Update(ctx, func(storage.Tx) error { return nil }) }()
		cancel()
		wantError(t, <-waiter, context.Canceled)
		return nil
	})
}

func testClose(t *testing.T, s storage.Store) {
	view(t, s, func(r storage.Reader) error { return nil })
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
	}
	wantError(t, s.View(t.Context(), func(storage.Reader) error { return nil }), storage.ErrClosed)
	wantError(t, s.Update(t.Context(), func(storage.Tx) error { return nil }), storage.ErrClosed)
}
