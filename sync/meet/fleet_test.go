package meet_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/enrol"
	"etabli/sync/fleettest"
	"etabli/sync/hlc"
	"etabli/sync/hub"
	"etabli/sync/meet"
	"etabli/sync/replica"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds every wait; it is no measure of speed.
const patience = time.Minute

var quiet = slog.New(slog.DiscardHandler)

func newClock(t *testing.T, ahead time.Duration) *hlc.Clock {
	t.Helper()
	clock, err := hlc.New(func() time.Time { return time.Now().Add(ahead) }, &fleettest.ClockFile{})
	if err != nil {
		t.Fatal(err)
	}
	return clock
}

// hq is a real HQ that can be out of reach, and lose its disk.
type hq struct {
	*hub.Hub
	t       *testing.T
	address string
	disk    *memstore.Disk
	secrets fleettest.Secrets
	stop    func()
}

func newHQ(t *testing.T) *hq {
	t.Helper()
	h := &hq{t: t, address: "127.0.0.1:0", disk: &memstore.Disk{}}
	h.start()
	t.Cleanup(func() { h.stop() })
	return h
}

// start opens HQ on its disk, at the address that devices know.
func (h *hq) start() {
	h.t.Helper()
	store, err := h.disk.Open()
	if err == nil {
		h.Hub, err = hub.Open(context.Background(), hub.Options{
			Store: store, Folder: fleettest.NoViews{}, Clock: newClock(h.t, 0), Secrets: &h.secrets, Random: rand.Reader,
			Now: time.Now, Log: quiet,
		})
	}
	if err != nil {
		h.t.Fatal(err)
	}
	l := listen(h.t, h.address)
	h.address = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(ctx, l) }()
	h.stop = func() {
		cancel()
		if err := errors.Join(<-ended, h.Close(), store.Close()); err != nil {
			h.t.Error(err)
		}
	}
}

// goBack lets HQ's disk be what it was, unnoticed.
func (h *hq) goBack(was *memstore.Disk) {
	h.stop()
	h.disk = was
	h.start()
}

func listen(t *testing.T, address string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// device is one device of a site.
type device struct {
	t      *testing.T
	log    *journal.Log
	member *enrol.Member
	meet   *meet.Device
	ahead  time.Duration // of its clock
}

func (h *hq) device(t *testing.T, site string) *device {
	t.Helper()
	invite, _, err := h.Invite(t.Context(), h.address, site, enrol.Counter)
	if err != nil {
		t.Fatal(err)
	}
	d := &device{t: t}
	if d.member, err = enrol.Join(t.Context(), &fleettest.Secrets{}, invite, "", "test"); err != nil {
		t.Fatal(err)
	}
	d.open(journal.ChainID{})
	return d
}

// open opens an empty disk for the device; a zero chain is drawn.
func (d *device) open(chain journal.ChainID) { d.openOn(memstore.New(), d.t.TempDir(), chain) }

func (d *device) openOn(store storage.Store, outbox string, chain journal.ChainID) {
	d.t.Helper()
	log, err := journal.OpenLog(d.t.Context(), journal.Options{
		Store: store, OutboxDir: outbox, Folder: fleettest.NoViews{}, Clock: newClock(d.t, d.ahead), Rand: rand.Reader, Chain: chain,
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = log.Close() })
	d.log = log
	d.meet = &meet.Device{Log: log, Fellow: d.member, Site: d.member.Identity().Site, App: "test", Now: time.Now}
}

func (d *device) commit(n int) journal.Ref {
	d.t.Helper()
	var id journal.CommandID
	if _, err := rand.Read(id[:]); err != nil {
		d.t.Fatal(err)
	}
	about := journal.Entity{Type: 1, ID: journal.EntityID{1, byte(n)}}
	r, err := d.log.Commit(d.t.Context(), id, func(storage.Reader) (*journal.Draft, error) {
		return &journal.Draft{
			Kind: 1, Version: 1, OldestReader: 1, Entities: []journal.Entity{about}, Facts: []byte{0xa0},
			Boxes: []journal.PlainBox{{Subject: about.ID, Purpose: journal.File, Plain: fmt.Append(nil, "secret ", n)}},
		}, nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return r.Ref
}

// sync exchanges with HQ once.
func (d *device) sync() error {
	return replica.New(replica.Options{
		Log: d.log, Dial: replica.Dialer(d.member, time.Now), Now: time.Now, Logger: quiet, Machine: replica.MachineOptions{App: "test"},
	}).Once(d.t.Context())
}

// opens tells whether the device holds an entry and can read its box.
func (d *device) opens(ref journal.Ref) bool {
	d.t.Helper()
	open := false
	err := d.log.View(d.t.Context(), func(r storage.Reader) error {
		e, err := journal.Get(r, ref)
		if errors.Is(err, storage.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		_, err = journal.OpenBox(r, e.Boxes[0])
		open = err == nil
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return open
}

// lan makes a device's part on the local network.
func (d *device) lan() *meet.LAN { return &meet.LAN{Device: d.meet, Member: d.member, Log: quiet} }

// serve lets the device be called until the test ends.
func (d *device) serve() (address string) {
	d.t.Helper()
	l := listen(d.t, "127.0.0.1:0")
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- d.lan().Serve(ctx, l) }()
	d.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			d.t.Error(err)
		}
	})
	return l.Addr().String()
}

func until(t *testing.T, what string, fn func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !fn(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s never came about", what)
		}
	}
}
