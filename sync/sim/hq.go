package sim

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"etabli/app/service"
	"etabli/storage"
	"etabli/storage/faultstore"
	"etabli/storage/journal"
	"etabli/sync/hlc"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// everySite is how HQ calls the feed that goes everywhere.
const everySite = "***"

// hq is HQ: the ordering, its sessions and one person who works there.
type hq struct {
	w       *World
	disk    rowDisk
	limits  storage.Limits
	clock   *clockFile
	secrets secrets
	skewMS  int64
	slowMS  int64 // an answer of the disk takes up to this

	on       bool
	life     int
	store    *faultstore.Store
	core     *hub.Core
	app      *service.App
	random   *rand.ChaCha8
	conns    []*conn
	queue    []queued
	settling bool
	safe     bool // the last backup of the run was made
	images   []hqImage
}

// queued is a hand-in that waits for the committer.
type queued struct {
	work *hub.Work
	from *conn
	back bool // it gives back what HQ lost
}

type hqImage struct {
	rows     rowDisk
	clock    clockFile
	position uint64
}

// secrets keeps HQ's secrets; they are never lost.
type secrets map[string][]byte

// Load implements enrol.Secrets.
func (s secrets) Load(name string) ([]byte, error) {
	raw, ok := s[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return raw, nil
}

// Save implements enrol.Secrets.
func (s secrets) Save(name string, secret []byte) error {
	s[name] = slices.Clone(secret)
	return nil
}

func newHQ(w *World) *hq {
	return &hq{
		w: w, disk: w.emptyDisk(), clock: &clockFile{}, secrets: secrets{},
		limits: w.limits(),
	}
}

func (h *hq) wallMS() int64 { return h.w.nowMS + h.skewMS }

func (h *hq) wall() time.Time { return time.UnixMilli(h.wallMS()) }

// start opens HQ on its disk.
func (h *hq) start() {
	h.life++
	inner, err := h.disk.open(h.limits)
	if err != nil {
		h.w.fail("open", "HQ: %v", err)
		return
	}
	h.store, h.random = faultstore.Wrap(inner), h.w.secret("HQ")
	clock, err := hlc.New(h.wall, h.clock)
	if err == nil {
		h.core, err = hub.OpenCore(context.Background(), hub.Options{
			Store: h.store, Folder: h.w.folder(projection), Router: h.w.router(), Shortener: projection, Horizon: time.Second, Clock: h.w.stamps(clock), Secrets: h.secrets,
			Random: h.random, Now: h.wall, Vouched: vouchedFor, Log: slog.New(slog.DiscardHandler),
		}, h.committed)
	}
	if err != nil {
		h.w.fail("open", "HQ: %v", err)
		return
	}
	h.app = service.New(service.Options{
		Journal: ownJournal{h}, Views: projection, Now: h.wall, Random: h.random,
		Place: service.Place{Site: "HQX", Device: "0", PortalURL: "https://sav.example"},
	})
	h.on, h.queue, h.settling = true, nil, false
	h.w.note("HQ", "starts")
	h.late(h.core.Settle(context.Background(), nil))
}

// crash cuts HQ's power.
func (h *hq) crash() {
	if !h.on {
		return
	}
	h.w.note("HQ", "loses power")
	h.on, h.queue = false, nil
	h.disk.crash()
	if h.w.random.in(3) {
		h.clock.saved = h.clock.before
	}
	h.w.plantedAtHQCrash()
	for _, c := range h.conns {
		c.open = false
		if h.w.random.in(2) {
			c.dark()
		} else {
			h.w.after(h.w.random.Int64N(1000), func() { c.atDevice(nil) })
		}
	}
	h.conns = nil
	h.w.after(h.w.random.spread(100*time.Millisecond, 5*time.Minute), h.start)
}

// failed looks at an error of the store; a stopped store needs a restart.
func (h *hq) failed(err error) {
	if err != nil && !injected(err) {
		h.w.fail("error", "HQ: %v", err)
	}
	if h.on && h.store.Stopped() {
		h.w.after(0, func() {
			if h.on && h.store.Stopped() {
				h.crash()
			}
		})
	}
}

// connect makes a session for a device that dialled; an older one ends.
func (h *hq) connect(d *device) *conn {
	h.conns = slices.DeleteFunc(h.conns, func(c *conn) bool { return !c.open })
	for _, c := range h.conns {
		if c.d.enrolled.ID == d.enrolled.ID {
			c.hear(hub.End{Code: wire.CodeReplaced})
		}
	}
	enrolled := d.enrolled
	enrolled.Site = h.w.siteAtHQ(enrolled.Site)
	c := &conn{w: h.w, d: d, open: true, session: hub.NewSession(enrolled, false, h.wallMS())}
	h.conns = append(h.conns, c)
	h.w.after(h.w.random.between(time.Second, 3*time.Second), c.tick)
	return c
}

func (h *hq) check(c *conn, q hub.DoCheck) hub.SessionInput {
	checked, err := h.core.Check(context.Background(), c.d.enrolled, q.Hello)
	if err != nil {
		h.failed(err)
		return hub.End{Code: wire.CodeInternal}
	}
	h.w.note("HQ", "greets %s at %d of %d", c.d.name, checked.Resume.Position, checked.Head.Position)
	return h.w.checked(checked)
}

func (h *hq) load(c *conn, q hub.DoLoad) hub.SessionInput {
	page, err := h.core.Page(context.Background(), h.w.reading(q.Reading))
	if err != nil {
		h.failed(err)
		return hub.End{Code: wire.CodeInternal}
	}
	if len(page.Items) > 0 {
		h.w.note("HQ", "page for %s: %d entries up to %d", c.d.name, len(page.Items), page.Cursor.Position)
	}
	return hub.Loaded{Page: page}
}

func (h *hq) fetch(c *conn, q hub.DoFetch) hub.SessionInput {
	parts, err := h.core.Histories(context.Background(), h.w.wantedOf(q.Fetching))
	if err != nil {
		h.failed(err)
		return hub.End{Code: wire.CodeInternal}
	}
	h.w.note("HQ", "histories for %s: %d of %d", c.d.name, len(parts), len(q.Fetching.Wants))
	return hub.Fetched{Parts: h.w.histories(parts)}
}

// order queues a hand-in for the committer.
func (h *hq) order(c *conn, in hub.HandIn) {
	h.queue = append(h.queue, queued{&hub.Work{HandIn: &in}, c, false})
	h.wake()
}

// takeBack queues what a device gives back.
func (h *hq) takeBack(c *conn, in hub.BackIn) {
	h.queue = append(h.queue, queued{hub.BackWork(in), c, true})
	h.wake()
}

func (h *hq) backTaken(w *hub.Work) hub.BackTaken {
	if w.Err != nil {
		h.failed(w.Err)
		return hub.BackTaken{Code: wire.CodeInternal}
	}
	if n := h.core.Counters().NotProven; n > 0 {
		h.w.fail("I6 durability", "HQ does not know %d receipts of its own", n)
	}
	h.w.note("HQ", "takes back")
	return hub.BackTaken{Placed: w.Placed}
}

func (h *hq) wake() {
	if !h.settling && len(h.queue) > 0 {
		h.settling = true
		life := h.life
		h.w.after(h.w.random.Int64N(5+h.slowMS), func() {
			if h.on && h.life == life {
				h.settling = false
				h.settle()
				h.wake()
			}
		})
	}
}

// settle orders some of what waits, together.
func (h *hq) settle() {
	n := 1 + h.w.random.IntN(len(h.queue))
	group := h.queue[:n]
	h.queue = slices.Clone(h.queue[n:])
	works := make([]*hub.Work, n)
	for i, q := range group {
		works[i] = q.work
	}
	h.w.rememberHQ()
	retried := h.core.Settle(context.Background(), works)
	for _, q := range group {
		w := q.work
		if q.back {
			q.from.hear(h.backTaken(w))
			continue
		}
		h.w.note("HQ", "%s %s from %d: %d placed, held %d, needs %d, refused %s, %v", q.from.d.name, w.HandIn.Chain,
			w.HandIn.From, w.Verdict.Seq, w.Verdict.Held, len(w.Verdict.Needs), w.Verdict.Refused, w.Err)
		in := hub.Ordered{Chain: w.HandIn.Chain, Verdict: w.Verdict, Vouched: w.HandIn.Vouch != nil}
		if w.Err != nil {
			h.failed(w.Err)
			in.Code = wire.CodeInternal
		}
		q.from.hear(in)
	}
	h.late(retried)
}

// late tells devices that entries of theirs that were held went on.
func (h *hq) late(retried []*hub.Work) {
	for _, w := range retried {
		if w.Err != nil {
			h.failed(w.Err)
			continue
		}
		for _, c := range h.conns {
			if c.open && c.d.enrolled.ID == w.HandIn.Device {
				c.hear(hub.Ordered{Chain: w.HandIn.Chain, Verdict: w.Verdict, Late: true})
			}
		}
	}
}

// committed tells the sessions what a transaction changed.
func (h *hq) committed(done hub.Committed) {
	if done.Raised {
		for _, c := range h.conns {
			h.w.after(h.w.random.Int64N(3), func() { c.hear(hub.End{Code: wire.CodeRaised}) })
		}
		return
	}
	for _, c := range h.conns {
		if done.Sites[c.d.enrolled.Site] || done.Sites[everySite] {
			h.w.after(h.w.random.Int64N(3), func() { c.hear(hub.Moved{}) })
		}
	}
}

// ownJournal is where HQ's own commands are written.
type ownJournal struct{ h *hq }

// Commit implements service.Journal.
func (j ownJournal) Commit(ctx context.Context, id journal.CommandID, plan service.Plan) (journal.Receipt, error) {
	work := hub.CommandWork(id, plan)
	j.h.late(j.h.core.Settle(ctx, []*hub.Work{work}))
	return work.Receipt, work.Err
}

// View implements service.Journal.
func (j ownJournal) View(ctx context.Context, fn func(storage.Reader) error) error {
	return j.h.store.View(ctx, fn)
}

// injected tells an error that the run made up.
func injected(err error) bool {
	return errors.Is(err, faultstore.ErrInjected) || errors.Is(err, journal.ErrGap) || errors.Is(err, storage.ErrClosed) ||
		errors.Is(err, storage.ErrFull) || errors.Is(err, journal.ErrStopped)
}
