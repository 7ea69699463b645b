package service

import (
	"context"
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// OrderWhy is why a line of an order needs somebody.
type OrderWhy string

// The reasons.
const (
	OrderLate    OrderWhy = "late"          // its day has passed
	AfterPromise OrderWhy = "after_promise" // it comes after the day that the customer was promised
	OrderDearer  OrderWhy = "dearer"        // it costs more than the accepted quote counted: an amendment is needed
	FileOver     OrderWhy = "file_over"     // its file needs it no more: stop, keep, or return it
)

// OrderRisk is a line of an order that goes wrong unless somebody acts.
type OrderRisk struct {
	views.OrderLine
	Order       journal.EntityID `json:"order"`
	Supplier    string           `json:"supplier"`
	Why         []OrderWhy       `json:"why"`
	DaysLate    int              `json:"days_late,omitempty"`
	PromisedOn  string           `json:"promised_on,omitempty"`  // of its file
	QuotedCents int64            `json:"quoted_cents,omitempty"` // what the accepted quote counts for one piece
}

// OrderRisks are the lines of a shop's orders that go wrong unless somebody acts.
func (a *App) OrderRisks(ctx context.Context, in *SiteAsked) ([]OrderRisk, error) {
	return read(ctx, a, func(r storage.Reader) ([]OrderRisk, error) { return a.orderRisks(r, a.here(in.Site)) })
}

func (a *App) orderRisks(r storage.Reader, site string) ([]OrderRisk, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return nil, err
	}
	orders, err := a.views.OpenOrders(r)
	out := []OrderRisk{}
	for _, o := range orders {
		for _, line := range o.Lines {
			if line.Place.Site() != site || line.State == stock.LineGone || line.Arrived >= line.Wanted {
				continue
			}
			risk := OrderRisk{OrderLine: line, Order: o.ID, Supplier: o.Supplier}
			if err := a.findRisk(r, &risk, at.today); err != nil {
				return nil, err
			}
			if len(risk.Why) > 0 {
				out = append(out, risk)
			}
		}
	}
	return out, err
}

// findRisk finds what speaks against a line that is awaited, by its day and by its file.
func (a *App) findRisk(r storage.Reader, risk *OrderRisk, today civil.Date) error {
	due := dateOr(risk.DueOn, civil.None)
	if due.Known() && due < today {
		risk.Why, risk.DaysLate = append(risk.Why, OrderLate), due.DaysUntil(today)
	}
	if risk.FileID.IsZero() {
		return nil
	}
	id, err := a.views.GoesOnAs(r, risk.FileID)
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	file, err := a.views.Repair(r, id)
	if err != nil {
		return err
	}
	if file.Status.Scope() == repair.Ended || file.Status.Scope() == repair.Done && file.Outcome.Undone() {
		risk.Why = append(risk.Why, FileOver)
		return nil
	}
	if promised := dateOr(file.PromisedOn, civil.None); promised.Known() && due > promised {
		risk.Why, risk.PromisedOn = append(risk.Why, AfterPromise), file.PromisedOn
	}
	if agreed := file.Binding(); agreed != nil && agreed.InLines() {
		if counted, known := agreed.Facts.Counted(risk.Ref); known && risk.CostCents > counted {
			risk.Why, risk.QuotedCents = append(risk.Why, OrderDearer), counted
		}
	}
	return nil
}
