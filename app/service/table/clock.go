package table

import (
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/text"
)

// moment reads a day and an hour, such as 28/11/2026 09:10 or 2026-11-28T09:10:33+01:00,
// as Unix milliseconds; without an offset it is the shop's time.
func moment(cell string, zone *time.Location) (int64, bool) {
	if at, err := time.Parse(time.RFC3339, cell); err == nil {
		return at.UnixMilli(), true
	}
	typed, hour, found := strings.Cut(strings.Replace(cell, "T", " ", 1), " ")
	day, read := text.TypedDate(typed, 0)
	if !found || !read {
		return 0, false
	}
	hour = strings.ToLower(strings.TrimSpace(hour))
	for _, form := range []string{"15:04:05", "15:04", "15h04", "15h"} {
		if at, err := time.ParseInLocation(time.DateOnly+" "+form, day+" "+hour, zone); err == nil {
			return at.UnixMilli(), true
		}
	}
	return 0, false
}

// maxClockParts are hours, minutes and seconds.
const maxClockParts = 3

// seconds reads a stretch of time: a number of seconds, 12:30 or 0:12:30.
func seconds(cell string) (int64, bool) {
	parts := strings.Split(cell, ":")
	var sum int64
	for _, part := range parts {
		n, err := strconv.ParseUint(strings.TrimSpace(part), 10, 31)
		if err != nil || len(parts) > maxClockParts {
			return 0, false
		}
		sum = sum*60 + int64(n)
	}
	return sum, true
}
