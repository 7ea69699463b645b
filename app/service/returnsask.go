package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/site"
	"etabli/storage"
)

func returnQuestions() []Question {
	return []Question{
		question("returns.ageing", "What suppliers owe for what went back, cores among it, by supplier and age; what goes back too late.", (*App).ReturnsAgeing),
	}
}

// OwedBack is what one supplier owes for what went back.
type OwedBack struct {
	Supplier  string  `json:"supplier"`
	N         int     `json:"n"`
	Cents     int64   `json:"cents"` // of credit that is awaited
	Cores     int     `json:"cores"` // of them, old parts of a standard exchange
	CoreCents int64   `json:"core_cents"`
	AgeCents  []int64 `json:"age_cents"` // by days since it left: up to 30, 60, 90, older
	Late      int     `json:"late"`      // the supplier's last day is over
}

// ReturnsAgeing is what suppliers owe for what went back.
func (a *App) ReturnsAgeing(ctx context.Context, _ *Anything) ([]OwedBack, error) {
	return read(ctx, a, func(r storage.Reader) ([]OwedBack, error) {
		all, err := a.views.GoingBack(r)
		if err != nil {
			return nil, err
		}
		zone, today := site.Zone(""), a.figuresUntil()
		out := []OwedBack{}
		for _, o := range all {
			if o.Back == nil || o.Back.State != "awaited" {
				continue
			}
			n := slices.IndexFunc(out, func(x OwedBack) bool { return x.Supplier == o.Supplier })
			if n < 0 {
				n, out = len(out), append(out, OwedBack{Supplier: o.Supplier, AgeCents: make([]int64, len(guarantor.Ages)+1)})
			}
			row := &out[n]
			row.N++
			row.Cents += o.Back.CreditCents
			row.AgeCents[guarantor.AgeOf(civil.At(o.BegunMS, zone).DaysUntil(today))] += o.Back.CreditCents
			if o.Back.Reason == "core" {
				row.Cores, row.CoreCents = row.Cores+1, row.CoreCents+o.Back.CreditCents
			}
			if o.Back.ByOn != "" && o.Back.ByOn < today.String() {
				row.Late++
			}
		}
		slices.SortFunc(out, func(x, y OwedBack) int {
			return cmp.Or(cmp.Compare(y.Cents, x.Cents), cmp.Compare(x.Supplier, y.Supplier))
		})
		return out, nil
	})
}
