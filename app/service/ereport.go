package service

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/ereport"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

func ereportCommands() []Command {
	return []Command{
		command("ereport.regime", "Say how this shop reports its sales to consumers: by which periods, and whether payments of services are told.", (*App).SayReporting),
		command("ereport.make", "Make the report of a period's sales to consumers; refused while a day of it is open or a till was not heard since.", (*App).MakeSalesReport),
		command("ereport.step", "Log how far a report is on its way over a platform.", (*App).StepSalesReport),
	}
}

func ereportQuestions() []Question {
	return []Question{
		question("ereport.get", "One report of sales to consumers, as structured data.", (*App).SalesReport),
		question("ereport.list", "The reports of a shop, the earliest period first.", (*App).SalesReports),
		question("ereport.due", "The periods that are over and not reported whole, and what keeps each from being reported.", (*App).SalesReportsDue),
	}
}

// SayReporting says how this shop reports.
func (a *App) SayReporting(ctx context.Context, call Call, in *ereport.RegimeFacts) (Result, error) {
	if err := ereport.CheckRegime(*in); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.ReportingSaid, entity(kind.Site, SiteID(a.place.Site))).with(*in)
	}, func(r storage.Reader) (any, error) { return a.views.Reporting(r, a.place.Site) })
}

// SalesReportInput names a period.
type SalesReportInput struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
	On   string `json:"on,omitempty" doc:"any day of the period; the earliest that is due when empty"`
}

// MakeSalesReport makes the report of a period: of every day of every till of it that
// stands on none.
func (a *App) MakeSalesReport(ctx context.Context, call Call, in *SalesReportInput) (Result, error) {
	if a.till != nil && a.here(in.Site) == a.place.Site {
		if err := a.closeDue(ctx, call, false); err != nil {
			return Result{}, err
		}
	}
	var number string
	plan := func(r storage.Reader) (*journal.Draft, error) {
		f, err := a.salesReport(r, in)
		if err != nil {
			return nil, err
		}
		number = f.Number
		return newDraft(call, kind.SalesReported, entity(kind.SalesReport, fold.SalesReportID(f.Number))).with(f)
	}
	return a.commitMade(ctx, call, plan, func(r storage.Reader, made journal.Receipt) (any, error) {
		if number == "" { // it was made before
			e, err := journal.Get(r, made.Ref)
			if err != nil {
				return nil, err
			}
			var f ereport.MadeFacts
			if err := journal.UnmarshalFacts(e.Facts, &f); err != nil {
				return nil, err
			}
			number = f.Number
		}
		return a.views.SalesReport(r, number)
	})
}

func (a *App) salesReport(r storage.Reader, in *SalesReportInput) (f ereport.MadeFacts, err error) {
	on, err := civil.Parse("on", in.On)
	if err != nil {
		return f, err
	}
	l, err := a.reporting(r, a.here(in.Site))
	if err != nil {
		return f, err
	}
	due := l.due()
	if on.Known() {
		p := ereport.PeriodOf(on, l.length)
		due = slices.DeleteFunc(due, func(d PeriodDue) bool { return d.From != p.From })
		if p.To >= l.at.today {
			return f, fault.New(ereport.NotOver, "on", "to", p.To.String())
		}
	}
	if len(due) == 0 {
		return f, fault.New(ereport.Nothing, "on")
	}
	p := due[0]
	if len(p.Holes) > 0 {
		return f, fault.New(ereport.Hole, "on", "till", p.Holes[0].Till, "date", p.Holes[0].On)
	}
	f = ereport.MadeFacts{
		Site: l.site, From: p.From.String(), To: p.To.String(), Completes: p.Completes, Days: p.days, SIREN: l.siren, Rules: l.version,
		Number: "R-" + l.site + "-" + strings.ReplaceAll(p.From.String(), "-", ""),
	}
	if p.Completes != "" {
		f.Number += "-" + strconv.Itoa(p.made+1)
	}
	records, err := a.recordsOfDays(r, &f)
	if err != nil {
		return f, err
	}
	var wrong error
	f.Sum(records, l.Debits, func(number string) (till.Record, bool) {
		rec, err := a.views.TillRecord(r, number)
		if err != nil && fault.Of(err).Code != fault.NotFound {
			wrong = err
		}
		return rec.Record, err == nil
	})
	return f, wrong
}

// recordsOfDays reads the records of the days of a report, and notes beside each day
// what its till says of it.
func (a *App) recordsOfDays(r storage.Reader, f *ereport.MadeFacts) (out []till.Record, err error) {
	for i := range f.Days {
		d := &f.Days[i]
		id, err := seriesDay(*d)
		if err != nil {
			return nil, err
		}
		records, err := a.views.TillRecordsOf(r, id)
		if err != nil {
			return nil, err
		}
		for _, rec := range records {
			if rec.Invoiced() && rec.Record.Kind.Turns() {
				d.Trade += rec.Total
			}
			out = append(out, rec.Record)
		}
	}
	return out, nil
}

// StepSalesReportInput is a step on the way.
type StepSalesReportInput struct {
	Number string        `json:"number"`
	State  ereport.State `json:"state" doc:"handed, rejected or accepted"`
	Ref    string        `json:"ref,omitempty" doc:"that the platform gave; needed when it is handed over"`
	Reason string        `json:"reason,omitempty" doc:"of a rejection"`
}

// StepSalesReport logs how far a report is on its way.
func (a *App) StepSalesReport(ctx context.Context, call Call, in *StepSalesReportInput) (Result, error) {
	plan := func(r storage.Reader) (*journal.Draft, error) {
		now, err := a.views.SalesReport(r, in.Number)
		if err != nil {
			return nil, err
		}
		f := ereport.SteppedFacts{State: in.State, Ref: in.Ref, Reason: in.Reason, AtMS: a.now().UnixMilli()}
		if f.Ref == "" && in.State != ereport.Handed {
			f.Ref = now.Ref
		}
		if err := ereport.CheckStepped(f, now.State); err != nil {
			return nil, err
		}
		return newDraft(call, kind.SalesReportStepped, entity(kind.SalesReport, now.ID)).with(f)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.SalesReport(r, in.Number) })
}

// SalesReports are the reports of a shop, the earliest period first.
func (a *App) SalesReports(ctx context.Context, in *SiteAsked) ([]views.SalesReport, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.SalesReport, error) { return a.views.SalesReports(r, a.here(in.Site)) })
}

// SalesReport is one report.
func (a *App) SalesReport(ctx context.Context, in *ByInvoice) (views.SalesReport, error) {
	return read(ctx, a, func(r storage.Reader) (views.SalesReport, error) { return a.views.SalesReport(r, in.Number) })
}

// reporting is what the periods of a shop are found from.
type reporting struct {
	ereport.RegimeFacts
	site, siren, version, length string
	at                           law
	heardTo                      civil.Date // everything of the shop up to this day is here
	days                         []views.TillDay
	made                         []views.SalesReport
}

func (a *App) reporting(r storage.Reader, site string) (l reporting, err error) {
	l.site = site
	if l.at, err = a.lawAt(r, site); err != nil {
		return l, err
	}
	if l.RegimeFacts, err = a.views.Reporting(r, site); err != nil {
		return l, err
	}
	if l.Regime == "" {
		return l, fault.New(ereport.NoRegime, "")
	}
	set, err := l.at.rules(rules.Dates{})
	if err != nil {
		return l, err
	}
	if l.length, err = ereport.Length(set, l.Regime); err != nil {
		return l, err
	}
	l.version = set.Version()
	sites, err := a.views.Sites(r)
	if err != nil {
		return l, err
	}
	for _, s := range sites {
		if s.Code == site && len(s.SIRET) >= sirenLength {
			l.siren = s.SIRET[:sirenLength]
		}
	}
	l.heardTo = l.at.today
	if a.heard != nil {
		ms, err := a.heard(context.Background(), site)
		if err != nil {
			return l, err
		}
		l.heardTo = civil.At(ms, l.at.zone).AddDays(-1) // of that day itself more may come
	}
	if l.days, err = a.views.TillDays(r, site, "", ""); err != nil {
		return l, err
	}
	l.days = slices.DeleteFunc(l.days, func(d views.TillDay) bool { return d.Training })
	l.made, err = a.views.SalesReports(r, site)
	return l, err
}

const sirenLength = 9
