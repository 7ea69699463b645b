package service

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
	"etabli/storage"
	"etabli/storage/journal"
)

// SaveProductInput is a device that somebody owns. An empty field leaves what was known.
type SaveProductInput struct {
	Serial   string `json:"serial" doc:"serial number or IMEI: it tells the device from all others"`
	Label    string `json:"label" doc:"brand and model in one line"`
	Brand    string `json:"brand,omitempty"`
	Model    string `json:"model,omitempty"`
	Category string `json:"category,omitempty"`
	Receipt  string `json:"receipt,omitempty" doc:"number of our receipt or invoice: it shows the sale"`
	SaleInput
}

// SaveProduct tells of a device: whoever takes it in later knows when and from whom it
// was bought, and what shows it.
func (a *App) SaveProduct(ctx context.Context, call Call, in *SaveProductInput) (Result, error) {
	if in.Receipt != "" {
		in.Evidence = append(in.Evidence, EvidenceInput{Kind: warranty.OurSale, On: cmp.Or(in.SoldOn, in.DeliveredOn), Ref: in.Receipt})
		in.By = cmp.Or(in.By, warranty.SoldByUs)
	}
	sale, err := in.facts()
	if err != nil {
		return Result{}, err
	}
	id := product.Classify(in.Serial)
	facts := warranty.ProductFacts{Label: in.Label, Brand: in.Brand, Model: in.Model, Serial: in.Serial, Category: in.Category, Sale: sale}
	what := repair.ProductFacts{Label: in.Label, Brand: in.Brand, Model: in.Model, Serial: in.Serial, SerialNorm: id.Normalised}
	if err := cmp.Or(repair.CheckProduct("", what), text.Line("category", in.Category, repair.MaxLabel)); err != nil {
		return Result{}, err
	}
	switch {
	case in.Serial == "":
		return Result{}, fault.New(fault.Missing, "serial")
	case !id.Unique():
		return Result{}, fault.New(fault.Malformed, "serial", "expected", "serial, IMEI")
	}
	device := productID(call, what)
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.ProductTold, entity(kind.Product, device)).with(facts)
	}, func(r storage.Reader) (any, error) { return a.views.Product(r, device) })
}
