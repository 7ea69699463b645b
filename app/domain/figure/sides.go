package figure

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
)

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
	m.seen = m.visits()
	groups := map[string][]Case{}
	for _, c := range m.Cases {
		groups[by(c)] = append(groups[by(c)], c)
	}
	out := make([]Executor, 0, len(groups))
	for name, cases := range groups {
		g := m
		g.Cases, g.seen = cases, nil
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
			if c.again(visits[i+1:], m.Short) {
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
