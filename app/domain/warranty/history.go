package warranty

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
)

// Remedy is what the customer asked for.
type Remedy string

// The remedies of the legal guarantee of conformity.
const (
	NoRemedy       Remedy = ""
	ByRepair       Remedy = "repair"
	ByReplacement  Remedy = "replacement"
	PriceReduction Remedy = "price_reduction"
	Rescission     Remedy = "rescission"
)

// Result is how an intervention ended.
type Result string

// The results. A request that was given up never kept the device from its
// owner and suspends nothing.
const (
	Unfinished Result = ""
	Repaired   Result = "repaired"
	Replaced   Result = "replaced"
	Unrepaired Result = "unrepaired" // given back as it was
	Refunded   Result = "refunded"
	GivenUp    Result = "given_up"
)

// Replacement is the device that the customer got instead.
type Replacement struct {
	DeliveredOn civil.Date
	Condition   Condition
}

// Intervention is one request with what followed from it. The layer is the one
// under which the work was done: it must be recorded with the work, because
// only a repair under the legal guarantee of conformity prolongs it.
type Intervention struct {
	File         string // number of the file
	RequestedOn  civil.Date
	HandedOverOn civil.Date // the shop took the device
	ReturnedOn   civil.Date // the customer has it back; none while it is away
	Layer        Layer
	Result       Result
	Chose        Remedy
	ReplacedBy   Replacement // when the result is Replaced
}

// start is the day that suits the customer best: request or handing over.
func (i Intervention) start() civil.Date { return civil.Earlier(i.RequestedOn, i.HandedOverOn) }

// stop is the day on which the customer had a device again.
func (i Intervention) stop() civil.Date {
	if !i.ReturnedOn.Known() && i.Result == Replaced {
		return i.ReplacedBy.DeliveredOn
	}
	return i.ReturnedOn
}

// suspends tells whether the time without the device is added.
func (i Intervention) suspends(t Terms) bool {
	if i.Result == GivenUp || !i.start().Known() {
		return false
	}
	if !t.CoveredOnly {
		return true
	}
	switch i.Layer {
	case LGC, COM, DUR, REP:
		return true
	}
	return i.Layer == NoLayer && i.Result == Unfinished
}

// renews tells whether the replacement has a guarantee of its own from its
// delivery: when it came instead of the repair that the customer had chosen.
func (i Intervention) renews(t Terms) bool {
	return i.Layer == LGC && i.Result == Replaced && i.ReplacedBy.DeliveredOn.Known() &&
		(i.Chose == ByRepair || t.RenewOnAnyRequest)
}

// Negotiation is an attempt to settle a dispute amicably.
type Negotiation struct {
	OpenedOn, ClosedOn civil.Date // none while it goes on
}

// History is what happened to a device since its sale, in any order.
type History struct {
	Interventions []Intervention
	Negotiations  []Negotiation
}

// interval is a stretch of days; stop is the first day after it.
type interval struct {
	start, stop civil.Date
	open        bool // it has not ended; stop is today
}

// suspensions are the stretches in which the guarantee stood still: ordered,
// without overlaps, so that no day counts twice.
func (h History) suspensions(on civil.Date, t Terms) []interval {
	var list []interval
	add := func(start, stop civil.Date) {
		open := !stop.Known()
		if open {
			stop = on
		}
		if start.Known() && start < stop {
			list = append(list, interval{start, stop, open})
		}
	}
	for _, i := range h.Interventions {
		if i.suspends(t) {
			add(i.start(), i.stop())
		}
	}
	for _, n := range h.Negotiations {
		add(n.OpenedOn, n.ClosedOn)
	}
	slices.SortFunc(list, func(a, b interval) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.stop, b.stop))
	})
	return merge(list)
}

func merge(list []interval) []interval {
	var out []interval
	for _, i := range list {
		if n := len(out) - 1; n >= 0 && i.start <= out[n].stop {
			out[n].stop = max(out[n].stop, i.stop)
			out[n].open = out[n].open || i.open
			continue
		}
		out = append(out, i)
	}
	return out
}
