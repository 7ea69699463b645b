package wire_test

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"testing"
	"time"

	"etabli/sync/wire"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/zstd"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// connected returns a Conn and the bare other end of its connection.
func connected(t testing.TB) (wire.Conn, net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	far, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	near, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	c, err := wire.NewConn(near, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(); far.Close() })
	return c, far
}

// both returns two Conns that talk to each other.
func both(t testing.TB) (a, b wire.Conn) {
	t.Helper()
	a, far := connected(t)
	b, err := wire.NewConn(far, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return a, b
}

func TestFramesCrossAConnectionInOrder(t *testing.T) {
	for name, pair := range map[string]func() (wire.Conn, wire.Conn){
		"network": func() (wire.Conn, wire.Conn) { return both(t) },
		"memory":  wire.Pipe,
	} {
		t.Run(name, func(t *testing.T) {
			a, b := pair()
			defer b.Close()
			defer a.Close()
			sent := make(chan error, 1)
			go func() { sent <- a.Send(samples()...) }()
			for _, want := range samples() {
				got, err := b.Receive()
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Fatal(diff)
				}
			}
			if err := <-sent; err != nil {
				t.Fatal(err)
			}
			a.Close()
			if _, err := b.Receive(); err == nil {
				t.Error("a closed connection still delivers")
			}
		})
	}
}

// Goal: one frame is delivered as soon as it was sent, without waiting for more,
// and a long stream of large frames does not run into the decoder's bounds.
func TestAStreamHasNoEnd(t *testing.T) {
	a, b := both(t)
	entry := make([]byte, 60<<10)
	if _, err := rand.Read(entry); err != nil {
		t.Fatal(err)
	}
	push := &wire.Push{From: 1, Entries: [][]byte{entry, entry, entry}}
	for i := range 60 {
		sent := make(chan error, 1)
		go func() { sent <- a.Send(push) }()
		got, err := b.Receive()
		if err != nil || !bytes.Equal(got.(*wire.Push).Entries[2], entry) {
			t.Fatalf("frame %d: %v", i, err)
		}
		if err := <-sent; err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFrameOverTheLimitIsNotSent(t *testing.T) {
	a, _ := both(t)
	push := &wire.Push{From: 1, Entries: [][]byte{make([]byte, wire.MaxFrameBytes)}}
	if err := a.Send(push); !errors.Is(err, wire.ErrTooBig) {
		t.Errorf("got %v", err)
	}
	p, q := wire.Pipe()
	defer q.Close()
	if err := p.Send(push); !errors.Is(err, wire.ErrTooBig) {
		t.Errorf("in memory: %v", err)
	}
}

func compressed(t testing.TB, raw []byte, options ...zstd.EOption) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, append([]zstd.EOption{zstd.WithWindowSize(256 << 10)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func frameBytes(size uint32, kind wire.Type, payload []byte) []byte {
	head := binary.BigEndian.AppendUint32(nil, size)
	return append(append(head, byte(kind)), payload...)
}

// Goal: whatever a hostile peer sends, reading ends with an error and without
// taking memory for what never comes.
func TestHostileStreamsEndWithAnError(t *testing.T) {
	ping := wire.Encode(&wire.Ping{N: 1, MS: 1})
	bomb := append(binary.BigEndian.AppendUint32(nil, 0xffffffff), make([]byte, 64<<20)...)
	window := zstd.WithWindowSize(8 << 20)
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"no zstd at all":                   {[]byte("GET / HTTP/1.1\r\n\r\n"), wire.ErrMalformed},
		"a bomb of zeros":                  {compressed(t, make([]byte, 64<<20)), wire.ErrMalformed},
		"a length of four gigabytes":       {compressed(t, bomb), wire.ErrTooBig},
		"a window of eight megabytes":      {compressed(t, make([]byte, 64<<20), window), wire.ErrMalformed},
		"an unknown type":                  {compressed(t, frameBytes(1+uint32(len(ping)), 99, ping)), wire.ErrMalformed},
		"a frame that is cut":              {compressed(t, frameBytes(500, wire.TypePing, ping)), io.ErrUnexpectedEOF},
		"a head that is cut":               {compressed(t, []byte{0, 0}), io.ErrUnexpectedEOF},
		"an end between frames":            {compressed(t, nil), io.EOF},
		"a compressed stream that is cut":  {compressed(t, frameBytes(1+uint32(len(ping)), 9, ping))[:9], io.ErrUnexpectedEOF},
		"an end before the stream's begin": {nil, io.EOF},
	} {
		t.Run(name, func(t *testing.T) {
			conn, far := connected(t)
			go func() {
				_, _ = far.Write(c.raw)
				_ = far.Close()
			}()
			if f, err := conn.Receive(); !errors.Is(err, c.want) {
				t.Errorf("got %+v, %v; want %v", f, err, c.want)
			}
		})
	}
}

// Goal: no bytes whatever, compressed or not, make the reader panic or hang.
func FuzzReceive(f *testing.F) {
	ping := wire.Encode(&wire.Ping{N: 1, MS: 1})
	f.Add(frameBytes(1+uint32(len(ping)), wire.TypePing, ping), true)
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd}, false)
	f.Fuzz(func(t *testing.T, raw []byte, compress bool) {
		if compress {
			raw = compressed(t, raw)
		}
		near, far := net.Pipe()
		conn, err := wire.NewConn(near, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		go func() {
			_, _ = far.Write(raw)
			_ = far.Close()
		}()
		for range 1 + len(raw)*64 {
			if _, err := conn.Receive(); err != nil {
				return
			}
		}
	})
}

func TestClosingEndsAWaitingReceive(t *testing.T) {
	for name, pair := range map[string]func() (wire.Conn, wire.Conn){
		"network": func() (wire.Conn, wire.Conn) { return both(t) },
		"memory":  wire.Pipe,
	} {
		t.Run(name, func(t *testing.T) {
			a, b := pair()
			done := make(chan error, 1)
			go func() { _, err := a.Receive(); done <- err }()
			a.Close()
			if err := <-done; err == nil {
				t.Error("no error")
			}
			b.Close()
		})
	}
}

func BenchmarkSmallFrames(b *testing.B) {
	x, y := both(b)
	go func() {
		for {
			f, err := y.Receive()
			if err != nil || y.Send(f) != nil {
				return
			}
		}
	}()
	for b.Loop() {
		if err := x.Send(&wire.Ping{N: 1}); err != nil {
			b.Fatal(err)
		}
		if _, err := x.Receive(); err != nil {
			b.Fatal(err)
		}
	}
}
