package replica

import (
	"errors"
	"io"

	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// link is one connection with its goroutines.
type link struct {
	conn    wire.Conn
	frames  chan wire.Frame
	batches chan []wire.Frame
	broken  chan error
	quit    chan struct{}
}

func (l *link) channels() (<-chan wire.Frame, <-chan error) {
	if l == nil {
		return nil, nil
	}
	return l.frames, l.broken
}

// dialled is how dialling ended; the loop takes the connection over.
type dialled struct {
	n    int // of the dial
	conn wire.Conn
	err  error
}

func (dialled) input() {}

func (s *session) dial(n int) {
	conn, err := s.r.o.Dial(s.ctx)
	s.tell(dialled{n, conn, err})
}

// connected takes over what dialling brought, or nil when nobody waits for it.
func (s *session) connected(d dialled) Input {
	if d.n != s.dials {
		if d.conn != nil {
			_ = d.conn.Close()
		}
		return nil
	}
	if d.err != nil {
		s.r.o.Logger.Debug("no connection to HQ", "error", d.err)
		return noConnection(d.err)
	}
	s.take(d.conn)
	return Dialled{}
}

// noConnection says what people and the machine need to know of an error.
func noConnection(err error) NoConnection {
	var refused *wire.RefusedError
	switch {
	case errors.As(err, &refused):
		return NoConnection{Refused: refused.Code}
	case errors.Is(err, enrol.ErrRevoked):
		return NoConnection{Refused: wire.CodeRevoked}
	case errors.Is(err, enrol.ErrForeignCertificate):
		return NoConnection{Refused: wire.CodeCertificate}
	case errors.Is(err, wire.ErrNotHQ):
		return NoConnection{Code: codeNotHQ}
	}
	return NoConnection{Code: codeUnreachable}
}

func brokenCode(err error) string {
	if errors.Is(err, wire.ErrMalformed) || errors.Is(err, wire.ErrTooBig) {
		return codeName(wire.CodeMalformedFrame)
	}
	return codeLost
}

// take starts the goroutines of a connection.
func (s *session) take(conn wire.Conn) {
	l := &link{
		conn: conn, frames: make(chan wire.Frame), batches: make(chan []wire.Frame, 1),
		broken: make(chan error, 2), quit: make(chan struct{}),
	}
	s.link = l
	s.side.Go(func() { l.read() })
	s.side.Go(func() { s.write(l) })
}

func (l *link) read() {
	for {
		f, err := l.conn.Receive()
		if err != nil {
			l.broken <- err
			return
		}
		select {
		case l.frames <- f:
		case <-l.quit:
			return
		}
	}
}

// write sends batches; every batch is answered, also one that was lost.
func (s *session) write(l *link) {
	for {
		select {
		case batch := <-l.batches:
			if err := l.conn.Send(batch...); err != nil {
				l.broken <- err
				s.tell(SentOut{})
				return
			}
			s.tell(SentOut{})
		case <-l.quit:
			select {
			case <-l.batches:
				s.tell(SentOut{})
			default:
			}
			return
		}
	}
}

// hangUp closes the connection, after which nothing of it is heard.
func (s *session) hangUp() {
	s.dials++
	if s.link == nil {
		return
	}
	close(s.link.quit)
	if err := s.link.conn.Close(); err != nil && !errors.Is(err, io.EOF) {
		s.r.o.Logger.Debug("connection not closed cleanly", "error", err)
	}
	s.link = nil
}
