package hub_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"etabli/storage/journal"
	"etabli/storage/pgstore"
	"etabli/storage/pgstore/pgtest"
	"etabli/sync/enrol"
	"etabli/sync/fleettest"
	"etabli/sync/hlc"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// newKin runs several HQs over one database, as several processes do.
func newKin(t testing.TB, n int) []*hq {
	t.Helper()
	database, common := pgtest.Start(t).Database(t), &fleettest.Secrets{}
	kin := make([]*hq, n)
	for i := range kin {
		kin[i] = &hq{t: t, now: time.Now, database: database, secrets: common, address: "127.0.0.1:0"}
		kin[i].start()
		t.Cleanup(kin[i].stop)
	}
	return kin
}

func TestAPushToOneProcessReachesTheDevicesOfAnother(t *testing.T) {
	kin := newKin(t, 3)
	w := &writer{chain: chainOf(1)}
	pusher := kin[0].connect(kin[0].enrol("LIL"), w.head())
	// The other process admits a device that it did not enrol.
	listener := kin[1].connect(kin[2].enrol("LIL"), (&writer{chain: chainOf(2)}).head())
	watched := make(chan []journal.Entity, 16)
	defer kin[2].Watch(func(e []journal.Entity) { watched <- e })()
	for n := range byte(3) {
		pusher.send(w.push(w.write(n)))
		expect[*wire.Ack](pusher)
		items := listener.collect(int(n) + 1)
		if last := items[n]; last.Ref.Seq != uint64(n+1) || last.Entry == nil {
			t.Errorf("the listener got %+v", last)
		}
		told := <-watched
		for told != nil && !slices.Contains(told, entity(n)) {
			told = <-watched
		}
	}
	own, err := kin[2].Commit(context.Background(), journal.CommandID{7}, plan(9))
	if err != nil {
		t.Fatal(err)
	}
	next, err := kin[0].Commit(context.Background(), journal.CommandID{8}, plan(9))
	if err != nil || next.Ref.Chain == own.Ref.Chain || next.HLC <= own.HLC {
		t.Errorf("HQ's own entries go from %+v to %+v: %v", own, next, err)
	}
	listener.collect(5)
	again, err := kin[1].Commit(context.Background(), journal.CommandID{7}, plan(9))
	if err != nil || !again.Repeated || again.Ref != own.Ref {
		t.Errorf("a command known to another process: %+v, %v", again, err)
	}
}

func TestADeviceRevokedInOneProcessIsSentAwayByAnother(t *testing.T) {
	kin := newKin(t, 2)
	m := kin[0].enrol("LIL")
	p := kin[1].connect(m, (&writer{chain: chainOf(1)}).head())
	if err := kin[0].SendAway(context.Background(), m.Identity().ID, hub.SentAway{By: "Sophie", Why: "volée"}); err != nil {
		t.Fatal(err)
	}
	if r := expect[*wire.Refused](p); r.Code != wire.CodeRevoked {
		t.Errorf("sent away with %v", r.Code)
	}
	list, err := kin[1].Devices(context.Background())
	if err != nil || len(list) != 1 || list[0].Sent != (hub.SentAway{By: "Sophie", Why: "volée"}) {
		t.Errorf("the other process says %+v, %v", list, err)
	}
}

func TestAProcessWithOtherSecretsIsRefused(t *testing.T) {
	kin := newKin(t, 1)
	store, err := pgstore.Open(t.Context(), pgstore.Options{URL: kin[0].database})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	o := options(t)
	o.Store, o.Secrets = store, &fleettest.Secrets{}
	if _, err := hub.Open(t.Context(), o); !errors.Is(err, hub.ErrForeignSecrets) {
		t.Errorf("got %v", err)
	}
}

func options(t testing.TB) hub.Options {
	t.Helper()
	clock, err := hlc.New(time.Now, &fleettest.ClockFile{})
	if err != nil {
		t.Fatal(err)
	}
	return hub.Options{
		Folder: folder{}, Clock: clock, Secrets: &fleettest.Secrets{}, Random: rand.Reader,
		Now: time.Now, Log: slog.New(slog.DiscardHandler),
	}
}

// fleet pushes to several cores over one database.
type fleet struct {
	t     testing.TB
	cores []*hub.Core
	site  string
}

func newFleet(t testing.TB, database string, processes int, fold journal.Folder) *fleet {
	t.Helper()
	f := &fleet{t: t, site: "LIL"}
	common := options(t)
	for range processes {
		store, err := pgstore.Open(context.Background(), pgstore.Options{URL: database})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = store.Close() })
		o := common
		o.Store, o.Folder = store, fold
		core, err := hub.OpenCore(context.Background(), o, func(hub.Committed) {})
		if err != nil {
			t.Fatal(err)
		}
		f.cores = append(f.cores, core)
	}
	return f
}

// pushAll hands in so many pushes of so many entries from each of so many
// devices of a process, together, and again whenever HQ could not take them.
func (f *fleet) pushAll(process, devices, pushes, entries int) {
	writers := make([]*writer, devices)
	for d := range writers {
		writers[d] = &writer{chain: journal.ChainID{0xc0, byte(process), byte(d)}}
	}
	for n := range pushes {
		var works []*hub.Work
		for d, w := range writers {
			in := hub.HandIn{
				Device: enrol.DeviceID{byte(process + 1), byte(d)}, Site: f.site, Chain: w.chain, From: w.seq + 1,
			}
			for i := range entries {
				in.Entries = append(in.Entries, w.writeOf(fmt.Sprintf("%d %d %d %d", process, d, n, i)))
			}
			works = append(works, &hub.Work{HandIn: &in})
		}
		for {
			f.cores[process].Settle(context.Background(), works)
			works = slices.DeleteFunc(works, func(w *hub.Work) bool {
				return w.Err == nil && w.Verdict.Seq == w.HandIn.From+uint64(entries)-1
			})
			if len(works) == 0 {
				break
			}
			if works[0].Err == nil {
				f.t.Errorf("a push ended as %+v", works[0].Verdict)
				return
			}
		}
	}
}

// writeOf makes an entry of about 600 bytes on an entity of its own.
func (w *writer) writeOf(about string) []byte {
	w.seq++
	id := journal.CommandIDFrom("test", about)
	e := &journal.Entry{
		Header: journal.Header{
			Chain: w.chain, Seq: w.seq, HLC: w.seq << 16, Kind: 14, Version: 1, OldestReader: 1,
			Clock:    journal.ClockState{WallMS: 1, NeverSynced: true},
			Entities: []journal.Entity{{Type: 1, ID: journal.EntityID(id)}}, Seen: [][]journal.Ref{nil}, Command: id,
		},
		Facts: append([]byte{0x59, 0x01, 0xc2}, make([]byte, 450)...),
	}
	return journal.Encode(e)
}

// follow reads a site's feed to its end, as a device does, until so many items
// have come; it returns how many positions it missed.
func (f *fleet) follow(ctx context.Context, total int) (missed uint64) {
	at, got := uint64(0), 0
	for n := 0; got < total && ctx.Err() == nil; n++ {
		page, err := f.cores[n%len(f.cores)].Page(ctx, hub.Reading{Site: f.site, After: at, MaxBytes: hub.MaxPageBytes})
		if err != nil {
			continue // it asks again
		}
		for _, item := range page.Items {
			got++
			missed += item.Position - at - 1
			at = item.Position
		}
		if len(page.Items) == 0 {
			time.Sleep(time.Millisecond)
		}
	}
	return missed
}

// TestSeveralProcessesMakeOneLogWhateverBreaks pushes through three processes
// while connections are cut and the server crashes. A reader follows live.
// PUSHES makes it longer.
func TestSeveralProcessesMakeOneLogWhateverBreaks(t *testing.T) {
	const processes, devices, entries = 3, 4, 20
	pushes := 12
	if n, err := strconv.Atoi(os.Getenv("PUSHES")); err == nil {
		pushes = n
	}
	total := processes * devices * pushes * entries
	server := pgtest.Start(t)
	database := server.Database(t)
	f := newFleet(t, database, processes, folder{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var missed uint64
	var reading, pushing sync.WaitGroup
	reading.Go(func() { missed = f.follow(ctx, total) })
	var working atomic.Int32
	working.Store(processes)
	for p := range processes {
		pushing.Go(func() { f.pushAll(p, devices, pushes, entries); working.Add(-1) })
	}
	cuts := 0
	for n := 0; working.Load() > 0; n++ {
		if n == 1 {
			server.Crash(t)
		}
		cuts += server.Cut(t, database)
		time.Sleep(time.Duration(80+n*20) * time.Millisecond)
	}
	pushing.Wait()
	reading.Wait()
	store, err := pgstore.Open(t.Context(), pgstore.Options{URL: database})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	report, err := hub.Verify(t.Context(), store)
	if err != nil || report.Found > 0 || report.Head.Position != uint64(total) {
		t.Errorf("%d positions, want %d: %+v, %v", report.Head.Position, total, report, err)
	}
	t.Logf("%d positions, %d connections cut, 1 crash, %d missed", report.Head.Position, cuts, missed)
	if missed != 0 || cuts == 0 {
		t.Errorf("the reader missed %d positions over %d cut connections", missed, cuts)
	}
}
