// Package figure makes the figures that a shop is run by, each with one
// definition, whether over a period or week by week. It is handed cases and knows no
// store and no clock.
package figure

import (
	"slices"

	"etabli/app/domain/civil"
)

// Week is the repairs that became ready in seven days. The last week of a
// series ends today and may still fill.
type Week struct {
	From     civil.Date `json:"from"`
	Count    int        `json:"count"`
	MedianMS int64      `json:"median_ms"`
	P90MS    int64      `json:"p90_ms"`
}

// Figures are what a manager looks at first.
type Figures struct {
	Weeks    []Week `json:"weeks"` // the oldest first
	Received int    `json:"received"`
	Ready    int    `json:"ready"`
	Returned int    `json:"returned"` // these three in the last seven days
	MedianMS int64  `json:"median_ms"`
	P90MS    int64  `json:"p90_ms"`    // over all weeks
	Scores   int    `json:"scores"`    // how many customers said how it went
	Score    int    `json:"score_x10"` // their mean, in tenths

	Uncollected int `json:"uncollected"` // ready for longer than UncollectedDays
	OldestDays  int `json:"oldest_days"` // the longest of them
}

// UncollectedDays is how long a device may be ready before somebody asks.
const UncollectedDays = 14

const weekDays = 7

// Of are the figures of the weeks that end with a day.
func Of(m Matter, on civil.Date, weeks int) Figures {
	m.Today = on
	whole := Span{on.AddDays(1 - weekDays*weeks), on}
	f := Figures{}
	for i := range weeks {
		turn := m.line(Turnaround, week(whole.From, i))
		f.Weeks = append(f.Weeks, Week{week(whole.From, i).From, turn.Cases, max(0, turn.value("median")), max(0, turn.value("p90"))})
	}
	turn, flow, score := m.line(Turnaround, whole), m.line(Flow, Span{on.AddDays(1 - weekDays), on}), m.line(Score, whole)
	f.MedianMS, f.P90MS = max(0, turn.value("median")), max(0, turn.value("p90"))
	f.Received, f.Ready, f.Returned = int(flow.value("received")), int(flow.value("ready")), int(flow.value("returned"))
	f.Scores, f.Score = score.Cases, max(0, int(score.value("mean")))
	for _, c := range m.Cases {
		if days := c.ReadyOn.DaysUntil(on); c.Uncollected && c.ReadyOn.Known() && days > UncollectedDays {
			f.Uncollected++
			f.OldestDays = max(f.OldestDays, days)
		}
	}
	return f
}

// week is the nth week of those that begin with a day.
func week(first civil.Date, n int) Span {
	from := first.AddDays(weekDays * n)
	return Span{from, from.AddDays(weekDays - 1)}
}

// percentile is the smallest value that at least p per cent of the values do
// not exceed (nearest rank); 0 for no values.
func percentile(values []int64, p int) int64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	rank := (len(sorted)*p + 99) / 100
	return sorted[max(1, rank)-1]
}
