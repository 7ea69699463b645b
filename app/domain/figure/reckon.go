package figure

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
)

// visits are the cases of each device that can be told from others, in the order
// in which they came.
func (m Matter) visits() map[string][]Case {
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

// firstFix counts the repairs handed back in the period after which the device
// stayed away; one that left too lately to tell is not counted.
func (m Matter) firstFix(in Span) Line {
	part, all := int64(0), int64(0)
	for _, visits := range m.visits() {
		for i, c := range visits {
			if c.Outcome != "repaired" || !in.Has(c.ReturnedOn) || c.ReturnedOn.AddDays(m.Short) > m.Today {
				continue
			}
			all++
			if i+1 == len(visits) || visits[i+1].ReceivedOn > c.ReturnedOn.AddDays(m.Short) {
				part++
			}
		}
	}
	return shareOf(FirstFix, part, all)
}

// repeats counts, of the devices handed back in the period, those that came back
// within the short and the long time; each is counted once it is known.
func (m Matter) repeats(in Span) Line {
	l := Line{ID: Repeats, Unit: Permille}
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
				if i+1 < len(visits) && visits[i+1].ReceivedOn <= c.ReturnedOn.AddDays(w.days) {
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
func (m Matter) served(id ID, in Span, of func(Case) int64) Line {
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

func (m Matter) answered(in Span) Line {
	var all []int64
	for _, a := range m.Answers {
		if in.Has(a.On) {
			all = append(all, a.SpentMS)
		}
	}
	return rank(FirstAnswer, Millis, all)
}

// lent is the share of the days of all loaners on which they were out.
func (m Matter) lent(in Span) Line {
	from, to := in.From, civil.Earlier(in.To, m.Today)
	if !from.Known() || m.Units == 0 {
		return Line{ID: LoanUse, Unit: Permille}
	}
	days, all := int64(0), int64(m.Units*(from.DaysUntil(to)+1))
	for _, l := range m.Lent {
		end := l.To
		if !end.Known() {
			end = m.Today
		}
		if n := max(l.From, from).DaysUntil(min(end, to)) + 1; l.From.Known() && n > 0 {
			days += int64(n)
		}
	}
	line := shareOf(LoanUse, min(days, all), all)
	line.Cases = m.Units
	return line
}

// overdue counts the loans due in the period that were back later, or are not.
func (m Matter) overdue(in Span) Line {
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
	return shareOf(LoanOverdue, part, all)
}

// cost is what a repair cost us, over those whose cost is known, by layer.
func (m Matter) cost(in Span) Line {
	l := Line{ID: CostOfRepair, Unit: Cents}
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
func (m Matter) margin(in Span) Line {
	l := Line{ID: Margin, Unit: Permille}
	came, cost := int64(0), int64(0)
	for _, c := range m.Cases {
		if c.CostKnown && in.Has(c.ReadyOn) {
			l.Cases++
			came, cost = came+c.RevenueC+c.BorneC, cost+c.CostC
		}
	}
	if came > 0 {
		l.Values = []Value{{"share", (came - cost) * 1000 / came}}
	}
	return l
}

// recovered is what guarantors took of what they were asked in the period.
func (m Matter) recovered(in Span) Line {
	part, all, n := int64(0), int64(0), 0
	for _, a := range m.Asked {
		if a.Answered && in.Has(a.On) {
			part, all, n = part+a.Taken, all+a.Claimed, n+1
		}
	}
	l := shareOf(Recovered, part, all)
	l.Cases = n
	return l
}

// ages are the buckets of the backlog, each up to so many days.
var ages = []struct {
	name string
	upTo int
}{{"0-3", 3}, {"4-7", 7}, {"8-14", 14}, {"15-30", 30}, {"31+", 1 << 30}}

// backlog counts the files that are open now, by age.
func (m Matter) backlog() Line {
	l := Line{ID: Backlog, Unit: Count}
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

// unserved counts what was asked for and not served, by reason: intakes that were
// refused, and quotes.
func (m Matter) unserved(in Span) Line {
	l := Line{ID: Unserved, Unit: Count}
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

// Executor is how one of those who repair did: our own bench, a subcontractor, or
// one person where that is switched on.
type Executor struct {
	Name     string `json:"name"`
	Cases    int    `json:"cases"` // became ready in the period
	MedianMS int64  `json:"median_ms"`
	P90MS    int64  `json:"p90_ms"`
	Repeats  int64  `json:"repeats_permille"` // of those handed back long enough ago; -1 for none
	Cost     int64  `json:"cost_cents"`       // mean, of those whose cost is known; -1 for none
	Margin   int64  `json:"margin_permille"`  // -1 for none
	Lost     int    `json:"lost"`
	Hurt     int    `json:"damaged"`
}

// Executors sets those who repair side by side, by what tells them apart.
func Executors(m Matter, in Span, by func(Case) string) []Executor {
	groups := map[string][]Case{}
	for _, c := range m.Cases {
		groups[by(c)] = append(groups[by(c)], c)
	}
	out := make([]Executor, 0, len(groups))
	for name, cases := range groups {
		g := m
		g.Cases = cases
		e := Executor{Name: name, Repeats: NoCase, Cost: NoCase, Margin: NoCase}
		for _, l := range Report(g, in) {
			e.take(l)
		}
		e.Repeats = m.cameBack(in, name, by)
		for _, c := range cases {
			if in.Has(c.ReceivedOn) && c.Lost {
				e.Lost++
			}
			if in.Has(c.ReceivedOn) && c.Hurt {
				e.Hurt++
			}
		}
		if e.Cases > 0 || e.Lost+e.Hurt > 0 {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b Executor) int { return cmp.Or(b.Cases-a.Cases, cmp.Compare(a.Name, b.Name)) })
	return out
}

func (e *Executor) take(l Line) {
	for _, v := range l.Values {
		switch {
		case l.ID == Turnaround && v.Name == "median":
			e.Cases, e.MedianMS = l.Cases, v.N
		case l.ID == Turnaround && v.Name == "p90":
			e.P90MS = v.N
		case l.ID == CostOfRepair && v.Name == "mean":
			e.Cost = v.N
		case l.ID == Margin:
			e.Margin = v.N
		}
	}
}

// cameBack is the share of what one of them repaired that came back soon, to
// whomever.
func (m Matter) cameBack(in Span, name string, by func(Case) string) int64 {
	part, all := int64(0), int64(0)
	for _, visits := range m.visits() {
		for i, c := range visits {
			if by(c) != name || !in.Has(c.ReturnedOn) || c.ReturnedOn.AddDays(m.Short) > m.Today {
				continue
			}
			all++
			if i+1 < len(visits) && visits[i+1].ReceivedOn <= c.ReturnedOn.AddDays(m.Short) {
				part++
			}
		}
	}
	return permille(part, all)
}

// Kept is how one supplier or carrier keeps its word.
type Kept struct {
	Name     string `json:"name"`
	Cases    int    `json:"cases"`
	Promised int64  `json:"promised_days"` // mean; -1 when nothing was promised
	Median   int64  `json:"median_days"`
	P90      int64  `json:"p90_days"`
	Late     int64  `json:"late_permille"` // of those with a promise; -1 for none
}

// Took is one delivery: how long it was to take, and how long it took.
type Took struct {
	By       string
	On       civil.Date // it was ordered, or left
	Promised int        // days; -1 for none
	Days     int
}

// Promises sets suppliers or carriers side by side, by deliveries that began in
// the period and are there.
func Promises(all []Took, in Span) []Kept {
	groups := map[string][]Took{}
	for _, t := range all {
		if in.Has(t.On) {
			groups[t.By] = append(groups[t.By], t)
		}
	}
	out := make([]Kept, 0, len(groups))
	for name, list := range groups {
		k := Kept{Name: name, Cases: len(list), Promised: NoCase, Late: NoCase}
		var days []int64
		sum, n, late := int64(0), int64(0), int64(0)
		for _, t := range list {
			days = append(days, int64(t.Days))
			if t.Promised >= 0 {
				sum, n = sum+int64(t.Promised), n+1
				if t.Days > t.Promised {
					late++
				}
			}
		}
		k.Median, k.P90 = percentile(days, 50), percentile(days, 90)
		if n > 0 {
			k.Promised, k.Late = (sum+n/2)/n, permille(late, n)
		}
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b Kept) int { return cmp.Or(b.Cases-a.Cases, cmp.Compare(a.Name, b.Name)) })
	return out
}
