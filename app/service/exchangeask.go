package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// Exchange is how a file ended in another device, and until when the legal
// guarantee covers that one: no day when that of the sale is not known.
type Exchange struct {
	views.Exchange
	LegalUntil string `json:"legal_until,omitempty"`
}

// ExchangeOf is how a file ended in another device; storage.ErrNotFound when it
// did not.
func (a *App) ExchangeOf(ctx context.Context, file journal.EntityID) (Exchange, error) {
	return read(ctx, a, func(r storage.Reader) (Exchange, error) {
		swap, err := a.views.Exchange(r, file)
		if err != nil {
			return Exchange{}, err
		}
		until, err := a.exchangedUntil(r, swap)
		return Exchange{Exchange: swap, LegalUntil: until}, err
	})
}

// exchangedUntil is the last day of the legal guarantee of the device given,
// counted from the day on which the customer has it: that of the hand-back, and
// before it that of the exchange.
func (a *App) exchangedUntil(r storage.Reader, swap views.Exchange) (string, error) {
	file, err := a.views.Repair(r, swap.File)
	if err != nil {
		return "", err
	}
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return "", err
	}
	j, err := a.judge(r, file, at)
	if err != nil {
		return "", err
	}
	as := warranty.Replacement{DeliveredOn: civil.At(cmp.Or(file.ReturnedMS, swap.AtMS), at.zone), Condition: swap.Condition}
	end := j.c.Exchanged(swap.Layer, as, j.terms).End
	if !end.Known() {
		return "", nil
	}
	return end.String(), nil
}

// Core is an old device that a customer owes.
type Core struct {
	views.Exchange
	Customer string `json:"customer,omitempty"`
	DaysLate int    `json:"days_late,omitempty"` // beyond the day it was due
}

// Cores are the old devices that customers of a shop owe, the one that is due first
// first.
func (a *App) Cores(ctx context.Context, in *SiteAsked) ([]Core, error) {
	return read(ctx, a, func(r storage.Reader) ([]Core, error) { return a.cores(r, a.here(in.Site)) })
}

func (a *App) cores(r storage.Reader, site string) ([]Core, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return nil, err
	}
	owed, err := a.views.Cores(r, site)
	out := make([]Core, 0, len(owed))
	for _, swap := range owed {
		row, err := a.views.Row(r, swap.File)
		if err != nil {
			return nil, err
		}
		core := Core{Exchange: swap, Customer: row.Customer}
		if due := dateOr(swap.CoreDueOn, civil.None); due.Known() {
			core.DaysLate = max(0, due.DaysUntil(at.today))
		}
		out = append(out, core)
	}
	return out, err
}

// lateCores are those whose day has passed.
func (a *App) lateCores(r storage.Reader, site string) ([]Core, error) {
	list, err := a.cores(r, site)
	return slices.DeleteFunc(list, func(c Core) bool { return c.DaysLate == 0 }), err
}
