package service

import (
	"context"
	"errors"

	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// AccountByID is how much of a part lies at a place, by the id of both.
func (a *App) AccountByID(ctx context.Context, id journal.EntityID) (views.Account, error) {
	return read(ctx, a, func(r storage.Reader) (views.Account, error) { return a.views.AccountByID(r, id, a.own()) })
}

// TillRecordsOf are the records of a day of a till, in their order.
func (a *App) TillRecordsOf(ctx context.Context, day journal.EntityID) ([]views.TillRecord, error) {
	out, err := read(ctx, a, func(r storage.Reader) ([]views.TillRecord, error) { return a.views.TillRecordsOf(r, day) })
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return out, err
}
