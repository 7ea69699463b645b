package sim

import (
	"bytes"
	"context"
	"slices"

	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hub"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// Mutant is a bug that is planted at a port, to see that the checker finds it.
type Mutant string

// The planted bugs.
const (
	LostFsync     Mutant = "lost-fsync"     // a device answers before its disks hold the entry
	HQLostFsync   Mutant = "hq-lost-fsync"  // HQ acknowledges before its disk holds the entry
	DroppedItem   Mutant = "dropped-item"   // the last entry of a page is lost, its cursor is not
	SwappedPlaces Mutant = "swapped-places" // two entries of a page exchange their positions
	StaleCursor   Mutant = "stale-cursor"   // a page is taken in without its cursor
	LateCursor    Mutant = "cursor-first"   // a cursor is taken in without its page
	EarlyAck      Mutant = "early-ack"      // what was pushed counts as acknowledged
	NewIDs        Mutant = "new-ids"        // who asks again does so under another command id
	BlindRetry    Mutant = "blind-retry"    // a device does not look whether a command was done
	WildClock     Mutant = "wild-clock"     // foreign stamps are followed however far ahead
	SkippedFold   Mutant = "skipped-fold"   // a position that comes later does not fold again
	ForgottenFold Mutant = "forgotten-fold" // only the first entity of a group is folded
	SkippedFeed   Mutant = "skipped-feed"   // the feed is read from one position too far
	BlindResume   Mutant = "blind-resume"   // a device resumes at HQ's head whatever it holds
	Overheld      Mutant = "overheld"       // HQ believes that devices hold more than they do
	WrongSite     Mutant = "wrong-site"     // a device is served the feed of another site
	LostKeys      Mutant = "lost-keys"      // pages bring boxes without their keys
	TornBatch     Mutant = "torn-batch"     // a push leaves out its second entry
	KeptKeys      Mutant = "kept-keys"      // a device forgets that something was erased
	NeighbourAck  Mutant = "neighbour-ack"  // what another device of the site has counts as acknowledged
	BlindPromise  Mutant = "blind-promise"  // a device promises without looking for a right
	DoubleGrant   Mutant = "double-grant"   // HQ grants what somebody else may promise
	ShortHistory  Mutant = "short-history"  // a history lacks its end and counts as whole
	DeafToMoves   Mutant = "deaf-to-moves"  // a device does not hear what comes to its site and leaves it
	KeptPrivate   Mutant = "kept-private"   // a device lets nothing go of what left its site
	OpenBoxes     Mutant = "open-boxes"     // histories are served as if to the site they came from
	EarlyStable   Mutant = "early-stable"   // what HQ may still lose counts as safe
	HalfRound     Mutant = "half-round"     // of what another device brings the last but one is lost
)

// Mutants lists the planted bugs.
func Mutants() []Mutant {
	return []Mutant{
		LostFsync, HQLostFsync, DroppedItem, SwappedPlaces, StaleCursor, LateCursor, EarlyAck, NewIDs,
		BlindRetry, WildClock, SkippedFold, ForgottenFold, SkippedFeed, BlindResume,
		Overheld, WrongSite, LostKeys, TornBatch, KeptKeys, NeighbourAck, HalfRound, BlindPromise, DoubleGrant,
		ShortHistory, DeafToMoves, KeptPrivate, OpenBoxes, EarlyStable,
	}
}

// planted is what the bugs keep in mind.
type planted struct {
	asked map[journal.CommandID]bool
	hq    rowDisk
	disks map[*device]image
}

func (w *World) mutant(m Mutant) bool { return w.o.Mutant == m }

// remember keeps, for bugs that lose the last write, the disk before it.
func (w *World) remember(d *device) {
	if !w.mutant(LostFsync) || !w.random.in(4) {
		return
	}
	if i, err := d.disk.image(w.nowMS); err == nil {
		if w.planted.disks == nil {
			w.planted.disks = map[*device]image{}
		}
		w.planted.disks[d] = i
	}
}

func (w *World) plantedAtCrash(d *device) {
	if i, ok := w.planted.disks[d]; ok {
		delete(w.planted.disks, d)
		if err := d.disk.put(i, w.outboxFolder(d.name), d.wallMS()); err != nil {
			w.fail("harness", "%s: %v", d.name, err)
		}
	}
}

func (w *World) rememberHQ() {
	if w.mutant(HQLostFsync) && w.random.in(4) {
		w.planted.hq = w.copyOf(w.hq.disk)
	}
}

func (w *World) plantedAtHQCrash() {
	if w.planted.hq != nil {
		w.hq.disk, w.planted.hq = w.planted.hq, nil
	}
}

func (w *World) plantedCall(call service.Call) service.Call {
	if !w.mutant(NewIDs) {
		return call
	}
	if w.planted.asked == nil {
		w.planted.asked = map[journal.CommandID]bool{}
	}
	if w.planted.asked[call.ID] {
		call.ID = w.commandID()
	}
	w.planted.asked[call.ID] = true
	return call
}

// question is what the journal is asked.
func (w *World) question(d *device, q replica.Output) replica.Output {
	apply, ok := q.(replica.DoApply)
	if !ok {
		return q
	}
	page := *apply.Page
	page.Items = slices.Clone(page.Items)
	switch n := len(page.Items); {
	case w.mutant(DroppedItem) && n > 1:
		page.Items = page.Items[:n-1]
	case w.mutant(LateCursor) && w.random.in(10):
		page.Items = nil
	case w.mutant(SwappedPlaces) && n > 1:
		a, b := &page.Items[0], &page.Items[1]
		a.Position, b.Position = b.Position, a.Position
	case w.mutant(LostKeys):
		page.Keys = nil
	case w.mutant(DeafToMoves):
		page.Scopes = nil
	case w.mutant(EarlyStable):
		page.Stable = page.Cursor.Position
	case w.mutant(StaleCursor):
		if raw, err := d.log.Cursor(context.Background()); err == nil {
			apply.Progress, _ = wire.ParseProgress(raw)
		}
	}
	return replica.DoApply{Page: &page, Progress: apply.Progress, Scoped: apply.Scoped}
}

// pushed sees what a device sends.
func (w *World) pushed(d *device, frames []wire.Frame) {
	for _, f := range frames {
		push, ok := f.(*wire.Push)
		if !ok {
			continue
		}
		if n := uint64(len(push.Entries)); w.mutant(EarlyAck) {
			d.failed("acknowledge", d.log.AcknowledgeOf(context.Background(), push.Chain, push.From+n-1))
		}
		if w.mutant(TornBatch) && len(push.Entries) > 2 {
			push.Entries = slices.Delete(push.Entries, 1, 2)
		}
	}
}

// neighbourSaid sees what a device sends to another one.
func (w *World) neighbourSaid(d *device, frames []wire.Frame) {
	for _, f := range frames {
		if push, ok := f.(*wire.Push); ok && w.mutant(NeighbourAck) {
			d.failed("acknowledge", d.log.AcknowledgeOf(context.Background(), push.Chain, push.Vouch.Seq))
		}
	}
}

// brought is what a device takes in of another one's.
func (w *World) brought(b journal.Brought) journal.Brought {
	if n := len(b.Entries); w.mutant(HalfRound) && n > 1 {
		b.Entries = slices.Delete(slices.Clone(b.Entries), n-2, n-1)
	}
	return b
}

func (w *World) siteAtHQ(site string) string {
	if w.mutant(WrongSite) {
		return "PAR"
	}
	return site
}

func (w *World) reading(r hub.Reading) hub.Reading {
	if w.mutant(SkippedFeed) && r.After > 0 {
		r.After++
	}
	if w.mutant(Overheld) {
		for chain := range r.Holds {
			r.Holds[chain]++
		}
		for _, d := range w.devices {
			if d.on && r.Holds[d.log.Chain()] == 0 {
				r.Holds[d.log.Chain()] = 2
			}
		}
	}
	return r
}

func (w *World) checked(c hub.Checked) hub.Checked {
	if w.mutant(BlindResume) && c.Resume.Position > 0 {
		c.Resume.Position, c.Resume.Hash = c.Head.Position, c.Head.Hash
	}
	return c
}

// store is what a device's journal writes to.
func (w *World) blind(s storage.Store) storage.Store {
	if w.mutant(BlindRetry) || w.mutant(KeptKeys) {
		return blindStore{s, w.mutant(KeptKeys)}
	}
	return s
}

// blindStore does not find the rows of commands, or does not keep that something
// was erased.
type blindStore struct {
	storage.Store
	keeps bool
}

// Update implements storage.Store.
func (b blindStore) Update(ctx context.Context, fn func(storage.Tx) error) error {
	return b.Store.Update(ctx, func(tx storage.Tx) error { return fn(blindTx{tx, b.keeps}) })
}

type blindTx struct {
	storage.Tx
	keeps bool
}

// Put implements storage.Tx.
func (b blindTx) Put(key, value []byte) error {
	if b.keeps && bytes.HasPrefix(key, []byte{'k'}) && len(value) == sumBytes {
		return nil
	}
	return b.Tx.Put(key, value)
}

// Get implements storage.Reader.
func (b blindTx) Get(key []byte) ([]byte, error) {
	if !b.keeps && bytes.HasPrefix(key, []byte{'c'}) {
		return nil, storage.ErrNotFound
	}
	return b.Tx.Get(key)
}

// folder is the fold of a replica.
func (w *World) folder(v *views.Views) journal.Folder {
	if w.mutant(SkippedFold) || w.mutant(ForgottenFold) {
		return lazyFolder{v, w.mutant(SkippedFold)}
	}
	return v
}

type lazyFolder struct {
	journal.Folder
	skip bool
}

// Fold implements journal.Folder.
func (l lazyFolder) Fold(tx storage.Tx, touched []journal.Touched) error {
	if l.skip {
		touched = slices.DeleteFunc(slices.Clone(touched), func(t journal.Touched) bool { return len(t.New) == 0 })
	} else {
		touched = touched[:1]
	}
	if len(touched) == 0 {
		return nil
	}
	return l.Folder.Fold(tx, touched)
}

// stamps is the clock that stamps entries.
func (w *World) stamps(c journal.Clock) journal.Clock {
	if w.mutant(WildClock) {
		return &wildClock{c, 0}
	}
	return c
}

type wildClock struct {
	journal.Clock
	high uint64
}

// Now implements journal.Clock.
func (c *wildClock) Now() (uint64, journal.ClockState) {
	stamp, state := c.Clock.Now()
	c.high = max(c.high+1, stamp)
	return c.high, state
}

// Observe implements journal.Clock.
func (c *wildClock) Observe(stamp uint64) {
	c.high = max(c.high, stamp)
	c.Clock.Observe(stamp)
}
