package service

import (
	"context"
	"errors"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// read runs a query of the views on one snapshot.
func read[T any](ctx context.Context, a *App, query func(storage.Reader) (T, error)) (T, error) {
	var out T
	err := a.journal.View(ctx, func(r storage.Reader) error {
		var err error
		out, err = query(r)
		return err
	})
	return out, Explain(err)
}

// Repair is one file.
func (a *App) Repair(ctx context.Context, id journal.EntityID) (views.Repair, error) {
	return read(ctx, a, func(r storage.Reader) (views.Repair, error) { return a.views.Repair(r, id) })
}

// Find answers the files that a text names: a number (old ones too), or an id.
func (a *App) Find(ctx context.Context, text string) ([]journal.EntityID, error) {
	var id journal.EntityID
	if id.UnmarshalText([]byte(text)) == nil {
		return []journal.EntityID{id}, nil
	}
	number, ok := repair.ParseNumber(text)
	if !ok {
		return nil, fault.New(fault.Malformed, "number", "expected", "LIL2-00431-X7K")
	}
	return read(ctx, a, func(r storage.Reader) ([]journal.EntityID, error) {
		ids, err := a.views.RepairsByNumber(r, number)
		for i := range ids {
			if ids[i], err = a.views.GoesOnAs(r, ids[i]); err != nil {
				return nil, err
			}
		}
		return ids, err
	})
}

// goingOn is a file, or the one that it goes on as.
func (a *App) goingOn(r storage.Reader, id journal.EntityID) (views.Repair, error) {
	id, err := a.views.GoesOnAs(r, id)
	if err != nil {
		return views.Repair{}, err
	}
	return a.views.Repair(r, id)
}

// List is a page of a list, newest first.
func (a *App) List(ctx context.Context, f views.Filter, after views.Cursor, limit int) (views.Page, error) {
	return read(ctx, a, func(r storage.Reader) (views.Page, error) { return a.views.List(r, f, after, limit) })
}

// ListIDs is a whole list by its ids alone.
func (a *App) ListIDs(ctx context.Context, f views.Filter) ([]journal.EntityID, error) {
	return read(ctx, a, func(r storage.Reader) ([]journal.EntityID, error) { return a.views.ListIDs(r, f) })
}

// Rows are the lines of a list for some ids; a missing one is left out.
func (a *App) Rows(ctx context.Context, ids []journal.EntityID) ([]views.RepairRow, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.RepairRow, error) {
		out := make([]views.RepairRow, 0, len(ids))
		for _, id := range ids {
			row, err := a.views.Row(r, id)
			if errors.Is(err, storage.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			out = append(out, row)
		}
		return out, nil
	})
}

// Search answers the first files that match words, a number, a serial or a telephone.
func (a *App) Search(ctx context.Context, query string, limit int) ([]views.Hit, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Hit, error) { return a.views.Search(r, query, limit) })
}

// Counts are the figures beside the lists.
func (a *App) Counts(ctx context.Context) (views.Counts, error) {
	return read(ctx, a, a.views.Counts)
}

// Review is the list "À vérifier".
func (a *App) Review(ctx context.Context) ([]views.ReviewItem, error) {
	return read(ctx, a, a.views.Review)
}

// Customer is a customer by id.
func (a *App) Customer(ctx context.Context, id journal.EntityID) (views.Customer, error) {
	return read(ctx, a, func(r storage.Reader) (views.Customer, error) { return a.views.Customer(r, id) })
}

// CustomersByPhone are the people who share a telephone number.
func (a *App) CustomersByPhone(ctx context.Context, phone string) ([]views.Customer, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Customer, error) { return a.views.CustomersByPhone(r, phone) })
}

// SerialHistory are the files of one device.
func (a *App) SerialHistory(ctx context.Context, serialNorm string) ([]views.RepairRow, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.RepairRow, error) { return a.views.SerialHistory(r, serialNorm) })
}

// Staff are the members of staff who are not gone.
func (a *App) Staff(ctx context.Context) ([]views.Staff, error) { return read(ctx, a, a.views.Staff) }

// Sites are the shops.
func (a *App) Sites(ctx context.Context) ([]views.Site, error) { return read(ctx, a, a.views.Sites) }

// RepairEntity is how the journal names a repair.
func RepairEntity(id journal.EntityID) journal.Entity { return entity(kind.Repair, id) }
