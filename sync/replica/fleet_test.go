package replica_test

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"log/slog"
	"net"
	"runtime"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/enrol"
	"etabli/sync/fleettest"
	"etabli/sync/hlc"
	"etabli/sync/hub"
	"etabli/sync/replica"
	"etabli/sync/wire"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newClock(t testing.TB) *hlc.Clock {
	t.Helper()
	c, err := hlc.New(time.Now, &fleettest.ClockFile{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// orderFolder keeps, for each entity, the positions and references of its
// history in the order of the fold: what all replicas must agree on.
type orderFolder struct{ poison journal.Kind }

var errPoisoned = errors.New("this kind cannot be folded")

func stateKey(e journal.Entity) []byte { return append([]byte{'v', byte(e.Type)}, e.ID[:]...) }

func (f orderFolder) Fold(tx storage.Tx, touched []journal.Touched) error {
	for _, t := range touched {
		history, err := journal.History(tx, t.Entity)
		if err != nil {
			return err
		}
		var state []byte
		for _, e := range history {
			if f.poison != 0 && e.Header.Kind == f.poison {
				return errPoisoned
			}
			state = binary.BigEndian.AppendUint64(state, e.Position)
			state = append(state, e.Header.Chain[:]...)
			state = binary.BigEndian.AppendUint64(state, e.Header.Seq)
		}
		if err := tx.Put(stateKey(t.Entity), state); err != nil {
			return err
		}
	}
	return nil
}

// states returns what a store's views hold.
func states(t testing.TB, s storage.Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := s.View(context.Background(), func(r storage.Reader) error {
		return r.Scan(storage.Prefix([]byte{'v'}), func(key, value []byte) error {
			out[string(key)] = string(value)
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// hq is a running HQ that can be stopped and started on the same disk.
type hq struct {
	t       testing.TB
	disk    *memstore.Disk // when it is in memory
	store   storage.Store
	open    func() storage.Store
	secrets *fleettest.Secrets
	clock   *hlc.Clock
	folder  journal.Folder
	hub     *hub.Hub
	address string
	cancel  context.CancelFunc
	ended   chan error
}

func newHQ(t testing.TB, folder journal.Folder) *hq {
	t.Helper()
	disk := &memstore.Disk{}
	h := newHQOn(t, folder, func() storage.Store {
		s, err := disk.Open()
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
	h.disk = disk
	return h
}

// crash cuts HQ's power: what was not committed is gone, nobody is told.
func (h *hq) crash() {
	h.disk.Crash()
	h.stop()
}

func newHQOn(t testing.TB, folder journal.Folder, open func() storage.Store) *hq {
	t.Helper()
	h := &hq{t: t, open: open, secrets: &fleettest.Secrets{}, clock: newClock(t), folder: folder, address: "127.0.0.1:0"}
	h.start()
	t.Cleanup(h.stop)
	return h
}

func (h *hq) start() {
	h.t.Helper()
	h.store = h.open()
	var err error
	h.hub, err = hub.Open(context.Background(), hub.Options{
		Store: h.store, Folder: h.folder, Clock: h.clock, Secrets: h.secrets, Random: rand.Reader,
		Now: time.Now, Log: quiet(), PortalURL: "https://sav.example",
	})
	if err != nil {
		h.t.Fatal(err)
	}
	listener, err := net.Listen("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = listener.Addr().String()
	var ctx context.Context
	ctx, h.cancel = context.WithCancel(context.Background())
	h.ended = make(chan error, 1)
	running := h.hub
	go func() { h.ended <- running.Serve(ctx, listener) }()
}

func (h *hq) stop() {
	if h.cancel == nil {
		return
	}
	h.cancel()
	if err := <-h.ended; err != nil {
		h.t.Error(err)
	}
	h.cancel = nil
	if err := errors.Join(h.hub.Close(), h.store.Close()); err != nil {
		h.t.Error(err)
	}
}

// device is one member of the fleet.
type device struct {
	t       testing.TB
	store   storage.Store
	log     *journal.Log
	folder  journal.Folder
	clock   *hlc.Clock
	outbox  string
	member  *enrol.Member
	replica *replica.Replica
	via     string // the address to dial; empty for HQ's own
	cancel  context.CancelFunc
	ended   chan error
}

func (h *hq) enrol(site string) *enrol.Member {
	h.t.Helper()
	invite, _, err := h.hub.Invite(context.Background(), h.address, site, enrol.Counter)
	if err != nil {
		h.t.Fatal(err)
	}
	m, err := enrol.Join(context.Background(), &fleettest.Secrets{}, invite, "till", "test")
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

func (h *hq) device(site string) *device {
	return h.deviceOn(site, memstore.New())
}

func (h *hq) deviceOn(site string, store storage.Store) *device {
	h.t.Helper()
	d := &device{
		t: h.t, member: h.enrol(site), store: store, folder: h.folder, clock: newClock(h.t), outbox: h.t.TempDir(),
	}
	d.openLog()
	h.t.Cleanup(func() {
		d.stop()
		if err := errors.Join(d.log.Close(), d.store.Close()); err != nil {
			h.t.Error(err)
		}
	})
	return d
}

func (d *device) openLog() { d.openChain(journal.ChainID{}) }

func (d *device) openChain(chain journal.ChainID) {
	d.t.Helper()
	var err error
	d.log, err = journal.OpenLog(context.Background(), journal.Options{
		Store: d.store, OutboxDir: d.outbox, OutboxKey: journal.Key{1}, Folder: d.folder, Clock: d.clock, Chain: chain,
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *device) dial(ctx context.Context) (wire.Conn, error) {
	address := d.via
	if address == "" {
		address = d.member.Identity().Address
	}
	return wire.Dial(ctx, wire.DialOptions{Address: address, TLS: d.member.ClientConfig(), Now: time.Now})
}

func (d *device) newReplica() *replica.Replica {
	return replica.New(replica.Options{
		Log: d.log, Dial: d.dial, Clock: d.clock, Now: time.Now, Logger: quiet(),
		Machine: replica.MachineOptions{App: "test", Seed: 7},
	})
}

func (d *device) start() {
	d.replica = d.newReplica()
	var ctx context.Context
	ctx, d.cancel = context.WithCancel(context.Background())
	d.ended = make(chan error, 1)
	running := d.replica
	go func() { d.ended <- running.Run(ctx) }()
}

func (d *device) stop() {
	if d.cancel == nil {
		return
	}
	d.cancel()
	d.cancel = nil
	if err := <-d.ended; err != nil {
		d.t.Error(err)
	}
}

func (d *device) once() error { return d.newReplica().Once(context.Background()) }

// entity returns the n-th entity that tests write about.
func entity(n int) journal.Entity {
	return journal.Entity{Type: 1, ID: journal.EntityID{15: byte(n), 14: byte(n >> 8)}}
}

func draft(n int, facts string, boxes ...journal.PlainBox) func(storage.Reader) (*journal.Draft, error) {
	return func(storage.Reader) (*journal.Draft, error) {
		raw, err := journal.MarshalFacts(facts)
		return &journal.Draft{Kind: 14, Version: 1, OldestReader: 1, Entities: []journal.Entity{entity(n)}, Facts: raw, Boxes: boxes}, err
	}
}

func commandID() (id journal.CommandID) {
	if _, err := rand.Read(id[:]); err != nil {
		panic(err)
	}
	return id
}

func (d *device) commit(n int, facts string, boxes ...journal.PlainBox) journal.Receipt {
	d.t.Helper()
	r, err := d.log.Commit(context.Background(), commandID(), draft(n, facts, boxes...))
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// eventually waits for a condition; the test's own time limit ends a wait that
// never succeeds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	began := time.Now()
	for !holds() {
		time.Sleep(time.Millisecond)
		runtime.Gosched()
		if time.Since(began) > 30*time.Second {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func (d *device) waiting() int {
	n, _, err := d.log.Waiting(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

// positions returns HQ's log: what stands at each position.
func (h *hq) positions() []journal.Ref {
	h.t.Helper()
	var refs []journal.Ref
	err := h.hub.View(context.Background(), func(r storage.Reader) error {
		head, err := hub.HeadOf(r)
		if err != nil {
			return err
		}
		refs = nil
		for p := uint64(1); p <= head.Position; p++ {
			record, _, err := hub.RecordAt(r, p)
			if err != nil {
				return err
			}
			refs = append(refs, record.Ref)
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return refs
}

// agree waits until every device has HQ's state, with nothing left to send, and
// checks that HQ's log is dense and names every entry once.
func (h *hq) agree(want int, devices ...*device) {
	h.t.Helper()
	eventually(h.t, "HQ holds everything", func() bool { return len(h.positions()) >= want })
	for _, d := range devices {
		eventually(h.t, "a device has HQ's state", func() bool {
			mine, theirs := states(h.t, d.store), states(h.t, h.store)
			if len(mine) != len(theirs) || d.waiting() > 0 {
				return false
			}
			for key, state := range theirs {
				if mine[key] != state {
					return false
				}
			}
			return true
		})
	}
	seen := map[journal.Ref]bool{}
	for i, ref := range h.positions() {
		if seen[ref] {
			h.t.Errorf("position %d repeats %s", i+1, ref)
		}
		seen[ref] = true
	}
	if len(seen) != want {
		h.t.Errorf("HQ has %d entries, want %d", len(seen), want)
	}
}
