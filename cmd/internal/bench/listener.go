package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"sync"
	"time"

	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// listener is a device that is only connected.
type listener struct {
	conn wire.Conn
	mu   sync.Mutex
	news []time.Time // when it heard what
}

func (b *bench) listen(ctx context.Context, hq *servedHQ, site string) (*listener, error) {
	conn, _, err := b.connect(ctx, hq, site)
	if err != nil {
		return nil, err
	}
	l := &listener{conn: conn}
	go l.run()
	return l, nil
}

// connect makes a device of which only the connection is there, and the chain that it
// could write.
func (b *bench) connect(ctx context.Context, hq *servedHQ, site string) (conn wire.Conn, chain journal.ChainID, err error) {
	code, err := b.invite(ctx, hq, site)
	if err != nil {
		return nil, chain, err
	}
	invite, err := enrol.ParseInvite(code)
	if err != nil {
		return nil, chain, err
	}
	m, err := enrol.Join(ctx, &pocket{}, invite, "listener", "bench")
	if err != nil {
		return nil, chain, err
	}
	if conn, err = replica.Dialer(m, time.Now)(ctx); err != nil {
		return nil, chain, err
	}
	_, err = rand.Read(chain[:])
	return conn, chain, errors.Join(err, conn.Send(&wire.Hello{
		Version: wire.Version, Oldest: wire.OldestVersion, Chains: []wire.ChainHead{{Chain: chain}}, Ladder: wire.Ladder{},
		DeviceMS: time.Now().UnixMilli(), App: "bench",
	}))
}

// run answers what HQ says until the connection ends.
func (l *listener) run() {
	var sending sync.Mutex
	say := func(f wire.Frame) {
		sending.Lock()
		defer sending.Unlock()
		_ = l.conn.Send(f) // the next Receive says so
	}
	beats := time.NewTicker(wire.HeartbeatEvery)
	defer beats.Stop()
	ended := make(chan struct{})
	defer close(ended)
	go func() {
		for n := uint64(1); ; n++ {
			select {
			case <-beats.C:
				say(&wire.Ping{N: n, MS: time.Now().UnixMilli()})
			case <-ended:
				return
			}
		}
	}()
	for {
		f, err := l.conn.Receive()
		if err != nil {
			return
		}
		switch f := f.(type) {
		case *wire.Ping:
			say(&wire.Pong{N: f.N, MS: time.Now().UnixMilli()})
		case *wire.Page:
			say(&wire.Applied{Position: f.Cursor.Position})
			l.heard(len(f.Items), time.Now())
		}
	}
}

// heard notes news of HQ for every shop; fewer than none forgets them all.
func (l *listener) heard(items int, at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if items < 0 {
		l.news = nil
	}
	for range max(0, items) {
		l.news = append(l.news, at)
	}
}

// since is how long after a moment the n-th news came, if it has come.
func (l *listener) since(n int, began time.Time) (time.Duration, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n >= len(l.news) {
		return 0, false
	}
	return l.news[n].Sub(began), true
}

// pocket keeps the secrets of a device that is never opened again.
type pocket struct{ held sync.Map }

func (p *pocket) Load(name string) ([]byte, error) {
	if raw, ok := p.held.Load(name); ok {
		return raw.([]byte), nil
	}
	return nil, fs.ErrNotExist
}

func (p *pocket) Save(name string, secret []byte) error {
	p.held.Store(name, secret)
	return nil
}
