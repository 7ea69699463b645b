package pgstore_test

import (
	"flag"
	"os"
	"testing"

	"etabli/storage"
	"etabli/storage/pgstore"
	"etabli/storage/pgstore/pgtest"
	"etabli/storage/storagetest"
)

func TestMain(m *testing.M) {
	// Every step of the suite's model is a journey to the server here; the
	// command line may ask for more.
	if err := flag.Set("rapid.checks", "30"); err != nil {
		panic(err)
	}
	os.Exit(pgtest.Tests{M: m}.Run())
}

func open(t testing.TB, url string) *pgstore.Store {
	t.Helper()
	s, err := pgstore.Open(t.Context(), pgstore.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// harness crashes the server, with everything that was in its memory.
type harness struct {
	server *pgtest.Server
	url    string
	store  *pgstore.Store
}

func fresh(t testing.TB) storagetest.Harness {
	s := pgtest.Start(t)
	return &harness{server: s, url: s.Database(t)}
}

func (h *harness) Open(t testing.TB) storage.Store {
	h.store = open(t, h.url)
	return h.store
}

func (h *harness) Crash(t testing.TB) {
	h.store.Stop(nil)
	h.server.Crash(t)
}

func TestPgstoreKeepsTheContract(t *testing.T) { storagetest.Run(t, fresh) }

func BenchmarkPgstore(b *testing.B) { storagetest.Bench(b, fresh) }
