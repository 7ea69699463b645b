package journal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"etabli/storage"
)

// Limits of the log.
const (
	// QueueCommands bounds the commands that wait for the committer; a caller
	// beyond it waits until there is room or its context ends.
	QueueCommands = 256
	// GroupCommands bounds the commands of one transaction. A group that is too
	// big for the store is divided.
	GroupCommands = 256
)

// Options are what a log needs. Rand may be nil for the system's source.
type Options struct {
	Store     storage.Store
	OutboxDir string
	OutboxKey Key
	Folder    Folder
	Clock     Clock
	Rand      io.Reader
	// Chain is the chain to write; zero continues the last one, or draws one at
	// the first run.
	Chain ChainID
	// Hasty lets no command wait for the outbox to be on disk; closing does. It is for
	// a log that is filled in one go and thrown away when that breaks off.
	Hasty bool
}

// Log is the journal of one device: the one place where its entries are made.
// Its methods may be called from several goroutines. Close it before its store.
type Log struct {
	store  storage.Store
	folder Folder
	clock  Clock
	rand   io.Reader
	outbox *outbox
	opened Opening

	queue    chan *command
	turn     chan struct{} // holds one token while somebody commits
	quit     chan struct{} // closed by Close
	finished chan struct{} // closed when nobody will commit any more
	closing  sync.Once
	most     int            // commands of the next group; belongs to the turn
	share    *storage.Share // items of a page that go into one transaction

	// writing is held by whoever writes to store and outbox.
	writing sync.Mutex

	mu      sync.Mutex
	chain   ChainID
	durable uint64 // seq that store and outbox both hold on disk
	stopped error  // why the committer stopped

	watchers Watchers
	voids    atomic.Bool // some entries may have a void position
	lent     atomic.Bool // some entries may have come from another device, vouched for
	stubs    atomic.Bool // the store keeps stubs
}

// OpenLog opens the log of a device. It compares the store with the outbox:
// the longer side wins and the shorter is completed; where they contradict each
// other, both entries are kept and a new chain begins. Opened tells what was
// found.
func OpenLog(ctx context.Context, o Options) (*Log, error) {
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	l := &Log{
		store: o.Store, folder: o.Folder, clock: o.Clock, rand: o.Rand,
		queue: make(chan *command, QueueCommands), turn: make(chan struct{}, 1), quit: make(chan struct{}), finished: make(chan struct{}),
		most: GroupCommands, share: storage.NewShare(1, MaxPageItems),
	}
	var err error
	if l.outbox, err = openOutbox(o.OutboxDir, o.OutboxKey, o.Rand); err != nil {
		return nil, err
	}
	l.outbox.hasty = o.Hasty
	err = l.lookForStubs(ctx)
	if err == nil {
		err = l.reconcile(ctx, o.Chain)
	}
	if err == nil {
		err = l.goOnMoving(ctx)
	}
	if err == nil {
		err = l.lookForVoids(ctx)
	}
	if err == nil {
		err = l.lookForVouches(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("journal: open the log: %w", err), l.outbox.close())
	}
	return l, nil
}

// Opened tells what OpenLog found and mended.
func (l *Log) Opened() Opening { return l.opened }

// Chain returns the chain that new entries continue.
func (l *Log) Chain() ChainID {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.chain
}

// View runs fn on a snapshot of the store.
func (l *Log) View(ctx context.Context, fn func(storage.Reader) error) error {
	return l.store.View(ctx, fn)
}

// Close waits for the group in work and ends the log; commands that still wait
// get ErrClosed. Closing twice is fine.
func (l *Log) Close() error {
	l.closing.Do(func() {
		close(l.quit)
		l.turn <- struct{}{} // never given back
		close(l.finished)
	})
	l.watchers.Close()
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.outbox.close()
}

// stop ends all writing until the log is reopened.
func (l *Log) stop(cause error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stopped == nil {
		l.stopped = fmt.Errorf("%w: %w", ErrStopped, cause)
	}
	return l.stopped
}

// usable returns why nothing can be written, or nil.
func (l *Log) usable() error {
	select {
	case <-l.quit:
		return ErrClosed
	default:
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stopped
}
