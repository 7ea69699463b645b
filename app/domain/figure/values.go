package figure

import (
	"math"
	"slices"

	"etabli/app/domain/civil"
)

// weekly collects values by week.
type weekly struct {
	weeks
	in [][]int64
}

func (w weeks) values() *weekly { return &weekly{weeks: w, in: make([][]int64, w.n)} }

func (v *weekly) add(day civil.Date, value int64) {
	if at := v.of(day); at >= 0 {
		v.in[at] = append(v.in[at], value)
	}
}

// curve makes a line of the values.
func (v *weekly) curve(name string, one func([]int64) int64) Curve {
	c := Curve{Name: name, Whole: NoCase}
	for _, week := range append(slices.Clone(v.in), slices.Concat(v.in...)) {
		value := NoCase
		if len(week) > 0 {
			value = one(week)
		}
		c.Weeks = append(c.Weeks, value)
	}
	c.Whole, c.Weeks = c.Weeks[v.n], c.Weeks[:v.n]
	return c
}

func (v *weekly) cases() (n int) {
	for _, week := range v.in {
		n += len(week)
	}
	return n
}

// ranked is their median, and what nine in ten do not exceed.
func (v *weekly) ranked(id ID) Series {
	return Series{ID: id, Unit: Millis, Cases: v.cases(), Curves: []Curve{
		v.curve("median", func(all []int64) int64 { return percentile(all, 50) }),
		v.curve("p90", func(all []int64) int64 { return percentile(all, 90) }),
	}}
}

// meant is their mean.
func (v *weekly) meant(id ID) Series {
	return Series{ID: id, Unit: Tenths, Cases: v.cases(), Curves: []Curve{v.curve("mean", func(all []int64) int64 {
		total := int64(0)
		for _, one := range all {
			total += one
		}
		return int64(math.Round(float64(total) / float64(len(all))))
	})}}
}

// shares are so many of all, by week.
type shares struct {
	of, all []int64
}

func (w weeks) shares() shares { return shares{make([]int64, w.n), make([]int64, w.n)} }

func (s shares) shared(id ID) Series {
	c := Curve{Name: "share"}
	of, all := int64(0), int64(0)
	for i := range s.all {
		c.Weeks = append(c.Weeks, permille(s.of[i], s.all[i]))
		of, all = of+s.of[i], all+s.all[i]
	}
	c.Whole = permille(of, all)
	return Series{ID: id, Unit: Permille, Cases: int(all), Curves: []Curve{c}}
}

func permille(of, all int64) int64 {
	if all == 0 {
		return NoCase
	}
	return (of*1000 + all/2) / all
}
