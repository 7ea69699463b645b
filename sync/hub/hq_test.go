package hub_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/storage/pgstore"
	"etabli/storage/pgstore/pgtest"
	"etabli/sync/enrol"
	"etabli/sync/fleettest"
	"etabli/sync/hlc"
	"etabli/sync/hub"
	"etabli/sync/wire"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.Tests{M: m}) }

// The kinds that the test folder cannot take.
const (
	poisonKind journal.Kind = 666
	panicKind  journal.Kind = 667
	heavyKind  journal.Kind = 668 // its views do not fit a transaction
)

// folder counts the entries of every entity, and chokes on some kinds.
type folder struct{}

func (folder) Fold(tx storage.Tx, touched []journal.Touched) error {
	for _, t := range touched {
		for _, e := range t.Entries {
			switch e.Header.Kind {
			case poisonKind:
				return errors.New("no idea what this is")
			case panicKind:
				panic("no idea what this is")
			case heavyKind:
				for i := range 40 {
					if err := tx.Put([]byte{'v', 0, byte(i)}, make([]byte, 60<<10)); err != nil {
						return err
					}
				}
			}
		}
		refs, err := journal.Refs(tx, t.Entity)
		if err != nil {
			return err
		}
		if err := tx.Put(countKey(t.Entity), []byte{byte(len(refs))}); err != nil {
			return err
		}
	}
	return nil
}

func countKey(e journal.Entity) []byte { return append([]byte{'v', 1}, e.ID[:]...) }

// hq is a running HQ.
type hq struct {
	*hub.Hub
	t        testing.TB
	now      func() time.Time
	disk     *memstore.Disk
	database string // in place of the disk
	store    storage.Store
	secrets  *fleettest.Secrets
	router   hub.Router
	address  string
	cancel   context.CancelFunc
	ended    chan error
}

func newHQ(t testing.TB) *hq {
	t.Helper()
	h := &hq{t: t}
	h.begin()
	return h
}

// begin starts HQ on an empty disk, until the test ends.
func (h *hq) begin() {
	h.now, h.disk, h.secrets, h.address = time.Now, &memstore.Disk{}, &fleettest.Secrets{}, "127.0.0.1:0"
	h.start()
	h.t.Cleanup(h.stop)
}

func (h *hq) start() {
	h.t.Helper()
	clock, err := hlc.New(time.Now, &fleettest.ClockFile{})
	if err != nil {
		h.t.Fatal(err)
	}
	if h.store, err = h.open(); err != nil {
		h.t.Fatal(err)
	}
	h.Hub, err = hub.Open(context.Background(), hub.Options{
		Store: h.store, Folder: folder{}, Router: h.router, Clock: clock, Secrets: h.secrets, Random: rand.Reader,
		Now: func() time.Time { return h.now() }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		h.t.Fatal(err)
	}
	l, err := net.Listen("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = l.Addr().String()
	var ctx context.Context
	ctx, h.cancel = context.WithCancel(context.Background())
	h.ended = make(chan error, 1)
	running := h.Hub
	go func() { h.ended <- running.Serve(ctx, l) }()
}

func (h *hq) open() (storage.Store, error) {
	if h.database == "" {
		return h.disk.Open()
	}
	return pgstore.Open(context.Background(), pgstore.Options{URL: h.database})
}

func (h *hq) stop() {
	h.cancel()
	if err := errors.Join(<-h.ended, h.Hub.Close(), h.store.Close()); err != nil {
		h.t.Error(err)
	}
}

func (h *hq) enrol(site string) *enrol.Member {
	h.t.Helper()
	invite, _, err := h.Invite(context.Background(), h.address, site, enrol.Counter)
	if err != nil {
		h.t.Fatal(err)
	}
	m, err := enrol.Join(context.Background(), &fleettest.Secrets{}, invite, "till", "test")
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

// peer speaks the protocol by hand.
type peer struct {
	wire.Conn
	t       testing.TB
	member  *enrol.Member
	welcome *wire.Welcome
	items   []wire.Item // of every page so far
	keys    []wire.KeyRow
	scopes  []wire.ScopeChange
	last    *wire.Page
}

func (h *hq) dial(m *enrol.Member) (wire.Conn, error) {
	return wire.Dial(context.Background(), wire.DialOptions{Address: h.address, TLS: m.ClientConfig(), Now: time.Now})
}

func (h *hq) connect(m *enrol.Member, hello wire.Hello) *peer {
	h.t.Helper()
	conn, err := h.dial(m)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { conn.Close() })
	p := &peer{Conn: conn, t: h.t, member: m}
	hello.Version, hello.Oldest, hello.DeviceMS = wire.Version, wire.OldestVersion, time.Now().UnixMilli()
	p.send(&hello)
	p.welcome = expect[*wire.Welcome](p)
	return p
}

func (p *peer) send(frames ...wire.Frame) {
	p.t.Helper()
	if err := p.Send(frames...); err != nil {
		p.t.Fatal(err)
	}
}

// expect skips frames until one of a type comes.
func expect[F wire.Frame](p *peer) F {
	p.t.Helper()
	for {
		f, err := p.Receive()
		if err != nil {
			var want F
			p.t.Fatalf("waiting for %T: %v", want, err)
		}
		if page, ok := f.(*wire.Page); ok {
			p.items, p.keys, p.last = append(p.items, page.Items...), append(p.keys, page.Keys...), page
			p.scopes = append(p.scopes, page.Scopes...)
			p.send(&wire.Applied{Position: page.Cursor.Position})
		}
		if got, ok := f.(F); ok {
			return got
		}
	}
}

// collect reads until so many items have come in pages.
func (p *peer) collect(n int) []wire.Item {
	p.t.Helper()
	for len(p.items) < n {
		expect[*wire.Page](p)
	}
	return p.items
}

// writer makes the entries of one chain.
type writer struct {
	chain journal.ChainID
	seq   uint64
	kind  journal.Kind
	life  byte             // of a device that lived on twice, does other things
	links []journal.Digest // of each entry written
}

func chainOf(n byte) journal.ChainID { return journal.ChainID{0xc0, n} }

func entity(n byte) journal.Entity { return journal.Entity{Type: 1, ID: journal.EntityID{15: n}} }

func (w *writer) write(about byte, seen ...journal.Ref) []byte {
	w.seq++
	e := &journal.Entry{
		Header: journal.Header{
			Chain: w.chain, Seq: w.seq, HLC: uint64(time.Now().UnixMilli()) << 16, Kind: max(w.kind, 14), Version: 1, OldestReader: 1,
			Clock:    journal.ClockState{WallMS: 1, NeverSynced: true},
			Entities: []journal.Entity{entity(about)}, Seen: [][]journal.Ref{seen},
			Command: journal.CommandID{w.chain[1], byte(w.seq), byte(w.seq >> 8), 1 + w.life},
		},
		Facts: []byte{0xa0},
	}
	w.links = append(w.links, journal.Link(w.link(), e.Digest()))
	return journal.Encode(e)
}

// link is that of the last entry written.
func (w *writer) link() (last journal.Digest) {
	if n := len(w.links); n > 0 {
		last = w.links[n-1]
	}
	return last
}

func (w *writer) head() wire.Hello {
	return wire.Hello{Chains: []wire.ChainHead{{Chain: w.chain, Seq: w.seq, Link: w.link()}}}
}

func (w *writer) push(entries ...[]byte) *wire.Push {
	return &wire.Push{Chain: w.chain, From: w.seq - uint64(len(entries)) + 1, Entries: entries}
}

// log returns HQ's whole log.
func (h *hq) log() []hub.Record {
	h.t.Helper()
	var log []hub.Record
	err := h.View(context.Background(), func(r storage.Reader) error {
		head, err := hub.HeadOf(r)
		if err != nil {
			return err
		}
		log = nil
		for p := uint64(1); p <= head.Position; p++ {
			record, hash, err := hub.RecordAt(r, p)
			if err != nil {
				return err
			}
			if p == head.Position && hash != head.Hash {
				h.t.Error("the head's hash is not that of the last position")
			}
			log = append(log, record)
		}
		return nil
	})
	if err != nil {
		h.t.Fatal(err)
	}
	for i := 1; i < len(log); i++ {
		if log[i].ReceivedMS < log[i-1].ReceivedMS {
			h.t.Errorf("position %d was received before its predecessor", i+1)
		}
	}
	return log
}
