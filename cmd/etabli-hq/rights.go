package main

import (
	"context"
	"log/slog"
	"time"

	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/storage/journal"
	"etabli/sync/enrol"
)

// keepRights answers what devices ask for: promises that wait are confirmed and
// rights granted as soon as goods are free, whenever entries about them come.
func (h *hq) keepRights(ctx context.Context, log *slog.Logger) error {
	service.KeepRights(ctx, h.hub.Watch, h.app.Rebalance, func(err error) { log.Warn("rights", "error", err) })
	return ctx.Err()
}

// leaseEvery is how often HQ looks whose lease is over.
const leaseEvery = time.Hour

// keepLeases takes back what devices on the road may promise no more: they were not
// heard for longer than their rights last.
func (h *hq) keepLeases(ctx context.Context, log *slog.Logger) error {
	tick := time.NewTicker(leaseEvery)
	defer tick.Stop()
	for {
		if _, err := h.reclaimLapsed(ctx); err != nil && ctx.Err() == nil {
			log.Warn("leases", "error", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

func (h *hq) reclaimLapsed(ctx context.Context) (int, error) {
	devices, err := h.hub.Devices(ctx)
	var over []journal.ChainID
	for _, d := range devices {
		if d.Role == enrol.Field && !d.Online && stock.LeaseLapsed(d.LastSeen.UnixMilli(), time.Now().UnixMilli()) {
			over = append(over, d.Chains...)
		}
	}
	if err != nil {
		return 0, err
	}
	return h.app.ReclaimLapsed(ctx, over)
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
