package warranty

import (
	"cmp"
	"slices"

	"etabli/app/domain/civil"
)

type eventKind int

// The events in the order in which they count when they fall on one day: a
// repair ends before the next suspension begins.
const (
	extend eventKind = iota
	renew
	suspend
)

// event is something that moves the end of a guarantee.
type event struct {
	kind      eventKind
	on        civil.Date // when it takes effect
	since     civil.Date // when it began: the guarantee must have been alive then
	until     civil.Date // end of a suspension
	open      bool
	file      string
	condition Condition // of a replacement
}

// timeline is the history as events in their order. A suspension that lasts
// over the end of a repair is cut there, so that days count before the months
// of a repair exactly when they came before it.
func (h History) timeline(begin, on civil.Date, t Terms) []event {
	var list []event
	for _, i := range h.Interventions {
		if i.Layer == LGC && i.Result == Repaired && i.stop().Known() && i.start().Known() {
			e := event{kind: extend, on: i.stop(), since: i.start(), file: i.File}
			if t.MonthsFirst {
				e.on = i.start()
			}
			list = append(list, e)
		}
		if i.renews(t) && i.start().Known() {
			list = append(list, event{
				kind: renew, on: i.ReplacedBy.DeliveredOn, since: i.start(), file: i.File, condition: i.ReplacedBy.Condition,
			})
		}
	}
	cuts := make([]civil.Date, 0, len(list))
	for _, e := range list {
		cuts = append(cuts, e.on)
	}
	slices.Sort(cuts)
	for _, s := range h.suspensions(on, t) {
		s.start = civil.Later(s.start, begin)
		list = append(list, cut(s, cuts)...)
	}
	slices.SortFunc(list, func(a, b event) int {
		return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(a.kind, b.kind), cmp.Compare(a.since, b.since),
			cmp.Compare(a.file, b.file), cmp.Compare(a.condition, b.condition))
	})
	return list
}

// cut divides a suspension at the given days, which are in order.
func cut(s interval, cuts []civil.Date) []event {
	var parts []event
	from := s.start
	part := func(to civil.Date, open bool) {
		parts = append(parts, event{kind: suspend, on: from, since: from, until: to, open: open})
		from = to
	}
	for _, c := range cuts {
		if c > from && c < s.stop {
			part(c, false)
		}
	}
	if from < s.stop {
		part(s.stop, s.open)
	}
	return parts
}

// stretches cuts a timeline behind each event that begins a new period.
func stretches(list []event) [][]event {
	var out [][]event
	from := 0
	for i, e := range list {
		if e.kind == renew {
			out = append(out, list[from:i+1])
			from = i + 1
		}
	}
	return append(out, list[from:])
}
