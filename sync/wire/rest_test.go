package wire_test

import (
	"bytes"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/zstd"

	"etabli/sync/wire"
)

// recorded is a connection of which all that is written is kept too.
type recorded struct {
	net.Conn
	mu      sync.Mutex
	written bytes.Buffer
}

func (r *recorded) Write(p []byte) (int, error) {
	r.mu.Lock()
	r.written.Write(p)
	r.mu.Unlock()
	return r.Conn.Write(p)
}

func (r *recorded) bytes() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return bytes.Clone(r.written.Bytes())
}

// talk sends batches over a connection that remembers what it sent for a while, each once
// the stream is as it should be after the one before, and answers what was written.
func talk(t *testing.T, remembers time.Duration, settled func(written []byte) bool, batches ...[]wire.Frame) []byte {
	t.Helper()
	near, far := net.Pipe()
	tap := &recorded{Conn: near}
	a, err := wire.NewConn(tap, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	wire.RestAfter(a, remembers)
	b, err := wire.NewConn(far, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	frames := make(chan wire.Frame)
	go func() {
		defer close(frames)
		for {
			f, err := b.Receive()
			if err != nil {
				return
			}
			frames <- f
		}
	}()
	for i, batch := range batches {
		if err := a.Send(batch...); err != nil {
			t.Fatal(err)
		}
		for _, want := range batch {
			if diff := cmp.Diff(want, <-frames, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("batch %d: %s", i, diff)
			}
		}
		for !settled(tap.bytes()) {
			time.Sleep(time.Millisecond)
		}
	}
	a.Close()
	if _, more := <-frames; more {
		t.Error("more came than was sent")
	}
	return tap.bytes()
}

// whole tells whether bytes are whole compressed frames, which any decoder reads to
// their end.
func whole(written []byte) bool {
	zr, err := zstd.NewReader(bytes.NewReader(written))
	if err != nil {
		return false
	}
	defer zr.Close()
	_, err = io.ReadAll(zr)
	return err == nil
}

func asItIs([]byte) bool { return true }

func push(of string, times int) []wire.Frame {
	return []wire.Frame{&wire.Push{From: 1, Entries: [][]byte{bytes.Repeat([]byte(of), times)}}}
}

// After a silence nobody need remember anything: what was sent is whole.
func TestASilentStreamIsWhole(t *testing.T) {
	for name, batch := range map[string][]wire.Frame{
		"a few bytes": {&wire.Ping{N: 7, MS: 9}},
		"many bytes":  push("déposé au comptoir ", 500),
	} {
		t.Run(name, func(t *testing.T) { talk(t, time.Millisecond, whole, batch, batch, batch) })
	}
}

// While it speaks a stream remembers what it said, and after a silence it begins anew;
// what is sent arrives either way.
func TestAStreamRemembersUntilItRests(t *testing.T) {
	said := push("LIL2-00431-X7K Aspirateur ", 400)
	near := len(talk(t, time.Hour, asItIs, said, said, said, said, said, said))
	apart := len(talk(t, time.Millisecond, whole, said, said, said, said, said, said))
	if near*2 > apart {
		t.Errorf("six times the same took %d bytes in one go, and %d with silences", near, apart)
	}
}

// What is said once, as to all devices of a shop, is whole at once and takes no memory
// that would be given back later.
func TestWhatIsSaidOnceIsWholeAtOnce(t *testing.T) {
	before := wire.Remembering()
	said := talk(t, time.Hour, asItIs, push("LIL2-00431-X7K Aspirateur ", 400))
	if !whole(said) || wire.Remembering() != before {
		t.Errorf("%d streams remember, %d before", wire.Remembering(), before)
	}
}

// Heartbeats on a silent stream cost little more than themselves.
func TestHeartbeatsAreSentAsTheyAre(t *testing.T) {
	beat := []wire.Frame{&wire.Ping{N: 7, MS: 1_790_000_000_000}}
	const more = 9 + 5 // a compressed frame around it, and what begins a frame
	if got, plain := len(talk(t, time.Hour, whole, beat, beat)), len(wire.Encode(beat[0])); got != 2*(plain+more) {
		t.Errorf("two of %d bytes took %d", plain, got)
	}
}
