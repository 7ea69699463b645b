package faultstore_test

import (
	"errors"
	"testing"

	"etabli/storage"
	"etabli/storage/faultstore"
	"etabli/storage/memstore"
	"etabli/storage/storagetest"
)

type harness struct{ disk memstore.Disk }

func (h *harness) Open(t testing.TB) storage.Store {
	s, err := h.disk.Open()
	if err != nil {
		t.Fatal(err)
	}
	return faultstore.Wrap(s)
}

func (h *harness) Crash(testing.TB) { h.disk.Crash() }

func TestAStoreWithoutFaultsKeepsTheContract(t *testing.T) {
	storagetest.Run(t, func(testing.TB) storagetest.Harness { return new(harness) })
}

func put(s storage.Store, t *testing.T, key string) error {
	return s.Update(t.Context(), func(tx storage.Tx) error { return tx.Put([]byte(key), nil) })
}

func has(s storage.Store, t *testing.T, key string) bool {
	t.Helper()
	err := s.View(t.Context(), func(r storage.Reader) error { _, err := r.Get([]byte(key)); return err })
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

func TestTheNthOperationFailsOnce(t *testing.T) {
	inner := memstore.New()
	s := faultstore.Wrap(inner)
	s.FailNth(faultstore.Update, 2)
	for n, key := range []string{"a", "b", "c"} {
		if err := put(s, t, key); errors.Is(err, faultstore.ErrInjected) != (n == 1) {
			t.Errorf("update %q: %v", key, err)
		}
	}
	if !has(inner, t, "a") || has(inner, t, "b") || !has(inner, t, "c") {
		t.Error("the failed update was written, or another was not")
	}
	s.FailNth(faultstore.View, 1)
	if err := s.View(t.Context(), func(storage.Reader) error { return nil }); !errors.Is(err, faultstore.ErrInjected) {
		t.Errorf("view: %v", err)
	}
	s.FailNth(faultstore.Read, 2)
	err := s.View(t.Context(), func(r storage.Reader) error {
		if _, err := r.Get([]byte("a")); err != nil {
			return err
		}
		return r.Scan(storage.Range{}, func(_, _ []byte) error { return errors.New("scanned") })
	})
	if !errors.Is(err, faultstore.ErrInjected) {
		t.Errorf("read: %v", err)
	}
}

func TestAnUnknownOutcomeStopsTheStore(t *testing.T) {
	for operation, written := range map[faultstore.Operation]bool{
		faultstore.LostCommit: false, faultstore.LostAnswer: true,
	} {
		inner := memstore.New()
		s := faultstore.Wrap(inner)
		s.FailNth(operation, 1)
		if err := put(s, t, "a"); !errors.Is(err, storage.ErrClosed) || !errors.Is(err, faultstore.ErrInjected) {
			t.Errorf("update: %v", err)
		}
		if err := put(s, t, "b"); !errors.Is(err, storage.ErrClosed) || !s.Stopped() {
			t.Errorf("the store went on: %v", err)
		}
		if has(inner, t, "a") != written || has(inner, t, "b") {
			t.Errorf("operation %d: written is not %v", operation, written)
		}
	}
}

func TestChanceRepeatsFromItsSeed(t *testing.T) {
	run := func(seed uint64) (outcomes string) {
		s := faultstore.Wrap(memstore.New())
		s.FailByChance(seed, map[faultstore.Operation]float64{faultstore.Update: 0.5})
		for range 40 {
			outcome := "."
			if put(s, t, "a") != nil {
				outcome = "x"
			}
			outcomes += outcome
		}
		return outcomes
	}
	if first, again, other := run(1), run(1), run(2); first != again || first == other {
		t.Errorf("outcomes %s, %s and %s", first, again, other)
	}
}

func TestADelayComesBeforeEachTransaction(t *testing.T) {
	s := faultstore.Wrap(memstore.New())
	waits := 0
	s.Delay(func() { waits++ })
	if err := put(s, t, "a"); err != nil || !has(s, t, "a") || waits != 2 {
		t.Errorf("%d waits, %v", waits, err)
	}
}
