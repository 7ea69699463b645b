package spool

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// graceAfter is how long a document may still be handed over when the queue is
// asked to end.
const graceAfter = 5 * time.Second

// ErrRunning says that the queue runs already.
var ErrRunning = errors.New("spool: already running")

// running is what is under way while documents go out.
type running struct {
	ctx    context.Context // of what is under way; ends a while after Run is told to
	cancel context.CancelFunc
	side   sync.WaitGroup
}

// Run lets jobs go out until the context ends, which is no error. It is one when
// the store can be read no more.
func (q *Queue) Run(ctx context.Context) error { return q.run(ctx, false) }

// Settle lets jobs go out until each is out, or waits for a printer, for time
// or for a person.
func (q *Queue) Settle(ctx context.Context) error { return q.run(ctx, true) }

func (q *Queue) run(ctx context.Context, settle bool) error {
	r := &running{}
	r.ctx, r.cancel = context.WithCancel(context.WithoutCancel(ctx))
	q.mu.Lock()
	if q.running != nil {
		q.mu.Unlock()
		r.cancel()
		return ErrRunning
	}
	q.running = r
	err := q.stepLocked(ctx, Begin{})
	q.mu.Unlock()
	if err == nil {
		err = q.loop(ctx, settle)
	}
	return errors.Join(err, q.halt(r))
}

// halt lets what is under way come to its end and starts nothing more.
func (q *Queue) halt(r *running) error {
	q.mu.Lock()
	err := q.stepLocked(r.ctx, Rest{})
	q.mu.Unlock()
	grace := time.AfterFunc(graceAfter, r.cancel)
	r.side.Wait()
	grace.Stop()
	r.cancel()
	q.mu.Lock()
	q.running = nil
	q.mu.Unlock()
	return err
}

func (q *Queue) loop(ctx context.Context, settle bool) error {
	timer := time.NewTimer(idleTick)
	defer timer.Stop()
	for {
		q.mu.Lock()
		idle, wait, broken := q.machine.Idle(), q.machine.NextMS()-q.nowMS(), q.broken
		q.mu.Unlock()
		if broken != nil || settle && idle {
			return broken
		}
		timer.Reset(time.Duration(max(wait, 1)) * time.Millisecond)
		select {
		case <-ctx.Done():
			if settle {
				return ctx.Err()
			}
			return nil
		case <-q.wake:
		case <-timer.C:
			if err := q.step(ctx, Tick{}); err != nil && settle {
				return err
			}
		}
	}
}

// start carries out what takes time, beside everything else.
func (q *Queue) start(out Output) {
	switch out := out.(type) {
	case DoClaim:
		q.beside(out.Job, func(ctx context.Context, t Task, w Way) Input { return claim(ctx, t, w, out) })
	case DoSend:
		q.beside(out.Job, func(ctx context.Context, t Task, w Way) Input { return q.send(ctx, t, w, out) })
	case DoAsk:
		q.beside(out.Job, func(ctx context.Context, t Task, w Way) Input {
			p, err := w.Ask(ctx, t)
			return answer(out.Job, out.Try, p, err)
		})
	case DoCancel:
		if lift, ok := q.lifts[out.Job.ID]; ok {
			lift(context.Canceled) // its sending ends with how it stands
			return
		}
		q.beside(out.Job, func(ctx context.Context, t Task, w Way) Input {
			p, err := w.Cancel(ctx, t)
			return answer(out.Job, out.Try, p, err)
		})
	case DoMake:
		q.beside(out.Job, func(ctx context.Context, t Task, _ Way) Input { return q.make(ctx, t, out.Job) })
	}
}

// beside does something for a job on a goroutine of its own.
func (q *Queue) beside(j Job, do func(context.Context, Task, Way) Input) {
	p, _ := q.machine.setup.Find(j.Printer)
	way := q.o.Ways[p.Way]
	if way == nil {
		way = noWay{}
	}
	task := Task{
		Printer: p, Name: "etabli-" + j.Token + "-" + j.ID.String(), Title: j.Title,
		Type: j.Type, Paper: j.Paper, Remote: j.Remote, Note: func(Reason) {},
	}
	round := q.round
	ctx, lift := context.WithCancelCause(q.running.ctx)
	if j.State == Sending {
		q.lifts[j.ID] = lift
	}
	q.running.side.Go(func() {
		defer lift(nil)
		in := do(ctx, task, way)
		q.mu.Lock()
		defer q.mu.Unlock()
		if q.round != round {
			return
		}
		delete(q.lifts, j.ID)
		_ = q.stepLocked(ctx, in) // it is in the log, and the queue stands as the store says
	})
}

func claim(ctx context.Context, t Task, w Way, out DoClaim) Input {
	remote, err := w.Claim(ctx, t)
	if err != nil {
		return Troubled{ID: out.Job.ID, Try: out.Try, Reason: ReasonOf(err)}
	}
	return Claimed{ID: out.Job.ID, Try: out.Try, Remote: remote}
}

func answer(j Job, try int, p Progress, err error) Input {
	if err != nil {
		return Troubled{ID: j.ID, Try: try, Reason: ReasonOf(err)}
	}
	return Told{ID: j.ID, Try: try, Progress: p}
}

// send reads a document and hands it over.
func (q *Queue) send(ctx context.Context, t Task, w Way, out DoSend) Input {
	var err error
	if t.Content, err = q.read(ctx, out.Job.Payload); err != nil {
		q.o.Log.Error("read a document to print", "job", out.Job.ID, "error", err)
		return Spoiled{ID: out.Job.ID, Try: out.Try}
	}
	round := q.roundNow()
	t.Note = func(r Reason) {
		q.mu.Lock()
		defer q.mu.Unlock()
		if q.round == round {
			_ = q.stepLocked(ctx, Noted{ID: out.Job.ID, Try: out.Try, Reason: r}) // nothing is written for it
		}
	}
	return Told{ID: out.Job.ID, Try: out.Try, Progress: w.Send(ctx, t)}
}

func (q *Queue) roundNow() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.round
}

func (q *Queue) read(ctx context.Context, payload string) ([]byte, error) {
	r, err := q.o.Payloads.Open(ctx, payload)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(r)
	return content, errors.Join(err, r.Close())
}

// make makes the document of a job for its printer.
func (q *Queue) make(ctx context.Context, t Task, j Job) Input {
	doc, err := q.o.Maker.Make(ctx, j.Order, t.Printer)
	if err == nil {
		var d Stored
		if d, err = q.store(ctx, doc); err == nil {
			return Made{ID: j.ID, Document: d}
		}
	}
	q.o.Log.Error("make a document to print", "job", fmt.Sprint(j.ID), "error", err)
	return NotMade{ID: j.ID}
}

// noWay is the way to a printer that there is none to on this system.
type noWay struct{}

func (noWay) Claim(context.Context, Task) (string, error) {
	return "", &Trouble{Reason: UnknownPrinter}
}
func (noWay) Send(context.Context, Task) Progress            { return Progress{Standing: NotArrived} }
func (noWay) Ask(context.Context, Task) (Progress, error)    { return Progress{}, nil }
func (noWay) Cancel(context.Context, Task) (Progress, error) { return Progress{}, nil }
