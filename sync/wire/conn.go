package wire

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"sync"
	"time"
)

// How long silence is borne.
const (
	HeartbeatEvery = 15 * time.Second
	IdleTimeout    = 45 * time.Second
	// frameTimeout bounds one frame from its first byte to its last, however
	// steadily it drips.
	frameTimeout = 2 * time.Minute
)

// Conn carries frames. Send and Receive may be called at the same time, each by
// one goroutine; Close by anybody.
type Conn interface {
	// Send sends a batch of frames together.
	Send(frames ...Frame) error
	// Receive returns the next frame; io.EOF when the other side ended well.
	Receive() (Frame, error)
	// Close ends both directions at once. Closing twice is fine.
	Close() error
}

// netConn is a Conn over a network connection.
type netConn struct {
	conn   net.Conn
	reader *frameReader
	writer *frameWriter
	now    func() time.Time
	// restAfter is how long what was sent is remembered.
	restAfter time.Duration
	until     time.Time // when the frame that is being read must be whole; zero between frames

	sending sync.Mutex
	spoke   time.Time   // guarded by sending
	resting *time.Timer // guarded by sending; nil until something was sent
	closing sync.Once
	err     error
}

// NewConn makes a Conn of an open network connection.
func NewConn(conn net.Conn, now func() time.Time) (Conn, error) { return newConn(conn, nil, now) }

// newConn is NewConn for a connection of which source has already read some.
func newConn(conn net.Conn, source *bufio.Reader, now func() time.Time) (*netConn, error) {
	c := &netConn{conn: conn, now: now, restAfter: restAfter}
	from := &prefixed{then: idleReader{c}}
	if source != nil {
		early, err := source.Peek(source.Buffered())
		if err != nil {
			return nil, fmt.Errorf("wire: read ahead: %w", err)
		}
		from.early = bytes.Clone(early)
	}
	begin := func() { c.until = now().Add(frameTimeout) }
	c.reader, c.writer = newFrameReader(from, begin), newFrameWriter(idleWriter{c})
	return c, nil
}

func (c *netConn) Send(frames ...Frame) error {
	c.sending.Lock()
	defer c.sending.Unlock()
	now := c.now()
	err := c.writer.write(frames, now.Sub(c.spoke) < c.restAfter)
	c.spoke = c.now()
	switch {
	case c.writer.zw == nil:
	case c.resting == nil:
		c.resting = time.AfterFunc(c.restAfter, c.rest)
	default:
		c.resting.Reset(c.restAfter)
	}
	return err
}

// rest lets the writer rest when nothing was sent for a while. That it cannot be told is
// seen by who sends or receives next.
func (c *netConn) rest() {
	c.sending.Lock()
	defer c.sending.Unlock()
	if c.now().Sub(c.spoke) >= c.restAfter {
		_ = c.writer.rest()
	}
}

func (c *netConn) Receive() (Frame, error) {
	c.until = time.Time{}
	return c.reader.next()
}

func (c *netConn) Close() error {
	c.closing.Do(func() { c.err = c.conn.Close() })
	return c.err
}

// idleReader gives every read its deadline.
type idleReader struct{ c *netConn }

func (r idleReader) Read(p []byte) (int, error) {
	deadline := r.c.now().Add(IdleTimeout)
	if !r.c.until.IsZero() && r.c.until.Before(deadline) {
		deadline = r.c.until
	}
	if err := r.c.conn.SetReadDeadline(deadline); err != nil {
		return 0, err
	}
	return r.c.conn.Read(p)
}

// idleWriter gives every write its deadline.
type idleWriter struct{ c *netConn }

func (w idleWriter) Write(p []byte) (int, error) {
	if err := w.c.conn.SetWriteDeadline(w.c.now().Add(IdleTimeout)); err != nil {
		return 0, err
	}
	return w.c.conn.Write(p)
}

// closeOn closes a connection when a context ends, until stop is called.
func closeOn(ctx context.Context, conn net.Conn) (stop func()) {
	undo := context.AfterFunc(ctx, func() { _ = conn.Close() })
	return func() { undo() }
}
