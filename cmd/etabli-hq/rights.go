package main

import (
	"context"
	"log/slog"
	"time"

	"etabli/app/service"
)

// keepRights answers what devices ask for: promises that wait are confirmed and
// rights granted as soon as goods are free, whenever entries about them come.
func (h *hq) keepRights(ctx context.Context, log *slog.Logger) error {
	service.KeepRights(ctx, h.hub.Watch, h.app.Rebalance, func(err error) { log.Warn("rights", "error", err) })
	return ctx.Err()
}

// heard is when the device of a shop that was silent longest was last heard: since
// then it may have sold what HQ does not know of. Devices that were away for a
// month are not waited for.
func (h *hq) heard(ctx context.Context, site string) (int64, error) {
	devices, err := h.hub.Devices(ctx)
	now := time.Now()
	oldest := int64(0)
	for _, d := range devices {
		at := d.LastSeen
		if d.Online {
			at = now
		}
		if d.Site != site || !d.Revoked.IsZero() || at.IsZero() || now.Sub(at) > silent {
			continue
		}
		if oldest == 0 || at.UnixMilli() < oldest {
			oldest = at.UnixMilli()
		}
	}
	return oldest, err
}

// silent is how long a device is expected to come back.
const silent = 30 * 24 * time.Hour
