package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"etabli/app/service"
	"etabli/storage/journal"
)

const (
	attacker   = "github.com/tsenart/vegeta/v12@v12.12.0" // a load tool that nobody here wrote
	pageRate   = 500                                      // status pages a second
	floodRate  = 2000                                     // of one address, which must be shed
	mostPageMS = 20
	atOnce     = 64 // intakes that wait for one commit
	beatEvery  = time.Second
)

// pages measures the customer's page of an HQ with many repairs, while devices of
// other shops record and exchange, and what a flood of one address does to both.
func (b *bench) pages(ctx context.Context) error {
	hq, err := b.serveHQ(ctx, "page-hq", "--proxy", "127.0.0.0/8")
	if err != nil {
		return err
	}
	return errors.Join(b.pagesWith(ctx, hq), hq.stop())
}

func (b *bench) pagesWith(ctx context.Context, hq *servedHQ) error {
	tool := exec.CommandContext(ctx, "go", "install", attacker)
	tool.Env = append(os.Environ(), "GOBIN="+b.work, "GOFLAGS=", "CGO_ENABLED=0")
	if out, err := tool.CombinedOutput(); err != nil {
		return fmt.Errorf("the load tool cannot be had: %w\n%s", err, out)
	}
	links, err := b.manyPages(ctx, hq)
	if err != nil {
		return err
	}
	var beside []*counter
	for n := range b.sizes.Devices {
		c, err := b.enrolAt(ctx, hq, fmt.Sprintf("W%c%c", 'A'+n/26, 'A'+n%26), fmt.Sprintf("beside-%d", n))
		if err != nil {
			return err
		}
		beside = append(beside, c)
	}
	calm, err := b.attack(ctx, beside, links, pageRate, true)
	if err != nil {
		return err
	}
	flood, err := b.attack(ctx, beside, links, floodRate, false)
	b.report.most(fmt.Sprintf("status page of %d repairs at %d a second beside %d devices, p99", len(links), pageRate, len(beside)), calm.p99, mostPageMS, "ms",
		fmt.Sprintf("p50 %s ms; %s %% answered 200; one commit of a device beside it p50 %s, p99 %s ms", number(calm.p50), number(100*calm.ok), number(calm.sync.p50()), number(calm.sync.p99())))
	b.report.said(fmt.Sprintf("flood of one address, %d a second: shed", floodRate), 100*flood.shed, "%",
		fmt.Sprintf("one commit of a device beside it p50 %s, p99 %s ms", number(flood.sync.p50()), number(flood.sync.p99())))
	for _, c := range beside {
		err = errors.Join(err, c.close())
	}
	return err
}

// manyPages takes the repairs in at one counter, waits until HQ has them all, and
// answers the addresses of their pages.
func (b *bench) manyPages(ctx context.Context, hq *servedHQ) ([]string, error) {
	c, err := b.enrol(ctx, hq, "filler")
	if err != nil {
		return nil, err
	}
	links := make([]string, b.sizes.Pages)
	group, in := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for n := range links {
		group.Go(func() error {
			call, err := c.App.NewCall(journal.EntityID{})
			if err != nil {
				return err
			}
			got, err := c.App.Receive(in, call, intake(n))
			if err == nil {
				links[n] = got.Data.(service.Received).Link
			}
			return err
		})
	}
	err = group.Wait()
	for err == nil {
		var left int
		if left, _, err = c.Log.Waiting(ctx); left == 0 {
			break
		}
		select {
		case <-ctx.Done():
			err = ctx.Err()
		case <-time.After(beatEvery):
		}
	}
	return links, errors.Join(err, c.close())
}

// attacked is what an attack found.
type attacked struct {
	p50, p99, ok, shed float64
	sync               spans
}

// attack asks for pages at a rate, each from an address of its own or all from one,
// while every device takes a repair in each second.
func (b *bench) attack(ctx context.Context, beside []*counter, links []string, rate int, spread bool) (out attacked, err error) {
	targets := filepath.Join(b.work, "targets")
	var text strings.Builder
	for n := range rate * b.sizes.Seconds {
		from := "10.0.0.1"
		if spread {
			from = fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)
		}
		fmt.Fprintf(&text, "GET %s\nX-Forwarded-For: %s\nAccept-Encoding: gzip\n\n", links[n*7919%len(links)], from)
	}
	if err := os.WriteFile(targets, []byte(text.String()), 0o600); err != nil {
		return out, err
	}
	working, stop := context.WithCancel(ctx)
	group := errgroup.Group{}
	took := make([]spans, len(beside))
	for i, c := range beside {
		group.Go(func() error { return work(working, c, &took[i]) })
	}
	shot := exec.CommandContext(ctx, filepath.Join(b.work, "vegeta"), "attack", "-rate", fmt.Sprint(rate), "-duration", fmt.Sprintf("%ds", b.sizes.Seconds), "-targets", targets, "-output", targets+".bin")
	if said, err := shot.CombinedOutput(); err != nil {
		stop()
		return out, errors.Join(fmt.Errorf("vegeta: %w\n%s", err, said), group.Wait())
	}
	stop()
	if err := group.Wait(); err != nil {
		return out, err
	}
	for _, t := range took {
		out.sync = append(out.sync, t...)
	}
	raw, err := exec.CommandContext(ctx, filepath.Join(b.work, "vegeta"), "report", "-type", "json", targets+".bin").Output()
	if err != nil {
		return out, err
	}
	var said struct {
		Latencies struct {
			P50 float64 `json:"50th"`
			P99 float64 `json:"99th"`
		}
		Requests    float64
		StatusCodes map[string]float64 `json:"status_codes"`
	}
	err = json.Unmarshal(raw, &said)
	out.p50, out.p99 = said.Latencies.P50/1e6, said.Latencies.P99/1e6
	out.ok, out.shed = said.StatusCodes["200"]/said.Requests, said.StatusCodes["429"]/said.Requests
	return out, err
}

// work takes a repair in each second, until it is told to stop.
func work(ctx context.Context, c *counter, took *spans) error {
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
		}
		err := took.timed(func() error {
			_, err := receiveOne(context.WithoutCancel(ctx), c)
			return err
		})
		if err != nil {
			return err
		}
	}
}
