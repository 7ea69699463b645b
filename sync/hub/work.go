package hub

import (
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Work is one thing to settle: a hand-in, or a command of HQ's own.
type Work struct {
	HandIn *HandIn
	own    *ownCommand
	back   *BackIn
	closes bool // ends the recovery
	gives  bool // gives up what is missing before what was given back

	Verdict Verdict         // of a hand-in
	Receipt journal.Receipt // of a command
	Placed  Placed          // what of that which was given back has a position
	Err     error           // nothing of the work was done, or not all of it
}

// Placed is where HQ has what it was given back.
type Placed struct {
	Items  []wire.Item
	Scopes []wire.ScopeChange // what of it is of other sites now
	// Lineage is what the receipts of Items were given under.
	Lineage wire.Lineage
}

func (p *Placed) add(o Placed) {
	p.Items, p.Scopes, p.Lineage = append(p.Items, o.Items...), append(p.Scopes, o.Scopes...), o.Lineage
}

// CommandWork is the work of a command of HQ's own.
func CommandWork(id journal.CommandID, plan Plan) *Work {
	return &Work{own: &ownCommand{id: id, plan: plan}}
}

// BackWork is the work of what a device gives back.
func BackWork(in BackIn) *Work { return &Work{back: &in} }

// RecoveredWork ends the recovery of a restored HQ.
func RecoveredWork() *Work { return &Work{closes: true} }

// GiveUpWork places what was given back without what is missing before it.
func GiveUpWork() *Work { return &Work{gives: true} }

// bytesOf is how much was handed in by works.
func bytesOf(works []*Work) (size int64) {
	for _, w := range works {
		size += int64(w.bytes())
	}
	return size
}

func (w *Work) bytes() int {
	size := 0
	if w.HandIn != nil {
		for _, e := range w.HandIn.Entries {
			size += len(e)
		}
	}
	return size
}

// dividable tells whether a hand-in may be settled in parts. What somebody vouches for
// has to be seen as one first.
func (in *HandIn) dividable() bool {
	return len(in.Entries) > 1 && (in.Vouch == nil || in.proven)
}

// upTo is how many of the entries have so many bytes together, at least one and not
// all.
func (in *HandIn) upTo(most int64) (n int) {
	size := int64(0)
	for _, e := range in.Entries[:len(in.Entries)-1] {
		if size += int64(len(e)); size > most && n > 0 {
			break
		}
		n++
	}
	return n
}

// parts divides a hand-in after n entries.
func (in *HandIn) parts(n int) (first, second *HandIn) {
	a, b := *in, *in
	a.Entries, b.Entries = in.Entries[:n], in.Entries[n:]
	if len(in.decoded) == len(in.Entries) {
		a.decoded, b.decoded = in.decoded[:n], in.decoded[n:]
	}
	b.From += uint64(n)
	b.Before, b.Previous = journal.Digest{}, journal.Digest{} // the first part shows it
	return &a, &b
}
