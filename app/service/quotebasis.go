package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/discount"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// QuoteBasis is what the next version of a file's quote goes by.
type QuoteBasis struct {
	File     views.Repair `json:"file"`
	Customer string       `json:"customer,omitempty"`
	Terms    quote.Terms  `json:"terms"`
	On       civil.Date   `json:"on"`
	Category string       `json:"category,omitempty"` // kind of device, as the rules name them
	Allowed  bool         `json:"allowed"`            // the file stands where a quote can be made
	// Discounts are how much of a price each role may let go of, in thousandths.
	Discounts discount.Caps `json:"discounts_permille"`
}

// QuoteBasis answers what the next version of a file's quote goes by.
func (a *App) QuoteBasis(ctx context.Context, in *ByID) (QuoteBasis, error) {
	return read(ctx, a, func(r storage.Reader) (out QuoteBasis, err error) {
		if out.File, err = a.views.Repair(r, in.ID); err != nil {
			return out, err
		}
		at, err := a.lawAt(r, out.File.Site)
		if err != nil {
			return out, err
		}
		if out.Terms, err = at.quoteTerms(); err != nil {
			return out, err
		}
		out.On, out.Category = at.today, quote.CategoryOf(out.File.Category, out.File.Product)
		out.Allowed = allowed(out.File, repair.QuoteSent) == nil
		out.Customer = out.File.Customer
		out.Discounts, err = a.discountCaps(r, out.File.Site)
		return out, err
	})
}

// QuoteVersions are the versions of a file's quote that were made in lines.
func (a *App) QuoteVersions(ctx context.Context, file journal.EntityID) ([]quote.Facts, error) {
	return read(ctx, a, func(r storage.Reader) ([]quote.Facts, error) { return a.views.QuoteVersions(r, file) })
}
