package service

import (
	"context"
	"fmt"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/storage"
	"etabli/storage/journal"
)

// lapsed tells whether this device may promise nothing by its own rights, because
// it is one on the road and has not heard HQ for too long, or since it was started:
// by a clock that nobody confirmed no lease ends.
func (a *App) lapsed() (bool, error) {
	if !a.leased || a.heard == nil {
		return false, nil
	}
	if a.sure != nil && !a.sure() {
		return true, nil
	}
	heard, err := a.heard(context.Background(), a.place.Site)
	return !stock.LeaseHolds(heard, a.now().UnixMilli()), err
}

// ReclaimLapsed takes back the rights of devices on the road whose lease is over,
// by their chains, and answers how many entries that took. HQ alone does it. If one
// of them used its rights all the same, the promise that endangers shows in the books.
func (a *App) ReclaimLapsed(ctx context.Context, chains []journal.ChainID) (n int, err error) {
	if !a.isHQ() || len(chains) == 0 {
		return 0, nil
	}
	list, err := read(ctx, a, func(r storage.Reader) ([]heldRights, error) { return a.lapsedRights(r, chains) })
	for _, h := range list {
		if h.books.Left(h.chain) < 1 {
			continue
		}
		done, err := a.reclaim(ctx, h)
		if err != nil {
			return n, err
		}
		if done {
			n++
		}
	}
	return n, err
}

// heldRights are what a chain may hold of the rights to something.
type heldRights struct {
	about journal.Entity
	chain journal.ChainID
	facts stock.RightFacts
	books journal.Books
}

// lapsedRights lists the accounts and the loaners of which chains may hold rights.
func (a *App) lapsedRights(r storage.Reader, chains []journal.ChainID) (out []heldRights, err error) {
	sites, err := a.views.Sites(r)
	if err != nil {
		return nil, err
	}
	for _, s := range sites {
		for _, chain := range chains {
			accounts, err := a.views.Accounts(r, s.Code, chain)
			if err != nil {
				return nil, err
			}
			for _, at := range accounts {
				if at.Rights > 0 {
					out = append(out, heldRights{about: entity(kind.Account, at.ID), chain: chain, facts: stock.RightFacts{Part: stock.ID(at.PartID), Place: at.Place}})
				}
			}
			units, err := a.views.Loaners(r, s.Code)
			if err != nil {
				return nil, err
			}
			for _, u := range units {
				out = append(out, heldRights{about: entity(kind.LoanerUnit, u.ID), chain: chain})
			}
		}
	}
	for i := range out {
		if out[i].books, err = journal.BooksOf(r, out[i].about.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// reclaim takes back the rights that a chain has left, once for the books it was found by.
func (a *App) reclaim(ctx context.Context, h heldRights) (done bool, err error) {
	why := fmt.Sprintf("lapsed %s %+v", h.chain, h.books)
	return a.act(ctx, kind.RightsReclaimed, why, h.about, func(r storage.Reader, d *draft) (any, error) {
		books, err := journal.BooksOf(r, h.about.ID)
		if h.facts.N = books.Left(h.chain); err != nil || h.facts.N < 1 {
			return nil, err
		}
		h.facts.Reason = "lease"
		d.move(h.about.ID, journal.Reclaim, h.facts.N)
		d.Give(h.chain)
		return h.facts, nil
	})
}
