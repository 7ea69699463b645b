package blob_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"etabli/storage"
	"etabli/storage/blob"
	"etabli/storage/memstore"
)

// raw is the file of a blob as it travels.
func raw(t testing.TB, s *blob.Store, name string) []byte {
	t.Helper()
	r, err := s.Raw(t.Context(), name, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestABlobTravelsInPiecesAndOpensWithItsKey(t *testing.T) {
	from, dir := open(t, t.TempDir()), t.TempDir()
	want := content(2*chunk + 777)
	name := put(t, from, want)
	file := raw(t, from, name)
	size := int64(len(file))
	for at := int64(0); at < size; at += 50_000 {
		to := open(t, dir) // as after a crash between any two pieces
		have, whole, err := to.Append(t.Context(), name, at, size, bytes.NewReader(file[at:min(at+50_000, size)]))
		if err != nil || have != min(at+50_000, size) || whole != (have == size) {
			t.Fatalf("at %d: %d, %v, %v", at, have, whole, err)
		}
		if _, _, err := to.Append(t.Context(), name, at, size, bytes.NewReader(file)); err != nil {
			t.Fatalf("the same piece again: %v", err)
		}
	}
	to := open(t, dir)
	if _, err := to.Key(name); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the key came along: %v", err)
	}
	key, err := from.Key(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := to.OpenWith(t.Context(), name, key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
}

func TestAnotherFileIsNotTakenForTheBlob(t *testing.T) {
	from, to := open(t, t.TempDir()), open(t, t.TempDir())
	name := put(t, from, content(1000))
	file := raw(t, from, name)
	file[500] ^= 1
	if _, _, err := to.Append(t.Context(), name, 0, int64(len(file)), bytes.NewReader(file)); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("taken: %v", err)
	}
	if have, whole, err := to.Have(t.Context(), name); have != 0 || whole || err != nil {
		t.Errorf("%d bytes are left, %v, %v", have, whole, err)
	}
	if _, _, err := to.Append(t.Context(), name, 0, 1<<40, bytes.NewReader(file)); !errors.Is(err, storage.ErrTooBig) {
		t.Errorf("a giant: %v", err)
	}
}

func TestABlobDoesNotOpenWithTheKeyOfAnother(t *testing.T) {
	s := open(t, t.TempDir())
	name, other := put(t, s, content(10)), put(t, s, content(10))
	key, err := s.Key(other)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.OpenWith(t.Context(), name, key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := io.ReadAll(r); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("opened: %v", err)
	}
}

func TestAFolderMovesIntoRowsAsItIs(t *testing.T) {
	from, store := open(t, t.TempDir()), memstore.New()
	defer store.Close()
	names := []string{put(t, from, content(3*chunk)), put(t, from, nil)}
	rows := blob.NewRows(store)
	for range 2 {
		if n, err := rows.Fill(t.Context(), from); n != 2 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
	}
	for _, name := range names {
		r, err := rows.Raw(t.Context(), name, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, raw(t, from, name)) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	if err := rows.Delete(t.Context(), names[0]); err != nil {
		t.Fatal(err)
	}
	if have, whole, err := rows.Have(t.Context(), names[0]); have != 0 || whole || err != nil {
		t.Errorf("deleted: %d, %v, %v", have, whole, err)
	}
}
