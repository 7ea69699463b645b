package warranty

import "etabli/app/domain/civil"

// Hidden is a claim for a hidden defect (VC): two years in France from its
// discovery, twenty from the sale at the latest. The buyer proves it, in
// practice by an expert's report; professional buyers have it too.
type Hidden struct {
	DiscoveredOn civil.Date
	Expertise    bool // a report shows a serious defect older than the sale
}

// Limits are the last day to act after the discovery, none while there is none,
// and the last day after the sale whatever was discovered when.
func (v Hidden) Limits(sale Sale, t Terms) (deadline, hardStop civil.Date) {
	return t.after(t.HiddenDefects, v.DiscoveredOn), t.after(t.LongStop, sale.ContractOn())
}

// Period is the time in which the buyer can act.
func (v Hidden) Period(sale Sale, t Terms) Period {
	deadline, hardStop := v.Limits(sale, t)
	if !hardStop.Known() {
		return Period{}
	}
	from, end := sale.ContractOn(), civil.Earlier(deadline, hardStop)
	return Period{From: from, End: end, Steps: []Step{{Kind: Began, From: from, End: end}}}
}
