package service

import (
	"context"
	"slices"

	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// PartIDs are all parts by reference; with words those that they name.
func (a *App) PartIDs(ctx context.Context, words string) ([]journal.EntityID, error) {
	return read(ctx, a, func(r storage.Reader) ([]journal.EntityID, error) {
		if words == "" {
			return a.views.PartIDs(r)
		}
		found, err := a.views.Parts(r, words)
		ids := make([]journal.EntityID, len(found))
		for i, p := range found {
			ids[i] = p.ID
		}
		return ids, err
	})
}

// PartLines are the lines of parts in this shop.
func (a *App) PartLines(ctx context.Context, ids []journal.EntityID) ([]views.PartLine, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.PartLine, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		return a.views.PartLines(r, ids, a.place.Site, a.own(), at.today)
	})
}

// PartStock is a part with all that is known of where it lies.
type PartStock struct {
	views.Part
	Promises []views.Promise  `json:"promises,omitempty"` // open ones, wherever
	Heard    map[string]int64 `json:"heard,omitempty"`    // since when a shop's figures are known; 0: never
}

// Stock is a part and where it lies, by its reference or id.
func (a *App) Stock(ctx context.Context, part string) (PartStock, error) {
	out, err := read(ctx, a, func(r storage.Reader) (out PartStock, err error) {
		if out.Part, err = a.part(r, "part", part); err != nil {
			return out, err
		}
		for i, at := range out.Places {
			out.Places[i] = a.asSeen(at)
			promises, err := a.views.PromisesOn(r, at.ID)
			if err != nil {
				return out, err
			}
			out.Promises = append(out.Promises, promises...)
		}
		return out, nil
	})
	out.Heard = map[string]int64{}
	for _, at := range out.Places {
		site := at.Place.Site()
		if _, known := out.Heard[site]; known || err != nil {
			continue
		}
		out.Heard[site], err = a.heardOf(ctx, site)
	}
	return out, err
}

// LowStock is what is to be bought again for this shop.
func (a *App) LowStock(ctx context.Context) ([]views.Account, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Account, error) { return a.views.LowAccounts(r, a.place.Site, a.own()) })
}

// OpenOrders are the orders of which something is awaited.
func (a *App) OpenOrders(ctx context.Context) ([]views.Order, error) {
	return read(ctx, a, a.views.OpenOrders)
}

// GoingBack is what is on its way to suppliers and not credited.
func (a *App) GoingBack(ctx context.Context, _ *Anything) ([]views.Order, error) {
	return read(ctx, a, a.views.GoingBack)
}

// Order is an order, a delivery, or what goes back.
func (a *App) Order(ctx context.Context, id journal.EntityID) (views.Order, error) {
	return read(ctx, a, func(r storage.Reader) (views.Order, error) { return a.views.Order(r, id) })
}

// OrdersOfFile are the orders and deliveries of a repair.
func (a *App) OrdersOfFile(ctx context.Context, file journal.EntityID) ([]views.Order, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Order, error) { return a.views.OrdersOfFile(r, file) })
}

// PromisesOfFile are the open promises for a repair.
func (a *App) PromisesOfFile(ctx context.Context, file journal.EntityID) ([]views.Promise, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Promise, error) { return a.views.PromisesOfFile(r, file) })
}

// OpenTransfers are the transfers from or to this shop that have not ended, or
// those of all shops where there is none.
func (a *App) OpenTransfers(ctx context.Context) ([]views.Transfer, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Transfer, error) {
		all, err := a.views.OpenTransfers(r, "")
		here := a.place.Site
		return slices.DeleteFunc(all, func(t views.Transfer) bool { return here != "" && t.From.Site() != here && t.To.Site() != here }), err
	})
}

// Transfer is a transfer.
func (a *App) Transfer(ctx context.Context, id journal.EntityID) (views.Transfer, error) {
	return read(ctx, a, func(r storage.Reader) (views.Transfer, error) { return a.views.Transfer(r, id) })
}

// Suppliers are who sells to us.
func (a *App) Suppliers(ctx context.Context) ([]views.Supplier, error) {
	return read(ctx, a, a.views.Suppliers)
}

// SiteCode is the shop that this device belongs to; empty at HQ.
func (a *App) SiteCode() string { return a.place.Site }
