package spool_test

import (
	"crypto/rand"
	"log/slog"
	"testing"
	"time"

	"etabli/printing/spool"
	"etabli/storage/badgerstore"
	"etabli/storage/blob"
)

// BenchmarkPrint is a job put on disk: its sealed document, its number, its row.
func BenchmarkPrint(b *testing.B) {
	store, err := badgerstore.Open(b.Context(), badgerstore.Options{Dir: b.TempDir(), Key: make([]byte, 32), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	blobs, err := blob.Open(b.TempDir(), blob.Key{1})
	if err != nil {
		b.Fatal(err)
	}
	p := spool.Printer{Name: "Ticket", Way: spool.WayRaw, Address: "10.0.0.9:9100", Format: "80mm", As: "escpos"}
	q, err := spool.Open(b.Context(), spool.Options{
		Store: store, Payloads: blobs, Maker: writer{}, Default: &p, Now: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := q.Print(b.Context(), spool.Order{Entity: "e1", Form: "deposit"}, spool.Target{Printer: "Ticket"}, ""); err != nil {
			b.Fatal(err)
		}
	}
}
