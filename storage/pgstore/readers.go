package pgstore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"etabli/storage"
	"etabli/storage/engine"
)

const (
	// maxReaders bounds the snapshots that are open at once.
	maxReaders = 24
	// readerWait is how long a View waits for one of them to end, and for a
	// server that answers; between attempts it waits readerPause.
	readerWait  = 10 * time.Second
	readerPause = 250 * time.Millisecond
)

// readers keeps the connections of snapshots.
type readers struct {
	server *server
	begin  string        // what begins a snapshot
	slots  chan struct{} // a token for every snapshot that is open
	mu     sync.Mutex
	idle   []*pgx.Conn
	closed bool
}

func newReaders(s *server) *readers {
	return &readers{
		server: s, slots: make(chan struct{}, maxReaders),
		// The snapshot is taken by the first statement that reads.
		begin: "begin isolation level repeatable read read only;" +
			"set local idle_in_transaction_session_timeout = " + milliseconds(readerIdleTimeout) + ";select 1",
	}
}

// Read implements engine.Shared.
func (b *backend) Read(ctx context.Context) (engine.Snapshot, error) {
	conn, err := b.readers.take(ctx)
	if err != nil {
		return nil, err
	}
	return &snapshot{reading{conn: conn, ctx: ctx}, b.readers}, nil
}

// snapshot is a reader's transaction.
type snapshot struct {
	reading
	home *readers
}

// Release implements engine.Snapshot.
func (s *snapshot) Release() { s.home.give(s.ctx, s.conn) }

// take begins a snapshot on a connection that answers.
func (p *readers) take(ctx context.Context) (conn *pgx.Conn, err error) {
	wait, cancel := context.WithTimeout(ctx, readerWait)
	defer cancel()
	select {
	case p.slots <- struct{}{}:
	case <-wait.Done():
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%w: %d snapshots are open", storage.ErrUnavailable, maxReaders)
	}
	for {
		var fresh bool
		if conn, fresh, err = p.start(wait); err == nil {
			return conn, nil
		}
		if !fresh && wait.Err() == nil {
			continue // a connection that was lost while it was idle
		}
		select {
		case <-time.After(readerPause):
		case <-wait.Done():
			<-p.slots
			return nil, errors.Join(ctx.Err(), err)
		}
	}
}

// start begins a snapshot; fresh tells that the connection is a new one.
func (p *readers) start(ctx context.Context) (conn *pgx.Conn, fresh bool, err error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		conn, p.idle = p.idle[n-1], p.idle[:n-1]
	}
	p.mu.Unlock()
	if conn == nil {
		if conn, err = p.server.connect(ctx); err != nil {
			return nil, true, err
		}
		fresh = true
	}
	if err := run(ctx, conn, p.begin); err != nil {
		drop(conn)
		return nil, fresh, explain(err)
	}
	return conn, fresh, nil
}

// give ends a snapshot and keeps its connection.
func (p *readers) give(ctx context.Context, conn *pgx.Conn) {
	defer func() { <-p.slots }()
	if conn.IsClosed() || run(ctx, conn, "rollback") != nil {
		drop(conn)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		drop(conn)
		return
	}
	p.idle = append(p.idle, conn)
}

func (p *readers) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, conn := range p.idle {
		drop(conn)
	}
	p.idle = nil
}
