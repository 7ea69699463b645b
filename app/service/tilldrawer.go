package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// SayDrawers says which tills of this shop put their cash into one drawer.
func (a *App) SayDrawers(ctx context.Context, call Call, in *till.DrawersFacts) (Result, error) {
	if err := till.CheckDrawers(*in); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.DrawersSaid, entity(kind.Site, SiteID(a.place.Site))).with(*in)
	}, func(r storage.Reader) (any, error) { return a.views.SharedDrawers(r, a.place.Site) })
}

// Drawers are the drawers of a shop, and the cash between them.
type Drawers struct {
	Drawers []views.Drawer  `json:"drawers"`
	Between []till.OnItsWay `json:"on_its_way"` // given by one till and not taken by the other
}

// drawerDays is how long a till may be silent and still have cash in its drawer.
const drawerDays = 92

// TillDrawers answers what should be in the drawers of a shop.
func (a *App) TillDrawers(ctx context.Context, in *SiteAsked) (Drawers, error) {
	return read(ctx, a, func(r storage.Reader) (out Drawers, err error) {
		site := a.here(in.Site)
		at, err := a.lawAt(r, site)
		if err != nil {
			return out, err
		}
		from := at.today.AddDays(-drawerDays)
		if out.Drawers, err = a.views.Drawers(r, site, from.String()); err != nil {
			return out, err
		}
		out.Between, err = a.between(r, site, from, out.Drawers)
		return out, err
	})
}

func (a *App) between(r storage.Reader, site string, from civil.Date, drawers []views.Drawer) ([]till.OnItsWay, error) {
	var known []string
	for _, d := range drawers {
		for _, t := range d.Tills {
			known = append(known, site+till.BareCode(t.Device))
		}
	}
	found, err := a.views.TillRecords(r, views.TillSearch{Site: site, From: from.String(), Kinds: []till.Kind{till.Cash}, Limit: mostReceipts})
	records := make([]till.Record, 0, len(found))
	for i := len(found) - 1; i >= 0; i-- { // the latest come first
		records = append(records, found[i].Record)
	}
	out := till.Handed(records, known)
	if out == nil {
		out = []till.OnItsWay{}
	}
	return out, err
}

// beside is what the other tills of a drawer that this one shares should have put
// into it, as far as they were heard.
func (a *App) beside(r storage.Reader, series []byte, training bool) (name string, cents int64, err error) {
	if training {
		return "", 0, nil
	}
	shared, err := a.views.SharedDrawers(r, a.place.Site)
	if err != nil {
		return "", 0, err
	}
	of, isShared := shared.Of(a.place.Device)
	if !isShared {
		return "", 0, nil
	}
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return "", 0, err
	}
	drawers, err := a.views.Drawers(r, a.place.Site, at.today.AddDays(-drawerDays).String())
	if err != nil {
		return "", 0, err
	}
	own, err := a.views.TillCarry(r, series)
	for _, d := range drawers {
		if d.Name == of.Name {
			cents = d.Cents - own.Drawer
		}
	}
	return of.Name, cents, err
}
