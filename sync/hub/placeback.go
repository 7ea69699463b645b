package hub

import (
	"context"
	"errors"

	"etabli/storage"
	"etabli/storage/journal"
)

// placeBacks gives positions, in the old order, to what was given back and can
// be placed now. What cannot waits for its predecessor or its causes: what HQ
// itself had written only as long as others may still bring them, since nobody
// else will. With all, a person gives up what is missing.
func (c *Core) placeBacks(ctx context.Context, all bool) (ready []journal.ChainID, err error) {
	var from []byte
	for progress, last := false, false; ; {
		found, err := c.nextBacks(ctx, from, last, all)
		if err != nil {
			return ready, err
		}
		if len(found.works) > 0 {
			ready = append(ready, c.settle(ctx, found.works)...)
		}
		for _, w := range found.works {
			if w.Err != nil {
				return ready, w.Err
			}
			if w.Verdict.Seq >= w.HandIn.From {
				progress = true
				ready = append(ready, w.HandIn.Chain) // what its device pushed may be held behind it
			}
		}
		if err := c.forgetBacks(ctx, found.obsolete); err != nil {
			return ready, err
		}
		switch from = found.next; {
		case from != nil:
		case progress:
			progress, last = false, false
		case !last:
			last = true
		default:
			c.backWaits = found.waits
			return ready, nil
		}
	}
}

// backs are some of the entries that were given back.
type backs struct {
	works    []*Work
	obsolete [][]byte                 // rows whose entries have a position by now
	waits    map[journal.ChainID]bool // what the others wait for
	next     []byte                   // where the next ones begin; nil at the end

	holes, all bool
}

// nextBacks reads what can be placed, from a row on: with holes also what has no
// predecessor, if nobody else can bring that or all is given up.
func (c *Core) nextBacks(ctx context.Context, from []byte, holes, all bool) (found backs, err error) {
	err = c.store.View(ctx, func(r storage.Reader) error {
		found = backs{waits: map[journal.ChainID]bool{}, holes: holes, all: all}
		reach := reachOf{newChains(r), map[journal.Ref]bool{}, map[journal.ChainID]uint64{}}
		size := 0
		rng := storage.Prefix([]byte{prefix, 'u'})
		if from != nil {
			rng.Start = from
		}
		return r.Scan(rng, func(key, value []byte) error {
			var row backRow
			if err := parseRow(key, append([]byte{}, value...), &row); err != nil {
				return err
			}
			if size += len(row.Bytes); size > heldRetryBytes && len(found.works)+len(found.obsolete) > 0 {
				found.next = append([]byte{}, key...)
				return storage.Stop
			}
			return found.add(&reach, append([]byte{}, key...), row)
		})
	})
	return found, err
}

// add sorts one row: it can be placed, it waits, or there is nothing left to place.
func (f *backs) add(reach *reachOf, key []byte, row backRow) error {
	if reach.noted[journal.Ref{Chain: row.Chain, Seq: row.Seq}] {
		return nil // another branch is about to have the place: the next pass sees which
	}
	has, next, err := reach.of(row.Chain, row.Seq)
	if err != nil {
		return err
	}
	other := false
	if has {
		if other, err = f.other(reach, row); err != nil || !other {
			f.obsolete = append(f.obsolete, key)
			return err
		}
	}
	lost, err := f.lost(reach, row)
	if err != nil {
		return err
	}
	alone, err := f.alone(reach, row)
	if err != nil {
		return err
	}
	open := other || alone
	if row.Seq > next && !open || len(lost) > 0 && !f.given() {
		if row.Seq > next {
			lost = append(lost, row.Chain)
		}
		for _, chain := range lost {
			f.waits[chain] = true
		}
		return nil
	}
	if other {
		f.obsolete, f.works = append(f.obsolete, key), append(f.works, row.work(key))
		return nil
	}
	reach.noted[journal.Ref{Chain: row.Chain, Seq: row.Seq}] = true
	w := row.work(key)
	w.HandIn.hole, w.HandIn.given = open, f.given()
	f.works = append(f.works, w)
	return nil
}

// given tells whether what is missing is given up.
func (f *backs) given() bool { return f.holes && f.all }

// alone tells whether an entry does not wait for those before it: nobody brings them, or
// they are of another branch.
func (f *backs) alone(reach *reachOf, row backRow) (bool, error) {
	chain, err := reach.chains.get(row.Chain)
	return f.given() || f.holes && row.Site == "" || chain != nil && chain.otherBranch(row.Seq), err
}

// lost are the chains of causes that have no position.
func (f *backs) lost(reach *reachOf, row backRow) (chains []journal.ChainID, err error) {
	e, err := journal.Decode(row.Bytes)
	if err != nil {
		return nil, nil //nolint:nilerr // it is set aside when it is placed
	}
	for _, seen := range e.Header.Seen {
		for _, ref := range seen {
			has, _, err := reach.of(ref.Chain, ref.Seq)
			if err != nil {
				return nil, err
			}
			if !has {
				chains = append(chains, ref.Chain)
			}
		}
	}
	return chains, nil
}

func (row *backRow) work(key []byte) *Work {
	return &Work{HandIn: &HandIn{
		Site: row.Site, Chain: row.Chain, From: row.Seq, Entries: [][]byte{row.Bytes}, backKey: key,
	}}
}

// other tells whether an entry of which the place is taken is not the one that has it:
// it is recorded anew then.
func (f *backs) other(reach *reachOf, row backRow) (bool, error) {
	held, err := journal.Get(reach.chains.r, journal.Ref{Chain: row.Chain, Seq: row.Seq})
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil // it was set aside
	}
	if err != nil {
		return false, err
	}
	e, err := journal.Decode(row.Bytes)
	return err == nil && e.Digest() != held.Digest(), nil
}

// reachOf tells what is placed, with what is about to be.
type reachOf struct {
	chains *chains
	noted  map[journal.Ref]bool
	next   map[journal.ChainID]uint64
}

// of tells whether an entry is placed, and which one could come next.
func (r *reachOf) of(c journal.ChainID, seq uint64) (has bool, next uint64, err error) {
	row, err := r.chains.get(c)
	if err != nil {
		return false, 0, err
	}
	if next = max(r.next[c], 1); row != nil {
		next = max(next, row.Seq+1)
	}
	for r.noted[journal.Ref{Chain: c, Seq: next}] {
		next++
	}
	r.next[c] = next
	return row != nil && row.has(seq) || r.noted[journal.Ref{Chain: c, Seq: seq}], next, nil
}

func (c *Core) forgetBacks(ctx context.Context, keys [][]byte) error {
	if len(keys) == 0 {
		return nil
	}
	return c.store.Update(ctx, func(tx storage.Tx) error {
		for _, key := range keys {
			if err := tx.Delete(key); err != nil {
				return err
			}
		}
		return nil
	})
}

// endRecovery places what was given back and lets HQ work again. It returns the
// chains of which something is held: what that waits for may be there now.
func (c *Core) endRecovery(ctx context.Context) ([]journal.ChainID, error) {
	if _, err := c.placeBacks(ctx, false); err != nil {
		return nil, err
	}
	c.backsDue = true // pushes may bring what the rest of it waits for
	err := c.store.Update(ctx, func(tx storage.Tx) error {
		return errors.Join(tx.Lock(headKey), tx.Delete(recoveryKey))
	})
	if err != nil {
		return nil, err
	}
	c.committed(Committed{Raised: true})
	return c.heldChains(ctx)
}
