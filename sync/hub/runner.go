package hub

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"etabli/storage"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// tickEvery is how often a session looks at the time.
const tickEvery = time.Second

// flushTimeout bounds saying good-bye to a device that does not listen.
const flushTimeout = 2 * time.Second

// runner drives one Session: a goroutine reads frames, one steps the session, and one
// writes while there is something to write.
type runner struct {
	hub     *Hub
	device  enrol.Device
	conn    wire.Conn
	session *Session
	ctx     context.Context
	cancel  context.CancelFunc
	flush   *time.Timer // runs while the session says good-bye

	frames chan wire.Frame // from the reader
	failed chan error      // why the reader ended
	sent   chan error
	side   sync.WaitGroup // the reader and the writer

	mu   sync.Mutex
	mail []SessionInput // from the committer and the hub
	wake chan struct{}
}

// serve runs a session to its end and closes its connection.
func (h *Hub) serve(ctx context.Context, conn wire.Conn, device enrol.Device, expired bool) {
	r := &runner{
		hub: h, device: device, conn: conn,
		session: NewSession(device, expired, h.nowMS()),
		frames:  make(chan wire.Frame), failed: make(chan error, 1), sent: make(chan error, 1), wake: make(chan struct{}, 1),
	}
	r.ctx, r.cancel = context.WithCancel(ctx)
	if !h.enlist(r) {
		r.cancel()
		_ = conn.Close()
		return
	}
	r.side.Go(r.read)
	r.loop()
	if r.flush != nil {
		r.flush.Stop()
	}
	h.dismiss(r)
	r.cancel()
	_ = conn.Close()
	r.side.Wait()
}

// enlist makes a runner the one session of its device.
func (h *Hub) enlist(r *runner) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	if old := h.sessions[r.device.ID]; old != nil {
		old.tell(End{wire.CodeReplaced})
	}
	h.sessions[r.device.ID] = r
	h.all[r] = struct{}{}
	h.counters.connected.Add(1)
	h.counters.sessions.Add(1)
	return true
}

func (h *Hub) dismiss(r *runner) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.all, r)
	if h.sessions[r.device.ID] == r {
		delete(h.sessions, r.device.ID)
	}
	h.counters.sessions.Add(-1)
}

func (h *Hub) nowMS() int64 { return h.o.Now().UnixMilli() }

// tell leaves an input for the session; it never waits. News of the feed are
// told once however often they come, and the rest is bounded by what the
// session asked for.
func (r *runner) tell(in SessionInput) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, moved := in.(Moved); moved {
		for _, old := range r.mail {
			if _, moved := old.(Moved); moved {
				return
			}
		}
	}
	r.mail = append(r.mail, in)
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *runner) collect() []SessionInput {
	r.mu.Lock()
	defer r.mu.Unlock()
	mail := r.mail
	r.mail = nil
	return mail
}

func (r *runner) read() {
	for {
		f, err := r.conn.Receive()
		if err != nil {
			r.failed <- err
			return
		}
		select {
		case r.frames <- f:
		case <-r.ctx.Done():
			return
		}
	}
}

// loop steps the session until it stops or its connection breaks.
func (r *runner) loop() {
	ticker := time.NewTicker(tickEvery)
	defer ticker.Stop()
	failed := r.failed
	for {
		frames := r.frames
		if !r.session.Ready() {
			frames = nil
		}
		var alive bool
		select {
		case f := <-frames:
			alive = r.step(FrameIn{f})
		case <-r.wake:
			alive = true
			for _, in := range r.collect() {
				alive = alive && r.step(in)
			}
		case err := <-r.sent:
			alive = err == nil && r.step(SentOut{})
		case <-ticker.C:
			alive = r.step(Tick{})
		case err := <-failed:
			failed = nil
			alive = r.broken(err)
		case <-r.ctx.Done():
			alive = false
		}
		if !alive {
			return
		}
	}
}

// broken deals with the end of what the device says. Nonsense is answered.
func (r *runner) broken(err error) bool {
	if errors.Is(err, wire.ErrMalformed) || errors.Is(err, wire.ErrTooBig) {
		r.hub.o.Log.Warn("device sent nonsense", "device", r.device.ID, "error", err)
		return r.step(End{wire.CodeMalformedFrame})
	}
	if !errors.Is(err, io.EOF) {
		r.hub.o.Log.Debug("connection broke", "device", r.device.ID, "error", err)
	}
	return false
}

// step carries out what the session asks for and tells whether it goes on.
func (r *runner) step(in SessionInput) bool {
	if end, ok := in.(End); ok {
		r.hub.counters.refused.Add(1)
		r.hub.o.Log.Info("session ended", "device", r.device.ID, "code", end.Code)
	}
	steps := r.session.Step(in, r.hub.nowMS())
	if r.session.Ending() && r.flush == nil {
		// A device that does not listen must not keep the session alive.
		r.flush = time.AfterFunc(flushTimeout, r.cancel)
	}
	for len(steps) > 0 {
		out := steps[0]
		steps = steps[1:]
		switch out := out.(type) {
		case DoStop:
			return false
		case DoSend:
			r.hub.counters.sent(out.Frames)
			r.side.Go(func() { r.sent <- r.conn.Send(out.Frames...) }) // one at a time: the session waits for it
		case DoSight:
			r.hub.sight(r.device.ID, out.seen)
		case DoOrder:
			r.order(out.HandIn)
		case DoTakeBack:
			r.takeBack(out.In)
		case DoCheck:
			steps = append(steps, r.session.Step(r.check(out), r.hub.nowMS())...)
		case DoLoad:
			steps = append(steps, r.session.Step(r.load(out), r.hub.nowMS())...)
		case DoFetch:
			steps = append(steps, r.session.Step(r.fetch(out), r.hub.nowMS())...)
		}
	}
	return true
}

func (r *runner) order(in HandIn) {
	in.decode() // here, since everybody waits for the committer
	q := &queued{work: &Work{HandIn: &in}, done: func(w *Work) {
		r.tell(Ordered{Chain: in.Chain, Verdict: w.Verdict, Code: codeOf(w.Err), Vouched: in.Vouch != nil})
	}}
	if err := r.hub.submit(r.ctx, q); err != nil {
		r.tell(Ordered{Chain: in.Chain, Code: codeOf(err), Vouched: in.Vouch != nil})
	}
}

func (r *runner) takeBack(in BackIn) {
	q := &queued{work: BackWork(in), done: func(w *Work) { r.tell(BackTaken{codeOf(w.Err), w.Placed}) }}
	if err := r.hub.submit(r.ctx, q); err != nil {
		r.tell(BackTaken{Code: codeOf(err)})
	}
}

func (r *runner) check(c DoCheck) SessionInput {
	in, err := r.hub.core.Check(r.ctx, r.device, c.Hello)
	if err != nil {
		return r.failure("hello", err)
	}
	return in
}

func (r *runner) load(l DoLoad) SessionInput {
	page, err := r.hub.core.Page(r.ctx, l.Reading)
	if err != nil {
		return r.failure("page", err)
	}
	return Loaded{page}
}

func (r *runner) fetch(f DoFetch) SessionInput {
	parts, err := r.hub.core.Histories(r.ctx, f.Fetching)
	if err != nil {
		return r.failure("history", err)
	}
	return Fetched{parts}
}

func (r *runner) failure(what string, err error) SessionInput {
	r.hub.counters.failures.Add(1)
	r.hub.o.Log.Error("session failed", "device", r.device.ID, "at", what, "error", err)
	return End{codeOf(err)}
}

// codeOf tells a device as much of HQ's own error as helps it.
func codeOf(err error) wire.Code {
	switch {
	case err == nil:
		return wire.CodeNone
	case errors.Is(err, storage.ErrFull):
		return wire.CodeFull
	case errors.Is(err, storage.ErrUnavailable):
		return wire.CodeBusy
	case errors.Is(err, ErrClosed), errors.Is(err, context.Canceled):
		return wire.CodeClosing
	}
	return wire.CodeInternal
}

func (c *counters) sent(frames []wire.Frame) {
	for _, f := range frames {
		if page, ok := f.(*wire.Page); ok {
			c.pages.Add(1)
			c.items.Add(uint64(len(page.Items)))
		}
	}
}
