package staff

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Absence is a stretch of days on which somebody does not work.
type Absence struct {
	From, To   civil.Date // first and last day
	Reason     string
	Substitute string // id of who stands in, if anybody
}

// Covers tells whether a day lies in the absence.
func (a Absence) Covers(on civil.Date) bool { return on >= a.From && on <= a.To }

// MaxAbsenceDays bounds one absence.
const MaxAbsenceDays = 3 * 366

// CheckAbsent checks an absence.
func CheckAbsent(f AbsentFacts) error {
	from, err := civil.Parse("from", f.From)
	if err != nil {
		return err
	}
	to, err := civil.Parse("to", f.To)
	switch {
	case err != nil:
		return err
	case !from.Known():
		return fault.New(fault.Missing, "from")
	case !to.Known():
		return fault.New(fault.Missing, "to")
	case to < from || to > from.AddDays(MaxAbsenceDays):
		return fault.New(fault.OutOfRange, "to", "min", from.String(), "max", from.AddDays(MaxAbsenceDays).String())
	}
	return text.OneOf("reason", f.Reason, "leave", "sick", "training", "other")
}

// AwayOn is the absence that covers a day, if one does.
func AwayOn(list []Absence, on civil.Date) (Absence, bool) {
	for _, a := range list {
		if a.Covers(on) {
			return a, true
		}
	}
	return Absence{}, false
}
