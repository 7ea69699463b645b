package year

import "time"

// paris is where the shops are.
var paris = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return time.UTC
	}
	return zone
}()

// The hours of the shops: Tuesday to Saturday, and Monday afternoon.
const (
	opensAt  = 9
	closesAt = 19
)

// opening is the moment itself when a shop is open then, else the next morning.
func opening(at time.Time) time.Time {
	at = at.In(paris)
	for !open(at) {
		next := time.Date(at.Year(), at.Month(), at.Day(), opensAt, 5+at.Second()%50, at.Second(), 0, paris)
		if !next.After(at) {
			next = time.Date(at.Year(), at.Month(), at.Day()+1, opensAt, 5+at.Second()%50, at.Second(), 0, paris)
		}
		at = next
	}
	return at
}

func open(at time.Time) bool {
	if at.Weekday() == time.Sunday || closed(at) {
		return false
	}
	return at.Hour() >= opensAt && at.Hour() < closesAt
}

// closed are the days on which everybody is at home.
func closed(at time.Time) bool {
	switch at.Format("01-02") {
	case "01-01", "05-01", "12-25":
		return true
	}
	return false
}

// weights say how many people come on a day of the week.
var weights = map[time.Weekday]float64{
	time.Monday: 0.7, time.Tuesday: 0.9, time.Wednesday: 1.1, time.Thursday: 0.9, time.Friday: 1.1, time.Saturday: 1.9,
}

// busy is how many people come on a day: more on Saturdays, before the holidays
// and in September, fewer in August.
func busy(day time.Time) float64 {
	w := weights[day.Weekday()]
	switch day.Month() {
	case time.August:
		w *= 0.6
	case time.September, time.December:
		w *= 1.25
	}
	if closed(day) {
		return 0
	}
	return w
}
