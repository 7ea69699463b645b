package journal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// completeStore appends what only the outbox holds.
func (l *Log) completeStore(ctx context.Context, chain ChainID, head Head, saved []segmentContent) error {
	for i := range saved {
		s := &saved[i]
		fresh := s.records
		for len(fresh) > 0 && fresh[0].seq <= head.Seq {
			fresh = fresh[1:]
		}
		if len(s.records) == 0 && s.first > head.Seq+1 || len(fresh) > 0 && fresh[0].seq > head.Seq+1 {
			// What came between is lost here; the head of the segment proves it.
			l.opened.Missing += s.first - 1 - head.Seq
			lost := head.Seq + 1
			head = Head{Seq: s.first - 1, Link: s.previous, HLC: head.HLC}
			err := l.store.Update(ctx, func(tx storage.Tx) error {
				return errors.Join(putHead(tx, chain, head), noteGap(tx, chain, lost), noteBefore(tx, Ref{Chain: chain, Seq: s.first}, s.previous))
			})
			if err != nil {
				return err
			}
		}
		if err := l.replay(ctx, fresh); err != nil {
			return err
		}
		l.opened.FromOutbox += len(fresh)
		if n := len(fresh); n > 0 {
			head.Seq = fresh[n-1].seq
		}
	}
	return nil
}

// replay appends and folds entries of the outbox, in as few transactions as fit.
func (l *Log) replay(ctx context.Context, records []record) error {
	for size := len(records); len(records) > 0; {
		size = min(size, len(records), GroupCommands)
		err := l.store.Update(ctx, func(tx storage.Tx) error {
			var b Batch
			for _, rec := range records[:size] {
				for _, k := range rec.keys {
					if err := PutKey(tx, k.Subject, k.Purpose, k.Key); err != nil {
						return err
					}
				}
				e, err := Decode(rec.encoded)
				if err != nil {
					return err
				}
				if err := b.Append(tx, e); err != nil && !harmless(err) {
					return err
				}
			}
			touched, err := b.Take(tx)
			if err != nil {
				return err
			}
			return l.foldTouched(tx, touched)
		})
		if errors.Is(err, storage.ErrTooBig) && size > 1 {
			size /= 2
			continue
		}
		if err != nil {
			return fmt.Errorf("replay of %d entries from the outbox: %w", size, err)
		}
		records = records[size:]
	}
	return nil
}

// completeOutbox writes what only the store holds and HQ has not acknowledged, also where
// a segment was damaged since: the store may be next.
func (l *Log) completeOutbox(ctx context.Context, chain ChainID) error {
	return l.store.View(ctx, func(r storage.Reader) error {
		head, err := HeadOf(r, chain)
		if err != nil {
			return err
		}
		ack, err := ackOf(r, chain)
		if err != nil {
			return err
		}
		from, err := l.unsaved(r, chain, ack.acknowledged, head.Seq)
		if err != nil {
			return err
		}
		for from <= head.Seq {
			previous, err := LinkBefore(r, Ref{Chain: chain, Seq: from})
			if err != nil && !errors.Is(err, ErrGap) && !errors.Is(err, storage.ErrNotFound) {
				return err
			}
			records, err := storedRecords(r, chain, from, head.Seq)
			if err != nil {
				return err
			}
			if len(records) == 0 {
				from++ // it was lost here
				continue
			}
			if err := l.outbox.write(chain, previous, records); err != nil {
				return err
			}
			from += uint64(len(records))
			l.opened.FromStore += len(records)
		}
		return nil
	})
}

// unsaved is the first entry after an acknowledged one that no sound segment holds. Where
// one in between is damaged, what follows it is written again as well, if the store has
// all of it.
func (l *Log) unsaved(r storage.Reader, chain ChainID, acknowledged, last uint64) (uint64, error) {
	var report Opening
	saved := l.outbox.readAfter(chain, acknowledged, &report, (*segmentFile).readBare)
	for _, damage := range report.Damaged {
		if !slices.Contains(l.opened.Damaged, damage) {
			l.opened.Damaged = append(l.opened.Damaged, damage)
		}
	}
	from, end := acknowledged+1, acknowledged+1
	for i := range saved {
		if saved[i].first <= from {
			from = max(from, saved[i].follows())
		}
		end = max(end, saved[i].follows())
	}
	if from == end {
		return end, nil
	}
	whole := true
	for seq := from; seq <= last && whole; seq++ {
		var err error
		if whole, err = exists(r, entryKey(Ref{Chain: chain, Seq: seq})); err != nil {
			return 0, err
		}
	}
	if !whole {
		return end, nil
	}
	return from, nil
}

// storedRecords reads up to a group of entries, with the keys of their boxes. It
// ends before one that is missing.
func storedRecords(r storage.Reader, chain ChainID, from, to uint64) ([]record, error) {
	var records []record
	for seq := from; seq <= to && len(records) < GroupCommands; seq++ {
		p, err := Get(r, Ref{Chain: chain, Seq: seq})
		if errors.Is(err, storage.ErrNotFound) {
			break
		}
		if err != nil {
			return nil, err
		}
		rec := record{seq: seq, encoded: Encode(&p.Entry)}
		for _, box := range p.Boxes {
			keys, err := KeysOf(r, box.Subject, box.Purpose)
			if err != nil && !errors.Is(err, ErrNoKey) {
				return nil, err
			}
			for _, key := range keys {
				rec.keys = append(rec.keys, KeyRow{box.Subject, box.Purpose, key})
			}
		}
		records = append(records, rec)
	}
	return records, nil
}
