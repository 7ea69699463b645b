package memstore_test

import (
	"errors"
	"testing"

	"etabli/storage"
	"etabli/storage/memstore"
	"etabli/storage/storagetest"
)

type harness struct{ disk memstore.Disk }

func (h *harness) Open(t testing.TB) storage.Store {
	s, err := h.disk.Open()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (h *harness) Crash(testing.TB) { h.disk.Crash() }

func fresh(testing.TB) storagetest.Harness { return new(harness) }

func TestMemstoreKeepsTheContract(t *testing.T) { storagetest.Run(t, fresh) }

func BenchmarkMemstore(b *testing.B) { storagetest.Bench(b, fresh) }

func TestADiskTakesOneStoreAtATime(t *testing.T) {
	s := memstore.New()
	if _, err := s.Disk().Open(); !errors.Is(err, storage.ErrInUse) {
		t.Fatalf("second store: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Disk().Open(); err != nil {
		t.Fatal(err)
	}
}
