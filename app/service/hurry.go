package service

import (
	"context"
	"time"

	"etabli/app/domain/loan"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// promiseWait is how long somebody at the counter waits for HQ to give a right that
// this device does not have. Whoever waits longer is told "à confirmer".
const promiseWait = 2 * time.Second

// Hurry exchanges with HQ at once until done says so or ctx ends; it returns at
// once where HQ cannot be reached.
type Hurry func(ctx context.Context, done func() bool)

// confirmedSoon gives HQ a moment to confirm what was recorded as asked for, and
// answers how that stands then. What was recorded stays recorded whatever comes.
func confirmedSoon[T any](ctx context.Context, a *App, out Result, read func(storage.Reader, journal.EntityID) (T, error), asked func(T) (journal.EntityID, bool)) (Result, error) {
	now, ok := out.Data.(T)
	if !ok || a.hurry == nil {
		return out, nil
	}
	id, waits := asked(now)
	if !waits {
		return out, nil
	}
	look := func() {
		if later, err := readIt(ctx, a, read, id); err == nil {
			now = later
		}
		_, waits = asked(now)
	}
	within, end := context.WithTimeout(ctx, promiseWait)
	defer end()
	a.hurry(within, func() bool { look(); return !waits })
	look()
	out.Data = now
	return out, nil
}

func readIt[T any](ctx context.Context, a *App, one func(storage.Reader, journal.EntityID) (T, error), id journal.EntityID) (T, error) {
	return read(ctx, a, func(r storage.Reader) (T, error) { return one(r, id) })
}

func promiseWaits(p views.Promise) (journal.EntityID, bool) { return p.ID, p.Status == stock.Asked }

func loanWaits(l views.Loan) (journal.EntityID, bool) { return l.ID, l.Status == loan.Asked }
