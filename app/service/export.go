package service

import (
	"context"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/service/ords"
	"etabli/app/views"
)

// Each calls fn for every repair, oldest first.
func (a *App) Each(ctx context.Context, fn func(views.Repair) error) error {
	ids, err := a.ListIDs(ctx, views.Filter{Scope: views.All})
	if err != nil {
		return err
	}
	for i := len(ids) - 1; i >= 0; i-- {
		file, err := a.Repair(ctx, ids[i])
		if err != nil {
			return err
		}
		if err := fn(file); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// ORDS is a file as a row of Open Repair Data: what was imported comes back
// column by column, a repair of our own says what the standard asks and nothing
// of its customer.
func ORDS(file views.Repair) ords.Columns {
	if file.Imported != nil {
		return ords.Columns(file.Imported.Columns)
	}
	var c ords.Columns
	c[ords.ID] = file.Number
	c[ords.DataProvider] = file.Site
	c[ords.Country] = "FRA"
	c[ords.PartnerProductCategory] = file.Category
	c[ords.ProductCategory] = file.Category
	c[ords.Brand] = file.Brand
	if c[ords.Brand] == "" {
		c[ords.Brand] = "Unknown"
	}
	c[ords.RepairStatus] = ordsStatus(file.Outcome)
	c[ords.EventDate] = time.UnixMilli(file.ReceivedMS).UTC().Format(time.DateOnly)
	c[ords.Problem] = file.Finding
	return c
}

func ordsStatus(o repair.Outcome) string {
	switch o {
	case repair.Repaired:
		return "Fixed"
	case repair.BeyondRepair:
		return "End of life"
	case repair.Refused, repair.Cancelled:
		return "Repairable"
	default:
		return "Unknown"
	}
}
