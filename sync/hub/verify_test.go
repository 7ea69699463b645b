package hub_test

import (
	"context"
	"testing"

	"etabli/storage"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// Goal: a sound log is proved, and a flipped byte in any row of it is found.
func TestVerifyFindsAnyFlippedByte(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("LIL"), w.head())
	good := [][]byte{w.write(1), w.write(2)}
	w.seq++
	p.send(w.push(append(good, []byte("no entry"))...))
	expect[*wire.Ack](p)
	ctx := context.Background()
	report, err := hub.Verify(ctx, h.store)
	if err != nil || report.Found != 0 || report.Head.Position != 3 || report.Opaque != 1 {
		t.Fatalf("sound: %+v, %v", report, err)
	}
	rows := map[string][]byte{}
	err = h.View(ctx, func(r storage.Reader) error {
		for _, prefix := range []string{"xp", "e", "xq"} {
			err := r.Scan(storage.Prefix([]byte(prefix)), func(key, value []byte) error {
				rows[string(key)] = append([]byte{}, value...)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(rows) != 6 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	put := func(key string, value []byte) {
		t.Helper()
		if err := h.store.Update(ctx, func(tx storage.Tx) error { return tx.Put([]byte(key), value) }); err != nil {
			t.Fatal(err)
		}
	}
	for key, value := range rows {
		for _, at := range []int{0, len(value) / 2, len(value) - 1} {
			bad := append([]byte{}, value...)
			bad[at] ^= 1
			put(key, bad)
			if report, err := hub.Verify(ctx, h.store); err != nil || report.Found == 0 {
				t.Errorf("row %q, byte %d: %+v, %v", key, at, report, err)
			}
		}
		put(key, value)
	}
	if err := h.store.Update(ctx, func(tx storage.Tx) error { return tx.Delete([]byte("xp\x00\x00\x00\x00\x00\x00\x00\x02")) }); err != nil {
		t.Fatal(err)
	}
	if report, err := hub.Verify(ctx, h.store); err != nil || report.Found == 0 {
		t.Errorf("a position missing: %+v, %v", report, err)
	}
}
