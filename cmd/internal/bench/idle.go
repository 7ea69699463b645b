package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"etabli/app/service"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

const (
	mostIdleKB  = 60
	mostReachMS = 1000
	editsPerS   = 50
	groupSize   = 5 // devices of one shop
)

// idle measures what devices cost that are connected and say nothing, and how soon a
// change is with all devices of its shop while other shops work too.
func (b *bench) idle(ctx context.Context) error {
	hq, err := b.serveHQ(ctx, "hq-idle")
	if err != nil {
		return err
	}
	return errors.Join(b.idleWith(ctx, hq), hq.stop())
}

func (b *bench) idleWith(ctx context.Context, hq *servedHQ) error {
	began, err := residentKB(hq.cmd.Process.Pid)
	if err != nil {
		return err
	}
	listeners, err := b.listeners(ctx, hq)
	if err != nil {
		return err
	}
	defer func() {
		for _, l := range listeners {
			_ = l.conn.Close()
		}
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(b.sizes.Settle) * time.Second):
	}
	now, err := residentKB(hq.cmd.Process.Pid)
	if err != nil {
		return err
	}
	b.report.most(fmt.Sprintf("memory of HQ for each of %d devices that say nothing", len(listeners)), (now-began)/float64(len(listeners)), mostIdleKB, "kB",
		fmt.Sprintf("%s MB before, %s after %.0f s, garbage and TLS included", number(began/1000), number(now/1000), float64(b.sizes.Settle)))
	return b.reach(ctx, hq, listeners)
}

// listener is a device that is only connected.
type listener struct {
	conn wire.Conn
	mu   sync.Mutex
	news []time.Time // when it heard what
}

// shopOf names the shop of the n-th device.
func shopOf(n int) string {
	n /= groupSize
	return string([]byte{'A' + byte(n/26/26%26), 'A' + byte(n/26%26), 'A' + byte(n%26)})
}

func (b *bench) listeners(ctx context.Context, hq *servedHQ) ([]*listener, error) {
	list := make([]*listener, b.sizes.Idle)
	group, in := errgroup.WithContext(ctx)
	group.SetLimit(4)
	for n := range list {
		group.Go(func() (err error) {
			list[n], err = b.listen(in, hq, shopOf(n))
			return err
		})
	}
	return list, group.Wait()
}

func (b *bench) listen(ctx context.Context, hq *servedHQ, site string) (*listener, error) {
	code, err := b.invite(ctx, hq, site)
	if err != nil {
		return nil, err
	}
	invite, err := enrol.ParseInvite(code)
	if err != nil {
		return nil, err
	}
	m, err := enrol.Join(ctx, &pocket{}, invite, "listener", "bench")
	if err != nil {
		return nil, err
	}
	l := &listener{}
	if l.conn, err = replica.Dialer(m, time.Now)(ctx); err != nil {
		return nil, err
	}
	go l.run()
	var chain journal.ChainID
	if _, err := rand.Read(chain[:]); err != nil {
		return nil, err
	}
	return l, l.conn.Send(&wire.Hello{
		Version: wire.Version, Oldest: wire.OldestVersion, Chains: []wire.ChainHead{{Chain: chain}}, Ladder: wire.Ladder{},
		DeviceMS: time.Now().UnixMilli(), App: "bench",
	})
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

// heard notes news of HQ for every shop.
func (l *listener) heard(items int, at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range items {
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

// reach changes something for all shops and waits until every device has heard, while
// other shops work.
func (b *bench) reach(ctx context.Context, hq *servedHQ, listeners []*listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	group, in := errgroup.WithContext(ctx)
	for n := range writers {
		c, err := b.enrolAt(ctx, hq, string([]byte{'Z', 'Z', 'A' + byte(n)}), fmt.Sprintf("writer-%d", n))
		if err != nil {
			return err
		}
		group.Go(func() error { return errors.Join(c.keepEditing(in, editsPerS/writers), c.close()) })
	}
	var took spans
	for n := range b.sizes.Changes {
		began := time.Now()
		if err := b.changeForAll(ctx, hq, n); err != nil {
			return err
		}
		for _, l := range listeners {
			for {
				if late, heard := l.since(n, began); heard {
					took = append(took, late)
					break
				}
				if time.Since(began) > patience {
					return fmt.Errorf("a device did not hear of change %d in %s", n, patience)
				}
				time.Sleep(time.Millisecond)
			}
		}
	}
	cancel()
	b.report.most(fmt.Sprintf("a change reaches %d devices beside %d edits a second, p99", len(listeners), editsPerS), took.p99(), mostReachMS, "ms",
		fmt.Sprintf("p50 %s, slowest %s ms, from the start of the program that asks HQ for it; devices and HQ on the same two cores", number(took.p50()), number(took.ms(1))))
	return group.Wait()
}

// writers are the devices that work meanwhile.
const writers = 5

// keepEditing edits one repair so often a second, until the context ends.
func (c *counter) keepEditing(ctx context.Context, perS int) error {
	id, err := receiveOne(ctx, c)
	if err != nil {
		return err
	}
	ticker := time.NewTicker(time.Second / time.Duration(perS))
	defer ticker.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		call, err := c.App.NewCall(journal.EntityID{})
		if err != nil {
			return err
		}
		model := fmt.Sprintf("M%d", n)
		if _, err := c.App.Edit(context.WithoutCancel(ctx), call, &service.EditInput{ID: id, Model: &model}); err != nil {
			return err
		}
	}
}

// changeForAll saves a part at HQ, which every shop hears of.
func (b *bench) changeForAll(ctx context.Context, hq *servedHQ, n int) error {
	cmd := exec.CommandContext(ctx, filepath.Join(b.programs, "etabli-hq"), "--dir", hq.dir, "do", "part.save")
	cmd.Stdin = strings.NewReader(fmt.Sprintf(`{"ref":"BENCH-%d","label":"Courroie %d"}`, n, n))
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("part.save: %w: %s", err, out)
	}
	return nil
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
