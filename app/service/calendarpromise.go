package service

import (
	"context"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
)

// ProposeAsked asks which day a customer can be promised.
type ProposeAsked struct {
	Site    string `json:"site,omitempty" doc:"this shop when empty"`
	Bench   int    `json:"bench_minutes,omitempty" doc:"work that it takes itself; an hour when empty"`
	Queue   *int   `json:"queue_minutes,omitempty" doc:"work that lies before it; when empty, that of the devices which wait or are worked on"`
	Part    int    `json:"part_days,omitempty" doc:"until the part is here"`
	Carrier int    `json:"carrier_days,omitempty" doc:"on the road, out and back"`
}

// Proposed is a day that can be promised, and why.
type Proposed struct {
	On      civil.Date `json:"on"`
	ReadyMS int64      `json:"ready_ms"`
	Because []Because  `json:"because"`
}

// Because is one reason for a day: queue, bench, part, carrier or closed.
type Because struct {
	Code string       `json:"code"`
	N    int          `json:"n"` // minutes, days
	On   civil.Date   `json:"on,omitzero"`
	Why  calendar.Why `json:"why,omitempty"` // of a closed day
	Name string       `json:"name,omitempty"`
}

// The bench of a repair of which nobody said how long it takes, and the bounds.
const (
	usualBench  = 60
	mostMinutes = 100_000
	mostDays    = 365
)

// ProposeDay proposes the first day on which a device can be fetched: the shop's hours,
// the work before it, and what is waited for. It promises nothing.
func (a *App) ProposeDay(ctx context.Context, in *ProposeAsked) (Proposed, error) {
	bench := in.Bench
	if bench == 0 {
		bench = usualBench
	}
	if err := fault.First(fault.Within("bench_minutes", int64(bench), 1, mostMinutes), fault.Within("part_days", int64(in.Part), 0, mostDays),
		fault.Within("carrier_days", int64(in.Carrier), 0, mostDays)); err != nil {
		return Proposed{}, err
	}
	c, err := a.Calendar(ctx, in.Site)
	if err != nil {
		return Proposed{}, err
	}
	queue := 0
	if in.Queue == nil {
		n, err := a.atWork(ctx, a.here(in.Site))
		if err != nil {
			return Proposed{}, err
		}
		queue = n * usualBench
	} else if queue = *in.Queue; queue < 0 || queue > mostMinutes {
		return Proposed{}, fault.Within("queue_minutes", int64(queue), 0, mostMinutes)
	}
	p, err := c.Hours.Propose(calendar.Work{
		FromMS: a.now().UnixMilli(), QueueMinutes: min(queue, mostMinutes), BenchMinutes: bench,
		Part: rules.Span{N: in.Part, Unit: rules.Days}, Carrier: rules.Span{N: in.Carrier, Unit: rules.Days},
	})
	out := Proposed{On: p.On, ReadyMS: p.ReadyMS}
	for _, b := range p.Because {
		out.Because = append(out.Because, Because{Code: b.Code, N: b.N, On: b.On, Why: b.Day.Why, Name: b.Day.Name})
	}
	return out, err
}

// atWork counts the devices that wait for the bench or lie on it.
func (a *App) atWork(ctx context.Context, site string) (n int, err error) {
	return read(ctx, a, func(r storage.Reader) (int, error) {
		n := 0
		err := a.eachOpen(r, func(row views.RepairRow) error {
			switch row.Status {
			case repair.Received, repair.DiagWait, repair.Diag, repair.QuoteOK, repair.Repairing, repair.Test:
				if row.Site == site {
					n++
				}
			}
			return nil
		})
		return n, err
	})
}
