package service

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ReturnAll gives HQ every right that this device holds, because the device goes to
// another shop: a promise that was made stays made, and what is free is free there. It
// answers how many entries that took.
func (a *App) ReturnAll(ctx context.Context) (n int, err error) {
	type held struct {
		about journal.Entity
		facts stock.RightFacts
	}
	list, err := read(ctx, a, func(r storage.Reader) (out []held, err error) {
		accounts, err := a.views.Accounts(r, a.place.Site, a.own())
		if err != nil {
			return nil, err
		}
		for _, at := range accounts {
			out = append(out, held{entity(kind.Account, at.ID), stock.RightFacts{Part: stock.ID(at.PartID), Place: at.Place, Reason: "surplus"}})
		}
		units, err := a.views.Loaners(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			out = append(out, held{entity(kind.LoanerUnit, u.ID), stock.RightFacts{Reason: "surplus"}})
		}
		vouchers, err := a.views.VouchersIn(r, views.VouchersLive, "", a.own())
		for _, v := range vouchers {
			out = append(out, held{entity(kind.Voucher, v.ID), stock.RightFacts{Reason: "plan"}})
		}
		return out, err
	})
	for _, h := range list {
		done, err := a.giveBack(ctx, "leaves "+a.own().String(), h.about, h.facts, func(b journal.Books) int64 { return b.Left(a.own()) })
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, err
}
