package hub

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/attach"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// queueWorks bounds what waits for the committer; who comes later waits.
const queueWorks = 256

// sightEvery is how often what devices told of themselves is written down.
const sightEvery = 10 * time.Second

// ErrClosed says that the hub was closed.
var ErrClosed = errors.New("hub: closed")

// Options are what a hub needs; all are required but PortalURL and
// Attachments.
type Options struct {
	Store  storage.Store
	Folder journal.Folder
	// Router says which entities move between sites; nil: none does.
	Router Router
	// Shortener makes stubs for new devices; nil: they get everything whole.
	Shortener Shortener
	// Horizon is how long a file that nobody touches stays whole for new devices; 0
	// for 90 days.
	Horizon time.Duration
	Clock   journal.Clock // of HQ's own entries
	Secrets enrol.Secrets
	Random  io.Reader
	Now     func() time.Time
	Log     *slog.Logger
	// Vouched tells which device of the fleet signed for a chain; HQ's authority
	// does when it is nil.
	Vouched func(chain journal.ChainID, v *wire.Vouch) (enrol.Device, error)
	// PortalURL is what devices are told: where customers reach the portal,
	// without a slash at the end.
	PortalURL string
	// ReceiptKey is what devices prove their receipts with; it may be empty.
	ReceiptKey []byte
	// Attachments keeps the files of attachments; nil: HQ takes none.
	Attachments attach.Store
	// Beside answers members under BesidePath on the sync port. Who asks is certain; what
	// they may is for it to say. nil: nothing is there.
	Beside func(w http.ResponseWriter, r *http.Request, from enrol.Device)
}

// BesidePath is where members ask what is no exchange.
const BesidePath = "/fleet/"

// Hub is HQ: it orders, routes and serves. Its methods may be called from
// several goroutines.
type Hub struct {
	o         Options
	core      *Core
	authority *enrol.Authority
	desk      *enrol.Desk
	register  *Register
	counters  counters
	watchers  journal.Watchers

	queue    chan *queued
	quit     chan struct{} // closed by Close
	finished chan struct{} // closed when the committer has ended
	running  sync.WaitGroup
	closing  sync.Once
	released chan []journal.ChainID

	mu       sync.Mutex
	sessions map[enrol.DeviceID]*runner
	all      map[*runner]struct{}
	sighted  map[enrol.DeviceID]sighting
	closed   bool

	told    atomic.Uint64 // sessions and watchers know of the log up to here
	revoked atomic.Uint64 // revocations that sessions know of
}

// Open opens HQ on a store, which it does not close, and makes what the first
// run needs: a lineage, the authorities, the receipt key.
func Open(ctx context.Context, o Options) (*Hub, error) {
	authority, err := enrol.OpenAuthority(o.Secrets, o.Now)
	if err != nil {
		return nil, err
	}
	h := &Hub{
		o: o, authority: authority,
		queue: make(chan *queued, queueWorks), quit: make(chan struct{}), finished: make(chan struct{}), released: make(chan []journal.ChainID),
		sessions: map[enrol.DeviceID]*runner{}, all: map[*runner]struct{}{}, sighted: map[enrol.DeviceID]sighting{},
	}
	if o.Vouched == nil {
		o.Vouched = authority.Vouched
	}
	if h.core, err = OpenCore(ctx, o, h.committed); err != nil {
		return nil, err
	}
	h.register, h.core.counters = h.core.register, &h.counters
	h.desk = enrol.NewDesk(enrol.DeskOptions{
		Authority: authority, Register: h.register, Terms: h.terms, Now: o.Now, Random: o.Random,
	})
	head, err := h.Head(ctx)
	if err != nil {
		return nil, fmt.Errorf("hub: open: %w", err)
	}
	h.told.Store(head.Position)
	if err := h.joinKin(ctx); err != nil {
		return nil, err
	}
	h.running.Add(2)
	go h.commitLoop()
	go h.sightLoop()
	return h, nil
}

// Close ends all sessions and the committer; works that still wait get
// ErrClosed. Closing twice is fine.
func (h *Hub) Close() error {
	h.closing.Do(func() {
		h.mu.Lock()
		h.closed = true
		for r := range h.all {
			r.tell(End{wire.CodeClosing})
		}
		h.mu.Unlock()
		close(h.quit)
	})
	h.running.Wait()
	h.watchers.Close()
	return nil
}

// Commit records what plan decides as one entry of HQ's own chain, with its
// position, or returns the entry that the same id made before. plan sees every
// earlier command. ErrClosed and errors of the store leave nothing behind.
func (h *Hub) Commit(ctx context.Context, id journal.CommandID, plan func(r storage.Reader) (*journal.Draft, error)) (journal.Receipt, error) {
	done := make(chan *Work, 1)
	q := &queued{work: CommandWork(id, plan), done: func(w *Work) { done <- w }}
	if err := h.submit(ctx, q); err != nil {
		return journal.Receipt{}, err
	}
	select {
	case w := <-done:
		return w.Receipt, w.Err
	case <-h.finished:
	}
	select { // it may have been settled last
	case w := <-done:
		return w.Receipt, w.Err
	default:
		return journal.Receipt{}, ErrClosed
	}
}

// View runs fn on a snapshot of the store.
func (h *Hub) View(ctx context.Context, fn func(storage.Reader) error) error {
	return h.o.Store.View(ctx, fn)
}

// EndRecovery gives positions to what devices gave back to a restored HQ, in the
// old order, and lets everybody work again.
func (h *Hub) EndRecovery(ctx context.Context) error { return h.byHand(ctx, RecoveredWork()) }

// StartRecovery makes HQ recover as after a restore, because devices know a
// history that this one does not.
func (h *Hub) StartRecovery(ctx context.Context) error { return h.core.StartRecovery(ctx) }

// GiveUp places what devices gave back although something before it is missing,
// which nobody has any more.
func (h *Hub) GiveUp(ctx context.Context) error { return h.byHand(ctx, GiveUpWork()) }

// HandIn orders entries that a person hands in for a device, which may be
// revoked.
func (h *Hub) HandIn(ctx context.Context, in HandIn) (Verdict, error) {
	w := &Work{HandIn: &in}
	err := h.byHand(ctx, w)
	return w.Verdict, err
}

func (h *Hub) byHand(ctx context.Context, w *Work) error {
	done := make(chan error, 1)
	if err := h.submit(ctx, &queued{work: w, done: func(w *Work) { done <- w.Err }}); err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-h.finished:
		return ErrClosed
	}
}

// Recovery tells whether HQ was restored and still recovers.
func (h *Hub) Recovery(ctx context.Context) (out Recovery, err error) {
	err = h.View(ctx, func(r storage.Reader) error {
		out, err = RecoveryOf(r)
		return err
	})
	return out, err
}

// Authority returns HQ's certificate authorities.
func (h *Hub) Authority() *enrol.Authority { return h.authority }

// Head returns the end of HQ's log.
func (h *Hub) Head(ctx context.Context) (head Head, err error) {
	err = h.o.Store.View(ctx, func(r storage.Reader) error {
		head, err = HeadOf(r)
		return err
	})
	return head, err
}

// Counters returns what HQ has done since it was opened.
func (h *Hub) Counters() Counters { return h.counters.read() }

// Invite gives out a pairing code for one device of a site. address is host:port
// of the sync port as devices reach it.
func (h *Hub) Invite(ctx context.Context, address, site string, role enrol.Role) (enrol.Invite, time.Time, error) {
	return h.desk.Invite(ctx, address, site, role)
}

// Devices lists all devices, by site and code.
func (h *Hub) Devices(ctx context.Context) ([]Device, error) {
	devices, head, err := h.register.list(ctx)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range devices {
		d := &devices[i]
		if s, fresh := h.sighted[d.ID]; fresh {
			d.see(s)
		}
		_, d.Online = h.sessions[d.ID]
		d.Online = d.Online || h.seenElsewhere(d)
		d.Lag = head.Position - min(d.Applied, head.Position)
	}
	return devices, nil
}

// Revoke admits a device no more and ends its session. enrol.ErrUnknownDevice
// when there is none.
func (h *Hub) Revoke(ctx context.Context, id enrol.DeviceID) error {
	return h.SendAway(ctx, id, SentAway{})
}

// SendAway is Revoke in somebody's name, for a reason: every process over the same
// store tells them.
func (h *Hub) SendAway(ctx context.Context, id enrol.DeviceID, sent SentAway) error {
	if err := h.register.revoke(ctx, id, sent); err != nil {
		return fmt.Errorf("hub: revoke %s: %w", id, err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.sessions[id]; r != nil {
		r.tell(End{wire.CodeRevoked})
	}
	return nil
}

// Held lists the entries that wait for a cause.
func (h *Hub) Held(ctx context.Context) (list []Held, err error) {
	err = h.View(ctx, func(r storage.Reader) error {
		list, err = HeldEntries(r)
		return err
	})
	return list, err
}

// Release gives up the missing causes of a held entry, which is then placed and
// marked. ErrNotHeld when it does not wait for any.
func (h *Hub) Release(ctx context.Context, ref journal.Ref) error {
	if err := h.core.Release(ctx, ref); err != nil {
		return fmt.Errorf("hub: release %s: %w", ref, err)
	}
	select {
	case h.released <- []journal.ChainID{ref.Chain}:
		return nil
	case <-h.quit:
		return ErrClosed
	}
}

// Quarantined lists the entries that were set aside.
func (h *Hub) Quarantined(ctx context.Context) (list []Quarantined, err error) {
	err = h.View(ctx, func(r storage.Reader) error {
		list, err = QuarantinedEntries(r)
		return err
	})
	return list, err
}

func (h *Hub) terms(ctx context.Context) (enrol.Terms, error) {
	head, err := h.Head(ctx)
	return enrol.Terms{PortalURL: h.o.PortalURL, Lineage: head.Lineage, ReceiptKey: h.o.ReceiptKey}, err
}

// committed tells watchers and sessions what a transaction changed.
func (h *Hub) committed(c Committed) {
	h.mu.Lock()
	if c.Raised {
		for r := range h.all {
			r.tell(End{wire.CodeRaised})
		}
		h.mu.Unlock()
		return
	}
	for r := range h.all {
		if c.Sites[r.device.Site] || c.Sites[everySite] {
			r.tell(Moved{})
		}
	}
	h.mu.Unlock()
	// Only what follows on what was told moves the mark: what another process
	// placed in between is found by the follower.
	h.told.CompareAndSwap(c.After, c.Head.Position)
	if c.Many {
		h.watchers.NotifyAny()
		return
	}
	h.watchers.Notify(c.Entities)
}

// sight notes what a device told of itself; it is written down later.
func (h *Hub) sight(id enrol.DeviceID, s sighting) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sighted[id] = s
}

func (h *Hub) sightLoop() {
	defer h.running.Done()
	ticker := time.NewTicker(sightEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			h.writeSightings()
		case <-h.quit:
			h.writeSightings()
			return
		}
	}
}

func (h *Hub) writeSightings() {
	h.mu.Lock()
	seen := h.sighted
	h.sighted = map[enrol.DeviceID]sighting{}
	h.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), sightEvery)
	defer cancel()
	if err := h.register.sighted(ctx, seen); err != nil {
		h.counters.failures.Add(1)
		h.o.Log.Error("devices' state not written", "error", err)
	}
}
