package replica

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"etabli/storage"
	"etabli/storage/bell"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Log is the device's journal.
type Log interface {
	View(ctx context.Context, fn func(storage.Reader) error) error
	TailOf(ctx context.Context, chain journal.ChainID, after uint64, maxBytes int) ([][]byte, error)
	Abandon(ctx context.Context, from journal.Ref) error
	Rewind(ctx context.Context, to journal.Rewinding) (voided int, err error)
	AcknowledgeOf(ctx context.Context, chain journal.ChainID, upTo uint64) error
	ReceivePage(ctx context.Context, p journal.Page) (journal.Received, error)
	Unwanted(ctx context.Context, e journal.Entity, asked uint64) error
	Cursor(ctx context.Context) ([]byte, error)
	Waiting(ctx context.Context) (n int, oldestMS int64, err error)
	Watch(fn func(entities []journal.Entity)) (stop func())
}

// Clock is told HQ's time.
type Clock interface {
	Compare(hqMS, sentMS, receivedMS int64) (offsetMS int64)
}

// Options are what a Replica needs; all are required but Dial and Clock.
type Options struct {
	Log Log
	// Dial connects to HQ; nil on a device that was never enrolled.
	Dial    func(ctx context.Context) (wire.Conn, error)
	Clock   Clock
	Now     func() time.Time
	Logger  *slog.Logger
	Machine MachineOptions
}

// Error is why Once could not bring everything across. Code is one of
// Status.LastErrorCode.
type Error struct{ Code string }

func (e *Error) Error() string { return "replica: not synchronised: " + e.Code }

// ErrRunning says that the replica runs already.
var ErrRunning = errors.New("replica: already running")

// Replica runs a Machine. Its methods may be called from several goroutines.
type Replica struct {
	o Options

	mu      sync.Mutex
	running bool
	status  Status
	changed bell.Bell // the status
	nudge   chan struct{}
}

// New makes a replica that does nothing until Run or Once.
func New(o Options) *Replica {
	r := &Replica{o: o, nudge: make(chan struct{}, 1)}
	r.status.State = Offline
	if o.Dial == nil {
		r.status.State = NeverEnrolled
	}
	return r
}

// Run replicates until the context ends, which is no error.
func (r *Replica) Run(ctx context.Context) error {
	if r.o.Dial == nil {
		<-ctx.Done()
		return nil
	}
	return r.run(ctx, false)
}

// Once connects, brings everything across and ends. It is an *Error when HQ
// cannot be reached, does not take us, or keeps something back.
func (r *Replica) Once(ctx context.Context) error {
	if r.o.Dial == nil {
		return &Error{Code: string(NeverEnrolled)}
	}
	return r.run(ctx, true)
}

// Nudge makes a resting replica try at once.
func (r *Replica) Nudge() {
	select {
	case r.nudge <- struct{}{}:
	default:
	}
}

// Status tells how things stand.
func (r *Replica) Status() Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.status
}

func (r *Replica) run(ctx context.Context, once bool) error {
	r.mu.Lock()
	if r.running {
		r.mu.Unlock()
		return ErrRunning
	}
	r.running = true
	r.mu.Unlock()
	s := newSession(ctx, r, once)
	err := s.loop()
	s.close()
	r.mu.Lock()
	r.running = false
	r.mu.Unlock()
	status := s.machine.Status()
	if status.State != Refused {
		status.State = Offline
	}
	r.publish(status)
	if err != nil {
		return fmt.Errorf("replica: %w", err)
	}
	return nil
}

// publish tells watchers of a status that changed.
func (r *Replica) publish(s Status) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s == r.status {
		return
	}
	r.status = s
	r.changed.Ring()
}
