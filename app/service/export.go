package service

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/service/ords"
	"etabli/app/views"
	"etabli/storage/journal"
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

// ownCustomer is a customer under the key by which an import knows them again.
type ownCustomer struct {
	Key string `json:"key"`
	views.Customer
}

// lying is what lies at a place, as a receipt of goods says it.
type lying struct {
	Lines []lyingLine `json:"lines"`
}

type lyingLine struct {
	Part    string   `json:"part"`
	N       int64    `json:"n"`
	Cost    int64    `json:"cost_cents,omitempty"`
	Place   string   `json:"place"`
	Lot     string   `json:"lot,omitempty"`
	Serials []string `json:"serials,omitempty"`
}

// EachRow calls fn for what is here of a table, with the fields that an import of it
// takes: customers who are neither erased nor somebody else, parts, or stock, which is
// what lies at each place, as this store knows it. Of other tables there is nothing.
func (a *App) EachRow(ctx context.Context, name string, fn func(row any) error) error {
	switch name {
	case "customers":
		ids, err := read(ctx, a, a.views.CustomerIDs)
		if err != nil {
			return err
		}
		return eachID(ctx, ids, func(id journal.EntityID) error {
			c, err := a.Customer(ctx, id)
			if err != nil || c.Name == "" || c.Erased || c.SameAs != (journal.EntityID{}) {
				return err
			}
			return fn(ownCustomer{id.String(), c})
		})
	case "parts", "stock":
		ids, err := a.PartIDs(ctx, "")
		if err != nil {
			return err
		}
		return eachID(ctx, ids, func(id journal.EntityID) error {
			part, err := a.Stock(ctx, id.String())
			if err != nil {
				return err
			}
			if name == "parts" {
				return fn(part.Part)
			}
			return eachLying(part.Part, fn)
		})
	}
	return nil
}

func eachID(ctx context.Context, ids []journal.EntityID, fn func(journal.EntityID) error) error {
	for _, id := range ids {
		if err := errors.Join(ctx.Err(), fn(id)); err != nil {
			return err
		}
	}
	return nil
}

// eachLying calls fn for the places where a part lies, and there for each lot.
func eachLying(p views.Part, fn func(row any) error) error {
	for _, at := range p.Places {
		rest := at.OnHand
		line := lyingLine{Part: p.Ref, Cost: p.CostCents, Place: string(at.Place)}
		for _, lot := range slices.Sorted(maps.Keys(at.Lots)) {
			line.Lot, line.N = lot, at.Lots[lot]
			rest -= line.N
			if err := ifAny(line, fn); err != nil {
				return err
			}
		}
		line.Lot, line.N, line.Serials = "", rest, at.Serials
		if err := ifAny(line, fn); err != nil {
			return err
		}
	}
	return nil
}

// ifAny calls fn for a line unless nothing lies there.
func ifAny(line lyingLine, fn func(row any) error) error {
	if line.N <= 0 {
		return nil
	}
	return fn(lying{[]lyingLine{line}})
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
