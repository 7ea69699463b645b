package meet

import (
	"cmp"
	"fmt"
	"slices"

	"etabli/storage/journal"
)

// sorted puts causes first: an entry comes after those before it on its chain,
// and after all it saw, as far as they are in the pile. What may come from HQ
// alone is left out with everything that builds on it.
func (p *pile) sorted() (out []journal.BroughtEntry, left map[journal.ChainID]uint64, leftOut int, err error) {
	chains := map[journal.ChainID][]journal.BroughtEntry{}
	for _, b := range p.entries {
		chains[b.Entry.Header.Chain] = append(chains[b.Entry.Header.Chain], b)
	}
	names := make([]journal.ChainID, 0, len(chains))
	for chain, list := range chains {
		names = append(names, chain)
		slices.SortFunc(list, func(a, b journal.BroughtEntry) int {
			return cmp.Compare(a.Entry.Header.Seq, b.Entry.Header.Seq)
		})
	}
	slices.SortFunc(names, func(a, b journal.ChainID) int { return slices.Compare(a[:], b[:]) })
	cuts := cuts{at: map[cut]uint64{}, barred: p.barred, chains: map[journal.ChainID]uint64{}}
	for moved := true; moved; {
		moved = false
		for _, chain := range names {
			for list := chains[chain]; len(list) > 0 && !waits(list[0].Entry, chains); list = chains[chain] {
				chains[chain], moved = list[1:], true
				if cuts.off(&list[0]) {
					leftOut++
				} else {
					out = append(out, list[0])
				}
			}
		}
	}
	if len(out)+leftOut < len(p.entries) {
		return nil, nil, 0, fmt.Errorf("%w: entries that wait for each other", ErrForged)
	}
	return out, cuts.chains, leftOut, nil
}

// waits tells whether something that an entry saw is still in the pile. rest are
// the chains as far as they are not taken off it, in order.
func waits(e *journal.Entry, rest map[journal.ChainID][]journal.BroughtEntry) bool {
	for _, seen := range e.Header.Seen {
		for _, ref := range seen {
			if list := rest[ref.Chain]; len(list) > 0 && list[0].Entry.Header.Seq <= ref.Seq {
				return true
			}
		}
	}
	return false
}

// cut is one chain's part in one entity.
type cut struct {
	chain  journal.ChainID
	entity journal.Entity
}

// cuts remembers what was left out, so that nothing is taken that builds on it.
type cuts struct {
	at     map[cut]uint64             // from this entry on
	barred map[journal.ChainID]bool   // of revoked devices
	chains map[journal.ChainID]uint64 // where something of a chain was left out first
}

// off tells whether an entry is left out, and notes it.
func (c *cuts) off(b *journal.BroughtEntry) bool {
	h := &b.Entry.Header
	vouched := b.Link != journal.Digest{}
	out := c.barred[h.Chain] || vouched && c.chains[h.Chain] != 0 || slices.ContainsFunc(h.Moves, func(m journal.Move) bool { return m.Act == journal.Grant })
	for i, entity := range h.Entities {
		out = out || c.reached(cut{h.Chain, entity}, h.Seq)
		for _, ref := range h.Seen[i] {
			out = out || c.reached(cut{ref.Chain, entity}, ref.Seq)
		}
	}
	if !out {
		return false
	}
	if c.chains[h.Chain] == 0 {
		c.chains[h.Chain] = h.Seq
	}
	for _, entity := range h.Entities {
		if at := (cut{h.Chain, entity}); c.at[at] == 0 {
			c.at[at] = h.Seq
		}
	}
	return true
}

func (c *cuts) reached(at cut, seq uint64) bool { return c.at[at] != 0 && c.at[at] <= seq }
