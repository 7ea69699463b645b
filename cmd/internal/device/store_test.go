package device_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/badgerstore"
	"etabli/storage/journal"
)

func TestMain(m *testing.M) {
	badgerstore.RunCheckIfChild()
	os.Exit(m.Run())
}

// While a store is copied under a new key, whoever reads and writes waits and
// loses nothing; somebody who reads while they read keeps nobody for ever.
func TestAStoreIsCopiedWhileEverybodyWorks(t *testing.T) {
	t.Setenv("ETABLI_KEYRING", "off")
	dir := t.TempDir()
	v, err := device.OpenVault(filepath.Join(dir, "vault"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := device.OpenStore(t.Context(), dir, v, badgerstore.Tablet, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	key := func() []byte {
		secret, err := v.Load("store")
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	before := key()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	counts := make([]uint64, 3)
	var written atomic.Int64
	for i := range counts {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				err := s.Update(t.Context(), func(tx storage.Tx) error {
					return tx.Put([]byte{'n', byte(i)}, binary.BigEndian.AppendUint64(nil, counts[i]+1))
				})
				if err != nil {
					t.Error(err)
					return
				}
				counts[i]++
				written.Add(1)
				err = s.View(t.Context(), func(storage.Reader) error {
					return s.View(t.Context(), func(r storage.Reader) error {
						raw, err := r.Get([]byte{'n', byte(i)})
						if err == nil && binary.BigEndian.Uint64(raw) != counts[i] {
							t.Errorf("writer %d reads %x after %d", i, raw, counts[i])
						}
						return err
					})
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	copies := 0
	for range 4 {
		for began := written.Load(); written.Load() < began+9 && !t.Failed(); {
			time.Sleep(time.Millisecond)
		}
		err := s.Renew(t.Context(), func(storage.Reader) (uint64, error) { return 7, nil })
		if err != nil && !errors.Is(err, device.ErrBusy) {
			t.Fatal(err)
		}
		if err == nil {
			copies++
		}
	}
	close(stop)
	wg.Wait()
	if err := s.Renew(t.Context(), func(storage.Reader) (uint64, error) { return 8, nil }); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(before, key()) {
		t.Error("the store has its old key")
	}
	t.Logf("copied %d times beside %v writes", copies, counts)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = device.OpenStore(t.Context(), dir, v, badgerstore.Tablet, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.View(t.Context(), func(r storage.Reader) error {
		c, err := journal.ClearedOf(r)
		if err == nil && c.Position != 8 {
			t.Errorf("cleared up to %d", c.Position)
		}
		for i, n := range counts {
			raw, getErr := r.Get([]byte{'n', byte(i)})
			if getErr != nil || binary.BigEndian.Uint64(raw) != n {
				t.Errorf("writer %d left %x of %d, %v", i, raw, n, getErr)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
