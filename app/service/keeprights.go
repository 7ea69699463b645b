package service

import (
	"context"

	"etabli/storage/journal"
)

// KeepRights has rebalance called once at the start, for what came before it,
// and whenever something about rights was recorded or came, until ctx ends. An
// error goes to failed; the next change tries again.
func KeepRights(ctx context.Context, watch Watch, rebalance func(context.Context) (int, error), failed func(error)) {
	keep(ctx, watch, ConcernsRights, func(ctx context.Context) error {
		_, err := rebalance(ctx)
		return err
	}, failed)
}

// KeepErasing is KeepRights for what erasures ask for.
func KeepErasing(ctx context.Context, watch Watch, goOn func(context.Context) error, failed func(error)) {
	keep(ctx, watch, ConcernsErasures, goOn, failed)
}

// Watch tells of the entities that entries changed, until it is stopped.
type Watch = func(func([]journal.Entity)) (stop func())

func keep(ctx context.Context, watch Watch, concerns func([]journal.Entity) bool, do func(context.Context) error, failed func(error)) {
	wake := make(chan struct{}, 1)
	wake <- struct{}{}
	stop := watch(func(changed []journal.Entity) {
		if !concerns(changed) {
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
		if err := do(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
	}
}
