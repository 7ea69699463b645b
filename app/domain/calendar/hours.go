package calendar

import (
	"slices"
	"strconv"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/rules"
)

// MaxDays is how far ahead an opening is looked for.
const MaxDays = 800

// MaxWorkMinutes is the most working time that can be added at once.
const MaxWorkMinutes = 200_000

const minuteMS = int64(time.Minute / time.Millisecond)

// stretch is one opening as moments in Unix milliseconds; the end is outside.
type stretch struct{ fromMS, toMS int64 }

func (c Calendar) stretch(on civil.Date, s Span) stretch {
	return stretch{on.Clock(s.FromMinutes, c.Zone).UnixMilli(), on.Clock(s.ToMinutes, c.Zone).UnixMilli()}
}

// day is the day of a moment in the zone of the shop.
func (c Calendar) day(ms int64) civil.Date { return civil.Of(time.UnixMilli(ms).In(c.Zone).Date()) }

// openings calls fn for each opening that ends after a moment, in order, until
// fn says that it has enough or MaxDays have passed.
func (c Calendar) openings(afterMS int64, fn func(stretch) (enough bool)) error {
	first := c.day(afterMS)
	for on := first; on <= first+MaxDays; on++ {
		for _, s := range c.Day(on).Hours {
			open := c.stretch(on, s)
			if open.toMS > afterMS && fn(open) {
				return nil
			}
		}
	}
	return neverOpens()
}

// OpenAt tells whether the shop is open at a moment in Unix milliseconds.
func (c Calendar) OpenAt(ms int64) bool {
	on := c.day(ms)
	return slices.ContainsFunc(c.Day(on).Hours, func(s Span) bool {
		open := c.stretch(on, s)
		return ms >= open.fromMS && ms < open.toMS
	})
}

// NextOpening is the first moment from ms on at which the shop is open: ms
// itself while it is. A shop that never opens is the fault missing.
func (c Calendar) NextOpening(ms int64) (int64, error) {
	next := ms
	err := c.openings(ms, func(s stretch) bool {
		next = max(ms, s.fromMS)
		return true
	})
	return next, err
}

// AddWorking is the moment at which so many minutes of opening have passed
// since ms. Faults: out_of_range, missing.
func (c Calendar) AddWorking(ms int64, minutes int) (int64, error) {
	if minutes < 0 || minutes > MaxWorkMinutes {
		return 0, fault.New(fault.OutOfRange, "minutes", "min", "0", "max", strconv.Itoa(MaxWorkMinutes))
	}
	left, at := int64(minutes)*minuteMS, ms
	err := c.openings(ms, func(s stretch) bool {
		from := max(ms, s.fromMS)
		if left <= s.toMS-from {
			at = from + left
			return true
		}
		left -= s.toMS - from
		return false
	})
	return at, err
}

// WorkingMS is how much opening lies between two moments, in milliseconds; it
// is 0 when they are in the wrong order. Faults: out_of_range when they lie
// more than MaxDays apart.
func (c Calendar) WorkingMS(fromMS, toMS int64) (int64, error) {
	if toMS <= fromMS {
		return 0, nil
	}
	if toMS-fromMS > MaxDays*minutesPerDay*minuteMS {
		return 0, fault.New(fault.OutOfRange, "to_ms", "min", strconv.FormatInt(fromMS, 10), "max", strconv.Itoa(MaxDays))
	}
	var sum int64
	last := c.day(toMS)
	for on := c.day(fromMS); on <= last; on++ {
		for _, s := range c.Day(on).Hours {
			open := c.stretch(on, s)
			sum += max(0, min(toMS, open.toMS)-max(fromMS, open.fromMS))
		}
	}
	return sum, nil
}

// NextOpenDay is the day itself when the shop opens on it, else the next one
// that it does. A shop that never opens is the fault missing.
func (c Calendar) NextOpenDay(on civil.Date) (civil.Date, error) {
	for d := on; d <= on+MaxDays; d++ {
		if c.Day(d).Open() {
			return d, nil
		}
	}
	return civil.None, neverOpens()
}

// AddDays is the day that lies a span after another one, as the unit of the
// span counts: jours ouvrés and ouvrables go by the holidays of the region and
// not by the opening hours. Put NextOpenDay behind it where somebody has to
// come.
func (c Calendar) AddDays(on civil.Date, span rules.Span) civil.Date {
	return span.After(on, c.Region)
}

// AddOpenDays is the n-th day after a day on which the shop opens; the day
// itself does not count. Faults: out_of_range, missing.
func (c Calendar) AddOpenDays(on civil.Date, n int) (civil.Date, error) {
	if n < 0 || n > MaxDays {
		return civil.None, fault.New(fault.OutOfRange, "days", "min", "0", "max", strconv.Itoa(MaxDays))
	}
	for range n {
		next, err := c.NextOpenDay(on + 1)
		if err != nil {
			return civil.None, err
		}
		on = next
	}
	return on, nil
}
