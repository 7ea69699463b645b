package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"etabli/app/service"
	"etabli/cmd/internal/device"
	"etabli/storage/journal"
	"etabli/sync/replica"
)

// live measures how long an edit at one counter takes to be in what another
// counter reads: two enrolled devices and a serving etabli-hq, all on disk, over
// mutual TLS on the loopback.
func (b *bench) live(ctx context.Context) error {
	hq, err := b.serveHQ(ctx, "hq")
	if err != nil {
		return err
	}
	return errors.Join(b.liveWith(ctx, hq), hq.stop())
}

// servedHQ is a running etabli-hq.
type servedHQ struct {
	dir, address, page string
	more               []string // flags
	cmd                *exec.Cmd
}

func (b *bench) serveHQ(ctx context.Context, name string, more ...string) (hq *servedHQ, err error) {
	hq = &servedHQ{dir: filepath.Join(b.work, name), more: more}
	if hq.address, err = freeAddress(); err != nil {
		return nil, err
	}
	if hq.page, err = freeAddress(); err != nil {
		return nil, err
	}
	return hq, b.startHQ(ctx, hq)
}

// startHQ starts HQ and waits until it serves.
func (b *bench) startHQ(ctx context.Context, hq *servedHQ) error {
	hq.cmd = exec.CommandContext(ctx, filepath.Join(b.programs, "etabli-hq"), append([]string{"--dir", hq.dir, "serve", "--listen", hq.address, "--portal", hq.page}, hq.more...)...)
	if err := hq.cmd.Start(); err != nil {
		return err
	}
	if _, err := b.program(ctx, "etabli-hq", "--dir", hq.dir, "wait", "--for", "30s"); err != nil {
		return errors.Join(err, hq.stop())
	}
	return nil
}

// kill ends HQ at once, as a loss of power does.
func (hq *servedHQ) kill() error {
	err := hq.cmd.Process.Kill()
	_ = hq.cmd.Wait() // it says that it was killed
	return err
}

// invite is a pairing code, with HQ's address before it.
func (b *bench) invite(ctx context.Context, hq *servedHQ, site string) (string, error) {
	code, err := b.program(ctx, "etabli-hq", "--dir", hq.dir, "enrol", "--site", site, "--code-only")
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(code.out)), nil
}

func (hq *servedHQ) stop() error {
	return errors.Join(hq.cmd.Process.Signal(syscall.SIGTERM), hq.cmd.Wait())
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// counter is an enrolled device that exchanges until it is closed.
type counter struct {
	*device.Device
	exchange *replica.Replica
	leave    context.CancelFunc
	left     chan error
}

func (b *bench) enrol(ctx context.Context, hq *servedHQ, name string) (*counter, error) {
	return b.enrolAt(ctx, hq, "LIL", name)
}

func (b *bench) enrolAt(ctx context.Context, hq *servedHQ, site, name string) (*counter, error) {
	code, err := b.invite(ctx, hq, site)
	if err != nil {
		return nil, err
	}
	d, err := device.Enrol(ctx, filepath.Join(b.work, name), code, name, device.Options{})
	if err != nil {
		return nil, err
	}
	return attend(ctx, d), nil
}

// attend lets a device exchange until it is closed.
func attend(ctx context.Context, d *device.Device) *counter {
	c := &counter{Device: d, exchange: d.Replica(), left: make(chan error, 1)}
	ctx, c.leave = context.WithCancel(ctx)
	go func() { c.left <- c.exchange.Run(ctx) }()
	return c
}

func (c *counter) close() error {
	c.leave()
	return errors.Join(<-c.left, c.Close())
}

func (b *bench) liveWith(ctx context.Context, hq *servedHQ) error {
	one, err := b.enrol(ctx, hq, "one")
	if err != nil {
		return err
	}
	two, err := b.enrol(ctx, hq, "two")
	if err != nil {
		return errors.Join(err, one.close())
	}
	err = b.follow(ctx, one, two)
	return errors.Join(err, one.close(), two.close())
}

// liveRepairs are as many as one counter works on at a time.
const liveRepairs = 50

// follow edits at one counter, one repair after the other, and waits each time
// until the other counter reads the edit.
func (b *bench) follow(ctx context.Context, one, two *counter) error {
	raw, err := b.openRaw("raw-live")
	if err != nil {
		return err
	}
	changed := make(chan struct{}, 1)
	stop := two.Log.Watch(func([]journal.Entity) {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	defer stop()
	ids := make([]journal.EntityID, liveRepairs)
	for n := range ids {
		if ids[n], err = receiveOne(ctx, one); err != nil {
			return err
		}
		if err := two.reads(ctx, ids[n], devices[0], changed); err != nil {
			return err
		}
	}
	var seen, committed spans
	for n := range b.sizes.Edits {
		if err := b.edit(ctx, one, two, ids[n%len(ids)], n, changed, &seen, &committed); err != nil {
			return err
		}
		if err := raw.append(make([]byte, 600)); err != nil {
			return err
		}
	}
	b.report.most("from commit to the other counter's view, p50", seen.p50(), mostLiveMS, "ms",
		fmt.Sprintf("%s × bare fsync (p50 %s ms), of which three follow one another", number(seen.p50()/raw.took.p50()), number(raw.took.p50())))
	b.report.most("from commit to the other counter's view, p99", seen.p99(), mostLiveWorstMS, "ms",
		fmt.Sprintf("bare fsync p99 %s ms; own commit p50 %s, p99 %s ms", number(raw.took.p99()), number(committed.p50()), number(committed.p99())))
	return raw.close()
}

func receiveOne(ctx context.Context, c *counter) (id journal.EntityID, err error) {
	call, err := c.App.NewCall(id)
	if err != nil {
		return id, err
	}
	result, err := c.App.Receive(ctx, call, intake(0))
	if err != nil {
		return id, err
	}
	return result.Data.(service.Received).ID, nil
}

// edit changes a field and measures until the other counter reads it.
func (b *bench) edit(ctx context.Context, one, two *counter, id journal.EntityID, n int, changed <-chan struct{}, seen, committed *spans) error {
	call, err := one.App.NewCall(journal.EntityID{})
	if err != nil {
		return err
	}
	label := fmt.Sprintf("%s n° %d", devices[0], n)
	return seen.timed(func() error {
		err := committed.timed(func() error {
			_, err := one.App.Edit(ctx, call, &service.EditInput{ID: id, Product: &label})
			return err
		})
		if err != nil {
			return err
		}
		return two.reads(ctx, id, label, changed)
	})
}

// patience bounds a wait for something that must come.
const patience = 30 * time.Second

// reads waits until the device's list shows a repair with a product.
func (c *counter) reads(ctx context.Context, id journal.EntityID, product string, changed <-chan struct{}) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		rows, err := c.App.Rows(ctx, []journal.EntityID{id})
		if err != nil {
			return err
		}
		if len(rows) == 1 && rows[0].Product == product {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%q did not come in %s, the exchange is %+v: %w", product, patience, c.exchange.Status(), ctx.Err())
		}
	}
}
