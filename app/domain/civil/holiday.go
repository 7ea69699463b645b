package civil

import (
	"slices"
	"time"
)

// Region is a part of France with public holidays of its own.
type Region string

// The regions. Saint-Barthélemy and Saint-Martin keep a day of their own as
// well as the overseas departments.
const (
	Metropole       Region = "FR"
	AlsaceMoselle   Region = "FR-AM"
	Guadeloupe      Region = "FR-971"
	Martinique      Region = "FR-972"
	Guyane          Region = "FR-973"
	Reunion         Region = "FR-974"
	Mayotte         Region = "FR-976"
	SaintBarthelemy Region = "FR-977"
	SaintMartin     Region = "FR-978"
)

// Regions lists the regions that are known.
func Regions() []Region {
	return []Region{
		Metropole, AlsaceMoselle, Guadeloupe, Martinique, Guyane, Reunion, Mayotte, SaintBarthelemy, SaintMartin,
	}
}

// Known tells whether a region is one of Regions.
func (r Region) Known() bool { return slices.Contains(Regions(), r) }

// Holiday is a public holiday of one year. Its name is in the message
// catalogue under "holiday.<code>".
type Holiday struct {
	On   Date
	Code string
}

// fixed is a holiday on the same day of every year.
type fixed struct {
	month time.Month
	day   int
	code  string
}

var national = []fixed{
	{time.January, 1, "new_year"},
	{time.May, 1, "labour"},
	{time.May, 8, "victory"},
	{time.July, 14, "national"},
	{time.August, 15, "assumption"},
	{time.November, 1, "all_saints"},
	{time.November, 11, "armistice"},
	{time.December, 25, "christmas"},
}

var regional = map[Region][]fixed{
	AlsaceMoselle:   {{time.December, 26, "saint_stephen"}},
	Guadeloupe:      {{time.May, 27, "abolition"}},
	Martinique:      {{time.May, 22, "abolition"}},
	Guyane:          {{time.June, 10, "abolition"}},
	Reunion:         {{time.December, 20, "abolition"}},
	Mayotte:         {{time.April, 27, "abolition"}},
	SaintBarthelemy: {{time.October, 9, "abolition"}},
	SaintMartin:     {{time.May, 28, "abolition"}},
}

// Days from Easter Sunday to the holidays that move with it.
const (
	toGoodFriday   = -2
	toEasterMonday = 1
	toAscension    = 39
	toWhitMonday   = 50
)

// Easter is Easter Sunday of a year of the Gregorian calendar. The age of the
// moon comes from the golden number and the corrections of the centuries.
func Easter(year int) Date {
	golden := year % 19
	century := year / 100
	skipped := century - century/4                                   // leap days the centuries left out
	moon := (skipped - (8*century+13)/25 + 19*golden + 15) % 30      // days from 21 March to the full moon
	moon -= moon / 28 * (1 - moon/28*(29/(moon+1))*((21-golden)/11)) // the two late moons
	weekday := (year + year/4 + moon + 2 - skipped) % 7              // of that full moon, 0 is Sunday
	return Of(year, time.March, 28+moon-weekday)
}

// Holidays lists the public holidays of a region in a year, in order. Good
// Friday is listed for the whole of Alsace-Moselle, although the law gives it
// only where there is a Protestant or a shared church: a shop elsewhere states
// an exceptional opening.
func Holidays(region Region, year int) []Holiday {
	easter := Easter(year)
	list := []Holiday{
		{easter.AddDays(toEasterMonday), "easter_monday"},
		{easter.AddDays(toAscension), "ascension"},
		{easter.AddDays(toWhitMonday), "whit_monday"},
	}
	if region == AlsaceMoselle {
		list = append(list, Holiday{easter.AddDays(toGoodFriday), "good_friday"})
	}
	for _, f := range slices.Concat(national, regional[region]) {
		list = append(list, Holiday{Of(year, f.month, f.day), f.code})
	}
	slices.SortFunc(list, func(a, b Holiday) int { return int(a.On - b.On) })
	return list
}

// HolidayOn is the code of the public holiday on a day, if it is one.
func HolidayOn(d Date, region Region) (code string, is bool) {
	if !d.Known() {
		return "", false
	}
	year, _, _ := d.Split()
	for _, h := range Holidays(region, year) {
		if h.On == d {
			return h.Code, true
		}
	}
	return "", false
}
