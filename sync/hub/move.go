package hub

import (
	"context"
	"errors"
	"fmt"

	"etabli/storage"
	"etabli/sync/enrol"
)

// MoveDevice sends a device to another site: it joins there anew when it has handed
// everything in. Its own site lets it stay. enrol.ErrUnknownDevice when there is none,
// enrol.ErrRevoked when it is not admitted.
func (h *Hub) MoveDevice(ctx context.Context, id enrol.DeviceID, site string) error {
	err := h.register.store.Update(ctx, func(tx storage.Tx) error {
		var row deviceRow
		found, err := getRow(tx, deviceKey(id), &row)
		switch {
		case err != nil || !found:
			return orElse(err, enrol.ErrUnknownDevice)
		case row.RevokedMS != 0:
			return enrol.ErrRevoked
		}
		if row.MovesTo = site; site == row.Site {
			row.MovesTo = ""
		}
		return putRow(tx, deviceKey(id), row)
	})
	if err != nil {
		return fmt.Errorf("hub: move %s: %w", id, err)
	}
	return nil
}

// Belongs is the site where a device belongs; see enrol.Register.
func (g *Register) Belongs(ctx context.Context, d enrol.Device) (site string, err error) {
	err = g.store.View(ctx, func(r storage.Reader) error {
		var row deviceRow
		found, err := getRow(r, deviceKey(d.ID), &row)
		if err == nil && row.RevokedMS != 0 {
			err = enrol.ErrRevoked
		}
		if site = row.MovesTo; !found || site == "" {
			site = d.Site
		}
		return err
	})
	return site, err
}

// Left marks a device that has joined elsewhere; see enrol.Register.
func (g *Register) Left(ctx context.Context, d enrol.Device) error {
	return g.store.Update(ctx, func(tx storage.Tx) error {
		var row deviceRow
		found, err := getRow(tx, deviceKey(d.ID), &row)
		if err != nil || !found {
			return orElse(err, enrol.ErrUnknownDevice)
		}
		row.RevokedMS, row.Moved = g.now().UnixMilli(), true
		return errors.Join(putRow(tx, deviceKey(d.ID), row), countRevocation(tx))
	})
}
