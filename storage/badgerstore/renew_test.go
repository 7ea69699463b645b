package badgerstore_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"etabli/storage"
	"etabli/storage/badgerstore"
)

var newKey = bytes.Repeat([]byte{9}, badgerstore.KeyBytes)

func renewable(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	s := open(t, options(dir))
	err := s.Update(t.Context(), func(tx storage.Tx) error {
		return errors.Join(tx.Put([]byte("a"), []byte("1")), tx.Put([]byte("b"), []byte("2")), tx.Put([]byte("gone"), []byte("3")))
	})
	if err == nil {
		err = s.Update(t.Context(), func(tx storage.Tx) error { return tx.Delete([]byte("gone")) })
	}
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func renewal(dir string, announce, adopt func() error) badgerstore.Renewal {
	r := badgerstore.Renewal{Options: options(dir), NewKey: newKey, Announce: announce, Adopt: adopt}
	r.Row.Key, r.Row.Value = []byte("b"), []byte("new")
	return r
}

// holds checks what is in a store that opens with a key, and that nothing is
// left beside it.
func holds(t *testing.T, dir string, key []byte, b string) {
	t.Helper()
	o := options(dir)
	o.Key = key
	s := open(t, o)
	rows := map[string]string{}
	err := s.View(t.Context(), func(r storage.Reader) error {
		return r.Scan(storage.Range{}, func(k, v []byte) error { rows[string(k)] = string(v); return nil })
	})
	if err = errors.Join(err, s.Close()); err != nil || len(rows) != 2 || rows["a"] != "1" || rows["b"] != b {
		t.Errorf("rows %v, %v", rows, err)
	}
	if beside, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(beside) != 1 {
		t.Errorf("beside the store: %v, %v", beside, err)
	}
}

func TestAStoreIsRenewedUnderAnotherKey(t *testing.T) {
	dir := renewable(t)
	said := ""
	err := badgerstore.Renew(t.Context(), renewal(dir, func() error { said += "announced "; return nil }, func() error { said += "adopted"; return nil }))
	if err != nil || said != "announced adopted" {
		t.Fatalf("%q, %v", said, err)
	}
	if _, err := badgerstore.Open(t.Context(), options(dir)); !errors.Is(err, storage.ErrWrongKey) {
		t.Errorf("the old key: %v", err)
	}
	holds(t, dir, newKey, "new")
}

func TestARenewalThatBreaksOffIsEndedOrUndone(t *testing.T) {
	broken := errors.New("power cut")
	dir := renewable(t)
	if err := badgerstore.Renew(t.Context(), renewal(dir, func() error { return nil }, func() error { return broken })); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if renewed, err := badgerstore.EndRenewal(dir); !renewed || err != nil {
		t.Fatalf("after the move: %v, %v", renewed, err)
	}
	if err := badgerstore.Former(dir); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, newKey, "new")

	dir = renewable(t)
	if err := badgerstore.Renew(t.Context(), renewal(dir, func() error { return broken }, nil)); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	// The key may have been kept all the same: then the new store goes in.
	if renewed, err := badgerstore.EndRenewal(dir); !renewed || err != nil {
		t.Fatalf("announced: %v, %v", renewed, err)
	}
	if err := badgerstore.Former(dir); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, newKey, "new")

	dir = renewable(t)
	if renewed, err := badgerstore.EndRenewal(dir); renewed || err != nil {
		t.Fatalf("nothing was begun: %v, %v", renewed, err)
	}
	holds(t, dir, testKey, "2")
}

// Between the two moves there is no store under its name.
func TestARenewalIsEndedBetweenItsTwoMoves(t *testing.T) {
	dir := renewable(t)
	stop := errors.New("stop")
	if err := badgerstore.Renew(t.Context(), renewal(dir, func() error { return stop }, nil)); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+".former"); err != nil {
		t.Fatal(err)
	}
	if renewed, err := badgerstore.EndRenewal(dir); !renewed || err != nil {
		t.Fatalf("%v, %v", renewed, err)
	}
	if _, err := os.Stat(dir + ".fresh"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the new store is left beside: %v", err)
	}
	if err := badgerstore.Former(dir); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, newKey, "new")
}
