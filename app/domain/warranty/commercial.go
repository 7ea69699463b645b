package warranty

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Commercial is a commercial guarantee (COM) or a producer's guarantee of
// durability (DUR). It lasts as its contract says and longer by the days of
// suspension; a repair gives it no months.
type Commercial struct {
	Durability bool
	Guarantor  Party
	Name       string // of the contract or of its guarantor
	StartsOn   civil.Date
	Length     rules.Span
	Covers     []Cause // what it answers for; none means defects of the device
}

// Layer is DUR or COM.
func (c Commercial) Layer() Layer {
	if c.Durability {
		return DUR
	}
	return COM
}

// Period is its time on a day.
func (c Commercial) Period(h History, on civil.Date, t Terms) Period {
	return prolonged(c.StartsOn, t.after(c.Length, c.StartsOn), h, on, t)
}

// Overlap is the time in which it adds nothing to the legal guarantee of
// conformity: an extension that is sold must not seem to give those days.
func (c Commercial) Overlap(legal Period) (from, to civil.Date, overlaps bool) {
	if !legal.End.Known() || !c.StartsOn.Known() || c.StartsOn > legal.End || legal.From > c.StartsOn {
		return civil.None, civil.None, false
	}
	return c.StartsOn, legal.End, true
}

// RepairGuarantee is what a repairer gives on a repair (REP): for the same
// fault or the same part.
type RepairGuarantee struct {
	File       string // of the repair
	ByUs       bool
	ReturnedOn civil.Date
	Length     rules.Span
	Labelled   bool // the repairer's label asks for a least length
	Covers     []Cause
}

// Period is its time on a day.
func (r RepairGuarantee) Period(h History, on civil.Date, t Terms) Period {
	end := t.after(r.Length, r.ReturnedOn)
	if r.Labelled {
		end = civil.Later(end, t.after(t.RepairMinimum, r.ReturnedOn))
	}
	return prolonged(r.ReturnedOn, end, h, on, t)
}

// prolonged is a period with the suspensions that began before its end.
func prolonged(from, end civil.Date, h History, on civil.Date, t Terms) Period {
	if !from.Known() {
		return Period{}
	}
	p := Period{From: from, End: end, Steps: []Step{{Kind: Began, From: from, End: end}}}
	for _, s := range h.suspensions(on, t) {
		s.start = civil.Later(s.start, from)
		if s.start >= s.stop || s.start > p.End {
			continue
		}
		p = p.suspended(event{kind: suspend, on: s.start, since: s.start, until: s.stop, open: s.open})
	}
	return p
}

// Contract is an insurance (INS) or a maintenance contract (MNT). Its dates are
// those of the contract and nothing suspends them.
type Contract struct {
	Layer    Layer // INS or MNT
	Name     string
	By       Party
	From, To civil.Date // first and last day
	Covers   []Cause
}

// Period is its time.
func (c Contract) Period() Period {
	return Period{From: c.From, End: c.To, Steps: []Step{{Kind: Began, From: c.From, End: c.To}}}
}
