package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Unattended is a number of the kiosk with which nobody came to the counter: its device
// was never in our custody.
type Unattended struct {
	ID       journal.EntityID `json:"id"`
	Number   string           `json:"number"`
	Ticket   string           `json:"ticket"`
	Product  string           `json:"product"`
	Customer string           `json:"customer,omitempty"`
	AtMS     int64            `json:"at_ms"`
}

// Unattended are the numbers of a shop's kiosk that nobody took in, the oldest first.
// What was announced from elsewhere may still come on another day.
func (a *App) Unattended(ctx context.Context, in *SiteAsked) ([]Unattended, error) {
	return read(ctx, a, func(r storage.Reader) ([]Unattended, error) { return a.unattended(r, a.here(in.Site)) })
}

func (a *App) unattended(r storage.Reader, site string) (out []Unattended, err error) {
	err = a.eachOpen(r, func(row views.RepairRow) error {
		if row.Status != repair.Announced || row.Site != site {
			return nil
		}
		file, err := a.views.Repair(r, row.ID)
		if err == nil && file.SaidAt == "kiosk" {
			out = append(out, Unattended{ID: row.ID, Number: row.Number, Ticket: repair.Ticket(row.Number), Product: row.Product, Customer: row.Customer, AtMS: file.RequestedMS})
		}
		return err
	})
	slices.SortStableFunc(out, func(x, y Unattended) int { return cmp.Compare(x.AtMS, y.AtMS) })
	return out, err
}

// maxCleared is how many numbers one act ends: each is an entity of its entry, beside the
// batch.
const maxCleared = journal.MaxEntities - 1

// ClearInput says which numbers of the kiosk end.
type ClearInput struct {
	BeforeMS int64 `json:"before_ms,omitempty" doc:"only what was announced before; all of them when empty"`
}

// ClearKiosk ends the numbers of this shop's kiosk that nobody took in, as one batch that
// can be undone. A number whose customer wrote to us stays.
func (a *App) ClearKiosk(ctx context.Context, call Call, in *ClearInput) (Result, error) {
	list, err := a.Unattended(ctx, &SiteAsked{})
	if err != nil {
		return Result{}, err
	}
	list = slices.DeleteFunc(list, func(one Unattended) bool { return in.BeforeMS != 0 && one.AtMS >= in.BeforeMS })
	if len(list) == 0 {
		return Result{}, fault.New(repair.NoneUnattended, "")
	}
	batch := &BatchInput{To: repair.Closed, Outcome: repair.Cancelled, Others: true}
	for _, one := range list[:min(len(list), maxCleared)] {
		batch.IDs = append(batch.IDs, one.ID)
	}
	return a.MoveBatch(ctx, call, batch)
}
