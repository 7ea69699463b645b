package warranty

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// StepKind is what a step did to the end of a guarantee.
type StepKind string

// The steps.
const (
	Began     StepKind = "began"     // the delivery
	Suspended StepKind = "suspended" // days without the device, or of negotiation
	Extended  StepKind = "extended"  // a repair under the legal guarantee
	Renewed   StepKind = "renewed"   // a replacement instead of the repair that was chosen
	TooLate   StepKind = "too_late"  // it happened after the end and changes nothing
)

// Step is one event on the way to the end of a guarantee.
type Step struct {
	Kind StepKind
	From civil.Date // first day of the event
	To   civil.Date // day on which the customer had the device again; none for what has no length
	Days int        // that were added
	Span rules.Span // that was added by an extension
	Open bool       // it still goes on
	File string     // of the repair, when it is one
	End  civil.Date // of the guarantee after this step
}

// Conformity is the time of the legal guarantee of conformity of a sale on a
// day: 24 months in France, longer by each day of suspension and by each repair
// under that guarantee, and begun anew by some replacements. A suspension that
// still runs is counted until that day, and the period is then provisional. No
// event ever makes it shorter, and the order in which they are given does not
// matter. Without a day to count from the period is empty.
func Conformity(sale Sale, h History, on civil.Date, t Terms) Period {
	begin, _ := sale.start()
	if !begin.Known() {
		return Period{}
	}
	guarantee, presumption := t.length(sale.Condition)
	p := Period{
		From:           begin,
		End:            t.after(guarantee, begin),
		PresumptionEnd: t.after(presumption, begin),
	}
	p.MovedPresumption = p.PresumptionEnd
	p.Steps = []Step{{Kind: Began, From: begin, End: p.End}}
	w := walk{terms: t}
	for _, stretch := range stretches(h.timeline(begin, on, t)) {
		p = w.best(p, stretch)
	}
	if t.PresumptionMoves {
		p.PresumptionEnd = p.MovedPresumption
	}
	return t.closed(p)
}

// closed applies the reading that the last day is not covered any more.
func (t Terms) closed(p Period) Period {
	if t.LastDayOut {
		p.End, p.PresumptionEnd, p.MovedPresumption = p.End.AddDays(-1), p.PresumptionEnd.AddDays(-1), p.MovedPresumption.AddDays(-1)
	}
	return p
}

// walk applies events in their order.
type walk struct {
	terms    Terms
	extended bool // a repair has given its months since the last new period
}

// best applies the events of one stretch. Where only one repair may give its
// months, the customer has the one that leads furthest, for the guarantee and
// for the presumption: near the end of short months the first is not always it.
func (w *walk) best(p Period, stretch []event) Period {
	before := w.extended
	best := w.apply(p, stretch, -1)
	if !w.terms.ExtendOnce || before {
		return best
	}
	after := w.extended
	for i, e := range stretch {
		if e.kind != extend {
			continue
		}
		w.extended = before
		other := w.apply(p, stretch, i)
		moved := civil.Later(best.MovedPresumption, other.MovedPresumption)
		if other.End > best.End {
			best, after = other, w.extended
		}
		best.MovedPresumption = moved
	}
	w.extended = after
	return best
}

// apply applies events; where only one repair gives its months, chosen says
// which, and with -1 it is the first that can.
func (w *walk) apply(p Period, list []event, chosen int) Period {
	p.Steps = append([]Step(nil), p.Steps...)
	for i, e := range list {
		if e.since > p.End {
			p.Steps = append(p.Steps, Step{Kind: TooLate, From: e.since, File: e.file, End: p.End})
			continue
		}
		switch e.kind {
		case suspend:
			p = p.suspended(e)
		case extend:
			if w.terms.ExtendOnce && (w.extended || chosen >= 0 && chosen != i) {
				continue
			}
			if w.terms.Extension.N > 0 {
				p, w.extended = p.extended(e, w.terms), true
			}
		case renew:
			p, w.extended = p.renewed(e, w.terms), false
		}
	}
	return p
}

func (p Period) suspended(e event) Period {
	days := e.on.DaysUntil(e.until)
	if e.since <= p.MovedPresumption { // none in a layer without a presumption
		p.MovedPresumption = p.MovedPresumption.AddDays(days)
	}
	p.End = p.End.AddDays(days)
	p.Provisional = p.Provisional || e.open
	p.Steps = append(p.Steps, Step{Kind: Suspended, From: e.on, To: e.until, Days: days, Open: e.open, End: p.End})
	return p
}

func (p Period) extended(e event, t Terms) Period {
	if e.since <= p.MovedPresumption {
		p.MovedPresumption = t.after(t.Extension, p.MovedPresumption)
	}
	p.End = t.after(t.Extension, p.End)
	p.Steps = append(p.Steps, Step{Kind: Extended, From: e.since, To: e.on, Span: t.Extension, File: e.file, End: p.End})
	return p
}

// renewed begins a new period, unless the old one, prolonged, leads further.
func (p Period) renewed(e event, t Terms) Period {
	guarantee, presumption := t.length(e.condition)
	p.From = e.on
	p.End = civil.Later(p.End, t.after(guarantee, e.on))
	p.PresumptionEnd = civil.Later(p.PresumptionEnd, t.after(presumption, e.on))
	p.MovedPresumption = civil.Later(p.MovedPresumption, p.PresumptionEnd)
	p.Steps = append(p.Steps, Step{Kind: Renewed, From: e.on, File: e.file, End: p.End})
	return p
}
