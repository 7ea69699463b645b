package journal

import (
	"context"
	"errors"
	"slices"

	"etabli/storage"
)

// Opening tells what OpenLog found and mended.
type Opening struct {
	NewChain    EpochReason // why a new chain began; zero when the last one goes on
	FromOutbox  int         // entries that the store had lost
	FromStore   int         // entries that the outbox had lost
	Missing     uint64      // entries that both have lost; HQ may have them
	Unfinished  bool        // the last write was cut short and dropped; nobody was told it was done
	Damaged     []string    // segments that cannot be read to their end, and why
	Quarantined int         // entries set aside because store and outbox contradict each other
}

// reconcile brings store and outbox to the same end of the chain.
func (l *Log) reconcile(ctx context.Context, asked ChainID) error {
	chain, err := l.settleChain(ctx, asked)
	if err != nil {
		return err
	}
	head, err := l.headNow(ctx, chain)
	if err != nil {
		return err
	}
	saved := l.outbox.savedAfter(chain, head.Seq, &l.opened)
	forked, err := l.contradicts(ctx, chain, head, saved)
	if err != nil {
		return err
	}
	if forked {
		if chain, err = l.fork(ctx, saved); err != nil {
			return err
		}
	} else {
		if err := l.completeStore(ctx, chain, head, saved); err != nil {
			return err
		}
		if err := l.completeOutbox(ctx, chain); err != nil {
			return err
		}
	}
	if head, err = l.headNow(ctx, chain); err != nil {
		return err
	}
	l.chain, l.durable = chain, head.Seq
	return l.observeOwn(ctx)
}

func (l *Log) headNow(ctx context.Context, chain ChainID) (head Head, err error) {
	err = l.store.View(ctx, func(r storage.Reader) error {
		head, err = HeadOf(r, chain)
		return err
	})
	return head, err
}

// settleChain returns the chain to go on with. A store without one takes over
// the chains of an outbox that has survived it.
func (l *Log) settleChain(ctx context.Context, asked ChainID) (chain ChainID, err error) {
	if asked == (ChainID{}) {
		if err := l.adopt(ctx); err != nil {
			return chain, err
		}
	}
	err = l.store.Update(ctx, func(tx storage.Tx) error {
		epochs, err := Epochs(tx)
		if err != nil {
			return err
		}
		reason := FirstRun
		if n := len(epochs); n > 0 {
			chain, reason = epochs[n-1].Chain, Asked
			if asked == (ChainID{}) || asked == chain {
				return nil
			}
		}
		l.opened.NewChain = reason
		chain, err = beginEpoch(tx, l.rand, asked, reason)
		return err
	})
	return chain, err
}

// adopt makes the chains of the outbox those of a store that has none. What the
// outbox has of older chains comes first, so that an interrupted adoption begins
// again.
func (l *Log) adopt(ctx context.Context) error {
	var own []Epoch
	err := l.store.View(ctx, func(r storage.Reader) (err error) {
		own, err = Epochs(r)
		return err
	})
	chains := l.outbox.chains()
	if err != nil || len(own) > 0 || len(chains) == 0 {
		return err
	}
	for i, chain := range chains[:len(chains)-1] {
		head, err := l.headNow(ctx, chain)
		if err != nil {
			return err
		}
		saved := l.outbox.savedAfter(chain, head.Seq, &l.opened)
		saved, err = l.before(ctx, saved, l.outbox.reissued(chain, chains[i+1:]))
		if err != nil {
			return err
		}
		if err := l.completeStore(ctx, chain, head, saved); err != nil {
			return err
		}
	}
	l.opened.NewChain = Adopted
	return l.store.Update(ctx, func(tx storage.Tx) error {
		for _, chain := range chains {
			if _, err := beginEpoch(tx, l.rand, chain, Adopted); err != nil {
				return err
			}
		}
		return nil
	})
}

// before leaves out, and sets aside, what was recorded anew on a later chain.
func (l *Log) before(ctx context.Context, saved []segmentContent, seq uint64) ([]segmentContent, error) {
	for i := range saved {
		for _, rec := range saved[i].records {
			if rec.seq < seq {
				continue
			}
			e, err := Decode(rec.encoded)
			if err == nil {
				err = l.store.Update(ctx, func(tx storage.Tx) error { return quarantine(tx, e, ForkedByHQ) })
			}
			if err != nil {
				return nil, err
			}
		}
		saved[i].endBefore(seq)
	}
	return slices.DeleteFunc(saved, func(s segmentContent) bool { return s.first >= seq }), nil
}

// contradicts tells whether store and outbox hold different entries in the same
// place.
func (l *Log) contradicts(ctx context.Context, chain ChainID, head Head, saved []segmentContent) (bool, error) {
	forked := false
	err := l.store.View(ctx, func(r storage.Reader) error {
		for i := range saved {
			s := &saved[i]
			link, err := LinkAt(r, Ref{Chain: chain, Seq: s.first - 1})
			if err == nil && s.first-1 <= head.Seq && link != s.previous {
				forked = true
			}
			for _, rec := range s.records {
				if rec.seq > head.Seq {
					break
				}
				e, err := Decode(rec.encoded)
				if err != nil {
					return err
				}
				if _, err := compareHeld(r, e); errors.Is(err, ErrFork) {
					forked = true
				} else if err != nil && !harmless(err) {
					return err
				}
			}
		}
		return nil
	})
	return forked, err
}

// fork sets the entries of the outbox that the store contradicts, or does not
// know, aside and begins a new chain.
func (l *Log) fork(ctx context.Context, saved []segmentContent) (chain ChainID, err error) {
	err = l.store.Update(ctx, func(tx storage.Tx) error {
		l.opened.Quarantined = 0
		for i := range saved {
			for _, rec := range saved[i].records {
				e, err := Decode(rec.encoded)
				if err != nil {
					return err
				}
				if _, err := compareHeld(tx, e); harmless(err) {
					continue
				} else if err != nil && !errors.Is(err, ErrFork) {
					return err
				}
				if err := quarantine(tx, e, ForkedByOutbox); err != nil {
					return err
				}
				l.opened.Quarantined++
			}
		}
		l.opened.NewChain = Forked
		chain, err = beginEpoch(tx, l.rand, ChainID{}, Forked)
		return err
	})
	return chain, err
}

// observeOwn makes sure that the clock never falls behind what this device has
// written before.
func (l *Log) observeOwn(ctx context.Context) error {
	var last uint64
	err := l.store.View(ctx, func(r storage.Reader) error {
		epochs, err := Epochs(r)
		for _, e := range epochs {
			head, headErr := HeadOf(r, e.Chain)
			err = errors.Join(err, headErr)
			last = max(last, head.HLC)
		}
		return err
	})
	l.clock.Observe(last)
	return err
}
