package raw

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"etabli/printing/spool"
)

// chunk is how much is written at once, so that a stop is noticed soon.
const chunk = 4 << 10

// session is one connection. Reading and writing have goroutines of their own,
// because device files know no deadlines.
type session struct {
	conn io.ReadWriteCloser
	talk talk
	note func(spool.Reason)

	jobs    chan []byte
	wrote   chan wrote
	heard   chan []byte // closed when nothing more will be heard
	quit    chan struct{}
	side    sync.WaitGroup
	sent    int // bytes that left
	failed  bool
	said    spool.Reason // what was noted last
	readErr error        // why nothing more is heard; set before heard is closed
}

type wrote struct {
	n   int
	err error
}

func begin(conn io.ReadWriteCloser, t talk) *session {
	s := &session{
		conn: conn, talk: t,
		jobs: make(chan []byte, 1), wrote: make(chan wrote, 1), heard: make(chan []byte), quit: make(chan struct{}),
	}
	s.side.Go(func() {
		for data := range s.jobs {
			n, err := conn.Write(data)
			s.wrote <- wrote{n, err}
		}
	})
	s.side.Go(func() {
		defer close(s.heard)
		for {
			buf := make([]byte, 256)
			n, err := conn.Read(buf)
			if n > 0 {
				select {
				case s.heard <- buf[:n]:
				case <-s.quit:
					return
				}
			}
			if err != nil {
				s.readErr = err
				return
			}
		}
	})
	return s
}

// tell notes what keeps the printer, once.
func (s *session) tell(r spool.Reason) {
	if s.note != nil && r != s.said {
		s.said = r
		s.note(r)
	}
}

// end closes the connection, which ends whatever still reads or writes. Some
// device files cannot be interrupted: what hangs there ends with the device.
func (s *session) end() {
	close(s.quit)
	close(s.jobs)
	_ = s.conn.Close() // nothing of it is needed any more
	if d, ok := s.conn.(interface{ SetDeadline(time.Time) error }); !ok || !errors.Is(d.SetDeadline(time.Time{}), os.ErrNoDeadline) {
		s.side.Wait()
	}
}

// write writes a little; false when it did not leave in time.
func (s *session) write(ctx context.Context, data []byte, within time.Duration) bool {
	timer := time.NewTimer(within)
	defer timer.Stop()
	s.jobs <- data
	select {
	case w := <-s.wrote:
		s.failed = s.failed || w.err != nil
		return w.err == nil
	case <-timer.C:
	case <-ctx.Done():
	}
	s.failed = true // what is being written is nobody's any more
	return false
}

// hear waits for the printer's next word about itself.
func (s *session) hear(ctx context.Context, within time.Duration) (state, bool) {
	timer := time.NewTimer(within)
	defer timer.Stop()
	for {
		select {
		case data, ok := <-s.heard:
			if !ok {
				return state{}, false
			}
			if said, ok := s.talk.read(data); ok {
				return said, true
			}
		case <-timer.C:
			return state{}, false
		case <-ctx.Done():
			return state{}, false
		}
	}
}

// hand writes the document; false when it broke off. A printer that stops
// taking data is waited for.
func (s *session) hand(ctx context.Context, content []byte, t Times) bool {
	stall := time.NewTimer(t.Stall)
	defer stall.Stop()
	var quiet time.Duration
	heard := s.heard
	for s.sent < len(content) {
		s.jobs <- content[s.sent:min(s.sent+chunk, len(content))]
		for waiting := true; waiting; {
			select {
			case w := <-s.wrote:
				waiting, quiet = false, 0
				s.sent += w.n
				if w.err != nil {
					s.failed = true
					return false
				}
				stall.Reset(t.Stall)
				s.tell("")
			case data, ok := <-heard:
				if !ok {
					heard = nil // it may still take what it is given
				} else if said, ok := s.talk.read(data); ok && said.reason != "" {
					s.tell(said.reason)
				}
			case <-stall.C:
				if quiet += t.Stall; quiet >= t.GiveUp {
					return false
				}
				s.tell(spool.Stalled)
				stall.Reset(t.Stall)
			case <-ctx.Done():
				return false
			}
		}
	}
	return true
}

// broken says how a document stands whose writing broke off.
func (s *session) broken() spool.Progress {
	if s.sent == 0 && s.failed {
		return spool.Progress{Standing: spool.NotArrived, Reason: spool.Offline}
	}
	return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
}

// part leaves a printer that answers nothing: once it ended the connection, or
// kept it without a complaint, it has everything.
func (s *session) part(ctx context.Context, t Times) spool.Progress {
	half, ok := s.conn.(interface{ CloseWrite() error })
	if !ok {
		return spool.Progress{Standing: spool.CameOut, Reason: spool.Unconfirmed}
	}
	if err := half.CloseWrite(); err != nil {
		return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
	}
	timer := time.NewTimer(t.Close)
	defer timer.Stop()
	for {
		select {
		case _, ok := <-s.heard:
			if !ok {
				return s.parted()
			}
		case <-timer.C:
			return spool.Progress{Standing: spool.CameOut, Reason: spool.Unconfirmed}
		case <-ctx.Done():
			return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
		}
	}
}

// parted tells an end from a breakdown.
func (s *session) parted() spool.Progress {
	if !errors.Is(s.readErr, io.EOF) {
		return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
	}
	return spool.Progress{Standing: spool.CameOut, Reason: spool.Unconfirmed}
}

// follow asks the printer how it is until it has worked everything off.
func (s *session) follow(ctx context.Context, t Times) spool.Progress {
	poll := time.NewTicker(t.Poll)
	defer poll.Stop()
	var quiet time.Duration
	s.jobs <- s.talk.question()
	asked := true
	for {
		select {
		case w := <-s.wrote:
			asked = false
			if w.err != nil {
				return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
			}
		case data, ok := <-s.heard:
			if !ok {
				return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
			}
			quiet = 0
			said, ok := s.talk.read(data)
			if ok && said.done {
				return spool.Progress{Standing: spool.CameOut}
			}
			if ok {
				s.tell(said.reason)
			}
		case <-poll.C:
			if quiet += t.Poll; quiet >= t.GiveUp {
				return spool.Progress{Standing: spool.Unknown, Reason: spool.Stalled}
			}
			if quiet >= t.Stall {
				s.tell(spool.Stalled)
			}
			if !asked {
				asked = true
				s.jobs <- s.talk.question()
			}
		case <-ctx.Done():
			return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
		}
	}
}
