package fold

import (
	"bytes"
	"cmp"
	"slices"

	"etabli/storage/journal"
)

// driftMS is how far ahead of HQ's receive time a stamp may be believed.
const driftMS = 2 * 60 * 1000

// act is one entry as the fold of one entity sees it.
type act struct {
	entry   *journal.Positioned
	ref     journal.Ref
	seen    []journal.Ref // of other chains, for this entity
	decides bool          // this entity is the first of the entry
	stamp   uint64        // hybrid time, bounded by HQ's receive time
}

// witness looks at an entry from an entity; it is false when the entry is not
// about it.
func witness(p *journal.Positioned, e journal.Entity) (act, bool) {
	h := &p.Header
	at := slices.Index(h.Entities, e)
	if at < 0 {
		return act{}, false
	}
	a := act{entry: p, ref: p.Ref(), decides: at == 0, stamp: stamp(p)}
	if at < len(h.Seen) {
		a.seen = h.Seen[at]
	}
	return a, true
}

// stamp is the hybrid time of an entry, not later than HQ can have heard of it.
func stamp(p *journal.Positioned) uint64 {
	if p.Position == 0 {
		return p.Header.HLC
	}
	return min(p.Header.HLC, uint64(max(0, p.ReceivedMS+driftMS))<<16)
}

// AtMS is when an entry was written, as far as its clock can be believed.
func AtMS(p *journal.Positioned) int64 { return int64(stamp(p) >> 16) }

// saw tells whether the author of a knew the entry at ref. What was written
// earlier on one's own chain is always known.
func (a *act) saw(ref journal.Ref) bool {
	if ref.Chain == a.ref.Chain {
		return ref.Seq < a.ref.Seq
	}
	for _, s := range a.seen {
		if s.Chain == ref.Chain {
			return ref.Seq <= s.Seq
		}
	}
	return false
}

// Knew tells which entries about an entity the author of one of them knew when they
// wrote it; nothing when the entry is not about it.
func Knew(p *journal.Positioned, e journal.Entity) func(journal.Ref) bool {
	a, about := witness(p, e)
	return func(ref journal.Ref) bool { return about && ref != a.ref && a.saw(ref) }
}

func (a *act) atMS() int64 { return int64(a.stamp >> 16) }

// later orders two acts by which of them is shown.
func later(a, b *act) int {
	return cmp.Or(cmp.Compare(a.stamp, b.stamp), compareRefs(a.ref, b.ref))
}

func compareRefs(a, b journal.Ref) int {
	return cmp.Or(bytes.Compare(a.Chain[:], b.Chain[:]), cmp.Compare(a.Seq, b.Seq))
}

// horizon is the highest sequence number of each chain that a set of acts has
// seen. An act is superseded when the horizon of all others covers it; since no
// act has seen itself, the horizon of all does as well.
type horizon map[journal.ChainID]uint64

func (h horizon) add(a *act) {
	h[a.ref.Chain] = max(h[a.ref.Chain], a.ref.Seq-1)
	for _, s := range a.seen {
		if s.Chain != a.ref.Chain {
			h[s.Chain] = max(h[s.Chain], s.Seq)
		}
	}
}

func (h horizon) covers(ref journal.Ref) bool { return ref.Seq <= h[ref.Chain] }
