package device

import (
	"context"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/storage"
	"etabli/storage/journal"
)

// Scope says what this device holds less than whole.
type Scope struct {
	Fetching int    `json:"fetching"` // histories that are still to come from HQ
	Left     int    `json:"left"`     // files that are at other shops now
	Kept     int    `json:"kept"`     // of these, whose private part stays until HQ cannot lose it
	Pruned   int    `json:"pruned"`   // files whose history is at HQ alone
	Stable   uint64 `json:"stable"`   // HQ cannot lose its log up to here
}

func (d *Device) scope(ctx context.Context) (s Scope, err error) {
	err = d.store.View(ctx, func(r storage.Reader) error {
		s = Scope{}
		if s.Stable, err = journal.StableOf(r); err != nil {
			return err
		}
		return journal.EachStub(r, journal.Entity{}, func(stub *journal.Stub) error {
			if stub.Wanted {
				s.Fetching++
			}
			if uint8(stub.Entity.Type) != kind.Repair {
				return nil
			}
			switch {
			case stub.Left:
				s.Left++
				if !stub.Dropped {
					s.Kept++
				}
			case stub.Pruned:
				s.Pruned++
			}
			return nil
		})
	})
	return s, service.Explain(err)
}

const (
	// scopeEvery is how often a running device looks for what it may let go.
	scopeEvery = 10 * time.Minute
	// HistoryDays is how long the history of a closed file stays on a device after
	// the last that HQ heard of it.
	HistoryDays = 90
)

// KeepScope lets go of what this shop need not or must not hold, until ctx ends.
func (d *Device) KeepScope(ctx context.Context) {
	ticker := time.NewTicker(scopeEvery)
	defer ticker.Stop()
	for {
		if err := d.LetGo(ctx); err != nil && ctx.Err() == nil {
			d.log.Warn("what left this shop", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// LetGo drops what is private of files that left this shop, and the histories of
// those that nobody works on, once HQ cannot lose either.
func (d *Device) LetGo(ctx context.Context) error {
	if d.member == nil {
		return nil
	}
	if _, err := d.Log.DropDue(ctx); err != nil {
		return err
	}
	_, err := d.Prune(ctx, HistoryDays)
	return err
}

// Prune lets the histories go of closed files of which HQ has heard nothing for some
// days, and tells how many these were.
func (d *Device) Prune(ctx context.Context, days int) (pruned int, err error) {
	sinceMS := d.now().AddDate(0, 0, -days).UnixMilli()
	var due []journal.Entity
	err = d.store.View(ctx, func(r storage.Reader) (err error) {
		due, err = d.Views.Prunable(r, sinceMS)
		return err
	})
	if err == nil {
		pruned, err = d.Log.Prune(ctx, due, sinceMS)
	}
	return pruned, service.Explain(err)
}
