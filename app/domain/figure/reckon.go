package figure

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/coding"
)

// visits are the cases of each device that can be told from others, in the order
// in which they came.
func (m Matter) visits() map[string][]Case {
	if m.seen != nil {
		return m.seen
	}
	out := map[string][]Case{}
	for _, c := range m.Cases {
		if c.Device != "" && c.ReceivedOn.Known() {
			out[c.Device] = append(out[c.Device], c)
		}
	}
	for _, v := range out {
		slices.SortStableFunc(v, func(a, b Case) int { return cmp.Compare(a.ReceivedOn, b.ReceivedOn) })
	}
	return out
}

// again tells whether a device that left came back within some days for the same fault.
func (c Case) again(later []Case, days int) bool {
	return slices.ContainsFunc(later, func(v Case) bool {
		return v.ReceivedOn <= c.ReturnedOn.AddDays(days) && sameFault(c.Symptom, v.Symptom)
	})
}

// sameFault is true unless codes of one table say otherwise: where nobody wrote a code, or
// one is ours and the other of IRIS, nobody can tell.
func sameFault(a, b string) bool {
	return a == "" || b == "" || a == b || coding.IRIS(coding.Symptom, a) != coding.IRIS(coding.Symptom, b)
}

// firstFix counts the repairs handed back in the period after which the device
// stayed away; one that left too lately to tell is not counted.
func (m Matter) firstFix(id ID, in Span) Line {
	part, all := int64(0), int64(0)
	for _, visits := range m.visits() {
		for i, c := range visits {
			if c.Outcome != "repaired" || !in.Has(c.ReturnedOn) || c.ReturnedOn.AddDays(m.Short) > m.Today {
				continue
			}
			all++
			if !c.again(visits[i+1:], m.Short) {
				part++
			}
		}
	}
	return shareOf(id, part, all)
}

// repeats counts, of the devices handed back in the period, those that came back
// within the short and the long time; each is counted once it is known.
func (m Matter) repeats(id ID, in Span) Line {
	l := Line{ID: id, Unit: Permille}
	for _, w := range []struct {
		name string
		days int
	}{{"short", m.Short}, {"long", m.Long}} {
		part, all := int64(0), int64(0)
		for _, visits := range m.visits() {
			for i, c := range visits {
				if !in.Has(c.ReturnedOn) || c.ReturnedOn.AddDays(w.days) > m.Today {
					continue
				}
				all++
				if c.again(visits[i+1:], w.days) {
					part++
				}
			}
		}
		if all > 0 {
			l.Values = append(l.Values, Value{w.name, permille(part, all)})
			l.Cases = max(l.Cases, int(all))
		}
	}
	return l
}

// served counts the parts of accepted quotes that nobody had to wait for.
func served(of func(Case) int64) func(Matter, ID, Span) Line {
	return func(m Matter, id ID, in Span) Line {
		part, all := int64(0), int64(0)
		for _, c := range m.Cases {
			if !c.Accepted || c.Parts == 0 || !in.Has(c.ReadyOn) {
				continue
			}
			all += of(c)
			if !c.Waited {
				part += of(c)
			}
		}
		return shareOf(id, part, all)
	}
}

func (m Matter) answered(id ID, in Span) Line {
	var all []int64
	for _, a := range m.Answers {
		if in.Has(a.On) {
			all = append(all, a.SpentMS)
		}
	}
	return rank(id, Millis, all)
}

// lent is the share of the days of all loaners on which they were out.
func (m Matter) lent(id ID, in Span) Line {
	from, to := in.From, civil.Earlier(in.To, m.Today)
	if !from.Known() {
		return Line{ID: id, Unit: Permille}
	}
	units, all := m.Units, int64(m.Units*(from.DaysUntil(to)+1))
	for _, s := range m.Service {
		if n := m.within(s, from, to); n > 0 {
			units, all = units+1, all+n
		}
	}
	days := int64(0)
	for _, l := range m.Lent {
		days += m.within(l, from, to)
	}
	line := shareOf(id, min(days, all), all)
	line.Cases = units
	return line
}

// within is how many days of a span lie between two days, both counted; one without
// an end goes on until today.
func (m Matter) within(s Lent, from, to civil.Date) int64 {
	end := s.To
	if !end.Known() {
		end = m.Today
	}
	if !s.From.Known() {
		return 0
	}
	return int64(max(0, max(s.From, from).DaysUntil(min(end, to))+1))
}

// overdue counts the loans due in the period that were back later, or are not.
func (m Matter) overdue(id ID, in Span) Line {
	part, all := int64(0), int64(0)
	for _, d := range m.Due {
		if !in.Has(d.On) {
			continue
		}
		all++
		if d.Back.Known() && d.Back > d.On || !d.Back.Known() && m.Today > d.On {
			part++
		}
	}
	return shareOf(id, part, all)
}

// cost is what a repair cost us, over those whose cost is known, by layer.
func (m Matter) cost(id ID, in Span) Line {
	l := Line{ID: id, Unit: Cents}
	sum, n := map[string]int64{}, map[string]int64{}
	for _, c := range m.Cases {
		if !c.CostKnown || !in.Has(c.ReadyOn) {
			continue
		}
		l.Cases++
		for _, key := range []string{"mean", cmp.Or(c.Layer, "customer")} {
			sum[key] += c.CostC
			n[key]++
		}
	}
	for _, key := range sorted(n) {
		l.Values = append(l.Values, Value{key, (sum[key] + n[key]/2) / n[key]})
	}
	return l
}

// margin is what stays of what came in: from customers, without tax and with what
// a bonus paid, and from guarantors.
func (m Matter) margin(id ID, in Span) Line {
	l := Line{ID: id, Unit: Permille}
	came, cost := int64(0), int64(0)
	for _, c := range m.Cases {
		if c.CostKnown && in.Has(c.ReadyOn) {
			l.Cases++
			came, cost = came+c.RevenueC+c.BorneC, cost+c.CostC
		}
	}
	if came > 0 {
		l.Values = []Value{{"share", permille(came, came) - permille(cost, came)}}
	}
	return l
}

// recovered is what guarantors took of what they were asked in the period.
func (m Matter) recovered(id ID, in Span) Line {
	part, all, n := int64(0), int64(0), 0
	for _, a := range m.Asked {
		if a.Answered && in.Has(a.On) {
			part, all, n = part+a.Taken, all+a.Claimed, n+1
		}
	}
	l := shareOf(id, part, all)
	l.Cases = n
	return l
}

// ages are the buckets of the backlog, each up to so many days.
var ages = []struct {
	name string
	upTo int
}{{"0-3", 3}, {"4-7", 7}, {"8-14", 14}, {"15-30", 30}, {"31+", 1 << 30}}

// backlog counts the files that are open now, by age.
func (m Matter) backlog(id ID, _ Span) Line {
	l := Line{ID: id, Unit: Count}
	for _, a := range ages {
		l.Values = append(l.Values, Value{Name: a.name})
	}
	for _, c := range m.Cases {
		if !c.Open || !c.ReceivedOn.Known() {
			continue
		}
		l.Cases++
		age := c.ReceivedOn.DaysUntil(m.Today)
		for i, a := range ages {
			if age <= a.upTo {
				l.Values[i].N++
				break
			}
		}
	}
	return l
}

// flow counts what came, became ready and left.
func (m Matter) flow(id ID, in Span) Line {
	n := [3]int64{}
	for _, c := range m.Cases {
		for i, day := range []civil.Date{c.ReceivedOn, c.ReadyOn, c.ReturnedOn} {
			if in.Has(day) {
				n[i]++
			}
		}
	}
	return Line{ID: id, Unit: Count, Cases: int(n[0]), Values: []Value{{"received", n[0]}, {"ready", n[1]}, {"returned", n[2]}}} // none is a number here
}

// scored is the mean of what customers said of repairs that became ready.
func (m Matter) scored(id ID, in Span) Line {
	sum, l := int64(0), Line{ID: id, Unit: Tenths}
	for _, c := range m.Cases {
		if c.Score > 0 && in.Has(c.ReadyOn) {
			sum, l.Cases = sum+int64(c.Score), l.Cases+1
		}
	}
	if n := int64(l.Cases); n > 0 {
		l.Values = []Value{{"mean", (10*sum + n/2) / n}}
	}
	return l
}

// unserved counts what was asked for and not served, by reason: intakes that were
// refused, and quotes.
func (m Matter) unserved(id ID, in Span) Line {
	l := Line{ID: id, Unit: Count}
	n := map[string]int64{}
	for _, r := range m.Refusals {
		if in.Has(r.On) {
			n[cmp.Or(r.Why, "other")]++
			l.Cases++
		}
	}
	for _, c := range m.Cases {
		if c.Answered && !c.Accepted && in.Has(c.QuotedOn) {
			n["quote_"+cmp.Or(c.RefusedFor, "refused")]++
			l.Cases++
		}
	}
	for _, why := range sorted(n) {
		l.Values = append(l.Values, Value{why, n[why]})
	}
	return l
}

func sorted(n map[string]int64) []string {
	var out []string
	for key := range n {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}
