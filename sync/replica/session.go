package replica

import (
	"context"
	"fmt"
	"sync"
	"time"

	"etabli/storage/journal"
	"etabli/sync/wire"
)

// session runs the machine: one goroutine steps it, others read and write the
// connection, dial, and wait for the disk.
type session struct {
	r       *Replica
	machine *Machine
	once    bool
	ctx     context.Context
	cancel  context.CancelFunc
	side    sync.WaitGroup
	link    *link // the open connection, or nil
	dials   int   // counts DoDial and DoClose, so that a late connection is known
	failure error // ends Once

	mu   sync.Mutex
	mail []Input
	wake chan struct{}
}

func newSession(ctx context.Context, r *Replica, once bool) *session {
	s := &session{r: r, machine: NewMachine(r.o.Machine), once: once, wake: make(chan struct{}, 1)}
	s.ctx, s.cancel = context.WithCancel(ctx)
	return s
}

// tell leaves an input for the machine; it never waits.
func (s *session) tell(in Input) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, local := in.(Local); local {
		for _, old := range s.mail {
			if _, local := old.(Local); local {
				return
			}
		}
	}
	s.mail = append(s.mail, in)
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *session) collect() []Input {
	s.mu.Lock()
	defer s.mu.Unlock()
	mail := s.mail
	s.mail = nil
	return mail
}

// loop steps the machine until the context ends or, with once, all is across.
func (s *session) loop() error {
	stop := s.r.o.Log.Watch(func([]journal.Entity) { s.tell(Local{}) })
	defer stop()
	timer := time.NewTimer(tickEvery)
	defer timer.Stop()
	s.step(Begin{})
	for {
		if done, err := s.finished(); done {
			return err
		}
		nowMS := s.nowMS()
		timer.Reset(time.Duration(s.machine.NextMS(nowMS)-nowMS) * time.Millisecond)
		frames, broken := s.link.channels()
		select {
		case <-s.ctx.Done():
			if s.once {
				return s.ctx.Err()
			}
			return nil
		case <-s.wake:
			for _, in := range s.collect() {
				if d, ok := in.(dialled); ok {
					in = s.connected(d)
				}
				if in != nil {
					s.step(in)
				}
			}
		case f := <-frames:
			s.step(FrameIn{f})
		case err := <-broken:
			s.hangUp()
			s.step(NoConnection{Code: brokenCode(err)})
		case <-s.r.nudge:
			s.step(Begin{})
		case <-timer.C:
			s.step(Tick{})
		}
	}
}

// finished tells whether Once has come to its end.
func (s *session) finished() (bool, error) {
	if !s.once {
		return false, nil
	}
	if s.failure != nil {
		return true, s.failure
	}
	if s.machine.GaveBack() {
		return true, &Error{Code: codeName(wire.CodeRecovering)}
	}
	done, code := s.machine.Settled()
	if done && code != wire.CodeNone {
		return true, &Error{Code: codeName(code)}
	}
	return done, nil
}

func (s *session) nowMS() int64 { return s.r.o.Now().UnixMilli() }

// step carries out what the machine asks for, and tells how things stand.
func (s *session) step(in Input) {
	steps := s.machine.Step(in, s.nowMS())
	for len(steps) > 0 {
		out := steps[0]
		steps = steps[1:]
		if answer := s.do(out); answer != nil {
			steps = append(steps, s.machine.Step(answer, s.nowMS())...)
		}
	}
	status := s.machine.Status()
	if status.State == Offline || status.State == Refused && s.link == nil {
		if code := status.LastErrorCode; code != "" {
			s.failure = &Error{Code: code}
		}
	}
	s.r.publish(status)
}

// do carries out one output. What is quick is answered at once; the rest is
// told later.
func (s *session) do(out Output) Input {
	switch out := out.(type) {
	case DoDial:
		s.dials++
		n := s.dials
		s.side.Go(func() { s.dial(n) })
	case DoSend:
		s.link.batches <- out.Frames
	case DoClose:
		s.hangUp()
	case DoApply, DoAcknowledge, DoRewind, DoTakeHistories, DoPlace: // these wait for the disk
		s.side.Go(func() { s.tell(s.ask(out)) })
	case DoCompare:
		if s.r.o.Clock != nil {
			s.side.Go(func() { s.r.o.Clock.Compare(out.HQMS, out.SentMS, out.ReceivedMS) })
		}
	default:
		return s.ask(out)
	}
	return nil
}

// ask puts a question to the journal.
func (s *session) ask(question Output) Input {
	in, err := Answer(s.ctx, s.r.o.Log, question)
	if err != nil {
		if s.ctx.Err() == nil {
			s.r.o.Logger.Error("journal failed", "at", fmt.Sprintf("%T", question), "error", err)
		}
		return StoreFailed{Question: question}
	}
	if p, ok := in.(PageApplied); ok && p.Unusable > 0 {
		s.r.o.Logger.Warn("page not wholly usable", "entries", p.Unusable, "position", p.Progress.Cursor.Position)
	}
	return in
}

// close ends everything and waits for it.
func (s *session) close() {
	s.cancel()
	s.hangUp()
	s.side.Wait()
	for _, in := range s.collect() {
		if d, ok := in.(dialled); ok && d.conn != nil {
			_ = d.conn.Close()
		}
	}
}
