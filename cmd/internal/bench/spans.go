package main

import (
	"slices"
	"time"
)

// spans are measured times.
type spans []time.Duration

// ms is a quantile of the times, in milliseconds; 0 when there are none.
func (s spans) ms(q float64) float64 {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	return milliseconds(sorted[int(q*float64(len(sorted)-1))])
}

func (s spans) p50() float64 { return s.ms(0.50) }
func (s spans) p99() float64 { return s.ms(0.99) }

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// timed measures one act.
func (s *spans) timed(act func() error) error {
	began := time.Now()
	err := act()
	*s = append(*s, time.Since(began))
	return err
}
