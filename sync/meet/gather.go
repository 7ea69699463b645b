package meet

import (
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/replica"
	"etabli/sync/wire"
)

// Limits of one frame.
const (
	runBytes   = 128 << 10
	runEntries = 256
)

// Voucher signs where a chain of this device stands.
type Voucher interface {
	Vouch(chain journal.ChainID, seq uint64, link journal.Digest) (*wire.Vouch, error)
}

// Wanted is what to give.
type Wanted struct {
	Above uint64                     // what HQ placed above this position, and all it did not place
	Has   map[journal.ChainID]uint64 // but for what the other side has of the latter
	// Site is this one's, Lineage the one in which it reads HQ's log. Told adds what HQ said of
	// what it placed; who speaks an older version does not take that.
	Lineage wire.Lineage
	Site    string
	Told    bool
	// Quick leaves out what HQ placed, and what nobody vouches for: a round before
	// this one has brought it. It reads only what is new.
	Quick bool
}

// gatherer makes frames of what a device holds.
type gatherer struct {
	r       storage.Reader
	voucher Voucher
	own     map[journal.ChainID]bool
	wanted  Wanted
	frames  []wire.Frame
	plain   wire.Carried // in work
	size    int
}

// Gather makes frames of what a device holds and another may lack.
func Gather(r storage.Reader, voucher Voucher, w Wanted) ([]wire.Frame, error) {
	epochs, err := journal.Epochs(r)
	if err != nil {
		return nil, err
	}
	var placed []journal.PlacedRef
	var loose []journal.Ref
	if w.Quick {
		loose, err = fresh(r, epochs, w.Has)
	} else {
		placed, loose, err = journal.Placed(r, w.Above)
	}
	if err != nil {
		return nil, err
	}
	g := &gatherer{r: r, voucher: voucher, wanted: w, own: map[journal.ChainID]bool{}}
	for _, e := range epochs {
		g.own[e.Chain] = true
	}
	for _, p := range placed {
		if err := g.carry(p.Ref); err != nil {
			return nil, err
		}
	}
	for len(loose) > 0 {
		n, err := g.looseRun(loose)
		if err != nil {
			return nil, err
		}
		loose = loose[n:]
	}
	return g.frames, g.flush()
}

// carry adds an entry that nobody here vouches for.
func (g *gatherer) carry(ref journal.Ref) error {
	e, err := journal.Get(g.r, ref)
	if err != nil {
		return err
	}
	raw := journal.Encode(&e.Entry)
	if g.size+len(raw) > runBytes || len(g.plain.Entries) >= runEntries {
		if err := g.flush(); err != nil {
			return err
		}
	}
	g.plain.Entries, g.size = append(g.plain.Entries, raw), g.size+len(raw)
	if g.wanted.Told {
		return g.told(ref)
	}
	return nil
}

func (g *gatherer) flush() (err error) {
	if len(g.plain.Entries) == 0 {
		return nil
	}
	f := g.plain
	g.plain, g.size = wire.Carried{}, 0
	if f.Keys, err = replica.KeysOf(g.r, f.Entries); err == nil && g.wanted.Told {
		f.Past, err = replica.PastLineages(g.r)
	}
	g.frames = append(g.frames, &f)
	return err
}

// looseRun adds the first entries of a list that HQ has not placed, and answers
// how many it dealt with.
func (g *gatherer) looseRun(loose []journal.Ref) (int, error) {
	first := loose[0]
	if first.Seq <= g.wanted.Has[first.Chain] {
		return 1, nil
	}
	run, err := g.vouched(first, len(loose))
	if err != nil {
		return 0, err
	}
	if run == nil {
		return 1, g.carry(first)
	}
	if run.Keys, err = replica.KeysOf(g.r, run.Entries); err != nil {
		return 0, err
	}
	g.frames = append(g.frames, run)
	n := 1
	for n < len(loose) && loose[n].Chain == run.Chain && loose[n].Seq <= run.Vouch.Seq {
		n++
	}
	return n, nil
}

// vouched makes a run from an entry on that its author vouches for; nil when
// nobody does. What another life of this device wrote behind an entry of this one is not
// this one's to vouch for: it keeps the vouch that it came with, if any.
func (g *gatherer) vouched(first journal.Ref, most int) (*wire.Push, error) {
	if !g.own[first.Chain] {
		return replica.LentRun(g.r, first)
	}
	wrote, err := g.linked(first)
	if err != nil {
		return nil, err
	}
	wroteBefore, err := g.linked(journal.Ref{Chain: first.Chain, Seq: first.Seq - 1})
	if err != nil {
		return nil, err
	}
	if wroteBefore && !wrote {
		return replica.LentRun(g.r, first)
	}
	return g.ownRun(first, most)
}

// linked tells whether an entry is here with its chain up to it.
func (g *gatherer) linked(at journal.Ref) (bool, error) {
	if at.Seq == 0 {
		return false, nil
	}
	_, err := journal.LinkAt(g.r, at)
	if errors.Is(err, journal.ErrGap) || errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// ownRun makes a run of this device's own chain and vouches for it. It ends before an
// entry that this device wrote after another one than the one that has the place before
// it by now, and before one that it did not write after one that it did: nobody vouches
// for a chain of two branches.
func (g *gatherer) ownRun(first journal.Ref, most int) (*wire.Push, error) {
	run, err := replica.BeginRun(g.r, first)
	if run == nil || err != nil {
		return nil, err
	}
	link, size, wrote := run.Before, 0, false
	err = journal.Scan(g.r, first.Chain, first.Seq, func(p journal.Positioned) error {
		raw := journal.Encode(&p.Entry)
		n := len(run.Entries)
		follows := p.Position == 0 && p.Header.Seq == first.Seq+uint64(n)
		if size += len(raw); !follows || n >= min(most, runEntries) || n > 0 && size > runBytes {
			return storage.Stop
		}
		next := journal.Link(link, p.Digest())
		written, err := journal.LinkAt(g.r, p.Ref())
		if err != nil && !errors.Is(err, journal.ErrGap) {
			return err
		}
		if err == nil && written != next || err != nil && wrote {
			return storage.Stop
		}
		wrote = err == nil
		link, run.Entries = next, append(run.Entries, raw)
		return nil
	})
	if err != nil || len(run.Entries) == 0 {
		return nil, err
	}
	run.Vouch, err = g.voucher.Vouch(first.Chain, first.Seq+uint64(len(run.Entries))-1, link)
	return run, err
}
