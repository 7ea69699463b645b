package attach_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"etabli/storage/blob"
	"etabli/storage/memstore"
	"etabli/sync/attach"
)

// hq is a real server with a store, that may drop answers.
type hq struct {
	server *httptest.Server
	store  attach.Store
	drop   func() bool
	barred bool
}

func newHQ(t *testing.T, store attach.Store) *hq {
	h := &hq{store: store, drop: func() bool { return false }}
	serve := attach.Serve(store, func(*http.Request) bool { return !h.barred }, slog.New(slog.DiscardHandler))
	h.server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.drop() {
			_, _ = io.CopyN(io.Discard, r.Body, 1000)
			panic(http.ErrAbortHandler) // the line breaks in the middle
		}
		serve.ServeHTTP(w, r)
		if h.drop() {
			panic(http.ErrAbortHandler) // the answer is lost
		}
	}))
	t.Cleanup(h.server.Close)
	return h
}

// device is a store of blobs with a worker.
type device struct {
	store  *blob.Store
	dir    string
	named  []attach.Blob
	worker *attach.Worker
	small  bool
}

func newDevice(t *testing.T, h *hq) *device {
	d := &device{dir: t.TempDir()}
	var err error
	if d.store, err = blob.Open(d.dir, blob.Key{7}); err != nil {
		t.Fatal(err)
	}
	d.restart(h)
	return d
}

func (d *device) restart(h *hq) {
	roots := x509.NewCertPool()
	roots.AddCert(h.server.Certificate())
	d.worker = attach.NewWorker(attach.Options{
		Store:     d.store,
		Address:   func() string { return strings.TrimPrefix(h.server.URL, "https://") },
		TLS:       func() *tls.Config { return &tls.Config{RootCAs: roots, ServerName: "example.com"} },
		Blobs:     func(context.Context) ([]attach.Blob, error) { return d.named, nil },
		OnlySmall: func() bool { return d.small },
	})
}

func (d *device) put(t *testing.T, n int, small bool) attach.Blob {
	t.Helper()
	content := make([]byte, n)
	for i := range content {
		content[i] = byte(i * 31 >> 4)
	}
	name, _, err := d.store.Put(t.Context(), bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	hash, err := hex.DecodeString(name)
	if err != nil {
		t.Fatal(err)
	}
	return attach.Blob{Hash: hash, Small: small}
}

func (d *device) has(t *testing.T, b attach.Blob) bool {
	t.Helper()
	_, whole, err := d.store.Have(t.Context(), hex.EncodeToString(b.Hash))
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// damage turns a bit of a blob's file over.
func (d *device) damage(t *testing.T, b attach.Blob) {
	t.Helper()
	name := hex.EncodeToString(b.Hash)
	path := filepath.Join(d.dir, name[:2], name)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)-1] ^= 1
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

func stores(t *testing.T) map[string]attach.Store {
	files, err := blob.Open(t.TempDir(), blob.Key{9})
	if err != nil {
		t.Fatal(err)
	}
	rows := memstore.New()
	t.Cleanup(func() { _ = rows.Close() })
	return map[string]attach.Store{"files": files, "rows": blob.NewRows(rows)}
}

func TestAttachmentsReachTheOtherDeviceOverABadLine(t *testing.T) {
	for name, store := range stores(t) {
		t.Run(name, func(t *testing.T) {
			h := newHQ(t, store)
			one, two := newDevice(t, h), newDevice(t, h)
			var all []attach.Blob
			for i, n := range []int{100, 300_000, 1, 900_000, 65_536} {
				all = append(all, one.put(t, n, i == 0))
			}
			one.named, two.named = all, all
			dice := rand.New(rand.NewPCG(1, 2))
			h.drop = func() bool { return dice.IntN(4) == 0 }
			for tries := 0; ; tries++ {
				p, err1 := one.worker.Once(t.Context())
				q, err2 := two.worker.Once(t.Context())
				if err1 == nil && err2 == nil && p == (attach.Progress{}) && q == (attach.Progress{}) {
					break
				}
				if err := errors.Join(err1, err2); err != nil && !errors.Is(err, attach.ErrUnanswered) {
					t.Fatal(err)
				}
				if tries > 300 {
					t.Fatalf("never done: %+v, %+v", p, q)
				}
				if tries%7 == 6 {
					one.restart(h)
					two.restart(h)
				}
			}
			for _, b := range all {
				name := hex.EncodeToString(b.Hash)
				key, err := one.store.Key(name)
				if err != nil {
					t.Fatal(err)
				}
				r, err := two.store.OpenWith(t.Context(), name, key)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, r); err != nil {
					t.Error(err)
				}
				_ = r.Close()
			}
		})
	}
}

func TestSmallPicturesComeFirstAndAloneOnAMeteredLine(t *testing.T) {
	h := newHQ(t, stores(t)["files"])
	one, two := newDevice(t, h), newDevice(t, h)
	small, full := one.put(t, 5000, true), one.put(t, 400_000, false)
	one.named, two.named = []attach.Blob{full, small}, []attach.Blob{full, small}
	if _, err := one.worker.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	two.small = true
	if _, err := two.worker.Once(t.Context()); err != nil || !two.has(t, small) || two.has(t, full) {
		t.Errorf("metered: %v, small %v, full %v", err, two.has(t, small), two.has(t, full))
	}
	two.small = false
	if _, err := two.worker.Once(t.Context()); err != nil || !two.has(t, full) {
		t.Errorf("not metered: %v, full %v", err, two.has(t, full))
	}
}

func TestWhatNobodyHasSentYetIsSaidToBeAway(t *testing.T) {
	h := newHQ(t, stores(t)["rows"])
	one, two := newDevice(t, h), newDevice(t, h)
	b := one.put(t, 10, false)
	two.named = []attach.Blob{b}
	if p, err := two.worker.Once(t.Context()); err != nil || p != (attach.Progress{ToFetch: 1, Away: 1}) || !p.Done() {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestWhatHQLostIsHandedBackByWhoeverHasIt(t *testing.T) {
	h := newHQ(t, stores(t)["files"])
	one := newDevice(t, h)
	b := one.put(t, 1000, false)
	one.named = []attach.Blob{b}
	if _, err := one.worker.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := h.store.(*blob.Store).Delete(hex.EncodeToString(b.Hash)); err != nil {
		t.Fatal(err)
	}
	one.restart(h)
	if _, err := one.worker.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, whole, err := h.store.Have(t.Context(), hex.EncodeToString(b.Hash)); !whole || err != nil {
		t.Errorf("not handed back: %v", err)
	}
}

func TestWhatARunningDeviceSentComesBackWhenHQLosesIt(t *testing.T) {
	h := newHQ(t, stores(t)["files"])
	one := newDevice(t, h)
	b := one.put(t, 1000, false)
	one.named = []attach.Blob{b}
	if _, err := one.worker.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := h.store.(*blob.Store).Delete(hex.EncodeToString(b.Hash)); err != nil {
		t.Fatal(err)
	}
	one.worker.AskAllAgainAfter(10 * time.Millisecond)
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	go one.worker.Run(ctx, nil)
	for whole := false; !whole; time.Sleep(5 * time.Millisecond) {
		var err error
		if _, whole, err = h.store.Have(t.Context(), hex.EncodeToString(b.Hash)); err != nil || ctx.Err() != nil {
			t.Fatalf("not handed back: %v", errors.Join(err, ctx.Err()))
		}
	}
}

func TestADamagedFileKeepsNoOtherWaiting(t *testing.T) {
	for name, store := range stores(t) {
		t.Run(name, func(t *testing.T) {
			h := newHQ(t, store)
			one, two := newDevice(t, h), newDevice(t, h)
			bad, good := one.put(t, 1000, false), one.put(t, 2000, false)
			one.named, two.named = []attach.Blob{bad, good}, []attach.Blob{bad, good}
			one.damage(t, bad)
			if p, err := one.worker.Once(t.Context()); err != nil || p != (attach.Progress{ToSend: 1}) {
				t.Errorf("sent: %+v, %v", p, err)
			}
			if p, err := two.worker.Once(t.Context()); err != nil || p != (attach.Progress{ToFetch: 1, Away: 1}) || !two.has(t, good) {
				t.Errorf("fetched: %+v, %v", p, err)
			}
		})
	}
}

func TestAFileThatHQHoldsDamagedKeepsNoOtherWaiting(t *testing.T) {
	here := &device{dir: t.TempDir()}
	var err error
	if here.store, err = blob.Open(here.dir, blob.Key{9}); err != nil {
		t.Fatal(err)
	}
	h := newHQ(t, here.store)
	bad, good := here.put(t, 1000, false), here.put(t, 2000, false)
	here.damage(t, bad)
	two := newDevice(t, h)
	two.named = []attach.Blob{bad, good}
	if p, err := two.worker.Once(t.Context()); err != nil || p != (attach.Progress{ToFetch: 1}) || !two.has(t, good) {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestWhatHQLosesMeanwhileIsStillToFetch(t *testing.T) {
	h := newHQ(t, stores(t)["files"])
	one, two := newDevice(t, h), newDevice(t, h)
	b, other := one.put(t, 1000, false), one.put(t, 10, true)
	one.named, two.named = []attach.Blob{b, other}, []attach.Blob{b, other}
	if _, err := one.worker.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.drop = func() bool {
		if two.has(t, other) {
			_ = h.store.(*blob.Store).Delete(hex.EncodeToString(b.Hash))
		}
		return false
	}
	if p, err := two.worker.Once(t.Context()); err != nil || p != (attach.Progress{ToFetch: 1, Away: 1}) {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestAPieceThatBreaksOffIsNoAnswer(t *testing.T) {
	h := newHQ(t, stores(t)["files"])
	one, two := newDevice(t, h), newDevice(t, h)
	b := one.put(t, 900_000, false)
	one.named, two.named = []attach.Blob{b}, []attach.Blob{b}
	if _, err := one.worker.Once(t.Context()); err != nil {
		t.Fatal(err)
	}
	asked := 0
	h.drop = func() bool { asked++; return asked == 4 } // after the first piece was written
	if _, err := two.worker.Once(t.Context()); !errors.Is(err, attach.ErrUnanswered) {
		t.Errorf("%v", err)
	}
}

func TestStrangersAndNonsenseAreRefused(t *testing.T) {
	h := newHQ(t, stores(t)["files"])
	ask := func(method, path, body string) int {
		r, err := http.NewRequestWithContext(t.Context(), method, h.server.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := h.server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		return resp.StatusCode
	}
	name := strings.Repeat("ab", 32)
	for _, try := range []struct {
		method, path, body string
		want               int
	}{
		{"GET", "/attachment/1/" + name + "?at=0", "", http.StatusNotFound},
		{"GET", "/attachment/1/" + name, "", http.StatusBadRequest},
		{"GET", "/attachment/1/..%2f..%2fetc%2fpasswd?at=0", "", http.StatusBadRequest},
		{"PUT", "/attachment/1/" + name + "?at=-1&of=5", "x", http.StatusBadRequest},
		{"PUT", "/attachment/1/" + name + fmt.Sprintf("?at=0&of=%d", int64(1)<<50), "x", http.StatusRequestEntityTooLarge},
		{"PUT", "/attachment/1/" + name + "?at=0&of=900000", strings.Repeat("x", 300_000), http.StatusRequestEntityTooLarge},
		{"PUT", "/attachment/1/short?at=0&of=1", "x", http.StatusBadRequest},
		{"POST", "/attachment/1/have", "nonsense", http.StatusBadRequest},
		{"POST", "/attachment/1/have", strings.Repeat("\x00", 100_000), http.StatusBadRequest},
	} {
		if code := ask(try.method, try.path, try.body); code != try.want {
			t.Errorf("%s %.60s: %d", try.method, try.path, code)
		}
	}
	h.barred = true
	if code := ask("GET", "/attachment/1/"+name+"?at=0", ""); code != http.StatusForbidden {
		t.Errorf("a stranger: %d", code)
	}
}
