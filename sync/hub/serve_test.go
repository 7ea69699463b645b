package hub_test

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/hub"
	"etabli/sync/wire"

	"github.com/klauspost/compress/zstd"
)

func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 30*time.Second {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// raw opens a connection of a member and asks for the upgrade by hand.
func (h *hq) raw(m *enrol.Member) *tls.Conn {
	h.t.Helper()
	conn, err := tls.Dial("tcp", h.address, m.ClientConfig())
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { conn.Close() })
	_, err = io.WriteString(conn, "GET "+wire.SyncPath+" HTTP/1.1\r\nHost: hq\r\nConnection: Upgrade\r\nUpgrade: etabli/1\r\n\r\n")
	if err != nil {
		h.t.Fatal(err)
	}
	answer := make([]byte, len("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: etabli/1\r\n\r\n"))
	if _, err := io.ReadFull(conn, answer); err != nil || !strings.Contains(string(answer), " 101 ") {
		h.t.Fatalf("%q, %v", answer, err)
	}
	return conn
}

// Goal: a member that turns hostile costs HQ a session and nothing else.
func TestHostileBytesEndTheSessionWithAReason(t *testing.T) {
	h := newHQ(t)
	m := h.enrol("LIL")
	hello := wire.Encode(&wire.Hello{Version: 1, Oldest: 1, Chains: []wire.ChainHead{{Chain: chainOf(1)}}})
	frame := func(size int, kind wire.Type, payload []byte) []byte {
		return append(append(binary.BigEndian.AppendUint32(nil, uint32(size)), byte(kind)), payload...)
	}
	for name, c := range map[string]struct {
		plain []byte // compressed before sending
		raw   []byte
		code  wire.Code
	}{
		"no zstd":              {nil, []byte("hello, I am a device"), wire.CodeMalformedFrame},
		"a zip bomb":           {make([]byte, 200<<20), nil, wire.CodeMalformedFrame},
		"an oversize frame":    {frame(wire.MaxFrameBytes+1, wire.TypeHello, hello), nil, wire.CodeMalformedFrame},
		"an unknown type":      {frame(len(hello)+1, 77, hello), nil, wire.CodeMalformedFrame},
		"a push before hello":  {frame(1, wire.TypePush, nil), nil, wire.CodeMalformedFrame},
		"a ping before hello":  {frame(7, wire.TypePing, wire.Encode(&wire.Ping{N: 1, MS: 1})[:5]), nil, wire.CodeUnexpectedFrame},
		"a version too new":    {nil, nil, wire.CodeVersion},
		"two hellos":           {append(frame(len(hello)+1, wire.TypeHello, hello), frame(len(hello)+1, wire.TypeHello, hello)...), nil, wire.CodeUnexpectedFrame},
		"a page from a device": {append(frame(len(hello)+1, wire.TypeHello, hello), frame(len(wire.Encode(&wire.Page{}))+1, wire.TypePage, wire.Encode(&wire.Page{}))...), nil, wire.CodeUnexpectedFrame},
	} {
		t.Run(name, func(t *testing.T) {
			conn := h.raw(m)
			switch {
			case name == "a version too new":
				future := wire.Encode(&wire.Hello{Version: 9, Oldest: 8, Chains: []wire.ChainHead{{Chain: chainOf(1)}}})
				c.plain = frame(len(future)+1, wire.TypeHello, future)
			case name == "a ping before hello":
				ping := wire.Encode(&wire.Ping{N: 1, MS: 1})
				c.plain = frame(len(ping)+1, wire.TypePing, ping)
			}
			go func() {
				if c.raw != nil {
					_, _ = conn.Write(c.raw)
					return
				}
				w, err := zstd.NewWriter(conn, zstd.WithWindowSize(256<<10))
				if err == nil {
					_, _ = w.Write(c.plain)
					_ = w.Flush()
				}
			}()
			got, err := wire.NewConn(conn, time.Now)
			if err != nil {
				t.Fatal(err)
			}
			for {
				f, err := got.Receive()
				if err != nil {
					t.Fatalf("no reason given: %v", err)
				}
				if no, ok := f.(*wire.Refused); ok {
					if no.Code != c.code {
						t.Errorf("refused with %s, want %s", no.Code, c.code)
					}
					break
				}
			}
		})
	}
	eventually(t, "no session is left", func() bool { return h.Counters().Sessions == 0 })
	if n := len(h.log()); n != 0 {
		t.Errorf("%d positions", n)
	}
}

func TestStrangersAreRefused(t *testing.T) {
	h, elsewhere := newHQ(t), newHQ(t)
	stranger := elsewhere.enrol("LIL")
	if err := stranger.Move(h.address); err != nil {
		t.Fatal(err)
	}
	if _, err := h.dial(stranger); !errors.Is(err, enrol.ErrForeignCertificate) {
		t.Errorf("a device of another fleet trusts this HQ: %v", err)
	}
	for name, config := range map[string]*tls.Config{
		"no certificate":     {InsecureSkipVerify: true},
		"a foreign one":      {InsecureSkipVerify: true, GetClientCertificate: stranger.ClientConfig().GetClientCertificate},
		"an older TLS":       {InsecureSkipVerify: true, MaxVersion: tls.VersionTLS12},
		"no upgrade request": h.enrol("LIL").ClientConfig(),
	} {
		t.Run(name, func(t *testing.T) {
			if name == "no upgrade request" {
				client := http.Client{Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}}
				answer, err := client.Get("https://" + h.address + wire.SyncPath)
				if err != nil || answer.StatusCode != http.StatusUpgradeRequired {
					t.Errorf("%+v, %v", answer, err)
				}
				if err == nil {
					answer.Body.Close()
				}
				return
			}
			_, err := wire.Dial(context.Background(), wire.DialOptions{Address: h.address, TLS: config, Now: time.Now})
			var refused *wire.RefusedError
			if err == nil || (errors.As(err, &refused) != (name != "an older TLS")) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestTheNewerSessionOfADeviceReplacesTheOlder(t *testing.T) {
	h := newHQ(t)
	m := h.enrol("LIL")
	w := &writer{chain: chainOf(1)}
	old := h.connect(m, w.head())
	h.connect(m, w.head())
	if no := expect[*wire.Refused](old); no.Code != wire.CodeReplaced {
		t.Errorf("the older was told %s", no.Code)
	}
	eventually(t, "one session is left", func() bool { return h.Counters().Sessions == 1 })
}

func TestARevokedDeviceLosesItsSessionAndGetsNoOther(t *testing.T) {
	h := newHQ(t)
	m := h.enrol("LIL")
	w := &writer{chain: chainOf(1)}
	p := h.connect(m, w.head())
	if err := h.Revoke(context.Background(), m.Identity().ID); err != nil {
		t.Fatal(err)
	}
	if no := expect[*wire.Refused](p); no.Code != wire.CodeRevoked {
		t.Errorf("told %s", no.Code)
	}
	conn, err := h.dial(m)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	again := &peer{Conn: conn, t: t}
	again.send(&wire.Hello{Version: 1, Oldest: 1, Chains: w.head().Chains})
	if no := expect[*wire.Refused](again); no.Code != wire.CodeRevoked {
		t.Errorf("again told %s", no.Code)
	}
	if err := m.Renew(context.Background()); !errors.Is(err, enrol.ErrRevoked) {
		t.Errorf("renewing: %v", err)
	}
	if err := h.Revoke(context.Background(), enrol.DeviceID{1}); !errors.Is(err, enrol.ErrUnknownDevice) {
		t.Errorf("revoking nobody: %v", err)
	}
}

func TestAnExpiredDeviceHandsInAndPullsNothing(t *testing.T) {
	h := newHQ(t)
	m := h.enrol("LIL")
	other := &writer{chain: chainOf(2)}
	q := h.connect(h.enrol("LIL"), other.head())
	q.send(other.push(other.write(1)))
	expect[*wire.Ack](q)
	later := time.Now().Add(2 * 365 * 24 * time.Hour)
	h.stop()
	h.now = func() time.Time { return later }
	h.start()
	w := &writer{chain: chainOf(1)}
	p := h.connect(m, w.head())
	if no := expect[*wire.Refused](p); no.Code != wire.CodeExpiredMayNotPull {
		t.Errorf("told %s", no.Code)
	}
	p.send(w.push(w.write(1)))
	for {
		f, err := p.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if _, page := f.(*wire.Page); page {
			t.Fatal("it was sent a page")
		}
		if _, acked := f.(*wire.Ack); acked {
			break
		}
	}
	if err := m.Renew(context.Background()); err != nil {
		t.Fatalf("renewing: %v", err)
	}
	p = h.connect(m, w.head())
	if items := p.collect(2); len(items) != 2 {
		t.Errorf("after renewal: %d items", len(items))
	}
}

// Goal: a device that does not read holds up neither HQ nor the others, and
// gets everything once it reads.
func TestASlowReaderHoldsUpNobody(t *testing.T) {
	h := newHQ(t)
	slow, fast, author := &writer{chain: chainOf(1)}, &writer{chain: chainOf(2)}, &writer{chain: chainOf(3)}
	s := h.connect(h.enrol("LIL"), slow.head())
	f := h.connect(h.enrol("LIL"), fast.head())
	a := h.connect(h.enrol("LIL"), author.head())
	const total = 3000
	go func() {
		for author.seq < total {
			var batch [][]byte
			for range 100 {
				batch = append(batch, author.write(byte(len(batch))))
			}
			if a.Send(author.push(batch...)) != nil {
				return
			}
		}
	}()
	drain := func(p *peer) {
		t.Helper()
		if got := len(p.collect(total)); got != total {
			t.Errorf("%d items", got)
		}
	}
	drain(f)
	for expect[*wire.Ack](a).Seq < total {
	}
	drain(s)
}

func TestACursorIsCheckedAndTheLadderFindsTheWayBack(t *testing.T) {
	h := newHQ(t)
	author := &writer{chain: chainOf(1)}
	a := h.connect(h.enrol("LIL"), author.head())
	var ladder wire.Ladder
	for i := range 10 {
		a.send(author.push(author.write(1)))
		a.collect(i + 1)
		ladder = append(wire.Ladder{a.last.Cursor}, ladder...)
	}
	m := h.enrol("LIL")
	good, foreign, ahead := ladder[0], ladder[2], ladder[0]
	foreign.Hash[0] ^= 1
	ahead.Position = 99
	other := ladder[0]
	other.Lineage.Random[0] ^= 1
	for name, c := range map[string]struct {
		cursor wire.Cursor
		ladder wire.Ladder
		want   uint64
	}{
		"a good one":                   {good, nil, 10},
		"nothing":                      {wire.Cursor{}, nil, 0},
		"another hash":                 {foreign, nil, 0},
		"another hash, with a ladder":  {foreign, wire.Ladder{ladder[4], ladder[8]}, 6},
		"ahead of HQ":                  {ahead, wire.Ladder{foreign, ladder[9]}, 1},
		"the same log by another name": {other, nil, 10},
	} {
		t.Run(name, func(t *testing.T) {
			hello := (&writer{chain: chainOf(2)}).head()
			hello.Cursor, hello.Ladder = c.cursor, c.ladder
			p := h.connect(m, hello)
			if p.welcome.Resume.Position != c.want || p.welcome.Head != 10 {
				t.Fatalf("resumes at %d of %d", p.welcome.Resume.Position, p.welcome.Head)
			}
			page := expect[*wire.Page](p)
			if len(page.Items) != int(10-c.want) || page.Cursor != good {
				t.Errorf("%d items up to %d", len(page.Items), page.Cursor.Position)
			}
		})
	}
}

func TestADeviceHearsOfItsOwnEntriesByPositionAlone(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	m := h.enrol("LIL")
	p := h.connect(m, w.head())
	p.send(w.push(w.write(1), w.write(1)))
	items := p.collect(2)
	if len(items) != 2 || len(items[0].Entry) != 0 || items[0].Receipt == [16]byte{} {
		t.Errorf("items %+v", items)
	}
	p.Close()
	// A device that lost its end gets the bytes of what it no longer has.
	short := &writer{chain: w.chain, seq: 1, links: w.links[:1]}
	p = h.connect(m, short.head())
	if p.welcome.Accepted[0].Seq != 2 {
		t.Errorf("accepted %+v", p.welcome.Accepted)
	}
	items = p.collect(2)
	if len(items[0].Entry) != 0 || len(items[1].Entry) == 0 {
		t.Errorf("items %+v", items)
	}
}

func TestASmallPageIsKeptSmall(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("LIL"), w.head())
	var batch [][]byte
	for range 300 {
		batch = append(batch, w.write(1))
	}
	p.send(w.push(batch...))
	expect[*wire.Ack](p)
	hello := (&writer{chain: chainOf(2)}).head()
	hello.PageBytes = 1
	q := h.connect(h.enrol("LIL"), hello)
	items, pages := 0, 0
	for more := true; more; pages++ {
		page := expect[*wire.Page](q)
		size := 0
		for _, item := range page.Items {
			size += len(item.Entry)
		}
		if size > 16<<10 {
			t.Errorf("a page of %d bytes", size)
		}
		items, more = items+len(page.Items), page.More
	}
	if items != 300 || pages < 2 {
		t.Errorf("%d items in %d pages", items, pages)
	}
}

// Goal: another site gets no entry, and no box, that is not its own.
func TestSitesHearOfTheirOwnAndOfEverybodys(t *testing.T) {
	h := newHQ(t)
	lille, paris := &writer{chain: chainOf(1)}, &writer{chain: chainOf(2)}
	l := h.connect(h.enrol("LIL"), lille.head())
	p := h.connect(h.enrol("PAR"), paris.head())
	l.send(lille.push(lille.write(1)))
	expect[*wire.Ack](l)
	// HQ writes about Lille's file, then about something new that is everybody's.
	box := journal.PlainBox{Subject: entity(1).ID, Purpose: journal.Contact, Plain: []byte("06 12 34 56 78")}
	both := func(storage.Reader) (*journal.Draft, error) {
		return &journal.Draft{Kind: 14, Version: 1, Entities: []journal.Entity{entity(5)}, Facts: []byte{0xa0}, Boxes: []journal.PlainBox{box}}, nil
	}
	for i, plan := range []hub.Plan{plan(1), both} {
		if _, err := h.Commit(context.Background(), journal.CommandID{7, byte(i)}, plan); err != nil {
			t.Fatal(err)
		}
	}
	got := p.collect(1)
	if len(got) != 1 || got[0].Position != 3 || len(p.keys) != 0 {
		t.Fatalf("Paris got %+v and %d keys", got, len(p.keys))
	}
	e, err := journal.Decode(got[0].Entry)
	if err != nil || e.Boxes[0].Sealed != nil || (e.Boxes[0].Digest == journal.Digest{}) {
		t.Errorf("Paris got the box: %+v, %v", e, err)
	}
	if items := l.collect(3); len(items) != 3 || len(l.keys) != 1 {
		t.Errorf("Lille got %d items and %d keys", len(items), len(l.keys))
	}
}

func TestTheRegisterTellsHowDevicesStand(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	m := h.enrol("LIL")
	h.enrol("PAR")
	h.enrol("LIL")
	hello := w.head()
	hello.App = "1.2.3"
	p := h.connect(m, hello)
	p.send(w.push(w.write(1)))
	p.collect(1)
	var devices []hub.Device
	eventually(t, "the device is seen", func() bool {
		var err error
		if devices, err = h.Devices(context.Background()); err != nil {
			t.Fatal(err)
		}
		return len(devices) == 3 && devices[0].Applied == 1
	})
	d := devices[0]
	if d.Device != m.Identity().Device || !d.Online || d.App != "1.2.3" || d.Lag != 0 || d.Name != "till" ||
		d.LastSeen.IsZero() || d.Drift.Abs() > time.Second || len(d.Chains) != 1 || d.Serial == "" {
		t.Errorf("device %+v", d)
	}
	if devices[1].Site+devices[1].Code != "LIL2" || devices[2].Site+devices[2].Code != "PAR1" || devices[1].Online {
		t.Errorf("devices %+v", devices)
	}
	h.stop()
	h.start()
	devices, err := h.Devices(context.Background())
	if err != nil || devices[0].App != "1.2.3" || devices[0].Online {
		t.Errorf("after a restart: %+v, %v", devices, err)
	}
}

// Goal: an HQ whose register was lost knows a device by its certificate, and
// does not give its code out again.
func TestALostRegisterComesBackFromCertificates(t *testing.T) {
	h := newHQ(t)
	h.enrol("LIL")
	m := h.enrol("LIL")
	h.stop()
	err := func() error {
		s, err := h.disk.Open()
		if err != nil {
			return err
		}
		defer s.Close()
		return s.Update(context.Background(), func(tx storage.Tx) error {
			var keys [][]byte
			for _, kind := range []byte("dnt") {
				err := tx.Scan(storage.Prefix([]byte{'x', kind}), func(key, _ []byte) error {
					keys = append(keys, append([]byte{}, key...))
					return nil
				})
				if err != nil {
					return err
				}
			}
			for _, key := range keys {
				if err := tx.Delete(key); err != nil {
					return err
				}
			}
			return nil
		})
	}()
	if err != nil {
		t.Fatal(err)
	}
	h.start()
	h.connect(m, (&writer{chain: chainOf(1)}).head())
	devices, err := h.Devices(context.Background())
	if err != nil || len(devices) != 1 || devices[0].Device != m.Identity().Device {
		t.Errorf("devices %+v, %v", devices, err)
	}
	if next := h.enrol("LIL").Identity().Code; next != "3" {
		t.Errorf("the next code is %q", next)
	}
}

func TestWatchersHearWhatChanged(t *testing.T) {
	h := newHQ(t)
	told := make(chan []journal.Entity, 10)
	stop := h.Watch(func(entities []journal.Entity) { told <- entities })
	if _, err := h.Commit(context.Background(), journal.CommandID{1}, plan(4)); err != nil {
		t.Fatal(err)
	}
	if got := <-told; len(got) != 1 || got[0] != entity(4) {
		t.Errorf("told of %+v", got)
	}
	stop()
	stop()
}

func TestAClosedHubSaysSo(t *testing.T) {
	h := newHQ(t)
	w := &writer{chain: chainOf(1)}
	p := h.connect(h.enrol("LIL"), w.head())
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if no := expect[*wire.Refused](p); no.Code != wire.CodeClosing {
		t.Errorf("the device was told %s", no.Code)
	}
	if _, err := h.Commit(context.Background(), journal.CommandID{1}, plan(1)); !errors.Is(err, hub.ErrClosed) {
		t.Errorf("commit: %v", err)
	}
}
