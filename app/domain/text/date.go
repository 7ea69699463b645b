package text

import (
	"time"

	"etabli/app/domain/fault"
)

// dateForm is how dates are stored and sent.
const dateForm = "2006-01-02"

// The years in which a date of a shop can lie.
const (
	firstYear = 1970
	lastYear  = 2199
)

// Date checks a civil date, "2006-01-02"; it may be empty.
func Date(field, s string) error {
	if s == "" {
		return nil
	}
	day, err := time.Parse(dateForm, s)
	if err != nil {
		return fault.New(fault.Malformed, field, "expected", "date").Because(err)
	}
	if day.Year() < firstYear || day.Year() > lastYear {
		return fault.New(fault.OutOfRange, field, "min", "1970-01-01", "max", "2199-12-31")
	}
	return nil
}

// Moment checks a time in Unix milliseconds; 0 means that it is not known.
func Moment(field string, ms int64) error {
	if ms == 0 {
		return nil
	}
	if year := time.UnixMilli(ms).UTC().Year(); ms < 0 || year > lastYear {
		return fault.New(fault.OutOfRange, field, "min", "1970-01-01", "max", "2199-12-31")
	}
	return nil
}
