package sim

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"strings"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// check compares everything that is on disk with what must be there. At the end
// everything must also have arrived.
func (w *World) check(final bool) {
	if w.failure != nil {
		return
	}
	w.happened("checks")
	w.read(final)
	for _, d := range w.devices {
		if w.failure == nil {
			w.checkDevice(d, final)
		}
	}
	if w.failure != nil || !final {
		return
	}
	for _, check := range []func(){w.checkRest, w.checkPromises, w.checkCommands, w.checkHQ, w.verifyHQ, w.verifyDevices} {
		if check(); w.failure != nil {
			return
		}
	}
}

// device's cursor row and the rows of acknowledgements and indexes, by the
// written layout of the journal.
const (
	cursorKey   = "mcursor"
	ackPrefix   = 'a'
	indexPrefix = 'i'
	voidPrefix  = 'o'
	sumBytes    = 4
)

// viewed is one store under the checker's eye.
type viewed struct {
	w        *World
	r        storage.Reader
	name     string
	site     string
	own      []journal.Epoch
	position uint64 // it holds the log up to here
	settled  bool   // and everything must have arrived
	shown    map[journal.Entity][]string
	clashes  []string
	final    bool
	stable   uint64 // it was told that HQ cannot lose its log up to here
	stubs    map[journal.Entity]*journal.Stub
	partial  map[journal.EntityID]bool // of which it has a stub
}

// checkDevice checks I1 to I3, I9 and I11 of a device, running or not.
func (w *World) checkDevice(d *device, final bool) {
	w.inspect(d.disk.rows, func(r storage.Reader) error {
		v := &viewed{w: w, r: r, name: d.name, site: d.enrolled.Site, final: final, settled: final && !d.gone}
		cursor, err := cursorOf(r)
		if err != nil {
			return err
		}
		v.position = cursor.Position
		l := &w.model.ledger
		if !final && w.model.stale(cursor) {
			return nil // it does not know yet what HQ has lost
		}
		if p := cursor.Position; p > uint64(len(l.hashes)) || p > 0 && l.hashes[p-1] != cursor.Hash {
			w.fail("I1 complete", "%s: its cursor at %d is not of HQ's log", d.name, p)
			return nil
		}
		if v.own, err = journal.Epochs(r); err != nil || len(v.own) == 0 {
			return err // a store that was never opened to its end
		}
		if final || !w.model.burnt {
			v.acknowledged()
		}
		if err := v.readStubs(); err != nil {
			return err
		}
		return v.entities()
	})
}

// readStubs reads of what the replica has stubs.
func (v *viewed) readStubs() (err error) {
	if v.stable, err = journal.StableOf(v.r); err != nil {
		return err
	}
	v.stubs, v.partial = map[journal.Entity]*journal.Stub{}, map[journal.EntityID]bool{}
	return journal.EachStub(v.r, journal.Entity{}, func(s *journal.Stub) error {
		v.stubs[s.Entity], v.partial[s.Entity.ID] = s, true
		return nil
	})
}

func cursorOf(r storage.Reader) (wire.Cursor, error) {
	raw, err := r.Get([]byte(cursorKey))
	if err != nil {
		return wire.Cursor{}, nil //nolint:nilerr // there is none before the first page
	}
	p, err := wire.ParseProgress(raw[:len(raw)-sumBytes])
	return p.Cursor, err
}

// acknowledged checks that nothing counts as HQ's that HQ has not ordered.
func (v *viewed) acknowledged() {
	for _, epoch := range v.own {
		raw, err := v.r.Get(append([]byte{ackPrefix}, epoch.Chain[:]...))
		if err != nil {
			continue
		}
		var acked, placed uint64
		for _, b := range raw[:8] {
			acked = acked<<8 | uint64(b)
		}
		if h := v.w.model.ledger.heads[epoch.Chain]; h != nil {
			placed = h.Seq
		}
		if acked > placed {
			v.w.fail("I6 durability", "%s takes %s-%d for acknowledged, HQ has %d", v.name, epoch.Chain, acked, placed)
		}
	}
}

// entities checks every entity of the replica, and that none is missing.
func (v *viewed) entities() error {
	if err := v.review(); err != nil {
		return err
	}
	held := map[journal.Entity]bool{}
	rng := storage.Prefix([]byte{indexPrefix})
	rng.KeysOnly = true
	var all []journal.Entity
	err := v.r.Scan(rng, func(key, _ []byte) error {
		if len(key) == 1+1+16 {
			all = append(all, journal.Entity{Type: journal.EntityType(key[1]), ID: journal.EntityID(key[2:])})
		}
		return nil
	})
	for _, e := range all {
		if held[e] = true; err == nil && v.w.failure == nil {
			err = v.entity(e)
		}
	}
	l := &v.w.model.ledger
	for _, e := range sortedEntities(l.of) {
		if s := v.stubs[e]; s != nil && v.w.failure == nil {
			v.stub(e, s)
		}
		lives, _, _ := l.livedAt(e.ID, v.site, v.position)
		if !held[e] && (v.site == "" || lives) && v.stubs[e] == nil && l.of[e][0] <= v.position {
			v.w.fail("I1 complete", "%s at %d lacks entity %d %s", v.name, v.position, e.Type, e.ID)
		}
	}
	return err
}

// entity checks one entity: its entries, its state, its items.
func (v *viewed) entity(e journal.Entity) error {
	history, err := journal.History(v.r, e)
	if err != nil {
		return err
	}
	l := &v.w.model.ledger
	stub := v.stubs[e]
	whole := v.whole(e)
	var expected []journal.Positioned
	if whole {
		expected = l.upTo(e, v.position)
	}
	placed := map[journal.Ref]bool{}
	for i := range expected {
		placed[expected[i].Ref()] = true
	}
	for i := range history {
		p := &history[i]
		at := l.at[p.Ref()]
		if p.Position == 0 {
			expected = append(expected, v.tail(p, at, placed[p.Ref()])...)
		} else {
			expected = append(expected, v.placed(p, at, placed[p.Ref()] || whole && p.Position <= v.position)...)
		}
		if p.Position > 0 && p.Position == at && v.w.failure == nil {
			v.boxes(p)
		}
	}
	if len(history) != len(expected) {
		v.bad("I1 complete", "%s holds %d entries of %d %s, not %d", len(history), e.Type, e.ID, len(expected))
	}
	if v.w.failure == nil && stub == nil {
		slices.SortFunc(expected, func(a, b journal.Positioned) int { return journal.CompareFold(&a, &b) })
		return v.state(e, expected)
	}
	return nil
}

// whole tells whether a replica holds all that HQ has of an entity up to its position.
func (v *viewed) whole(e journal.Entity) bool {
	l := &v.w.model.ledger
	lives, _, _ := l.livedAt(e.ID, v.site, v.position)
	return v.site == "" || lives && v.stubs[e] == nil || len(l.of[e]) == 0
}

// tail checks an entry without a position, of which HQ says where it is and whether it must
// have one here, and answers what is to be folded of it.
func (v *viewed) tail(p *journal.Positioned, at uint64, due bool) []journal.Positioned {
	switch {
	case due:
		v.bad("I1 complete", "%s holds %s without its position %d", p.Ref(), at)
	case !v.brought(p, at) && !v.owns(p.Header.Chain) && !v.voided(p.Ref()):
		v.bad("I1 complete", "%s holds %s of another device without a position; HQ has it at %d", p.Ref(), at)
	default:
		return []journal.Positioned{*p}
	}
	return nil
}

// placed checks an entry with a position against HQ's, and answers what is to be folded
// beside what is expected of it already.
func (v *viewed) placed(p *journal.Positioned, at uint64, expected bool) []journal.Positioned {
	l := &v.w.model.ledger
	switch {
	case p.Position > v.position && p.Position != at && v.w.model.burnt && !v.settled:
		return []journal.Positioned{*p} // of a page that is still being taken in, which HQ has lost since
	case at != p.Position || l.entries[at-1].Digest() != p.Digest() || l.entries[at-1].ReceivedMS != p.ReceivedMS:
		v.bad("I1 complete", "%s has position %d for %s, which HQ has at %d", p.Position, p.Ref(), at)
	case !expected:
		return []journal.Positioned{l.entries[at-1]}
	}
	return nil
}

func (v *viewed) bad(invariant, what string, args ...any) {
	v.w.fail(invariant, what, append([]any{v.name}, args...)...)
}

func (v *viewed) owns(c journal.ChainID) bool {
	return slices.ContainsFunc(v.own, func(e journal.Epoch) bool { return e.Chain == c })
}

// voided tells whether HQ had given an entry a position that it lost.
func (v *viewed) voided(ref journal.Ref) bool {
	key := append([]byte{voidPrefix}, ref.Chain[:]...)
	_, err := v.r.Get(binary.BigEndian.AppendUint64(key, ref.Seq))
	return err == nil
}

// state compares what is shown with the fold of the expected history, and the
// items with the naive reading of it.
func (v *viewed) state(e journal.Entity, expected []journal.Positioned) error {
	want, err := fold.Fold(expected, e).Bytes()
	if err != nil {
		return err
	}
	got, err := projection.StateBytes(v.r, e)
	if onlyErased(expected) { // somebody of whom nothing else is known here
		if err == nil {
			v.bad("I9 privacy", "%s shows %d %s, of whom only the erasure is here", e.Type, e.ID)
		}
		return nil
	}
	if err != nil || !bytes.Equal(got, want) {
		v.bad("I2 canonical", "%s at %d shows another state of %d %s: %v", v.position, e.Type, e.ID, err)
		return nil
	}
	if uint8(e.Type) == kind.Account && v.w.model.mayOverdraw() {
		return nil // people are asked about rights that were used twice
	}
	items := naiveItems(expected, e)
	if !slices.Equal(items, v.shown[e]) {
		v.bad("I11 items", "%s asks %v about %d %s, the naive reading asks %v", v.shown[e], e.Type, e.ID, items)
	}
	return nil
}

// boxes checks that the private parts of an entry are there and open if the site
// may have them, and only then.
func (v *viewed) boxes(p *journal.Positioned) {
	l := &v.w.model.ledger
	author := v.w.model.chains[p.Header.Chain]
	source := &l.entries[p.Position-1]
	for i, b := range p.Boxes {
		must, may := v.may(b.Subject, author)
		switch gone, err := journal.IsErased(v.r, b.Subject, b.Purpose); {
		case err != nil:
			v.bad("I9 privacy", "%s: %s: %v", p.Ref(), err)
		case l.erasedBy(b, v.position):
			v.erasedBox(p, b, gone || !must)
		case gone && (!v.final || l.erasedBy(b, uint64(len(l.entries)))):
			// HQ may have lost the erasure meanwhile, and gets it back from here
		default:
			v.keptBox(p, b, must && source.Boxes[i].Sealed != nil, may)
		}
	}
}

// erasedBox checks that nothing is left of a box that was erased. knows says that the
// replica has heard of the erasure, if it must.
func (v *viewed) erasedBox(p *journal.Positioned, b journal.Box, knows bool) {
	if _, err := journal.OpenBox(v.r, b); !knows || b.Sealed != nil || err == nil {
		v.bad("I9 privacy", "%s holds a box of %s that was erased", p.Ref())
	}
}

// keptBox checks a box that the replica must be able to open, or may at most.
func (v *viewed) keptBox(p *journal.Positioned, b journal.Box, must, may bool) {
	may = may || v.w.model.burnt && p.Position > v.stable // HQ may lose it again, and this may be the only copy
	switch _, err := journal.OpenBox(v.r, b); {
	case !may && b.Sealed != nil:
		v.bad("I9 privacy", "%s holds a box of %s that is not for its site", p.Ref())
	case must && err != nil && !v.w.model.destroyed:
		v.bad("I1 complete", "%s cannot open a box of %s: %v", p.Ref(), err)
	}
}

// review reads what the replica asks people about.
func (v *viewed) review() error {
	items, err := projection.Review(v.r)
	if err != nil {
		return err
	}
	v.shown = map[journal.Entity][]string{}
	for _, item := range items {
		if item.Rule == numberClash {
			v.clashes = append(v.clashes, strings.ToUpper(item.Number))
			continue
		}
		v.shown[item.Entity] = append(v.shown[item.Entity], item.ID)
	}
	for _, list := range v.shown {
		slices.Sort(list)
	}
	return nil
}

// checkHQ checks HQ's own views as those of a replica that holds everything,
// and that numbers name one repair each or are asked about.
func (w *World) checkHQ() {
	w.inspect(w.hq.disk, func(r storage.Reader) error {
		v := &viewed{w: w, r: r, name: "HQ", position: uint64(len(w.model.ledger.entries)), final: true}
		if err := v.entities(); err != nil {
			return err
		}
		for _, list := range v.shown {
			w.model.items += len(list)
		}
		w.model.items += len(v.clashes)
		slices.Sort(v.clashes)
		if want := w.model.ledger.clashes(); !slices.Equal(v.clashes, want) {
			w.fail("I8 numbers", "HQ asks about the numbers %v, there are clashes of %v", v.clashes, want)
		}
		held, err := hub.HeldEntries(r)
		if err == nil && len(held) > 0 {
			w.fail("I10 liveness", "HQ still holds %s for %v", held[0].Ref, held[0].Missing)
		}
		return err
	})
}

func (w *World) verifyDevices() {
	for _, d := range w.devices {
		store, err := w.copyOf(d.disk.rows).open(memstore.DefaultLimits)
		if err != nil {
			w.fail("verify", "%s: %v", d.name, err)
			return
		}
		report, err := journal.Verify(context.Background(), store, d.disk.outbox, outboxKey)
		_ = store.Close()
		if err != nil {
			w.fail("verify", "%s: %v", d.name, err)
		}
		for _, f := range report.Faults {
			if !d.flipped || !strings.HasPrefix(f.Place, "outbox") {
				w.fail("verify", "%s: %s", d.name, f)
			}
		}
	}
}
