package figure

import (
	"slices"

	"etabli/app/domain/civil"
)

// The figures of what lies on shelves, of what was delivered, and of how work flows.
const (
	StockTurns  ID = "stock_turns"      // cost of what went out, by what lay there
	DeadStock   ID = "dead_stock"       // what nobody moved for a long time
	DOA         ID = "doa"              // came back soon after we delivered it
	JobsADay    ID = "jobs_a_day"       // repairs that became ready, by working day
	Waiting     ID = "waiting"          // of the turnaround: what a repair waited for
	RecourseWhy ID = "recovery_refused" // why guarantors did not take what they were asked
)

// Goods is one part at one place over a period, in pieces.
type Goods struct {
	CostC      int64 // of a piece
	Start, End int64 // on the first and on the last day
	Out        int64 // used, sold
	MovedOn    civil.Date
}

// Delivered is a device that we handed over new, and when somebody came with it first.
type Delivered struct{ On, BackOn civil.Date }

// turns is how often the stock was used up: the cost of what went out by the mean of
// what lay there on the first and the last day.
func (m Matter) turns(id ID, _ Span) Line {
	out, lay := int64(0), int64(0)
	for _, g := range m.Goods {
		out += g.Out * g.CostC
		lay += (max(0, g.Start) + max(0, g.End)) * g.CostC
	}
	l := Line{ID: id, Unit: Tenths, Cases: len(m.Goods)}
	if lay > 0 {
		l.Values = []Value{{"turns", (20*out + lay/2) / lay}}
	}
	return l
}

// dead is the cost of what lies there and was not moved for a long time.
func (m Matter) dead(id ID, in Span) Line {
	l, sum := Line{ID: id, Unit: Cents}, int64(0)
	for _, g := range m.Goods {
		if g.End > 0 && g.MovedOn.Known() && g.MovedOn.AddDays(m.DeadDays) < in.To {
			l.Cases++
			sum += g.End * g.CostC
		}
	}
	if l.Cases > 0 {
		l.Values = []Value{{"sum", sum}}
	}
	return l
}

// doa counts what we delivered in the period and what came back of it soon; what was
// delivered too lately to tell is not counted.
func (m Matter) doa(id ID, in Span) Line {
	part, all := int64(0), int64(0)
	for _, d := range m.Delivered {
		if !in.Has(d.On) || d.On.AddDays(m.DOADays) > m.Today {
			continue
		}
		all++
		if d.BackOn.Known() && d.BackOn <= d.On.AddDays(m.DOADays) {
			part++
		}
	}
	return shareOf(id, part, all)
}

// jobs is how many repairs became ready on a working day. It is told by team; by
// person only where that is switched on.
func (m Matter) jobs(id ID, in Span) Line {
	l := Line{ID: id, Unit: Tenths}
	for _, c := range m.Cases {
		if in.Has(c.ReadyOn) {
			l.Cases++
		}
	}
	if n := int64(m.WorkDays); n > 0 && l.Cases > 0 {
		l.Values = []Value{{"mean", (10*int64(l.Cases) + n/2) / n}}
	}
	return l
}

// waiting is the mean time of a repair in each status in which it waits.
func (m Matter) waiting(id ID, in Span) Line {
	l, sum := Line{ID: id, Unit: Millis}, map[string]int64{}
	for _, c := range m.Cases {
		if !in.Has(c.ReadyOn) {
			continue
		}
		l.Cases++
		for status, ms := range c.WaitMS {
			sum[status] += ms
		}
	}
	for _, status := range sorted(sum) {
		l.Values = append(l.Values, Value{status, sum[status] / int64(l.Cases)})
	}
	return l
}

// recourseWhy counts why guarantors did not take all of what they were asked in the
// period.
func (m Matter) recourseWhy(id ID, in Span) Line {
	l, n := Line{ID: id, Unit: Count}, map[string]int64{}
	for _, a := range m.Asked {
		if a.Reason != "" && in.Has(a.On) {
			n[a.Reason]++
			l.Cases++
		}
	}
	for _, why := range sorted(n) {
		l.Values = append(l.Values, Value{why, n[why]})
	}
	return l
}

// noFault is the share of those where nothing was found, and beside it of those who
// only had to be shown how it works, and of those whose fault comes and goes: it was
// there, and not that day.
func (m Matter) noFault(id ID, in Span) Line {
	all, none, user, sometimes := int64(0), int64(0), int64(0), int64(0)
	for _, c := range m.Cases {
		if !c.Diagnosed || !in.Has(c.ReadyOn) {
			continue
		}
		all++
		if c.NoFault {
			none++
		}
		if c.NoFault && c.Intermittent {
			sometimes++
		}
		if c.Verdict == "user" {
			user++
		}
	}
	l := shareOf(id, none, all)
	if slices.ContainsFunc(m.Cases, func(c Case) bool { return c.Verdict == "user" }) && all > 0 {
		l.Values = append(l.Values, Value{"user", permille(user, all)})
	}
	if sometimes > 0 {
		l.Values = append(l.Values, Value{"intermittent", permille(sometimes, all)})
	}
	return l
}
