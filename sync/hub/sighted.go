package hub

import (
	"context"
	"maps"
	"slices"
	"time"

	"etabli/storage"
	"etabli/sync/enrol"
)

const (
	// sightBatch is how many devices are written in one transaction.
	sightBatch = 500
	// sightAgain is how long it may stay unwritten that a device is still there
	// and has nothing new to tell.
	sightAgain = 30 * time.Second
)

// news tells whether a sighting is worth a write.
func (s sighting) news(was sighting) bool {
	quiet := s
	quiet.AtMS, quiet.DriftMS = was.AtMS, was.DriftMS
	return quiet != was || s.AtMS-was.AtMS >= sightAgain.Milliseconds()
}

// sighted writes what devices told of themselves.
func (g *Register) sighted(ctx context.Context, seen map[enrol.DeviceID]sighting) error {
	for part := range slices.Chunk(slices.Collect(maps.Keys(seen)), sightBatch) {
		if err := g.sightedSome(ctx, part, seen); err != nil {
			return err
		}
	}
	return nil
}

func (g *Register) sightedSome(ctx context.Context, ids []enrol.DeviceID, seen map[enrol.DeviceID]sighting) error {
	return g.store.Update(ctx, func(tx storage.Tx) error {
		err := storage.Prefetch(tx, func() (keys [][]byte) {
			for _, id := range ids {
				keys = append(keys, deviceKey(id))
			}
			return keys
		})
		if err != nil {
			return err
		}
		for _, id := range ids {
			var row deviceRow
			s := seen[id]
			found, err := getRow(tx, deviceKey(id), &row)
			if err != nil {
				return err
			}
			if !found || !s.news(row.Seen) {
				continue
			}
			row.Seen = s
			if err := putRow(tx, deviceKey(id), row); err != nil {
				return err
			}
		}
		return nil
	})
}
