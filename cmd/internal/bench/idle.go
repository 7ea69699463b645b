package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"etabli/app/service"
	"etabli/storage/journal"
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
	watched, err := freeAddress()
	if err != nil {
		return err
	}
	hq, err := b.serveHQ(ctx, "hq-idle", "--metrics", watched)
	if err != nil {
		return err
	}
	return errors.Join(b.idleWith(ctx, hq, watched), hq.stop())
}

func (b *bench) idleWith(ctx context.Context, hq *servedHQ, watched string) error {
	listeners, err := b.listeners(ctx, hq)
	if err != nil {
		return err
	}
	leave := func() {
		for _, l := range listeners {
			_ = l.conn.Close()
		}
	}
	defer leave()
	if err := b.reach(ctx, hq, listeners); err != nil {
		return err
	}
	there, err := b.settledKB(ctx, watched)
	if err != nil {
		return err
	}
	leave()
	gone, err := b.settledKB(ctx, watched)
	b.report.most(fmt.Sprintf("memory of HQ for each of %d devices that say nothing", len(listeners)), (there-gone)/float64(len(listeners)), mostIdleKB, "kB",
		fmt.Sprintf("heap in use and stacks, TLS included: %s MB with them, %s without, %d s after the last word", number(there/1000), number(gone/1000), b.sizes.Settle))
	return err
}

// settledKB is how much memory HQ uses after a silence.
func (b *bench) settledKB(ctx context.Context, watched string) (float64, error) {
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(time.Duration(b.sizes.Settle) * time.Second):
	}
	return liveKB(ctx, watched)
}

// liveKB is how much of its memory HQ uses, as it tells its watchers.
func liveKB(ctx context.Context, watched string) (kb float64, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+watched+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		for _, name := range []string{"go_memstats_heap_inuse_bytes ", "go_memstats_stack_inuse_bytes "} {
			if rest, found := strings.CutPrefix(lines.Text(), name); found {
				n, err := strconv.ParseFloat(rest, 64)
				if err != nil {
					return 0, err
				}
				kb += n / 1000
			}
		}
	}
	if kb == 0 {
		return 0, errors.New("HQ does not tell how much memory it uses")
	}
	return kb, nil
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
	for _, l := range listeners { // what came while they joined is no news
		l.heard(-1, time.Time{})
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
