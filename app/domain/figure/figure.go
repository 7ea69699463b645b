// Package figure makes the figures that a shop is run by, each with one
// definition. It is handed samples and knows no store and no clock.
package figure

import (
	"math"
	"slices"

	"etabli/app/domain/civil"
)

// Sample is one repair, in civil days of its shop and in milliseconds.
type Sample struct {
	ReceivedOn civil.Date // none while it is only announced
	ReadyOn    civil.Date // none while it is worked on
	ReturnedOn civil.Date // none while the shop has it
	TurnMS     int64      // from custody to ready, when it is ready
	Score      int        // of the survey, 1 to 5; 0 for none
	Device     string     // tells a device from others; empty when nothing does
	Repaired   bool       // it was handed back as repaired
	// Uncollected tells that the device is ready and still in the shop.
	Uncollected bool
}

// Week is the repairs that became ready in seven days. The last week of a
// series ends today and may still fill.
type Week struct {
	From     civil.Date `json:"from"`
	Count    int        `json:"count"`
	MedianMS int64      `json:"median_ms"`
	P90MS    int64      `json:"p90_ms"`
}

// Figures are what a manager looks at.
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

// Of computes the figures of the weeks that end with a day. Turnaround is the
// time from custody to ready; a week holds the repairs that became ready in it.
func Of(samples []Sample, on civil.Date, weeks int) Figures {
	first := on.AddDays(1 - weekDays*weeks)
	turns := make([][]int64, weeks)
	var all []int64
	f := Figures{}
	total := 0
	for _, s := range samples {
		f.Received += within(s.ReceivedOn, on)
		f.Ready += within(s.ReadyOn, on)
		f.Returned += within(s.ReturnedOn, on)
		if s.Score > 0 && s.ReadyOn.Known() && s.ReadyOn >= first {
			f.Scores++
			total += s.Score
		}
		f.waiting(s, on)
		if s.ReadyOn.Known() && s.ReadyOn >= first && s.ReadyOn <= on {
			week := first.DaysUntil(s.ReadyOn) / weekDays
			turns[week] = append(turns[week], s.TurnMS)
			all = append(all, s.TurnMS)
		}
	}
	for i, turn := range turns {
		f.Weeks = append(f.Weeks, Week{
			From: first.AddDays(weekDays * i), Count: len(turn), MedianMS: percentile(turn, 50), P90MS: percentile(turn, 90),
		})
	}
	f.MedianMS, f.P90MS = percentile(all, 50), percentile(all, 90)
	if f.Scores > 0 {
		f.Score = int(math.Round(10 * float64(total) / float64(f.Scores)))
	}
	return f
}

func (f *Figures) waiting(s Sample, on civil.Date) {
	if !s.Uncollected || !s.ReadyOn.Known() {
		return
	}
	if days := s.ReadyOn.DaysUntil(on); days > UncollectedDays {
		f.Uncollected++
		f.OldestDays = max(f.OldestDays, days)
	}
}

// within counts a day that lies in the seven days that end with another.
func within(day, on civil.Date) int {
	if day.Known() && day > on.AddDays(-weekDays) && day <= on {
		return 1
	}
	return 0
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
