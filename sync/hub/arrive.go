package hub

import (
	"bytes"
	"errors"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// arrival is one entry of a hand-in.
type arrival struct {
	in  HandIn
	row *Chain
	ref journal.Ref
	raw []byte
	// entry is raw decoded, nil when it is no entry.
	entry *journal.Entry
}

// arrive deals with one entry; more tells whether the next makes sense.
func (o *ordering) arrive(a arrival, v *Verdict, missing map[journal.ChainID]wire.Need) (more bool, err error) {
	switch seq := a.ref.Seq; {
	case a.in.backKey != nil && a.entry != nil && a.row.otherBranch(seq):
		return true, o.reissue(a, v)
	case a.row.has(seq):
		return o.again(a, v)
	case seq <= a.row.Seq, a.in.hole && a.row.Held == 0 && seq > a.row.Seq+1:
		return true, o.intoHole(a, v)
	case seq > a.row.Seq+1 && a.in.backKey != nil:
		return false, nil
	case seq > a.row.reached()+1:
		missing[a.ref.Chain] = wire.Need{Chain: a.ref.Chain, From: a.row.reached() + 1, To: seq - 1}
		return false, nil
	case seq > a.row.Seq+1:
		return o.wait(a, v, nil)
	}
	return o.next(a, v, missing)
}

// next deals with the entry that follows what HQ has of its chain.
func (o *ordering) next(a arrival, v *Verdict, missing map[journal.ChainID]wire.Need) (more bool, err error) {
	e := a.entry
	switch {
	case a.in.poison != wire.CodeNone:
		return true, o.quarantine(a, v, a.in.poison, true)
	case e == nil:
		return true, o.quarantine(a, v, wire.CodeMalformedEntry, true)
	case e.Ref() != a.ref:
		return true, o.quarantine(a, v, wire.CodeWrongRef, true)
	}
	if backwards, err := o.backwards(a); err != nil {
		return false, err
	} else if backwards {
		return true, o.branches(a, v)
	}
	causes, err := o.causes(e, missing)
	if err != nil {
		return false, err
	}
	flags := byte(0)
	if len(causes) > 0 && a.in.backKey != nil && !a.in.given {
		return false, nil
	}
	if len(causes) > 0 && !a.in.given {
		released, err := o.released(a)
		if err != nil {
			return false, err
		}
		if !released {
			return o.wait(a, v, causes)
		}
	}
	if len(causes) > 0 {
		flags = flagCauseLost
	}
	return true, o.accept(a, e, v, flags)
}

// intoHole places an entry behind one that is lost, or in the place of one that
// was taken for lost. The chain has no links from there on.
func (o *ordering) intoHole(a arrival, v *Verdict) error {
	a.row.Broken, a.row.Link = true, journal.Digest{}
	e := a.entry
	if a.in.poison != wire.CodeNone {
		return o.quarantine(a, v, a.in.poison, true)
	}
	if e == nil || e.Ref() != a.ref {
		return o.quarantine(a, v, wire.CodeMalformedEntry, true)
	}
	causes, err := o.causes(e, map[journal.ChainID]wire.Need{})
	if err != nil {
		return err
	}
	flags := byte(flagHole)
	if len(causes) > 0 {
		flags |= flagCauseLost
	}
	return o.accept(a, e, v, flags)
}

// again deals with an entry whose place is taken: usually by itself. What was set aside
// because another entry has its place ends its run as it did the first time: the next one
// would continue the wrong branch.
func (o *ordering) again(a arrival, v *Verdict) (more bool, err error) {
	aside, err := isSetAside(o.tx, a.ref, a.raw)
	if err != nil {
		return false, err
	}
	held, err := journal.Get(o.tx, a.ref)
	none := errors.Is(err, storage.ErrNotFound)
	if err != nil && !none {
		return false, err
	}
	if none && aside { // it has its place without being readable
		return true, nil
	}
	if !none && bytes.Equal(journal.Encode(&held.Entry), a.raw) {
		o.tally.repeated++
		return true, nil
	}
	// The bytes may differ although the entry is the same: a part was erased.
	if e, err := journal.Decode(a.raw); !none && err == nil && e.Digest() == held.Digest() {
		o.tally.repeated++
		return true, nil
	}
	if a.in.backKey != nil && a.entry != nil {
		return true, o.branches(a, v)
	}
	v.Refused, v.RefusedRef = wire.CodeFork, a.ref
	return false, o.quarantine(a, v, wire.CodeFork, false)
}

// causes returns what the entry saw and HQ has not placed, and notes whom to ask
// for what.
func (o *ordering) causes(e *journal.Entry, missing map[journal.ChainID]wire.Need) ([]journal.Ref, error) {
	var causes []journal.Ref
	for _, seen := range e.Header.Seen {
		for _, ref := range seen {
			from, lacks, err := o.chains.missing(ref)
			if err != nil {
				return nil, err
			}
			if !lacks || slices.Contains(causes, ref) {
				continue
			}
			causes = append(causes, ref)
			n, asked := missing[ref.Chain]
			if !asked {
				n = wire.Need{Chain: ref.Chain, From: from}
			}
			n.To = max(n.To, ref.Seq)
			missing[ref.Chain] = n
		}
	}
	return causes, nil
}

func (o *ordering) released(a arrival) (bool, error) {
	if !a.in.held {
		return false, nil
	}
	var h Held
	_, err := getRow(o.tx, heldKey(a.ref), &h)
	return h.Released, err
}

// wait holds an entry for its causes, or behind a predecessor that is held.
func (o *ordering) wait(a arrival, v *Verdict, causes []journal.Ref) (more bool, err error) {
	var was Held
	if _, err := getRow(o.tx, heldKey(a.ref), &was); err != nil {
		return false, err
	}
	if was.Ref == a.ref && !sameEntry(was.Bytes, a.raw) {
		v.Refused, v.RefusedRef = wire.CodeFork, a.ref
		return false, nil
	}
	if _, err := letGo(o.tx, a.ref); err != nil {
		return false, err
	}
	h := Held{Ref: a.ref, Device: a.in.Device, Bytes: a.raw, Missing: causes, SinceMS: o.nowMS}
	switch {
	case was.Ref == a.ref:
		h.SinceMS, h.Released = was.SinceMS, was.Released
	case a.row.reached()-a.row.Seq >= MaxHeld:
		v.Refused, v.RefusedRef = wire.CodeTooManyHeld, a.ref
		return false, nil
	default:
		o.tally.held++
	}
	a.row.held(a.ref.Seq, a.entry)
	o.chains.changed(a.ref.Chain)
	return true, hold(o.tx, h)
}

// sameEntry tells whether two encodings are of one entry, of which parts may be
// erased.
func sameEntry(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	x, errX := journal.Decode(a)
	y, errY := journal.Decode(b)
	return errX == nil && errY == nil && x.Digest() == y.Digest()
}
