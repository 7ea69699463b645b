package service

import (
	"cmp"
	"context"
	"slices"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/staff"
	"etabli/app/domain/text"
	"etabli/app/domain/visit"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// LateInput says that a technician runs late.
type LateInput struct {
	ID      journal.EntityID `json:"id" doc:"the next visit that is told; those after it on the day are told as well"`
	Minutes int              `json:"minutes"`
	Told    string           `json:"told" doc:"sms, email, phone, letter, page or self"`
	Words   string           `json:"words" doc:"what the customers are told"`
}

// maxLateMinutes is as late as somebody can run on one day.
const maxLateMinutes = 12 * 60

// RunLate tells the customers who come next that their technician runs late.
func (a *App) RunLate(ctx context.Context, call Call, in *LateInput) (Result, error) {
	if in.Minutes < 1 || in.Minutes > maxLateMinutes {
		return Result{}, fault.New(fault.OutOfRange, "minutes", "min", "1", "max", itoa(maxLateMinutes))
	}
	words := visit.WordsBox{Words: in.Words}
	if err := visit.CheckTold(in.Told, words); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.VisitLate, a.ofVisit(in.ID), func(r storage.Reader, first views.Visit, d *draft) (any, error) {
		if !first.Status.Ahead() {
			return nil, fault.New(visit.WrongDay, "id")
		}
		if !first.Staff.IsZero() {
			day, err := a.dayOf(r, first.Staff, civil.None, first.Slot.FromMS)
			if err != nil {
				return nil, err
			}
			for _, v := range day {
				if v.ID != first.ID && v.Slot.FromMS >= first.Slot.FromMS && v.Status.Ahead() && len(d.Entities) <= visit.MaxDay {
					d.also(kind.Visit, v.ID)
				}
			}
		}
		d.box(in.ID, journal.File, words)
		return visit.LateFacts{Minutes: in.Minutes, Told: in.Told}, nil
	})
}

// dayOf are the visits of a member of staff on a day of their shop, or on the
// day of a moment.
func (a *App) dayOf(r storage.Reader, id journal.EntityID, on civil.Date, atMS int64) ([]views.Visit, error) {
	who, err := a.views.Member(r, id)
	if err != nil {
		return nil, fault.New(fault.NotFound, "id", "what", "staff").Because(err)
	}
	zone, err := a.views.Zone(r, who.Site)
	if err != nil {
		return nil, err
	}
	if !on.Known() {
		on = civil.At(atMS, zone)
	}
	from, to := dayBounds(on, zone)
	return a.views.VisitsOf(r, "staff/"+id.String(), from, to)
}

func dayBounds(on civil.Date, zone *time.Location) (fromMS, toMS int64) {
	return on.Clock(0, zone).UnixMilli(), on.AddDays(1).Clock(0, zone).UnixMilli()
}

// MoveDayInput moves what is left of somebody's day.
type MoveDayInput struct {
	ID     journal.EntityID `json:"id" doc:"who is away"`
	On     string           `json:"on" doc:"the day"`
	Reason string           `json:"reason" doc:"code, such as technician_ill"`
	Told   string           `json:"told" doc:"sms, email, phone, letter, page or self"`
	Words  string           `json:"words" doc:"what the customers are told"`
	To     []DayTarget      `json:"to,omitempty" doc:"where each visit goes; as proposed when empty"`
}

// DayTarget is where one visit of a day goes.
type DayTarget struct {
	Visit journal.EntityID `json:"visit"`
	To    journal.EntityID `json:"to"`
	Van   string           `json:"van,omitempty"`
	Slot  visit.Slot       `json:"slot,omitempty" doc:"the same when empty"`
}

// MoveDay moves what is left of somebody's day in one act. It needs nothing of
// the device of who is away; what they did meanwhile stands beside it.
func (a *App) MoveDay(ctx context.Context, call Call, in *MoveDayInput) (Result, error) {
	day, err := civil.Parse("on", in.On)
	if err != nil {
		return Result{}, err
	}
	if !day.Known() {
		return Result{}, fault.New(fault.Missing, "on")
	}
	words := visit.WordsBox{Words: in.Words}
	for _, err := range []error{text.OneOf("reason", in.Reason, visit.Reasons()...), visit.CheckTold(in.Told, words)} {
		if err != nil {
			return Result{}, err
		}
	}
	out, err := on(ctx, a, call, kind.VisitDayMoved, a.member(in.ID), func(r storage.Reader, _ views.Staff, d *draft) (any, error) {
		targets := in.To
		if len(targets) == 0 {
			if targets, err = a.proposeDay(r, in.ID, day); err != nil {
				return nil, err
			}
		}
		if len(targets) == 0 || len(targets) > visit.MaxDay {
			return nil, fault.New(fault.OutOfRange, "to", "min", "1", "max", itoa(visit.MaxDay))
		}
		facts := visit.DayMovedFacts{On: in.On, Reason: in.Reason, Told: in.Told}
		promised := map[journal.EntityID][]visit.Slot{}
		for i, t := range targets {
			slot, err := a.dayTarget(r, in.ID, day, t, promised[t.To])
			if err == nil && slices.Contains(d.Entities, entity(kind.Visit, t.Visit)) {
				err = fault.New(fault.Malformed, "visit", "expected", "once")
			}
			if err != nil {
				return nil, within("to."+itoa(i), err)
			}
			promised[t.To] = append(promised[t.To], slot)
			d.also(kind.Visit, t.Visit)
			facts.To = append(facts.To, visit.Target{Staff: t.To.String(), Van: t.Van, Slot: t.Slot})
		}
		d.box(targets[0].Visit, journal.File, words)
		return facts, nil
	})
	if err != nil {
		return out, err
	}
	out.Data, err = a.movedTo(ctx, out.Entry)
	return out, err
}

// movedTo are the visits of an entry that moved a day.
func (a *App) movedTo(ctx context.Context, at journal.Ref) ([]views.Visit, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Visit, error) {
		e, err := journal.Get(r, at)
		if err != nil {
			return nil, err
		}
		var out []views.Visit
		for _, about := range e.Header.Entities[1:] {
			v, err := a.views.Visit(r, about.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	})
}

// dayTarget refuses a visit that is not of the day, and somebody who cannot
// take it over beside what the same act promised of their time. It answers when
// the visit will be.
func (a *App) dayTarget(r storage.Reader, away journal.EntityID, day civil.Date, t DayTarget, promised []visit.Slot) (visit.Slot, error) {
	v, err := a.views.Visit(r, t.Visit)
	if err != nil {
		return visit.Slot{}, fault.New(fault.NotFound, "visit", "what", "visit").Because(err)
	}
	zone, err := a.views.Zone(r, v.Site)
	if err != nil {
		return visit.Slot{}, err
	}
	if v.Staff != away || !v.Status.Ahead() || civil.At(v.Slot.FromMS, zone) != day {
		return visit.Slot{}, fault.New(visit.WrongDay, "visit")
	}
	slot := v.Slot
	if t.Slot != (visit.Slot{}) {
		slot = t.Slot
	}
	if err := a.slotAhead("slot", slot); err != nil {
		return slot, err
	}
	return slot, a.available(r, t.To, v.Skill, slot, v.ID, promised...)
}

// Proposal is where a visit of somebody's day can go; nobody when it cannot go
// anywhere at its time.
type Proposal struct {
	Visit views.Visit      `json:"visit"`
	To    journal.EntityID `json:"to,omitzero"`
	Name  string           `json:"name,omitempty"`
	Van   string           `json:"van,omitempty"`
	Why   []string         `json:"why,omitempty"` // skill, area, parts
}

// proposeDay is who takes what is left of somebody's day. A visit that nobody
// can take is a fault, so that it is not left behind.
func (a *App) proposeDay(r storage.Reader, away journal.EntityID, day civil.Date) ([]DayTarget, error) {
	list, err := a.proposals(r, away, day)
	if err != nil {
		return nil, err
	}
	out := make([]DayTarget, 0, len(list))
	for _, p := range list {
		if p.To.IsZero() {
			return nil, fault.New(visit.NobodyFree, "to", "name", p.Visit.CustomerName)
		}
		out = append(out, DayTarget{Visit: p.Visit.ID, To: p.To, Van: p.Van})
	}
	return out, nil
}

func (a *App) proposals(r storage.Reader, away journal.EntityID, day civil.Date) ([]Proposal, error) {
	visits, err := a.dayOf(r, away, day, 0)
	if err != nil {
		return nil, err
	}
	team, err := a.views.Staff(r)
	if err != nil {
		return nil, err
	}
	days := map[journal.EntityID][]views.Visit{}
	for _, who := range team {
		if days[who.ID], err = a.dayOf(r, who.ID, day, 0); err != nil {
			return nil, err
		}
	}
	out := []Proposal{}
	for _, v := range visits {
		if !v.Status.Ahead() {
			continue
		}
		best, found := Proposal{Visit: v}, -1
		for _, who := range team {
			why, ok := takes(who, v, days[who.ID], away, day)
			if ok && len(why) > found {
				best.To, best.Name, best.Why, best.Van, found = who.ID, who.Display, why, vanOf(days[who.ID]), len(why)
			}
		}
		if !best.To.IsZero() {
			v.Staff = best.To
			days[best.To] = append(days[best.To], v)
		}
		out = append(out, best)
	}
	return out, nil
}

// takes tells whether somebody can take a visit over at its time, and what
// speaks for them: the skill, the area they are in that day, the parts they have.
func takes(who views.Staff, v views.Visit, day []views.Visit, away journal.EntityID, on civil.Date) (why []string, ok bool) {
	if who.ID == away || who.Role != staff.Technician && who.Role != staff.Workshop || !who.Person().WorksAt(v.Site) {
		return nil, false
	}
	if _, gone := who.AwayOn(on); gone || staff.Qualified(who.Display, v.Skill, who.Qualifications(), on) != nil {
		return nil, false
	}
	if v.Skill != "" {
		why = append(why, "skill")
	}
	for _, own := range day {
		if own.Status.Takes() && own.Slot.Overlaps(v.Slot) {
			return nil, false
		}
	}
	if v.Area != "" && slices.ContainsFunc(day, func(own views.Visit) bool { return own.Area == v.Area }) {
		why = append(why, "area")
	}
	if len(v.Parts) > 0 && hasParts(day, v.Parts) {
		why = append(why, "parts")
	}
	return why, true
}

func hasParts(day []views.Visit, want []visit.Part) bool {
	carried := pickList(day)
	for _, w := range want {
		if !slices.ContainsFunc(carried, func(p visit.Part) bool { return p.Ref == w.Ref && p.N >= w.N }) {
			return false
		}
	}
	return true
}

func vanOf(day []views.Visit) string {
	for _, v := range day {
		if v.Van != "" {
			return v.Van
		}
	}
	return ""
}

// pickList sums up the parts of visits that are ahead, by reference.
func pickList(visits []views.Visit) []visit.Part {
	sums := map[string]visit.Part{}
	for _, v := range visits {
		if !v.Status.Ahead() {
			continue
		}
		for _, p := range v.Parts {
			sum := sums[p.Ref]
			sums[p.Ref] = visit.Part{Ref: p.Ref, Label: cmp.Or(sum.Label, p.Label), N: sum.N + p.N}
		}
	}
	out := []visit.Part{}
	for _, ref := range sortedRefs(sums) {
		out = append(out, sums[ref])
	}
	return out
}

func sortedRefs(sums map[string]visit.Part) []string {
	refs := make([]string, 0, len(sums))
	for ref := range sums {
		refs = append(refs, ref)
	}
	slices.Sort(refs)
	return refs
}
