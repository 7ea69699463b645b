package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/rules"
	"etabli/app/domain/site"
	"etabli/storage"
)

// PeopleUse answers how the paid hours of each person went. It is told by person
// only where the shop said that figures may be.
func (a *App) PeopleUse(ctx context.Context, in *ReportAsked) ([]figure.Use, error) {
	span, err := in.span(a.figuresUntil())
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]figure.Use, error) {
		names, err := a.peopleToTell(r, a.here(in.Site))
		if err != nil {
			return nil, err
		}
		m, err := a.matterOf(r, in, span)
		if err != nil {
			return nil, err
		}
		of := map[string]figure.Use{}
		for _, c := range m.Cases {
			if c.Person == "" || !span.Has(c.ReadyOn) {
				continue
			}
			u := of[c.Person]
			u.Jobs, u.HandsMS = u.Jobs+1, u.HandsMS+c.HandsOnMS
			if c.RevenueC > 0 || c.BorneC > 0 {
				u.BilledMS += c.HandsOnMS
			}
			of[c.Person] = u
		}
		if err := a.atHomes(r, in.Site, span, of); err != nil {
			return nil, err
		}
		return a.againstPaid(r, in.Site, span, names, of)
	})
}

// atHomes adds the time of visits, as their reports say it.
func (a *App) atHomes(r storage.Reader, code string, span figure.Span, of map[string]figure.Use) error {
	codes, err := a.codes(r, code)
	if err != nil {
		return err
	}
	zone := site.Zone("")
	from, to := span.From.Clock(0, zone).UnixMilli(), span.To.AddDays(1).Clock(0, zone).UnixMilli()
	for _, code := range codes {
		visits, err := a.views.VisitsOf(r, "site/"+code, from, to)
		if err != nil {
			return err
		}
		for _, v := range visits {
			if v.Report == nil || v.Staff.IsZero() {
				continue
			}
			u, spent := of[v.Staff.String()], max(0, v.Report.EndedMS-v.Report.BeganMS)
			if v.Report.BeganMS == 0 {
				spent = 0
			}
			u.Jobs, u.HandsMS = u.Jobs+1, u.HandsMS+spent
			if len(v.Report.Lines) > 0 {
				u.BilledMS += spent
			}
			of[v.Staff.String()] = u
		}
	}
	return nil
}

// againstPaid sets hours against those that are paid: working days of the shop's
// region without absences, at the hours of a full week.
func (a *App) againstPaid(r storage.Reader, code string, span figure.Span, names map[string]string, of map[string]figure.Use) ([]figure.Use, error) {
	at, err := a.lawAt(r, a.here(code))
	if err != nil {
		return nil, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return nil, err
	}
	week, err := set.Number("paid_week_minutes")
	if err != nil {
		return nil, err
	}
	people, err := a.views.Staff(r)
	if err != nil {
		return nil, err
	}
	out := make([]figure.Use, 0, len(of))
	for _, p := range people {
		u, worked := of[p.ID.String()]
		if !worked {
			continue
		}
		days := 0
		for d := span.From; d <= min(span.To, at.today); d = d.AddDays(1) {
			if _, away := p.AwayOn(d); civil.Ouvres.Works(d, at.region) && !away {
				days++
			}
		}
		u.Name = names[p.ID.String()]
		out = append(out, u.Of(days, int64(week)))
	}
	slices.SortFunc(out, func(x, y figure.Use) int { return cmp.Compare(x.Name, y.Name) })
	return out, nil
}

// SyncHealth answers how the devices keep in touch, by the entries that are here: at
// HQ of all, on a device of those of its shop.
func (a *App) SyncHealth(ctx context.Context, in *ReportAsked) (figure.Sync, error) {
	span, err := in.span(a.figuresUntil())
	if err != nil {
		return figure.Sync{}, err
	}
	return read(ctx, a, func(r storage.Reader) (figure.Sync, error) {
		zone := site.Zone("")
		to := min(span.To.AddDays(1).Clock(0, zone).UnixMilli()-1, a.now().UnixMilli())
		t, err := a.views.Touches(r, span.From.Clock(0, zone).UnixMilli(), to)
		if err != nil {
			return figure.Sync{}, err
		}
		open, err := a.views.Review(r)
		return figure.Sync{
			From: span.From, To: span.To, Devices: t.Devices, Heard: t.Heard, Entries: t.Entries, Clashes: t.Settled + len(open), Unordered: t.Unordered,
		}.Of(), err
	})
}
