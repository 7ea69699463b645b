package civil

import "time"

// Week says which days of the week a rule counts as working days.
type Week string

// French rules count in one of two ways. Public holidays count in neither.
const (
	Ouvres    Week = "ouvres"    // jours ouvrés: Monday to Friday
	Ouvrables Week = "ouvrables" // jours ouvrables: Monday to Saturday
)

// Works tells whether a day counts as a working day in a region.
func (w Week) Works(d Date, region Region) bool {
	switch d.Weekday() {
	case time.Sunday:
		return false
	case time.Saturday:
		if w != Ouvrables {
			return false
		}
	}
	_, holiday := HolidayOn(d, region)
	return !holiday
}

// AddWorkingDays is the n-th working day after a day; the day itself does not
// count. For n of 0 or less it is the day itself.
func (d Date) AddWorkingDays(n int, week Week, region Region) Date {
	if d == None {
		return None
	}
	for n > 0 {
		d++
		if week.Works(d, region) {
			n--
		}
	}
	return d
}

// OrNextWorkingDay is the day itself when it counts as a working day, and else
// the next one that does: the last day of some periods is put off that way.
func (d Date) OrNextWorkingDay(week Week, region Region) Date {
	if d == None {
		return None
	}
	for !week.Works(d, region) {
		d++
	}
	return d
}
