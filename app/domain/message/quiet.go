package message

import (
	"time"

	"etabli/app/domain/calendar"
	"etabli/app/domain/civil"
)

// Quiet is when no machine of ours makes a customer's telephone ring, in
// minutes past midnight; it may go over midnight, and is nothing when both are
// the same.
type Quiet struct {
	FromMinutes, ToMinutes int
	Rest                   bool // Sundays and public holidays as well
}

// UsualQuiet is that of a shop that said nothing.
func UsualQuiet() Quiet { return Quiet{FromMinutes: 20 * 60, ToMinutes: 8 * 60, Rest: true} }

// Rings tells whether a message waits for the end of the quiet hours: an SMS
// rings, and what no person wrote can wait.
func Rings(c Channel, automatic bool) bool { return c == SMS || automatic }

// Until is when a message may go that is ready at a moment: then, or when the
// quiet hours end.
func (q Quiet) Until(ms int64, c calendar.Calendar) int64 {
	for range calendar.MaxDays {
		at := time.UnixMilli(ms).In(c.Zone)
		year, month, day := at.Date()
		minute := at.Hour()*60 + at.Minute()
		switch resting := q.resting(at, c); {
		case !resting && !q.within(minute):
			return ms
		case resting || minute >= q.ToMinutes:
			day++
		}
		ms = time.Date(year, month, day, 0, q.ToMinutes, 0, 0, c.Zone).UnixMilli()
	}
	return ms
}

func (q Quiet) within(minute int) bool {
	if q.FromMinutes <= q.ToMinutes {
		return minute >= q.FromMinutes && minute < q.ToMinutes
	}
	return minute >= q.FromMinutes || minute < q.ToMinutes
}

func (q Quiet) resting(at time.Time, c calendar.Calendar) bool {
	_, holiday := civil.HolidayOn(civil.Of(at.Date()), c.Region)
	return q.Rest && (holiday || at.Weekday() == time.Sunday)
}
