package hub

import (
	"bytes"
	"context"
	"slices"

	"etabli/storage"
	"etabli/sync/enrol"
)

// Colleagues lists the devices of a device's site; see enrol.Register. A device
// whose key is not known yet is left out until it asks itself.
func (g *Register) Colleagues(ctx context.Context, d enrol.Device, key []byte) (devices []enrol.Colleague, revoked []enrol.DeviceID, err error) {
	if err := g.known(ctx, d); err != nil {
		return nil, nil, err
	}
	if err := g.noteKey(ctx, d, key); err != nil {
		return nil, nil, err
	}
	err = g.store.View(ctx, func(r storage.Reader) error {
		devices, revoked = nil, nil
		return r.Scan(storage.Prefix([]byte{prefix, 'd'}), func(at, value []byte) error {
			var row deviceRow
			if err := parseRow(at, slices.Clone(value), &row); err != nil {
				return err
			}
			switch id := enrol.DeviceID(at[2:]); {
			case row.Site != d.Site:
			case row.RevokedMS != 0:
				revoked = append(revoked, id)
			case len(row.Key) > 0:
				devices = append(devices, enrol.Colleague{ID: id, Role: row.Role, Code: row.Code, Name: row.Name, Key: row.Key})
			}
			return nil
		})
	})
	return devices, revoked, err
}

// noteKey keeps the key of a device that was admitted before keys were kept.
func (g *Register) noteKey(ctx context.Context, d enrol.Device, key []byte) error {
	var row deviceRow
	err := g.store.View(ctx, func(r storage.Reader) error {
		_, err := getRow(r, deviceKey(d.ID), &row)
		return err
	})
	if err != nil || bytes.Equal(row.Key, key) {
		return err
	}
	return g.store.Update(ctx, func(tx storage.Tx) error {
		row, err := g.enter(tx, d)
		if err != nil {
			return err
		}
		row.Key = key
		return putRow(tx, deviceKey(d.ID), row)
	})
}
