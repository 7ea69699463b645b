package journal

import (
	"context"
	"os"
	"time"

	"etabli/storage"
)

// pruneOutbox deletes the segments that HQ has and cannot lose, or has had for
// SegmentDays. The caller holds writing.
func (l *Log) pruneOutbox(ctx context.Context) error {
	if len(l.outbox.segments) < 2 {
		return nil
	}
	heads, acks := map[ChainID]uint64{}, map[ChainID]ackState{}
	err := l.store.View(ctx, func(r storage.Reader) error {
		for _, s := range l.outbox.segments {
			head, err := HeadOf(r, s.chain)
			if err != nil {
				return err
			}
			heads[s.chain] = head.Seq
			if acks[s.chain], err = ackOf(r, s.chain); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, now := l.clock.Now()
	old := time.UnixMilli(now.WallMS).AddDate(0, 0, -SegmentDays)
	obsolete := func(chain ChainID, lastSeq uint64, path string) bool {
		ack := acks[chain]
		if ack.acknowledged < lastSeq {
			return false
		}
		info, err := os.Stat(path)
		return ack.stable >= lastSeq || (err == nil && info.ModTime().Before(old))
	}
	return l.outbox.prune(obsolete, func(chain ChainID) uint64 { return heads[chain] })
}
