package hub

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// Group sizes. A group that is too big for the store is divided, and the next
// ones are smaller.
const (
	maxGroupBytes   = 384 << 10
	leastGroupBytes = 32 << 10
	maxGroupWorks   = 256
	heldRetryBytes  = 128 << 10
)

// Core orders and reads HQ's log in a store. It has no goroutine; Settle must
// not run twice at once in one process.
type Core struct {
	store    storage.Store
	folder   journal.Folder
	author   *author
	router   Router
	receipts []byte

	shortener Shortener
	horizon   time.Duration
	now       func() time.Time
	register  *Register
	vouched   func(chain journal.ChainID, v *wire.Vouch) (enrol.Device, error)
	group     *storage.Share // bytes of the next group
	counters  *counters

	backWaits map[journal.ChainID]bool // chains that what was given back waits for
	backsDue  bool                     // some of it may be placed now
	fresh     bool                     // nothing was settled since HQ was opened

	committed func(Committed)
}

// OpenCore opens the ordering of HQ alone, without anything that runs; Open does
// so for a whole HQ. committed is told of every transaction that placed
// something.
func OpenCore(ctx context.Context, o Options, committed func(Committed)) (*Core, error) {
	if err := begin(ctx, o.Store, o.Random); err != nil {
		return nil, fmt.Errorf("hub: open: %w", err)
	}
	receipts, err := newReceiptKey(o.Secrets, o.Random)
	if err != nil {
		return nil, err
	}
	c := &Core{
		store: o.Store, folder: o.Folder, author: &author{clock: o.Clock, random: o.Random},
		receipts: receipts, now: o.Now, register: &Register{store: o.Store, now: o.Now},
		counters: &counters{}, committed: committed, vouched: o.Vouched, router: o.Router,
		group: storage.NewShare(leastGroupBytes, maxGroupBytes), shortener: o.Shortener, horizon: cmp.Or(o.Horizon, defaultHorizon),
	}
	if err := c.author.drawChain(); err != nil {
		return nil, err
	}
	c.backsDue, c.fresh = true, true // what a device gave back before may wait
	return c, nil
}

// Counters returns what was done since the ordering was opened.
func (c *Core) Counters() Counters { return c.counters.read() }

// Committed is what a transaction changed.
type Committed struct {
	Entities []journal.Entity
	Sites    map[string]bool // whose feeds have something new
	Many     bool            // too much to name: any entity may be touched
	After    uint64          // the last position before them
	Head     Head
	// Raised says that every device must connect again: the lineage is another,
	// or HQ has recovered.
	Raised bool
}

// Settle does the works, in order and together, and fills in what became of
// them. Then it tries again what waited for them; released are chains to try in
// any case. What became of entries that had been held comes back as works.
func (c *Core) Settle(ctx context.Context, works []*Work, released ...journal.ChainID) []*Work {
	works, closing := withoutClosing(works)
	ready := append([]journal.ChainID{}, released...)
	if len(works) > 0 {
		ready = append(c.settle(ctx, works), ready...)
	}
	if closing != nil {
		var more []journal.ChainID
		more, closing.Err = c.byHand(ctx, closing)
		ready = append(ready, more...)
	}
	ready = append(ready, c.retryBacks(ctx)...)
	if c.fresh {
		// A process that ended may have placed what held entries wait for.
		held, err := c.heldChains(ctx)
		ready, c.fresh = append(ready, held...), err != nil
	}
	var retried []*Work
	for len(ready) > 0 {
		chain := ready[0]
		ready = ready[1:]
		w, err := c.heldWork(ctx, chain)
		if err != nil || w == nil {
			continue // the rows stay; the next arrival on the chain tries again
		}
		from := w.HandIn.From
		ready = append(ready, c.settle(ctx, []*Work{w})...)
		if w.Err == nil && w.Verdict.Seq >= from {
			ready = append(ready, chain) // more may be held behind it
		}
		retried = append(retried, w)
	}
	return retried
}

// byHand does what a person asked for about a recovery.
func (c *Core) byHand(ctx context.Context, w *Work) ([]journal.ChainID, error) {
	if w.gives {
		return c.placeBacks(ctx, true)
	}
	return c.endRecovery(ctx)
}

// withoutClosing finds what a person asked for about a recovery; it is settled by
// itself.
func withoutClosing(works []*Work) (others []*Work, closing *Work) {
	for _, w := range works {
		if w.closes || w.gives {
			closing = w
		} else {
			others = append(others, w)
		}
	}
	return others, closing
}

// heldWork makes a hand-in of what a chain has held, or nil.
func (c *Core) heldWork(ctx context.Context, chain journal.ChainID) (w *Work, err error) {
	err = c.store.View(ctx, func(r storage.Reader) error {
		var row Chain
		found, err := getRow(r, chainKey(chain), &row)
		if err != nil || !found || row.Held == 0 {
			return err
		}
		rng := storage.Prefix(heldPrefix(chain))
		rng.Start = heldKey(journal.Ref{Chain: chain, Seq: row.Seq + 1})
		list, err := heldIn(r, rng, heldRetryBytes)
		if err != nil || len(list) == 0 {
			return err
		}
		w = &Work{HandIn: &HandIn{Device: row.Device, Site: row.Site, Chain: chain, From: row.Seq + 1, held: true}}
		for _, h := range list {
			w.HandIn.Entries = append(w.HandIn.Entries, h.Bytes)
		}
		return nil
	})
	return w, err
}

// settle does works in one transaction, or in smaller ones when one entry, or
// their size, stands in the way. It returns the chains that wait no more.
func (c *Core) settle(ctx context.Context, works []*Work) []journal.ChainID {
	size := bytesOf(works)
	if most := c.group.Now(); size > most {
		switch w := works[0]; {
		case len(works) > 1:
			return append(c.settle(ctx, works[:len(works)-1]), c.settle(ctx, works[len(works)-1:])...)
		case w.HandIn.dividable():
			return c.settleParts(ctx, w, w.HandIn.upTo(most))
		}
	}
	ready, err := c.try(ctx, works)
	if err == nil {
		c.group.Fitted(size)
		return ready
	}
	code, dividable := divides(err)
	if code == wire.CodeTooBig && size > 0 {
		c.group.TooMuch(size)
	}
	switch {
	case !dividable:
		for _, w := range works {
			w.Err = err
		}
		return nil
	case len(works) > 1:
		half := len(works) / 2
		return append(c.settle(ctx, works[:half]), c.settle(ctx, works[half:])...)
	}
	return c.settleLess(ctx, works[0], code, err)
}

// settleLess settles in parts what brought a transaction down by itself with err. A single
// entry is set aside with code.
func (c *Core) settleLess(ctx context.Context, w *Work, code wire.Code, err error) (ready []journal.ChainID) {
	switch {
	case w.HandIn != nil && len(w.HandIn.Entries) > 1:
		return c.settleParts(ctx, w, len(w.HandIn.Entries)/2)
	case w.back != nil && len(w.back.Frame.Items) > 1:
		for _, half := range w.back.halves() {
			part := BackWork(half)
			ready, w.Err = append(ready, c.settle(ctx, []*Work{part})...), errors.Join(w.Err, part.Err)
			w.Placed.add(part.Placed)
		}
		return ready
	case w.HandIn != nil && w.HandIn.poison == wire.CodeNone:
		poisoned := *w.HandIn
		poisoned.poison = code
		part := &Work{HandIn: &poisoned}
		ready = c.settle(ctx, []*Work{part})
		w.Verdict, w.Err = part.Verdict, part.Err
		return ready
	}
	w.Err = err
	return nil
}

// settleParts settles the first n entries of a hand-in, and then the others.
func (c *Core) settleParts(ctx context.Context, w *Work, n int) []journal.ChainID {
	first, second := w.HandIn.parts(n)
	a, b := &Work{HandIn: first}, &Work{HandIn: second}
	ready := c.settle(ctx, []*Work{a})
	w.Verdict, w.Err = a.Verdict, a.Err
	if a.Err != nil || a.Verdict.Refused != wire.CodeNone {
		return ready
	}
	ready = append(ready, c.settle(ctx, []*Work{b})...)
	w.Verdict.add(b.Verdict)
	w.Err = b.Err
	return ready
}

// divides tells whether an error may be the fault of one entry, and which code
// that entry would be set aside with.
func divides(err error) (wire.Code, bool) {
	for _, own := range []error{
		storage.ErrClosed, storage.ErrFull, storage.ErrDamaged, storage.ErrUnavailable, journal.ErrDamaged, journal.ErrOutdated, ErrDamaged,
		context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, own) {
			return wire.CodeNone, false
		}
	}
	switch {
	case errors.Is(err, storage.ErrTooBig):
		return wire.CodeTooBig, true
	case errors.Is(err, errPoison):
		return wire.CodeFoldFailed, true
	}
	return wire.CodeNone, false
}

// try does works in one transaction. After an error nothing was done.
func (c *Core) try(ctx context.Context, works []*Work) (ready []journal.ChainID, err error) {
	var o *ordering
	nowMS := c.now().UnixMilli()
	results := make([]Work, len(works))
	decode(works)
	err = c.store.Update(ctx, func(tx storage.Tx) (err error) {
		if err := readAhead(tx, works); err != nil {
			return err
		}
		if o, err = newOrdering(tx, c.folder, c.receipts, nowMS); err != nil {
			return err
		}
		o.author, o.router = c.author, c.router
		for i, w := range works {
			if results[i], err = c.one(o, w); err != nil {
				return err
			}
		}
		if err := o.finish(); err != nil {
			return err
		}
		ready, err = unblocked(tx, o.advanced)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("hub: order %d pushes: %w", len(works), err)
	}
	for i, w := range works {
		w.Verdict, w.Receipt, w.Placed, w.Err = results[i].Verdict, results[i].Receipt, results[i].Placed, results[i].Err
	}
	c.counters.ordered(o.tally)
	c.author.written = max(c.author.written, o.advanced[c.author.chain])
	for chain := range o.advanced {
		c.backsDue = c.backsDue || c.backWaits[chain]
	}
	c.backsDue = c.backsDue || o.tally.back > 0
	if o.raised {
		c.committed(Committed{Raised: true})
	}
	if len(o.advanced) > 0 {
		c.author.clock.Observe(o.latest)
		c.committed(Committed{Entities: o.touched, Sites: o.sites, After: o.after, Head: o.head})
	}
	return ready, nil
}

// one does one work in a transaction.
func (c *Core) one(o *ordering, w *Work) (done Work, err error) {
	switch {
	case w.back != nil:
		done.Placed, err = o.takeBack(*w.back, c.author)
	case w.own != nil && o.recovering:
		done.Err = ErrRecovering
	case w.own != nil:
		done.Receipt, done.Err, err = o.command(c.author, *w.own)
	case o.recovering && w.HandIn.backKey == nil:
		done.Verdict = Verdict{Refused: wire.CodeRecovering, RefusedRef: journal.Ref{Chain: w.HandIn.Chain}}
	default:
		done.Verdict, err = c.push(o, w.HandIn)
	}
	return done, err
}

// retryBacks places what devices gave back as soon as what it waits for is there.
func (c *Core) retryBacks(ctx context.Context) []journal.ChainID {
	if !c.backsDue {
		return nil
	}
	recovers := false
	err := c.store.View(ctx, func(r storage.Reader) (err error) {
		_, recovers, err = recovering(r)
		return err
	})
	if err != nil || recovers {
		return nil // the rows stay, and so does the mark
	}
	ready, err := c.placeBacks(ctx, false)
	c.backsDue = err != nil
	return ready
}

// newReceiptKey loads the key of the receipts, or makes it on the first run.
func newReceiptKey(secrets enrol.Secrets, random io.Reader) ([]byte, error) {
	const name, size = "receipts", 32
	key, err := secrets.Load(name)
	if err == nil && len(key) == size {
		return key, nil
	}
	if err == nil {
		return nil, fmt.Errorf("%w: the receipt key has %d bytes", ErrDamaged, len(key))
	}
	if !enrol.Absent(err) {
		return nil, fmt.Errorf("hub: load the receipt key: %w", err)
	}
	key = make([]byte, size)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, fmt.Errorf("hub: make the receipt key: %w", err)
	}
	return key, secrets.Save(name, key)
}
