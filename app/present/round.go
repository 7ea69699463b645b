package present

import (
	"context"
	"time"

	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// RoundState is the day of a technician.
type RoundState struct {
	Title   string
	Who     string
	Sum     string
	Scopes  []Choice // oneself, or everybody of the shop
	Scope   string
	Rows    []VisitRow
	Late    []Action // by how much one is late; none when nobody waits
	Tell    []TellRow
	Loading bool
	Notice  Notice
	Empty   Empty
	Sheet   Sheet
}

// TellRow is somebody who has to hear that the technician is late, with the
// ways to reach them from this device.
type TellRow struct {
	ID       ID
	Name     string
	Phone    string
	Text     string
	Sent     string // that HQ has written to them; empty while it has not
	CanReach bool
}

// Delays tells customers that somebody runs late.
type Delays interface {
	RunLate(ctx context.Context, call service.Call, in *service.LateInput) (service.Result, error)
	Customer(ctx context.Context, id ID) (views.Customer, error)
	// ToldLate is when HQ wrote that somebody runs late, 0 while it did not.
	ToldLate(ctx context.Context, visit ID) (atMS int64, err error)
}

// RoundPorts are what the day's screen works with.
type RoundPorts struct {
	Visits Visits
	Delays Delays
	Links  Opening
}

// The scopes of a day.
const (
	mine = "mine"
	team = "team"
)

// Round presents today's visits in their order.
type Round struct {
	stay
	ports RoundPorts
	show  func(RoundState)

	scope   string
	of      ID // whose day was read
	list    []views.Visit
	known   bool
	tell    []TellRow
	words   string // that they are told
	notice  Notice
	lane    lane
	telling lane
	pulse   *pulse
	sheets  sheets
	ticker  func()
}

// NewRound makes the presenter of the day.
func NewRound(env Env, ports RoundPorts, show func(RoundState)) *Round {
	r := &Round{stay: stay{Env: env}, ports: ports, show: show, scope: mine, ticker: func() {}}
	r.pulse = newPulse(env, frame, r.load)
	r.sheets = sheets{stay: &r.stay, calls: ports.Visits, publish: r.publish, after: r.wasTold}
	return r
}

// Enter follows the day.
func (r *Round) Enter(ctx context.Context) {
	r.enter(ctx)
	r.watch(r.ports.Visits, func([]journal.Entity) { r.pulse.kick() })
	r.until(r.pulse.rest)
	r.until(func() { r.ticker() })
	r.tick()
	r.pulse.kick()
	r.publish()
}

// Leave ends it.
func (r *Round) Leave() { r.leave() }

// tick draws anew every minute: times pass.
func (r *Round) tick() {
	r.ticker = r.Clock.After(time.Minute, func() {
		r.Post(func() {
			if r.here() {
				r.publish()
				r.tick()
			}
		})
	})
}

// Seated follows who works here.
func (r *Round) Seated() {
	if r.here() && r.of != r.asked() {
		r.known = false
		r.pulse.kick()
		r.publish()
	}
}

// asked is whose day is shown; nobody is the whole shop's.
func (r *Round) asked() ID {
	if r.scope == team {
		return ID{}
	}
	return r.Desk.Staff
}

// ScopeChosen shows one's own visits, or those of everybody.
func (r *Round) ScopeChosen(scope string) {
	if scope != r.scope {
		r.scope, r.known = scope, false
		r.pulse.kick()
		r.publish()
	}
}

// RetryPressed reads the day again.
func (r *Round) RetryPressed() {
	r.notice = Notice{}
	r.pulse.kick()
	r.publish()
}

// RowPressed opens a visit.
func (r *Round) RowPressed(id ID) { r.Go(Route{Screen: VisitScreen, Open: id}) }

// NextPressed opens the visit to do now.
func (r *Round) NextPressed() {
	if i := nextVisit(r.list); r.known && i >= 0 {
		r.RowPressed(r.list[i].ID)
	}
}

func (r *Round) load() {
	of := r.asked()
	in := &service.DayAsked{On: r.today()}
	if !of.IsZero() {
		in.Of = &of
	}
	ask(&r.stay, &r.lane, func(ctx context.Context) ([]views.Visit, error) {
		return r.ports.Visits.VisitDay(ctx, in)
	}, func(list []views.Visit, err error) {
		r.pulse.done()
		if err != nil {
			r.notice = r.retriable(err)
		} else {
			r.list, r.of, r.known = list, of, true
			if r.notice.Retry != "" {
				r.notice = Notice{}
			}
			if left := r.leftToTell(); len(left) > 0 {
				r.askTold(left)
			}
		}
		r.publish()
	})
}

func (r *Round) publish() {
	w := r.Words
	s := RoundState{
		Title: w.T("round.title", "day", w.Day(r.nowMS(), r.Zone)), Who: r.Desk.Name, Scope: r.scope, Tell: r.tell,
		Scopes: []Choice{{mine, w.T("round.mine")}, {team, w.T("round.team")}}, Notice: r.notice, Sheet: r.sheets.state,
		Loading: !r.known && r.notice.IsZero(),
	}
	if r.Desk.Staff.IsZero() {
		s.Who, s.Scopes = w.T("round.nobody"), nil
	}
	if r.known {
		several := r.of.IsZero()
		s.Rows = r.visitRows(r.list, several)
		left := 0
		for _, v := range r.list {
			if v.Status.Takes() {
				left++
			}
		}
		s.Sum = w.N("round.left", left)
		if len(r.waiting()) > 0 && !several {
			s.Late = r.delays()
		}
		if len(r.list) == 0 {
			s.Empty = Empty{Title: w.T("round.empty"), Text: w.T("round.empty.text")}
		}
	}
	r.show(s)
}

// SheetTyped takes a value of the open sheet.
func (r *Round) SheetTyped(key, value string) { r.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (r *Round) SheetSubmitted() { r.sheets.submit() }

// SheetClosed puts the sheet away.
func (r *Round) SheetClosed() { r.sheets.close() }
