package journal

import (
	"context"
	"errors"
	"fmt"

	"etabli/storage"
)

// Tail returns encoded entries of the chain in work that follow after and that
// store and outbox both hold, in order, up to maxBytes but at least one when
// there is one.
func (l *Log) Tail(ctx context.Context, after uint64, maxBytes int) ([][]byte, error) {
	l.mu.Lock()
	chain, durable := l.chain, l.durable
	l.mu.Unlock()
	return l.tailOf(ctx, chain, after, durable, maxBytes)
}

// TailOf is Tail for any chain of this device; older ones take no new entries.
// With ErrGap the first of the entries was lost here; see Abandon.
func (l *Log) TailOf(ctx context.Context, chain ChainID, after uint64, maxBytes int) ([][]byte, error) {
	l.mu.Lock()
	current, durable := l.chain, l.durable
	l.mu.Unlock()
	if chain != current {
		head, err := l.headNow(ctx, chain)
		if err != nil {
			return nil, err
		}
		durable = head.Seq
	}
	return l.tailOf(ctx, chain, after, durable, maxBytes)
}

func (l *Log) tailOf(ctx context.Context, chain ChainID, after, last uint64, maxBytes int) ([][]byte, error) {
	var tail [][]byte
	size := 0
	err := l.store.View(ctx, func(r storage.Reader) error {
		for seq := after + 1; seq <= last; seq++ {
			row, err := getEntryRow(r, Ref{Chain: chain, Seq: seq})
			if errors.Is(err, storage.ErrNotFound) && len(tail) > 0 {
				return nil
			}
			if errors.Is(err, storage.ErrNotFound) {
				return fmt.Errorf("%w: %s-%d was lost", ErrGap, chain, seq)
			}
			if err != nil {
				return err
			}
			if size += len(row.encoded); size > maxBytes && len(tail) > 0 {
				return nil
			}
			tail = append(tail, row.encoded)
		}
		return nil
	})
	return tail, err
}

// Waiting returns how many own entries HQ has not acknowledged, and the device's
// time of the oldest (Unix milliseconds, 0 without one).
func (l *Log) Waiting(ctx context.Context) (n int, oldestMS int64, err error) {
	err = l.store.View(ctx, func(r storage.Reader) error {
		return eachUnsent(r, func(chain ChainID, first, last uint64) error {
			n += int(last - first + 1)
			if oldestMS != 0 {
				return nil
			}
			p, err := Get(r, Ref{Chain: chain, Seq: first})
			if errors.Is(err, storage.ErrNotFound) {
				return nil
			}
			oldestMS = p.Header.Clock.WallMS
			return err
		})
	})
	return n, oldestMS, err
}

// Unsent lists own entries that HQ has not acknowledged, oldest first, up to
// limit.
func (l *Log) Unsent(ctx context.Context, limit int) ([]Positioned, error) {
	var list []Positioned
	err := l.store.View(ctx, func(r storage.Reader) error {
		return eachUnsent(r, func(chain ChainID, first, last uint64) error {
			return Scan(r, chain, first, func(p Positioned) error {
				if p.Header.Seq > last || len(list) >= limit {
					return storage.Stop
				}
				list = append(list, p)
				return nil
			})
		})
	})
	return list, err
}

// eachUnsent calls fn for each own chain with entries that HQ has not
// acknowledged.
func eachUnsent(r storage.Reader, fn func(chain ChainID, first, last uint64) error) error {
	epochs, err := Epochs(r)
	if err != nil {
		return err
	}
	for _, e := range epochs {
		head, err := HeadOf(r, e.Chain)
		if err != nil {
			return err
		}
		ack, err := ackOf(r, e.Chain)
		if err != nil {
			return err
		}
		if head.Seq > ack.acknowledged {
			if err := fn(e.Chain, ack.acknowledged+1, head.Seq); err != nil {
				return err
			}
		}
	}
	return nil
}

// Acknowledge notes that HQ has the entries of the chain in work up to upTo on
// disk. It never goes back.
func (l *Log) Acknowledge(ctx context.Context, upTo uint64) error {
	return l.raise(ctx, l.Chain(), ackState{acknowledged: upTo})
}

// AcknowledgeOf is Acknowledge for any chain of this device.
func (l *Log) AcknowledgeOf(ctx context.Context, chain ChainID, upTo uint64) error {
	return l.raise(ctx, chain, ackState{acknowledged: upTo})
}

// Stable notes that HQ cannot lose the entries up to upTo any more, so that the
// outbox need not keep them.
func (l *Log) Stable(ctx context.Context, chain ChainID, upTo uint64) error {
	return l.raise(ctx, chain, ackState{acknowledged: upTo, stable: upTo})
}

func (l *Log) raise(ctx context.Context, chain ChainID, to ackState) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return err
	}
	err := l.store.Update(ctx, func(tx storage.Tx) error {
		head, err := HeadOf(tx, chain)
		if err != nil {
			return err
		}
		return raiseAck(tx, chain, ackState{min(to.acknowledged, head.Seq), min(to.stable, head.Seq)})
	})
	if err != nil {
		return err
	}
	return l.pruneOutbox(ctx)
}
