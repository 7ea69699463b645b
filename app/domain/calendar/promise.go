package calendar

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/rules"
)

// Work is what a repair will take, as far as it is known at intake. Days are
// what nine cases out of ten stayed within.
type Work struct {
	FromMS       int64      // when it can begin
	QueueMinutes int        // work that lies before it
	BenchMinutes int        // its own work
	Part         rules.Span // until the part is here; zero when none is needed
	Carrier      rules.Span // on the road, out and back; zero when it stays here
}

// Because is one reason for a proposed date. The words are in the message
// catalogue under "calendar.because.<code>"; N counts minutes or days.
type Because struct {
	Code string
	N    int
	On   civil.Date // the day that a wait leads to, or the closed day
	Day  Day        // of a closed day
}

// Proposal is the date that can be promised and why.
type Proposal struct {
	On      civil.Date // a day on which the shop is open
	ReadyMS int64      // when the work would be done
	Because []Because
}

// Propose gives the first day on which the device can be fetched: parts and
// carriers are waited for while the queue goes down, then comes the bench, and
// all work is done while the shop is open. It proposes; a person promises, and
// no legal limit is kept or moved by it. Faults: out_of_range,
// missing.
func (c Calendar) Propose(w Work) (Proposal, error) {
	var p Proposal
	ready, err := c.AddWorking(w.FromMS, w.QueueMinutes)
	if err != nil {
		return p, err
	}
	begin := c.day(w.FromMS)
	if w.QueueMinutes > 0 {
		p.Because = append(p.Because, Because{Code: "queue", N: w.QueueMinutes, On: c.day(ready)})
	}
	here := begin
	for _, wait := range []struct {
		code string
		span rules.Span
	}{{"carrier", w.Carrier}, {"part", w.Part}} {
		if wait.span.N > 0 {
			here = c.AddDays(here, wait.span)
			p.Because = append(p.Because, Because{Code: wait.code, N: wait.span.N, On: here})
		}
	}
	if here > begin {
		ready = max(ready, here.Clock(0, c.Zone).UnixMilli())
	}
	if ready, err = c.AddWorking(ready, w.BenchMinutes); err != nil {
		return Proposal{}, err
	}
	if w.BenchMinutes > 0 {
		p.Because = append(p.Because, Because{Code: "bench", N: w.BenchMinutes, On: c.day(ready)})
	}
	p.ReadyMS = ready
	if p.On, err = c.NextOpenDay(c.day(ready)); err != nil {
		return Proposal{}, err
	}
	for _, d := range c.ClosedBetween(begin, p.On) {
		p.Because = append(p.Because, Because{Code: "closed", N: 1, On: d.On, Day: d})
	}
	return p, nil
}
