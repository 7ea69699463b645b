package service

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/ereport"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// PeriodDue is a period that is over and not reported whole.
type PeriodDue struct {
	From      civil.Date `json:"from"`
	To        civil.Date `json:"to"`
	Days      int        `json:"days"` // of tills, that stand on no report
	Gross     int64      `json:"gross_cents"`
	Completes string     `json:"completes,omitempty"` // report of the period that was made before these days came
	Holes     []Hole     `json:"holes,omitempty"`     // what keeps it from being made

	days []ereport.Day
	made int
}

// Hole is why a period cannot be reported: a day of a till that is open or not here,
// or a shop that was not heard since.
type Hole struct {
	Till string `json:"till,omitempty"`
	On   string `json:"on"`
	Why  string `json:"why"` // open, missing, not_heard
}

// SalesReportsDue are the periods of a shop that are over and not reported whole.
func (a *App) SalesReportsDue(ctx context.Context, in *SiteAsked) ([]PeriodDue, error) {
	return read(ctx, a, func(r storage.Reader) ([]PeriodDue, error) {
		l, err := a.reporting(r, a.here(in.Site))
		if err != nil {
			return nil, err
		}
		return l.due(), nil
	})
}

// due are the periods up to yesterday that are not reported whole, the earliest first.
// Where somebody sold on any day, the periods in between are due too, though nothing
// was sold in them: the tax office wants to know that as well.
func (l *reporting) due() []PeriodDue {
	out := []PeriodDue{}
	if len(l.days) == 0 {
		return out
	}
	first := dateOr(l.days[0].Day, civil.None)
	for p := ereport.PeriodOf(first, l.length); p.To < l.at.today; p = ereport.PeriodOf(p.To.AddDays(1), l.length) {
		if d := l.periodDue(p); d.Days > 0 || d.made == 0 {
			out = append(out, d)
		}
	}
	return out
}

func (l *reporting) periodDue(p ereport.Period) PeriodDue {
	out := PeriodDue{From: p.From, To: p.To}
	told := map[string]bool{}
	for _, m := range l.made {
		if dateOr(m.From, civil.None) != p.From {
			continue
		}
		out.made++
		out.Completes = cmp.Or(out.Completes, m.Number)
		for _, d := range m.Days {
			told[dayKey(d)] = true
		}
	}
	for _, d := range l.days {
		if on := dateOr(d.Day, civil.None); !p.Has(on) {
			continue
		}
		day := ereport.Day{Series: d.Series, Till: d.Site + d.Device, Session: d.Session, On: d.Day, Gross: d.Today.Gross}
		switch {
		case told[dayKey(day)]:
			continue
		case d.Open:
			out.Holes = append(out.Holes, Hole{day.Till, d.Day, "open"})
		case !l.follows(day):
			out.Holes = append(out.Holes, Hole{day.Till, d.Day, "missing"})
		}
		out.Days++
		out.Gross += d.Today.Gross
		out.days = append(out.days, day)
	}
	slices.SortFunc(out.days, func(a, b ereport.Day) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Till, b.Till), cmp.Compare(a.Session, b.Session))
	})
	if l.heardTo < p.To {
		out.Holes = append(out.Holes, Hole{On: l.heardTo.String(), Why: "not_heard"})
	}
	return out
}

// follows tells whether the day before a day of a series is here too.
func (l *reporting) follows(d ereport.Day) bool {
	if d.Session == 1 {
		return true
	}
	before := d
	before.Session--
	return slices.ContainsFunc(l.days, func(o views.TillDay) bool { return o.Series == before.Series && o.Session == before.Session })
}

func dayKey(d ereport.Day) string { return d.Series + "/" + itoa(d.Session) }

// seriesDay is the entity of a day of a till.
func seriesDay(d ereport.Day) (journal.EntityID, error) {
	series, err := hex.DecodeString(d.Series)
	return fold.TillID(series, d.Session), err
}
