package post

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/storage/journal"
)

// Crier is what the teller asks of the use cases.
type Crier interface {
	TellCustomers(ctx context.Context, by []message.Channel, changed []journal.Entity) (int, error)
	TellDue(ctx context.Context, by []message.Channel) (int, error)
}

// Teller has customers told of what happens to their files, as their shops want
// it. What it misses while it is down, it does not tell afterwards, unless the
// file changes again within two days.
type Teller struct {
	Crier    Crier
	Carriers []message.Channel
	Watch    func(func([]journal.Entity)) (stop func())
	Log      *slog.Logger

	mu      sync.Mutex
	changed []journal.Entity
}

// round is how often what comes with the days is looked at.
const round = 15 * time.Minute

// maxChanged bounds what is remembered between two looks.
const maxChanged = 10_000

// Run tells until ctx ends.
func (t *Teller) Run(ctx context.Context) error {
	wake := make(chan struct{}, 1)
	stop := t.Watch(func(changed []journal.Entity) {
		if t.note(changed) {
			select {
			case wake <- struct{}{}:
			default: // it will look anyway
			}
		}
	})
	defer stop()
	tick := time.NewTicker(round)
	defer tick.Stop()
	t.heed(t.Crier.TellDue(ctx, t.Carriers))
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wake:
			t.heed(t.Crier.TellCustomers(ctx, t.Carriers, t.take()))
		case <-tick.C:
			t.heed(t.Crier.TellDue(ctx, t.Carriers))
		}
	}
}

// told are what customers are told of.
var told = []uint8{kind.Repair, kind.Claim, kind.Visit, kind.Parcel}

// note remembers what changed, if it can be of interest.
func (t *Teller) note(changed []journal.Entity) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, e := range changed {
		if slices.Contains(told, uint8(e.Type)) && len(t.changed) < maxChanged && !slices.Contains(t.changed, e) {
			t.changed = append(t.changed, e)
		}
	}
	return len(t.changed) > 0
}

func (t *Teller) take() []journal.Entity {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := t.changed
	t.changed = nil
	return out
}

func (t *Teller) heed(_ int, err error) {
	if err != nil {
		t.Log.Warn("tell customers", "error", err)
	}
}
