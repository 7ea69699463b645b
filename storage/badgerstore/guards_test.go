package badgerstore_test

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

func TestAKeyThatIsNotTheStoresIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	if err := open(t, options(dir)).Close(); err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string][]byte{
		"another": bytes.Repeat([]byte{8}, badgerstore.KeyBytes), "short": {1}, "none": nil,
	} {
		o := options(dir)
		o.Key = key
		if _, err := badgerstore.Open(t.Context(), o); !errors.Is(err, storage.ErrWrongKey) {
			t.Errorf("%s key: %v", name, err)
		}
		if err := badgerstore.CheckInChild(t.Context(), ownProgram(t), dir, key); !errors.Is(err, storage.ErrWrongKey) {
			t.Errorf("%s key, checked: %v", name, err)
		}
	}
	open(t, options(dir))
}

func TestNothingReadableIsOnTheDisk(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, options(dir))
	secret := strings.Repeat("plain words of a customer ", 20)
	err := s.Update(t.Context(), func(tx storage.Tx) error { return tx.Put([]byte(secret), []byte(secret)) })
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "badger", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, filepath.Join(dir, "key-check")) {
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte("words of a")) || bytes.Contains(content, testKey) {
			t.Errorf("%s holds plain bytes", filepath.Base(f))
		}
	}
}

func TestUnsafePlacesAreRefused(t *testing.T) {
	for _, place := range []string{"OneDrive - Atelier", "Dropbox", "iCloudDrive"} {
		dir := filepath.Join(t.TempDir(), place, "etabli")
		if _, err := badgerstore.Open(t.Context(), options(dir)); !errors.Is(err, storage.ErrUnsafePlace) {
			t.Errorf("%s: %v", place, err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: a refused folder was made", place)
		}
	}
}

// Walks a disk through filling up and being cleared.
func TestWritesStopBeforeTheDiskIsFull(t *testing.T) {
	const mb = 1 << 20
	dir := filepath.Join(t.TempDir(), "store")
	ballast := filepath.Join(dir, "ballast")
	free := uint64(100 * mb)
	o := options(dir)
	o.ReserveBytes, o.BallastBytes = 20*mb, 2*mb
	o.FreeBytes = func(string) (uint64, error) { return free, nil }
	s := open(t, o)
	write := func() error {
		return s.Update(t.Context(), func(tx storage.Tx) error { return tx.Put([]byte("a"), nil) })
	}
	if info, err := os.Stat(ballast); err != nil || info.Size() != 2*mb {
		t.Fatalf("ballast: %v, %v", info, err)
	}
	free = 20 * mb
	if err := write(); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	free--
	if err := write(); !errors.Is(err, storage.ErrFull) {
		t.Errorf("below the limit: %v", err)
	}
	if _, err := os.Stat(ballast); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the ballast was not given up: %v", err)
	}
	if room, err := s.Room(); err != nil || room.Ballast || room.Free != 20*mb-1 || room.Kept != 20*mb {
		t.Errorf("it says %+v, %v", room, err)
	}
	free += 2 * mb // what the ballast gave back is not for writing
	if err := write(); !errors.Is(err, storage.ErrFull) {
		t.Errorf("on the ballast's room: %v", err)
	}
	if err := s.View(t.Context(), func(r storage.Reader) error { _, err := r.Get([]byte("a")); return err }); err != nil {
		t.Errorf("reading on a full disk: %v", err)
	}
	free = 22 * mb
	if err := write(); err != nil {
		t.Errorf("with room again: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	free = mb
	if _, err := badgerstore.Open(t.Context(), o); !errors.Is(err, storage.ErrFull) {
		t.Errorf("opening on a full disk: %v", err)
	}
	free = 100 * mb
	if _, err := os.Stat(ballast); err == nil {
		t.Error("a full disk holds ballast")
	}
	open(t, o)
	if _, err := os.Stat(ballast); err != nil {
		t.Errorf("no new ballast: %v", err)
	}
}

func TestBadgersMessagesGoToTheLogger(t *testing.T) {
	var text bytes.Buffer
	o := options(filepath.Join(t.TempDir(), "store"))
	o.Log = slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if err := open(t, o).Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "badger") {
		t.Errorf("log: %q", text.String())
	}
}
