package main

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"etabli/app/service"
	"etabli/app/views"
	"etabli/cmd/internal/device"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/fleettest"
	"etabli/sync/hlc"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// gate is a store of which all writes but the first wait for leave: a making of lists that
// has begun goes no further.
type gate struct {
	storage.Store
	leave  chan struct{}
	writes atomic.Int32
}

func (g *gate) Update(ctx context.Context, fn func(storage.Tx) error) error {
	if g.writes.Add(1) > 1 {
		select {
		case <-g.leave:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return g.Store.Update(ctx, fn)
}

// queue is what a counter has recorded, as it hands it in.
type queue struct {
	chain   journal.ChainID
	entries [][]byte
}

func newQueue(t *testing.T, intakes int) (q queue) {
	t.Helper()
	t.Setenv("ETABLI_KEYRING", "off")
	d, err := device.InitAlone(t.Context(), filepath.Join(t.TempDir(), "counter"), "LIL", "", device.Options{Hasty: true})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for n := range intakes {
		call, err := d.App.NewCall(journal.EntityID{})
		if err == nil {
			_, err = d.App.Receive(t.Context(), call, &service.ReceiveInput{
				Customer: service.CustomerInput{Name: "Amélie Durand " + strconv.Itoa(n)}, Product: service.ProductInput{Label: "Lave-linge"}, Fault: "fuit",
			})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	err = d.Log.View(t.Context(), func(r storage.Reader) error {
		return journal.ScanAll(r, journal.Ref{}, func(p journal.Positioned) error {
			q.chain, q.entries = p.Ref().Chain, append(q.entries, journal.Encode(&p.Entry))
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// handIn hands in the entries from one to before another.
func (q queue) handIn(t *testing.T, core *hub.Core, from, to int) {
	t.Helper()
	w := &hub.Work{HandIn: &hub.HandIn{Site: "LIL", Chain: q.chain, From: uint64(from + 1), Entries: q.entries[from:to]}}
	core.Settle(t.Context(), []*hub.Work{w})
	if w.Err != nil || w.Verdict.Refused != wire.CodeNone || w.Verdict.Seq != uint64(to) || len(w.Verdict.Quarantined) > 0 {
		t.Fatalf("handing in %d to %d: %+v, %v", from, to, w.Verdict, w.Err)
	}
}

func TestDevicesHandInWhileTheListsAreMadeAnew(t *testing.T) {
	q := newQueue(t, 40)
	store, v := memstore.New(), views.New()
	defer store.Close()
	clock, err := hlc.New(time.Now, &fleettest.ClockFile{})
	if err != nil {
		t.Fatal(err)
	}
	core, err := hub.OpenCore(t.Context(), hub.Options{
		Store: store, Folder: v, Router: v, Shortener: v, Clock: clock, Secrets: &fleettest.Secrets{}, Random: rand.Reader, Now: time.Now,
	}, func(hub.Committed) {})
	if err != nil {
		t.Fatal(err)
	}
	q.handIn(t, core, 0, 20)
	age(t, store)

	held := &gate{Store: store, leave: make(chan struct{})}
	var l lists
	if err := l.begin(t.Context(), v, held); err != nil {
		t.Fatal(err)
	}
	defer l.close()
	q.handIn(t, core, 20, 30)
	if _, err := counted(t, store, v); !errors.Is(err, journal.ErrOutdated) || l.share() >= 1 {
		t.Errorf("lists that are not made answer %v, share %v", err, l.share())
	}
	close(held.leave)
	if err := l.wait(t.Context()); err != nil || l.share() != 1 {
		t.Fatal(err, l.share())
	}
	q.handIn(t, core, 30, len(q.entries))
	if n, err := counted(t, store, v); n != 40 || err != nil {
		t.Errorf("the lists have %d files, %v", n, err)
	}
}

// age makes the lists of a store those of an earlier version.
func age(t *testing.T, store storage.Store) {
	t.Helper()
	raw, err := journal.MarshalFacts(map[int]int{1: 1, 2: 1, 6: 1})
	if err == nil {
		err = store.Update(t.Context(), func(tx storage.Tx) error { return tx.Put([]byte{'v', 0, 0, 0, 0}, raw) })
	}
	if err != nil {
		t.Fatal(err)
	}
}

func counted(t *testing.T, store storage.Store, v *views.Views) (n int, err error) {
	err = store.View(t.Context(), func(r storage.Reader) error {
		counts, err := v.Counts(r)
		n = counts.All
		return err
	})
	return n, err
}
