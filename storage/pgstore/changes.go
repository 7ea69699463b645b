package pgstore

import (
	"context"
	"encoding/hex"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	channel      = "etabli_changes"
	listen       = `listen ` + channel
	notifyOthers = `select pg_notify($1, $2)`
)

const (
	// lookEvery is how often a signal is given although none was heard: they
	// are lost while a connection is made anew.
	lookEvery = 2 * time.Second
	// lookBlindEvery is the same for a server without NOTIFY.
	lookBlindEvery = 200 * time.Millisecond
	// relistenPause is the wait between two attempts to listen.
	relistenPause = 250 * time.Millisecond
)

// Changes implements storage.Watchable on a connection of its own. A process
// does not hear of its own transactions.
func (s *Store) Changes(ctx context.Context) <-chan struct{} {
	signals := make(chan struct{}, 1)
	go func() {
		defer close(signals)
		for ctx.Err() == nil {
			s.backend.hear(ctx, signals)
			select {
			case <-time.After(relistenPause):
			case <-ctx.Done():
			}
		}
	}()
	return signals
}

// hear passes signals on until the connection is lost.
func (b *backend) hear(ctx context.Context, signals chan<- struct{}) {
	conn, err := b.server.connect(ctx)
	if err != nil {
		return
	}
	defer drop(conn)
	every := lookEvery
	if err := run(ctx, conn, listen); err != nil {
		if isLost(err) {
			return
		}
		every = lookBlindEvery
	}
	signal(signals) // for all that was missed
	for ctx.Err() == nil {
		heard, err := b.wait(ctx, conn, every)
		if err != nil {
			return
		}
		if heard {
			signal(signals)
		}
	}
}

// wait waits for one notification of another process, or until it is time to
// look without one.
func (b *backend) wait(ctx context.Context, conn *pgx.Conn, every time.Duration) (heard bool, err error) {
	wait, cancel := context.WithTimeout(ctx, every)
	defer cancel()
	n, err := conn.WaitForNotification(wait)
	if wait.Err() != nil && !conn.IsClosed() {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return n.Payload != hex.EncodeToString(b.id), nil
}

func signal(signals chan<- struct{}) {
	select {
	case signals <- struct{}{}:
	default: // one waits already
	}
}
