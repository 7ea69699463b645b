package hub

import (
	"context"
	"errors"
	"fmt"
	"io"

	"etabli/storage"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// ErrRecovering says that HQ was restored and only takes back what devices hold
// until a person ends that.
var ErrRecovering = errors.New("hub: recovering")

// codesSkipped is how many device codes of each site are skipped by a restore:
// more than were given out since the backup.
const codesSkipped = 100

// recoveryRow says that HQ recovers.
type recoveryRow struct {
	SinceMS int64  `cbor:"1,keyasint"`
	Backup  uint64 `cbor:"2,keyasint"` // the last position of the backup
}

// recovering reads whether HQ recovers.
func recovering(r storage.Reader) (row recoveryRow, yes bool, err error) {
	yes, err = getRow(r, recoveryKey, &row)
	return row, yes, err
}

// pastLineages are those that HQ's history had before.
func pastLineages(r storage.Reader) (past []wire.Lineage, err error) {
	_, err = getRow(r, pastKey, &past)
	return past, err
}

// raised returns a head whose lineage is above the one it had and above a
// counter, and remembers the old one. The counter follows the seconds of the
// time, so that it is also above lineages that were lost.
func raised(tx storage.Tx, head Head, above uint64, nowMS int64, random io.Reader) (Head, error) {
	past, err := pastLineages(tx)
	if err != nil {
		return head, err
	}
	if err := putRow(tx, pastKey, append(past, head.Lineage)); err != nil {
		return head, err
	}
	head.Lineage.Counter = max(head.Lineage.Counter+1, above+1, uint64(max(0, nowMS/1000)))
	if _, err := io.ReadFull(random, head.Lineage.Random[:]); err != nil {
		return head, fmt.Errorf("hub: draw a lineage: %w", err)
	}
	return head, nil
}

// Restored marks a store that was made from a backup: its history goes on under
// a new lineage, device codes given out since the backup are not given again,
// and HQ recovers until Hub.EndRecovery.
func Restored(ctx context.Context, store storage.Store, random io.Reader, nowMS int64) (head Head, err error) {
	err = store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(headKey); err != nil {
			return err
		}
		if head, err = HeadOf(tx); err != nil {
			return err
		}
		if head, err = raised(tx, head, 0, nowMS, random); err != nil {
			return err
		}
		if err := skipCodes(tx); err != nil {
			return err
		}
		return errors.Join(putRow(tx, headKey, head), putRow(tx, recoveryKey, recoveryRow{SinceMS: nowMS, Backup: head.Position}))
	})
	if err != nil {
		return head, fmt.Errorf("hub: mark a restored store: %w", err)
	}
	return head, nil
}

// StartRecovery makes a running HQ recover as after a restore, because devices
// know a history that this one does not.
func (c *Core) StartRecovery(ctx context.Context) error {
	_, err := Restored(ctx, c.store, c.author.random, c.now().UnixMilli())
	if err == nil {
		c.committed(Committed{Raised: true})
	}
	return err
}

func skipCodes(tx storage.Tx) error {
	last := map[string]uint64{}
	err := tx.Scan(storage.Prefix([]byte{prefix, 'n'}), func(key, value []byte) error {
		var n uint64
		err := parseRow(key, append([]byte{}, value...), &n)
		last[string(key)] = n
		return err
	})
	for key, n := range last {
		if err == nil {
			err = putRow(tx, []byte(key), n+codesSkipped)
		}
	}
	return err
}

// Recovery is how a restored HQ stands.
type Recovery struct {
	Active  bool
	SinceMS int64
	Backup  uint64 // the last position of the backup
	Waiting int    // entries that were given back and have no position yet
}

// RecoveryOf tells how a store's recovery stands.
func RecoveryOf(r storage.Reader) (out Recovery, err error) {
	row, active, err := recovering(r)
	if err != nil {
		return out, err
	}
	out = Recovery{Active: active, SinceMS: row.SinceMS, Backup: row.Backup}
	rng := storage.Prefix([]byte{prefix, 'u'})
	rng.KeysOnly = true
	err = r.Scan(rng, func(_, _ []byte) error {
		out.Waiting++
		return nil
	})
	return out, err
}

// goAbove raises the lineage of a recovering HQ above one that a device knows
// and that the backup does not.
func (c *Core) goAbove(ctx context.Context, known wire.Lineage) error {
	changed := false
	err := c.store.View(ctx, func(r storage.Reader) error {
		head, err := HeadOf(r)
		if err != nil || head.Lineage.Follows(known) {
			return err
		}
		_, changed, err = recovering(r)
		return err
	})
	if err != nil || !changed {
		return err
	}
	changed = false
	err = c.store.Update(ctx, func(tx storage.Tx) error {
		if err := tx.Lock(headKey); err != nil {
			return err
		}
		head, err := HeadOf(tx)
		if err != nil {
			return err
		}
		if _, yes, err := recovering(tx); err != nil || !yes || head.Lineage.Follows(known) {
			return err
		}
		changed = true
		if head, err = raised(tx, head, known.Counter, c.now().UnixMilli(), c.author.random); err != nil {
			return err
		}
		return putRow(tx, headKey, head)
	})
	if err == nil && changed {
		c.committed(Committed{Raised: true})
	}
	return err
}

// Revoke marks devices as revoked in a store that no HQ has open: those of a
// list that was kept outside of it. It also knows devices that the store does
// not.
func Revoke(ctx context.Context, store storage.Store, at map[enrol.DeviceID]int64) error {
	return store.Update(ctx, func(tx storage.Tx) error {
		for id, ms := range at {
			var row deviceRow
			if _, err := getRow(tx, deviceKey(id), &row); err != nil {
				return err
			}
			if row.RevokedMS != 0 {
				continue
			}
			row.RevokedMS = ms
			if err := putRow(tx, deviceKey(id), row); err != nil {
				return err
			}
		}
		return countRevocation(tx)
	})
}
