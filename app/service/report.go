package service

import (
	"context"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/figure"
	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/domain/site"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func reportCommands() []Command {
	return []Command{
		command("figures.people", "Say whether figures may be told by person; by team alone until somebody says so.", (*App).SayPeopleFigures),
	}
}

func reportQuestions() []Question {
	return []Question{
		question("figures.report", "Every figure of a period, with how many cases it is made of; of one shop, one executor or one kind of device.", (*App).Report),
		question("figures.executors", "Those who repair side by side: our bench, each subcontractor, or each person where that is switched on.", (*App).Executors),
		question("figures.use", "The hours of each person at work that somebody pays, against the hours that are paid; where figures are told by person.", (*App).PeopleUse),
		question("figures.sync", "How the devices keep in touch: heard within a day, clashes in their entries, what HQ has not ordered.", (*App).SyncHealth),
		question("figures.promises", "Promised against real days, by supplier and by carrier.", (*App).KeptPromises),
	}
}

// ReportAsked asks for the figures of a period.
type ReportAsked struct {
	From     string `json:"from,omitempty" doc:"first day; thirty days before the last one when empty"`
	To       string `json:"to,omitempty" doc:"last day; today when empty"`
	Site     string `json:"site,omitempty" doc:"of one shop; all of them when empty"`
	Executor string `json:"executor,omitempty" doc:"own, or the code of a subcontractor"`
	Family   string `json:"family,omitempty" doc:"kind of device, such as smartphone"`
	By       string `json:"by,omitempty" doc:"of figures.executors: team or person; team when empty"`
}

// reportDays is how long a period is that nobody names, and the longest one.
const (
	reportDays  = 30
	longestSpan = 1100
)

func (in *ReportAsked) span(today civil.Date) (figure.Span, error) {
	to, err := civil.Parse("to", in.To)
	if err != nil {
		return figure.Span{}, err
	}
	from, err := civil.Parse("from", in.From)
	if err != nil {
		return figure.Span{}, err
	}
	if !to.Known() {
		to = today
	}
	if !from.Known() {
		from = to.AddDays(1 - reportDays)
	}
	if from > to || from.DaysUntil(to) > longestSpan {
		return figure.Span{}, fault.New(fault.OutOfRange, "from", "min", to.AddDays(-longestSpan).String(), "max", to.String())
	}
	return figure.Span{From: from, To: to}, nil
}

// PeriodFigures are the figures of a period.
type PeriodFigures struct {
	From  civil.Date    `json:"from"`
	To    civil.Date    `json:"to"`
	Short int           `json:"short_days"`
	Long  int           `json:"long_days"`
	Lines []figure.Line `json:"figures"`
}

// Report answers every figure of a period.
func (a *App) Report(ctx context.Context, in *ReportAsked) (PeriodFigures, error) {
	span, err := in.span(a.figuresUntil())
	if err != nil {
		return PeriodFigures{}, err
	}
	m, err := read(ctx, a, func(r storage.Reader) (figure.Matter, error) { return a.matterOf(r, in, span) })
	return PeriodFigures{From: span.From, To: span.To, Short: m.Short, Long: m.Long, Lines: figure.Report(m, span)}, err
}

// matterOf is what the figures of a period are made of.
func (a *App) matterOf(r storage.Reader, in *ReportAsked, span figure.Span) (m figure.Matter, err error) {
	zone := site.Zone("")
	if m, err = a.besideCases(r, in.Site); err != nil {
		return m, err
	}
	since := span.From.Clock(0, zone).Add(-longestTurn).UnixMilli()
	if m.Cases, err = a.views.Cases(r, in.Site, since, a.workingDays(r)); err != nil {
		return m, err
	}
	kept := m.Cases[:0]
	for _, c := range m.Cases {
		if (in.Executor == "" || c.Executor == in.Executor) && (in.Family == "" || c.Family == in.Family) {
			kept = append(kept, c)
		}
	}
	m.Cases = kept
	if m.Asked, err = a.views.Asked(r, in.Site); err != nil {
		return m, err
	}
	if m.Refusals, err = a.views.RefusedIntakes(r, in.Site, zone); err != nil {
		return m, err
	}
	if m.Trips, err = a.views.Trips(r, in.Site, since, zone); err != nil {
		return m, err
	}
	return m, a.onShelves(r, in, span, zone, &m)
}

// onShelves adds what lay on shelves and what was delivered, and the working days of
// the period.
func (a *App) onShelves(r storage.Reader, in *ReportAsked, span figure.Span, zone *time.Location, m *figure.Matter) (err error) {
	m.WorkDays = a.workingDays(r)(a.here(in.Site))(span.From.AddDays(-1), span.To)
	at, err := a.lawAt(r, a.here(in.Site))
	if err != nil {
		return err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return err
	}
	dead, err := set.Span("dead_stock_days")
	if err != nil {
		return err
	}
	soon, err := set.Span("doa_days")
	if err != nil {
		return err
	}
	m.DeadDays, m.DOADays = dead.N, soon.N
	if m.Goods, err = a.views.Shelves(r, in.Site, span, zone); err != nil {
		return err
	}
	m.Delivered, err = a.views.DeliveredByUs(r, zone)
	return err
}

// workingDays counts working days between two days at a shop, as its region has
// them; each shop's calendar is read once.
func (a *App) workingDays(r storage.Reader) func(string) func(from, to civil.Date) int {
	regions := map[string]civil.Region{}
	return func(code string) func(from, to civil.Date) int {
		region, known := regions[code]
		if !known {
			if at, err := a.lawAt(r, code); err == nil { // a shop without a calendar has the usual holidays
				region = at.region
			}
			regions[code] = region
		}
		return func(from, to civil.Date) (n int) {
			if !from.Known() || !to.Known() || from.DaysUntil(to) > longestSpan {
				return 0
			}
			for d := from.AddDays(1); d <= to; d = d.AddDays(1) {
				if civil.Ouvres.Works(d, region) {
					n++
				}
			}
			return n
		}
	}
}

// backBy are the days on which loans had to be back, and were.
func backBy(loans []views.Loan, zone *time.Location) (out []figure.Due) {
	for _, l := range loans {
		on, err := civil.Parse("due_on", l.DueOn)
		if err != nil || !on.Known() || l.IssuedMS == 0 {
			continue
		}
		d := figure.Due{On: on}
		if l.ReturnedMS != 0 {
			d.Back = civil.At(l.ReturnedMS, zone)
		}
		out = append(out, d)
	}
	return out
}

// NotByPerson says that figures are told by team alone.
const NotByPerson fault.Code = "figures_by_team"

// PeopleFiguresInput switches figures by person.
type PeopleFiguresInput struct {
	On bool `json:"on" doc:"people were told beforehand, and whoever speaks for them was heard"`
}

// SayPeopleFigures says whether figures may be told by person.
func (a *App) SayPeopleFigures(ctx context.Context, call Call, in *PeopleFiguresInput) (Result, error) {
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.PeopleFiguresSaid, entity(kind.Site, SiteID(a.place.Site))).with(figure.PeopleFacts{On: in.On})
	}, func(storage.Reader) (any, error) { return in, nil })
}

// Executors sets those who repair side by side.
func (a *App) Executors(ctx context.Context, in *ReportAsked) ([]figure.Executor, error) {
	if err := text.OneOf("by", in.By, "", "team", "person"); err != nil {
		return nil, err
	}
	span, err := in.span(a.figuresUntil())
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]figure.Executor, error) {
		by := func(c figure.Case) string { return c.Executor }
		if in.By == "person" {
			names, err := a.peopleToTell(r, a.here(in.Site))
			if err != nil {
				return nil, err
			}
			by = func(c figure.Case) string { return names[c.Person] }
		}
		m, err := a.matterOf(r, in, span)
		return figure.Executors(m, span, by), err
	})
}

// peopleToTell are the names of staff, where figures may be told by person.
func (a *App) peopleToTell(r storage.Reader, site string) (map[string]string, error) {
	on, err := a.views.PeopleFigures(r, site)
	if err != nil {
		return nil, err
	}
	if !on {
		return nil, fault.New(NotByPerson, "by")
	}
	staff, err := a.views.Staff(r)
	out := map[string]string{}
	for _, s := range staff {
		out[s.ID.String()] = s.Display
	}
	return out, err
}

// Promised is how suppliers and carriers keep their word.
type Promised struct {
	Suppliers []figure.Kept `json:"suppliers"`
	Carriers  []figure.Kept `json:"carriers"`
}

// KeptPromises answers promised against real days.
func (a *App) KeptPromises(ctx context.Context, in *ReportAsked) (Promised, error) {
	span, err := in.span(a.figuresUntil())
	if err != nil {
		return Promised{}, err
	}
	return read(ctx, a, func(r storage.Reader) (Promised, error) {
		zone := site.Zone("")
		came, err := a.views.Deliveries(r, zone)
		if err != nil {
			return Promised{}, err
		}
		carried, err := a.views.Carried(r, zone)
		return Promised{figure.Promises(came, span), figure.Promises(carried, span)}, err
	})
}
