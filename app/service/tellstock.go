package service

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
)

// The limits of what HQ tells of stock at a time: an entry lists so many accounts
// beside their shop, and a run writes a few entries, so that the first telling of
// a large stock holds nothing else up. Its own entries bring the next run.
const (
	toldLines = 30
	toldRun   = 8 * toldLines
)

// tellStock tells all shops what each has, as far as that has changed. The books
// themselves stay where they are.
func (a *App) tellStock(ctx context.Context) (n int, err error) {
	list, err := read(ctx, a, func(r storage.Reader) ([]views.Account, error) { return a.views.UntoldAccounts(r, toldRun) })
	bySite := map[string][]views.Account{}
	for _, at := range list {
		bySite[at.Place.Site()] = append(bySite[at.Place.Site()], at)
	}
	for _, site := range slices.Sorted(maps.Keys(bySite)) {
		for some := range slices.Chunk(bySite[site], toldLines) {
			done, err := a.tellFigures(ctx, site, some)
			if err != nil {
				return n, err
			}
			if done {
				n++
			}
		}
	}
	return n, err
}

// asSeen makes an account what this place may say of it. The books of its own shop
// are here; of another shop's a part at most, so that HQ's word counts.
func (a *App) asSeen(at views.Account) views.Account {
	if a.place.Site == "" || at.Place.Site() == a.place.Site {
		at.ToldMS = 0
	}
	if at.ToldMS > 0 {
		at.OnHand, at.Promised, at.Pending, at.Short = at.Told.N, at.Told.Promised, 0, 0
	}
	return at
}

// tellFigures tells some figures of a shop; the same figures of the same moment once.
func (a *App) tellFigures(ctx context.Context, site string, some []views.Account) (bool, error) {
	why := "stock told"
	for _, at := range some {
		why += " " + at.ID.String() + " " + strconv.FormatInt(at.OnHand, 10) + " " + strconv.FormatInt(at.TouchedMS, 10)
	}
	return a.act(ctx, kind.StockTold, why, entity(kind.Site, SiteID(site)), func(r storage.Reader, d *draft) (any, error) {
		var facts stock.FiguresToldFacts
		for _, at := range some {
			now, err := a.views.AccountByID(r, at.ID, a.own())
			if err != nil {
				return nil, err
			}
			d.also(kind.Account, at.ID)
			facts.Lines = append(facts.Lines, stock.ToldLine{Part: stock.ID(at.PartID), Place: at.Place, N: now.OnHand, Promised: now.Promised})
		}
		return facts, nil
	})
}
