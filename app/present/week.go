package present

import (
	"context"
	"strings"

	"etabli/app/domain/visit"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// WeekState is the visits of seven days of somebody.
type WeekState struct {
	Title   string
	People  []Choice
	Person  string
	Days    []WeekDay
	Loading bool
	Notice  Notice
	Sheet   Sheet
}

// WeekDay is one day of a week.
type WeekDay struct {
	On    string
	Title string
	Sum   string
	Today bool
	Rows  []VisitRow
	Move  string // label of what moves the day to colleagues; empty when nothing can be
}

// Replanning makes appointments, and moves the day of somebody who is away.
type Replanning interface {
	Searches
	Repair(ctx context.Context, id ID) (views.Repair, error)
	PlanVisit(ctx context.Context, call service.Call, in *service.VisitInput) (service.Result, error)
	Proposals(ctx context.Context, in *service.AwayAsked) ([]service.Proposal, error)
	MoveDay(ctx context.Context, call service.Call, in *service.MoveDayInput) (service.Result, error)
}

// weekDays is how many days are shown.
const weekDays = 7

// Week presents the days of a technician, and moves the day of one who is ill.
type Week struct {
	stay
	visits Visits
	plans  Replanning
	show   func(WeekState)

	person ID // zero is the whole shop
	begin  int
	people []views.Staff
	days   [][]views.Visit
	of     ID // whose days were read
	known  bool
	notice Notice
	lane   lane
	asking lane
	pulse  *pulse
	sheets sheets
	file   ID // for which an appointment is being made
	lead   lane
	done   string // what the act of the open sheet says when it is done
}

// NewWeek makes the presenter of the week.
func NewWeek(env Env, visits Visits, plans Replanning, show func(WeekState)) *Week {
	k := &Week{stay: stay{Env: env}, visits: visits, plans: plans, show: show}
	k.pulse = newPulse(env, frame, k.load)
	k.sheets = sheets{stay: &k.stay, calls: visits, publish: k.publish, after: k.moved}
	return k
}

// Enter follows the week of whoever works here; at a counter, of the whole shop.
func (k *Week) Enter(ctx context.Context) {
	k.enter(ctx)
	if k.Field && k.person.IsZero() {
		k.person = k.Desk.Staff
	}
	k.watch(k.visits, func([]journal.Entity) { k.pulse.kick() })
	k.until(k.pulse.rest)
	k.pulse.kick()
	k.publish()
}

// Leave ends it.
func (k *Week) Leave() {
	k.file = ID{}
	k.leave()
}

// PersonChosen shows somebody else's week; empty is the whole shop.
func (k *Week) PersonChosen(id string) {
	person := ID{}
	for _, p := range k.people {
		if p.ID.String() == id {
			person = p.ID
		}
	}
	k.turn(person, k.begin)
}

// NextPressed shows the week after, PreviousPressed the one before.
func (k *Week) NextPressed() { k.turn(k.person, k.begin+weekDays) }

// PreviousPressed shows the week before.
func (k *Week) PreviousPressed() { k.turn(k.person, k.begin-weekDays) }

func (k *Week) turn(person ID, begin int) {
	k.person, k.begin, k.known, k.notice = person, begin, false, Notice{}
	k.pulse.kick()
	k.publish()
}

// RetryPressed reads the week again.
func (k *Week) RetryPressed() { k.turn(k.person, k.begin) }

// RowPressed opens a visit.
func (k *Week) RowPressed(id ID) { k.Go(Route{Screen: VisitScreen, Open: id}) }

// on is the day with an index of the week that is shown.
func (k *Week) on(i int) string {
	return k.Clock.Now().In(k.Zone).AddDate(0, 0, k.begin+i).Format(isoDate)
}

// week is one reading.
type week struct {
	people []views.Staff
	days   [][]views.Visit
}

func (k *Week) load() {
	person := k.person
	var asked []*service.DayAsked
	for i := range weekDays {
		in := &service.DayAsked{On: k.on(i)}
		if !person.IsZero() {
			in.Of = &person
		}
		asked = append(asked, in)
	}
	ask(&k.stay, &k.lane, func(ctx context.Context) (out week, err error) {
		if out.people, err = k.visits.Staff(ctx); err != nil {
			return out, err
		}
		for _, in := range asked {
			list, err := k.visits.VisitDay(ctx, in)
			if err != nil {
				return out, err
			}
			out.days = append(out.days, list)
		}
		return out, nil
	}, func(now week, err error) {
		k.pulse.done()
		if err != nil {
			k.notice = k.retriable(err)
		} else {
			k.people, k.days, k.of, k.known = now.people, now.days, person, true
			if k.notice.Retry != "" {
				k.notice = Notice{}
			}
		}
		k.publish()
	})
}

func (k *Week) publish() {
	w := k.Words
	s := WeekState{
		Title: w.T("week.title", "from", w.DateShort(k.on(0)), "to", w.DateShort(k.on(weekDays-1))), Person: k.person.String(),
		People: []Choice{{ID{}.String(), w.T("round.team")}}, Notice: k.notice, Sheet: k.sheets.state, Loading: !k.known && k.notice.IsZero(),
	}
	for _, p := range k.people {
		s.People = append(s.People, Choice{p.ID.String(), p.Display})
	}
	if k.known {
		for i, list := range k.days {
			s.Days = append(s.Days, k.day(i, list))
		}
	}
	k.show(s)
}

func (k *Week) day(i int, list []views.Visit) WeekDay {
	w, on := k.Words, k.on(i)
	d := WeekDay{On: on, Title: k.weekday(i), Today: on == k.today(), Sum: w.N("week.visits", len(list)), Rows: k.visitRows(list, k.of.IsZero())}
	for j := range d.Rows {
		d.Rows[j].Next = d.Rows[j].Next && d.Today
	}
	if !k.of.IsZero() && k.ahead(list) > 0 {
		d.Move = w.T("week.move")
	}
	return d
}

// weekday names a day of the week that is shown.
func (k *Week) weekday(i int) string {
	date := k.Words.DateShort(k.on(i))
	if k.on(i) == k.today() {
		return k.Words.T("week.today", "date", date)
	}
	return date
}

func (k *Week) ahead(list []views.Visit) (n int) {
	for _, v := range list {
		if v.Status.Ahead() {
			n++
		}
	}
	return n
}

// begun opens a sheet; done is what is said when its act was done.
func (k *Week) begun(done string, p plan) {
	k.done = done
	k.sheets.open(p)
}

// MovePressed asks who can take over what is left of a day, then how its
// customers are told.
func (k *Week) MovePressed(on string) {
	person := k.of
	ask(&k.stay, &k.asking, func(ctx context.Context) ([]service.Proposal, error) {
		return k.plans.Proposals(ctx, &service.AwayAsked{ID: person, On: on})
	}, func(list []service.Proposal, err error) {
		if err != nil {
			k.notice = k.Failure(err)
			k.publish()
			return
		}
		k.begun("week.moved", k.moveSheet(person, on, list))
	})
}

func (k *Week) moveSheet(person ID, on string, list []service.Proposal) plan {
	w := k.Words
	sheet := Sheet{Title: w.T("week.move"), Submit: w.T("week.move.submit"), Intro: w.T("week.move.intro", "date", w.Date(on))}
	for _, p := range list {
		sheet.Lines = append(sheet.Lines, k.proposal(p))
	}
	reason := SheetField{Key: "reason", Label: w.T("visit.reason"), Kind: ChoiceInput, Value: "technician_ill"}
	for _, code := range []string{"technician_ill", "technician_away", "van_down", "weather"} {
		reason.Choices = append(reason.Choices, Choice{code, w.T("visit.reason." + code)})
	}
	sheet.Fields = []SheetField{reason, k.toldField(), {Key: "words", Label: w.T("visit.words"), Kind: LongInput, Value: w.T("week.move.words")}}
	return plan{sheet: sheet, prepare: func(in values) (job, error) {
		move := &service.MoveDayInput{ID: person, On: on, Reason: in["reason"], Told: in["told"], Words: in["words"]}
		for _, p := range list {
			if !p.To.IsZero() {
				move.To = append(move.To, service.DayTarget{Visit: p.Visit.ID, To: p.To, Van: p.Van})
			}
		}
		return func(ctx context.Context, call service.Call) error {
			_, err := k.plans.MoveDay(ctx, call, move)
			return err
		}, visit.CheckTold(in["told"], visit.WordsBox{Words: in["words"]})
	}}
}

// proposal says where a visit would go, and why there.
func (k *Week) proposal(p service.Proposal) Line {
	w := k.Words
	from := w.T("week.move.from", "slot", k.slotText(p.Visit.Slot), "name", p.Visit.CustomerName)
	if p.To.IsZero() {
		return Line{from, w.T("week.move.nobody")}
	}
	var why []string
	for _, code := range p.Why {
		why = append(why, w.T("week.move.why."+code))
	}
	if len(why) == 0 {
		return Line{from, p.Name}
	}
	return Line{from, w.T("week.move.to", "name", p.Name, "why", strings.Join(why, ", "))}
}

func (k *Week) moved() {
	k.notice = Notice{Tone: Good, Text: k.Words.T(k.done)}
	k.pulse.kick()
	k.publish()
}

// SheetTyped takes a value of the open sheet.
func (k *Week) SheetTyped(key, value string) { k.sheets.typed(key, value) }

// SheetSubmitted does what the sheet asked about.
func (k *Week) SheetSubmitted() { k.sheets.submit() }

// SheetClosed puts the sheet away.
func (k *Week) SheetClosed() { k.sheets.close() }
