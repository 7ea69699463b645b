package lang

import (
	"strconv"
	"time"
)

// Dates come in as "2006-01-02" in the site's time zone; what cannot be read as
// a date is shown as it is, because it is somebody's entry.
const isoDate = "2006-01-02"

// Date writes a date in full: "21 nov. 2026".
func (c *Catalogue) Date(iso string) string {
	day, err := time.Parse(isoDate, iso)
	if err != nil {
		return iso
	}
	return c.fullDate(day)
}

// DateShort writes a date of these weeks: "sam. 21 nov.".
func (c *Catalogue) DateShort(iso string) string {
	day, err := time.Parse(isoDate, iso)
	if err != nil {
		return iso
	}
	return c.T("date.short",
		"weekday", c.T("date.weekday."+strconv.Itoa(int(day.Weekday()))),
		"day", c.dayOfMonth(day),
		"month", c.month(day))
}

// DateTime writes a moment in Unix milliseconds: "21 nov. 2026 à 14:31".
func (c *Catalogue) DateTime(ms int64, zone *time.Location) string {
	at := time.UnixMilli(ms).In(zone)
	return c.T("date.time", "date", c.fullDate(at), "time", at.Format("15:04"))
}

// Day writes the day of a moment in Unix milliseconds without its year:
// "21 nov.".
func (c *Catalogue) Day(ms int64, zone *time.Location) string {
	return c.day(time.UnixMilli(ms).In(zone))
}

// DayTime writes a moment of these weeks in Unix milliseconds: "21 nov. à 14:31".
func (c *Catalogue) DayTime(ms int64, zone *time.Location) string {
	at := time.UnixMilli(ms).In(zone)
	return c.T("date.time", "date", c.day(at), "time", at.Format("15:04"))
}

// Clock writes the time of day of a moment in Unix milliseconds: "14:31".
func (c *Catalogue) Clock(ms int64, zone *time.Location) string {
	return time.UnixMilli(ms).In(zone).Format("15:04")
}

// Ago writes how long before now a moment was, in the zone of this machine. On
// a server, where the reader is elsewhere, use AgoIn.
func (c *Catalogue) Ago(ms, nowMS int64) string { return c.AgoIn(ms, nowMS, time.Local) }

// AgoIn writes how long before now a moment was: "il y a 3 min", "hier",
// "18 nov.". A moment ahead of now, which a wrong clock makes, is given as date
// and time and never as an age.
func (c *Catalogue) AgoIn(ms, nowMS int64, zone *time.Location) string {
	at, now := time.UnixMilli(ms).In(zone), time.UnixMilli(nowMS).In(zone)
	age := now.Sub(at)
	minutes, hours := int(age.Minutes()), int(age.Hours())
	switch {
	case age < -time.Minute:
		return c.DateTime(ms, zone)
	case age < time.Minute:
		return c.T("ago.now")
	case age < time.Hour:
		return c.N("ago.minutes", minutes)
	case sameDay(at, now) || hours < 6:
		return c.N("ago.hours", hours)
	case sameDay(at, now.AddDate(0, 0, -1)):
		return c.T("ago.yesterday")
	case at.Year() != now.Year():
		return c.fullDate(at)
	}
	return c.day(at)
}

func (c *Catalogue) day(at time.Time) string {
	return c.T("date.day", "day", c.dayOfMonth(at), "month", c.month(at))
}

func (c *Catalogue) fullDate(at time.Time) string {
	return c.T("date.full",
		"day", c.dayOfMonth(at), "month", c.month(at), "year", strconv.Itoa(at.Year()))
}

func (c *Catalogue) month(at time.Time) string {
	return c.T("date.month." + strconv.Itoa(int(at.Month())))
}

// dayOfMonth writes the first of a month as "1er" in French.
func (c *Catalogue) dayOfMonth(at time.Time) string {
	if at.Day() == 1 && c.tag == French {
		return "1er"
	}
	return strconv.Itoa(at.Day())
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}
