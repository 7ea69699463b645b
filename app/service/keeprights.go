package service

import (
	"context"

	"etabli/storage/journal"
)

// KeepRights has rebalance called once at the start, for what came before it,
// and whenever something about rights was recorded or came, until ctx ends. An
// error goes to failed; the next change tries again.
func KeepRights(ctx context.Context, watch func(func([]journal.Entity)) (stop func()), rebalance func(context.Context) (int, error), failed func(error)) {
	wake := make(chan struct{}, 1)
	wake <- struct{}{}
	stop := watch(func(changed []journal.Entity) {
		if !ConcernsRights(changed) {
			return
		}
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
		}
		if _, err := rebalance(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
	}
}
