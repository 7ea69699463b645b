package main

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"etabli/app/domain/fault"
	"etabli/app/portal"
	"etabli/app/post"
	"etabli/app/post/mail"
	"etabli/cmd/internal/device"
)

type serveCmd struct {
	place
	Listen    string         `default:":7443" help:"Address for devices."`
	Address   string         `help:"host:port under which devices reach it; the listening address when empty."`
	Portal    string         `default:":7480" help:"Address for the customer's page, for a reverse proxy in front."`
	PortalURL string         `help:"How customers reach the page: https://suivi.example, no slash at the end."`
	Proxy     []netip.Prefix `help:"Networks of reverse proxies whose X-Forwarded-For is believed."`
	History   int            `name:"history-days" default:"90" help:"How long a closed file that nobody touches goes whole to new devices."`
	Metrics   string         `help:"Address for programs that watch HQ: /metrics, /healthz, /readyz. None when empty."`
	API       string         `name:"api" help:"Address for other programs, for a reverse proxy that speaks TLS in front. None when empty."`
	HTTPS     bool           `name:"https" help:"A proxy in front of the page speaks TLS, although its address says otherwise."`
	Mail      mailFlags      `embed:"" prefix:"smtp-"`
	IMAP      imapFlags      `embed:"" prefix:"imap-"`
	SMS       smsFlags       `embed:"" prefix:"sms-"`
}

// shutdown is how long open requests may take to end.
const shutdown = 5 * time.Second

// Run serves until it is told to stop.
func (c *serveCmd) Run(r *run) error {
	if err := c.check(); err != nil {
		return err
	}
	h, err := open(r.ctx, r.dir, c.place, c.portalURL(), days(c.History), r.Log)
	if err != nil {
		return err
	}
	return errors.Join(c.serve(r, h), h.Close())
}

// check refuses addresses that devices or customers could never use.
func (c *serveCmd) check() error {
	if c.History < 0 || c.History > 36500 {
		return fault.New(fault.OutOfRange, "history-days", "min", "0", "max", "36500")
	}
	for field, address := range map[string]string{"listen": c.Listen, "portal": c.Portal, "address": c.Address, "metrics": c.Metrics, "api": c.API} {
		if _, _, err := net.SplitHostPort(address); err != nil && address != "" {
			return fault.New(fault.Malformed, field, "expected", "hq.example:7443").Because(err)
		}
	}
	at, err := url.Parse(c.portalURL())
	if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" || strings.HasSuffix(at.Path, "/") || at.RawQuery != "" {
		return fault.New(fault.Malformed, "portal-url", "expected", "https://suivi.example").Because(err)
	}
	return nil
}

// days is a time of so many days, and never none.
func days(n int) time.Duration { return max(1, time.Duration(n)*24*time.Hour) }

func (c *serveCmd) portalURL() string {
	if c.PortalURL != "" {
		return c.PortalURL
	}
	at, err := net.ResolveTCPAddr("tcp", c.Portal)
	if err != nil {
		return "http://" + c.Portal // listening on it will say what is wrong
	}
	return "http://" + reachable(at)
}

// encrypted tells whether customers reach the page over TLS, which a proxy speaks: the
// address that they are given says so.
func (c *serveCmd) encrypted() bool { return c.HTTPS || strings.HasPrefix(c.PortalURL, "https://") }

func (c *serveCmd) serve(r *run, h *hq) error {
	at, err := c.listen(r.dir)
	if err != nil {
		return err
	}
	defer at.close()
	h.address = cmp.Or(c.Address, reachable(at.devices.Addr()))
	offices, err := c.offices(r.ctx, h)
	if err != nil {
		return err
	}
	letters, err := c.IMAP.reader(h)
	if err != nil {
		return err
	}
	pages := newPages(h)
	defer pages.Close()

	group, ctx := errgroup.WithContext(r.ctx)
	group.Go(func() error { return h.hub.Serve(ctx, at.devices) })
	group.Go(func() error {
		page := portal.New(portal.Options{
			Repairs: pages, Deposits: pages, Acts: acts{pages}, Letters: acts{pages}, Complaints: acts{pages}, Stops: stops{h}, Secret: h.pageKey, Now: time.Now, Log: r.Log, Proxies: c.Proxy, HTTPS: c.encrypted(),
		})
		return serveHTTP(ctx, portal.NewServer(page), at.customers)
	})
	group.Go(func() error {
		return serveHTTP(ctx, &http.Server{Handler: newAdmin(h, r.dir, h.address), ReadHeaderTimeout: shutdown}, at.local)
	})
	group.Go(func() error { return h.keep(ctx, offices, letters) })
	if at.programs != nil {
		group.Go(func() error { return serveHTTP(ctx, h.door(c.SMS), at.programs) })
	}
	if at.watchers != nil {
		group.Go(func() error {
			return serveHTTP(ctx, &http.Server{Handler: newWatched(h, r.dir), ReadHeaderTimeout: shutdown}, at.watchers)
		})
	}
	if embedded, ok := h.store.(*device.Store); ok {
		group.Go(func() error { return embedded.Scrub(ctx) })
	}
	r.Log.Info("serving", "devices", at.devices.Addr().String(), "portal", at.customers.Addr().String())
	err = group.Wait()
	if r.ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// keep does what HQ does by itself, as soon as there are lists to go by.
func (h *hq) keep(ctx context.Context, offices []*post.Office, letters *mail.In) error {
	if err := h.lists.wait(ctx); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return h.keepRights(ctx, h.log) })
	group.Go(func() error { return h.keepLeases(ctx, h.log) })
	group.Go(func() error { return h.keepErasures(ctx) })
	group.Go(func() error { return h.keepCleared(ctx) })
	for _, office := range offices {
		group.Go(func() error { return office.Run(ctx) })
	}
	if letters != nil {
		group.Go(func() error { return letters.Run(ctx) })
	}
	if teller := h.teller(offices); teller != nil {
		group.Go(func() error { return teller.Run(ctx) })
	}
	group.Go(func() error { return h.hookTeller().Run(ctx) })
	if keeper := h.reports(); keeper != nil {
		group.Go(func() error { return keeper.Run(ctx) })
	}
	return group.Wait()
}

func serveHTTP(ctx context.Context, s *http.Server, l net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdown)
	defer cancel()
	if s.Shutdown(late) != nil {
		_ = s.Close() // a page that is followed live never ends by itself
	}
	return nil
}
