package meet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// ErrBroken says that a connection ended before both sides had what the other had.
var ErrBroken = errors.New("meet: the connection broke")

// talker runs a Talk over a connection: one goroutine steps it, others read,
// write and wait for the disk.
type talker struct {
	lan  *LAN
	with enrol.Device
	talk *Talk
	conn wire.Conn
	ctx  context.Context
	side sync.WaitGroup

	frames  chan wire.Frame
	broken  chan error
	batches chan []wire.Frame
	mail    chan TalkInput
	news    chan struct{}
}

// talk exchanges over a connection, which it closes, until it ends, or, with
// once, until both sides have what the other had.
func (l *LAN) talk(ctx context.Context, conn wire.Conn, with enrol.Device, address string, once bool) error {
	ctx, cancel := context.WithCancel(ctx)
	hello, err := l.Device.Hello(ctx)
	if err != nil {
		cancel()
		return errors.Join(err, conn.Close())
	}
	t := &talker{
		lan: l, with: with, conn: conn, ctx: ctx, talk: NewTalk(hello, l.Device.Now().UnixMilli()),
		frames: make(chan wire.Frame), broken: make(chan error, 2), batches: make(chan []wire.Frame, 1),
		mail: make(chan TalkInput, 8), news: make(chan struct{}, 1),
	}
	stop := l.Device.Log.Watch(func([]journal.Entity) {
		select {
		case t.news <- struct{}{}:
		default: // it will look anyway
		}
	})
	t.side.Go(t.read)
	t.side.Go(t.write)
	if l.Met != nil && !once {
		t.side.Go(func() { l.Met(ctx, with, address) })
	}
	err = t.loop(once)
	stop()
	cancel()
	err = errors.Join(err, closed(conn.Close()))
	t.side.Wait()
	return err
}

func closed(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func (t *talker) read() {
	for {
		f, err := t.conn.Receive()
		if err != nil {
			t.broken <- err
			return
		}
		select {
		case t.frames <- f:
		case <-t.ctx.Done():
			return
		}
	}
}

func (t *talker) write() {
	for {
		select {
		case batch := <-t.batches:
			if err := t.conn.Send(batch...); err != nil {
				t.broken <- err
				return
			}
			t.tell(Sent{})
		case <-t.ctx.Done():
			return
		}
	}
}

func (t *talker) tell(in TalkInput) {
	select {
	case t.mail <- in:
	case <-t.ctx.Done():
	}
}

func (t *talker) loop(once bool) error {
	ticker := time.NewTicker(tickEvery)
	defer ticker.Stop()
	t.step(Recorded{})
	for {
		if over, code := t.talk.Ended(); over && code != wire.CodeNone {
			return &wire.RefusedError{Code: code}
		}
		if once && t.talk.Settled() {
			return nil
		}
		select {
		case <-t.ctx.Done():
			return nil
		case f := <-t.frames:
			t.step(Heard{f})
		case in := <-t.mail:
			t.step(in)
		case <-t.news:
			t.step(Recorded{})
		case <-ticker.C:
			t.step(Ticked{})
		case err := <-t.broken:
			if errors.Is(err, wire.ErrMalformed) || errors.Is(err, wire.ErrTooBig) {
				t.step(Failed{wire.CodeMalformedFrame})
				continue
			}
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
	}
}

func (t *talker) step(in TalkInput) {
	for _, out := range t.talk.Step(in, t.lan.Device.Now().UnixMilli()) {
		switch out := out.(type) {
		case DoSend:
			t.batches <- out.Frames
		case DoEnd:
		default:
			t.side.Go(func() { t.tell(t.ask(out)) })
		}
	}
}

// ask puts a question to the journal.
func (t *talker) ask(question TalkOutput) TalkInput {
	in, err := t.lan.Device.Answer(t.ctx, t.with.ID, question)
	if err != nil {
		if t.ctx.Err() == nil {
			t.lan.Log.Error("exchange with another device failed", "at", fmt.Sprintf("%T", question), "error", err)
		}
		return Failed{wire.CodeInternal}
	}
	return in
}
