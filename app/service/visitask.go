package service

import (
	"cmp"
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/stock"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// DayAsked asks for the visits of a day.
type DayAsked struct {
	On   string            `json:"on,omitempty" doc:"today when empty"`
	Of   *journal.EntityID `json:"of,omitempty" doc:"of one member of staff"`
	Van  string            `json:"van,omitempty" doc:"of one van"`
	Site string            `json:"site,omitempty" doc:"of a shop; this one when nothing else is asked"`
}

func visitQuestions() []Question {
	return []Question{
		question("visit.get", "One visit, with what of its report may be paid when.", func(a *App, ctx context.Context, in *ByID) (Reported, error) { return a.Visit(ctx, in.ID) }),
		question("visit.day", "The visits of a day, in their order: of a technician, a van or a shop.", (*App).VisitDay),
		question("visit.about", "The visits about a file, the earliest first.", func(a *App, ctx context.Context, in *ByID) ([]views.Visit, error) {
			return a.VisitsOfFile(ctx, in.ID)
		}),
		question("visit.pick_list", "The parts that a van takes along for a day.", (*App).PickList),
		question("visit.proposals", "Who could take over what is left of somebody's day.", (*App).Proposals),
		question("visit.terms", "What of some lines may be paid when, and what must be said, before a report is signed.", (*App).VisitTerms),
		question("visit.van_returns", "What a van brings back in the evening: what neither its kit nor its next day needs.", (*App).VanReturns),
		question("visit.van_stock", "What lies in a van, with the prices.", (*App).VanStock),
		question("visit.silent", "The visits whose time has come and of which nothing is heard.", (*App).SilentVisits),
		question("visit.alerts", "The visits ahead that were moved so often that a manager calls.", (*App).VisitAlerts),
	}
}

// VisitDay is the visits of a day.
func (a *App) VisitDay(ctx context.Context, in *DayAsked) ([]views.Visit, error) {
	day, err := civil.Parse("on", in.On)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Visit, error) {
		site := cmp.Or(in.Site, a.place.Site)
		at, err := a.lawAt(r, site)
		if err != nil {
			return nil, err
		}
		from, to := dayBounds(known(day, at.today), at.zone)
		list := "site/" + site
		switch {
		case in.Of != nil:
			list = "staff/" + in.Of.String()
		case in.Van != "":
			list = "van/" + in.Van
		}
		return a.views.VisitsOf(r, list, from, to)
	})
}

// PickList is the parts for a day of a van or a technician.
func (a *App) PickList(ctx context.Context, in *DayAsked) ([]visit.Part, error) {
	visits, err := a.VisitDay(ctx, in)
	if err != nil {
		return nil, err
	}
	return pickList(visits), nil
}

// AwayAsked asks about the day of somebody who is away.
type AwayAsked struct {
	ID journal.EntityID `json:"id" doc:"who is away"`
	On string           `json:"on,omitempty" doc:"today when empty"`
}

// Proposals is who could take over what is left of somebody's day.
func (a *App) Proposals(ctx context.Context, in *AwayAsked) ([]Proposal, error) {
	day, err := civil.Parse("on", in.On)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]Proposal, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		return a.proposals(r, in.ID, known(day, at.today))
	})
}

// aheadDays is how far ahead alerts about visits look, in days.
const aheadDays = 60

// SilentVisits are those where somebody should have been for a while, by what their
// customer was told last, and nothing says that they came or will: the van is called.
func (a *App) SilentVisits(ctx context.Context, in *SiteAsked) ([]views.Visit, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Visit, error) {
		nowMS := a.now().UnixMilli()
		all, err := a.views.VisitsOf(r, "site/"+cmp.Or(in.Site, a.place.Site), nowMS-dayMS, nowMS)
		out := []views.Visit{}
		for _, v := range all {
			if v.Status.Ahead() && visit.Silent(v.Expected(), nowMS) {
				out = append(out, v)
			}
		}
		return out, err
	})
}

// VisitAlerts are the visits ahead that were moved three times or more.
func (a *App) VisitAlerts(ctx context.Context, in *SiteAsked) ([]views.Visit, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Visit, error) {
		nowMS := a.now().UnixMilli()
		all, err := a.views.VisitsOf(r, "site/"+cmp.Or(in.Site, a.place.Site), nowMS-dayMS, nowMS+aheadDays*dayMS)
		out := []views.Visit{}
		for _, v := range all {
			if v.Alert && v.Status.Ahead() {
				out = append(out, v)
			}
		}
		return out, err
	})
}

// VanAsked asks for the stock of a van.
type VanAsked struct {
	Van  string `json:"van" doc:"as a visit names it, such as ROU4, or its place, such as ROU.van4"`
	Site string `json:"site,omitempty" doc:"whose van; this shop when empty"`
}

// VanPart is a part in a van.
type VanPart struct {
	views.Account
	Cents int64  `json:"price_cents,omitempty"`
	GTIN  string `json:"gtin,omitempty"`
}

// VanStock is what lies in a van; nothing for a name that no van can have.
func (a *App) VanStock(ctx context.Context, in *VanAsked) ([]VanPart, error) {
	place, ok := stock.VanAt(cmp.Or(in.Site, a.place.Site), in.Van)
	if !ok {
		return []VanPart{}, nil
	}
	return read(ctx, a, func(r storage.Reader) ([]VanPart, error) {
		accounts, err := a.views.Accounts(r, place.Site(), a.own())
		out := []VanPart{}
		for _, at := range accounts {
			if at.Place != place || err != nil {
				continue
			}
			var part views.Part
			if part, err = a.partToday(r, at.PartID); err == nil {
				out = append(out, VanPart{at, part.Price, part.GTIN})
			}
		}
		return out, err
	})
}
