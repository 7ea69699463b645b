package present

import (
	"context"
	"strconv"
	"time"

	"etabli/app/domain/figure"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Measuring is what the page of figures reads, and where a table is kept.
type Measuring interface {
	Changes
	Connecting
	SiteCode() string
	Sites(ctx context.Context) ([]views.Site, error)
	FigureTable(ctx context.Context, in *service.FiguresInput) (figure.Table, error)
	// KeepTable writes a table into the folder of documents, and answers the folder.
	KeepTable(ctx context.Context, name string, content []byte) (folder string, err error)
}

// FigureTile is a figure over all weeks.
type FigureTile struct {
	ID       string
	Label    string
	Value    string
	Sub      string
	Selected bool // its plot is shown
}

// FiguresState is figures over a period, one of them as a plot.
type FiguresState struct {
	Pages   ManagerPages
	Title   string
	Age     string
	Periods []Choice
	Period  string
	Sites   []Choice // empty when there is only one
	Site    string
	Tiles   []FigureTile
	Plot    Plot
	Busy    bool // a table is being written
	Loading bool
	Notice  Notice
}

// figuresEvery is the shortest time between two readings of the figures.
const figuresEvery = 30 * time.Second

// periods are the weeks that can be chosen.
var periods = []int{4, 12, 26, 52}

// Figures presents the page of figures.
type Figures struct {
	stay
	port Measuring
	show func(FiguresState)

	weeks  int
	site   string
	chosen figure.ID
	sites  []views.Site
	table  figure.Table
	atMS   int64
	known  bool
	busy   bool
	notice Notice
	lane   lane
	pulse  *pulse
}

// NewFigures makes the presenter of the page of figures.
func NewFigures(env Env, port Measuring, show func(FiguresState)) *Figures {
	f := &Figures{stay: stay{Env: env}, port: port, show: show, weeks: periods[1], chosen: figure.Turnaround}
	f.pulse = newPulse(env, figuresEvery, f.load)
	return f
}

// Enter reads, and follows changes and the connection.
func (f *Figures) Enter(ctx context.Context) {
	f.enter(ctx)
	f.watch(f.port, func([]journal.Entity) { f.pulse.kick() })
	f.follow(f.port, f.publish)
	f.until(f.pulse.rest)
	f.pulse.kick()
	f.publish()
}

// Leave ends it.
func (f *Figures) Leave() { f.leave() }

// PagePressed goes to another page of whoever runs the shop.
func (f *Figures) PagePressed(id string) { f.Go(Route{Screen: Screen(id)}) }

// PeriodChosen shows other weeks.
func (f *Figures) PeriodChosen(weeks string) {
	for _, n := range periods {
		if strconv.Itoa(n) == weeks && n != f.weeks {
			f.weeks = n
			f.anew()
		}
	}
}

// SiteChosen shows another shop, or all.
func (f *Figures) SiteChosen(code string) {
	if code != f.site {
		f.site = code
		f.anew()
	}
}

// TilePressed shows the plot of a figure.
func (f *Figures) TilePressed(id string) {
	f.chosen = figure.ID(id)
	f.publish()
}

// RetryPressed reads again.
func (f *Figures) RetryPressed() { f.anew() }

// anew reads for what was chosen; what was read before counts no more.
func (f *Figures) anew() {
	f.known, f.notice = false, Notice{}
	f.lane.drop()
	f.pulse.rest()
	f.pulse.kick()
	f.publish()
}

// measured is one reading of the figures.
type measured struct {
	sites []views.Site
	site  string
	table figure.Table
}

func (f *Figures) load() {
	in, atMS := service.FiguresInput{Weeks: f.weeks, Site: f.site}, f.nowMS()
	if f.sites == nil { // one begins with the own shop
		in.Site = f.port.SiteCode()
	}
	ask(&f.stay, &f.lane, func(ctx context.Context) (measured, error) {
		sites, err := f.port.Sites(ctx)
		if err != nil {
			return measured{}, err
		}
		table, err := f.port.FigureTable(ctx, &in)
		return measured{sites, in.Site, table}, err
	}, func(m measured, err error) {
		f.pulse.done()
		if err != nil {
			f.notice = f.retriable(err)
		} else {
			f.sites, f.site, f.table, f.atMS, f.known = m.sites, m.site, m.table, atMS, true
			if f.notice.Retry != "" {
				f.notice = Notice{}
			}
		}
		f.publish()
	})
}

// ExportPressed writes the figures as a table for a spreadsheet.
func (f *Figures) ExportPressed() {
	if !f.known || f.busy {
		return
	}
	name, content := f.tableName(), f.csv()
	f.busy, f.notice = true, Notice{}
	f.publish()
	act(&f.stay, func(ctx context.Context) (string, error) {
		return f.port.KeepTable(ctx, name, content)
	}, func(folder string, err error) {
		f.busy = false
		if err != nil {
			f.notice = f.Failure(err)
		} else {
			f.notice = Notice{Tone: Good, Text: f.Words.T("figures.kept", "name", name), Next: folder}
		}
		f.publish()
	})
}
