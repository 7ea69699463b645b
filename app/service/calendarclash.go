package service

import (
	"context"
	"math"
	"time"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Clash is what was promised for a day on which the shop is closed.
type Clash struct {
	What   string           `json:"what"` // repair, loan or visit
	ID     journal.EntityID `json:"id"`
	Number string           `json:"number,omitempty"` // of the file
	On     civil.Date       `json:"on"`
	Why    calendar.Why     `json:"why"`
	Name   string           `json:"name,omitempty"` // of the closure or the holiday
	Next   civil.Date       `json:"next,omitzero"`  // the first day on which it is open again
}

// Clashes are what was promised for days on which the shop is closed: they are moved
// before their customers stand at the door. Limits of the law stay as they are.
func (a *App) Clashes(ctx context.Context, in *SiteAsked) ([]Clash, error) {
	site := a.here(in.Site)
	if site == "" { // HQ asks shop by shop
		return nil, nil
	}
	c, err := a.Calendar(ctx, site)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]Clash, error) {
		var out []Clash
		today := civil.At(a.now().UnixMilli(), c.Hours.Zone)
		err := a.eachPromised(r, site, c.Hours.Zone, func(one Clash) {
			day := c.Hours.Day(one.On)
			if !one.On.Known() || one.On < today || len(day.Hours) > 0 {
				return
			}
			one.Why, one.Name = day.Why, day.Name
			if next, err := c.Hours.NextOpenDay(one.On); err == nil { // a shop that never opens has none
				one.Next = next
			}
			out = append(out, one)
		})
		return out, err
	})
}

// eachPromised goes through what a shop promised for a day: devices, loaners that come
// back, visits.
func (a *App) eachPromised(r storage.Reader, site string, zone *time.Location, each func(Clash)) error {
	err := a.eachOpen(r, func(row views.RepairRow) error {
		on, err := civil.Parse("promised_on", row.PromisedOn)
		if err == nil && row.Site == site {
			each(Clash{What: "repair", ID: row.ID, Number: row.Number, On: on})
		}
		return err
	})
	if err != nil {
		return err
	}
	loans, err := a.views.OpenLoans(r, site)
	if err != nil {
		return err
	}
	for _, l := range loans {
		on, err := civil.Parse("due_on", l.DueOn)
		if err != nil {
			return err
		}
		each(Clash{What: "loan", ID: l.ID, Number: l.Number, On: on})
	}
	visits, err := a.views.VisitsOf(r, "site/"+site, a.now().UnixMilli(), math.MaxInt64)
	for _, v := range visits {
		if v.Status.Ahead() {
			each(Clash{What: "visit", ID: v.ID, Number: v.Number, On: civil.At(v.Slot.FromMS, zone)})
		}
	}
	return err
}
