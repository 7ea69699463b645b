package service

import (
	"context"

	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ForeseeInput is what is known of a device before it is taken in.
type ForeseeInput struct {
	Serial   string `json:"serial,omitempty"`
	BoughtOn string `json:"bought_on,omitempty" doc:"date that the customer says, 2006-01-02"`
	Site     string `json:"site,omitempty" doc:"this shop when empty"`
}

// Foresee is the verdict on a device if it were taken in now: from what its sale,
// its contracts and its earlier files tell, and what the customer says.
func (a *App) Foresee(ctx context.Context, in *ForeseeInput) (Verdict, error) {
	if err := text.Date("bought_on", in.BoughtOn); err != nil {
		return Verdict{}, err
	}
	now := a.now().UnixMilli()
	file := views.Repair{RequestedMS: now, BoughtOn: in.BoughtOn}
	file.Site, file.ReceivedMS = in.Site, now
	if file.Site == "" {
		file.Site = a.place.Site
	}
	if id := product.Classify(in.Serial); id.Unique() {
		file.ProductID = productID(Call{}, repair.ProductFacts{Serial: in.Serial, SerialNorm: id.Normalised})
	}
	return read(ctx, a, func(r storage.Reader) (Verdict, error) { return a.verdict(r, file) })
}

// SaleOf is what is known of the purchase of a file's device.
func (a *App) SaleOf(ctx context.Context, id journal.EntityID) (views.Product, error) {
	return read(ctx, a, func(r storage.Reader) (views.Product, error) {
		file, err := a.views.Repair(r, id)
		if err != nil || file.ProductID.IsZero() {
			return views.Product{}, err
		}
		return a.views.Product(r, file.ProductID)
	})
}
