package parcel

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/visit"
)

// Risk is why somebody has to look after a parcel.
type Risk string

// The risks.
const (
	Unfound    Risk = "not_found" // the customer stood before nothing
	MovedOften Risk = "moved"     // its slot was changed so often that a manager calls
	HoldEnds   Risk = "hold_ends" // it goes back in two days or less
	Silent     Risk = "silent"    // nobody has seen it for four days
	Announced  Risk = "unchecked" // said to be at the pick-up point for a day, and nobody checked
	SlotPassed Risk = "slot_passed"
	Missing    Risk = "lost"    // and nobody opened a claim about it
	Broken     Risk = "damaged" // as well
	CameBack   Risk = "came_back"
)

// The limits of risks.
const (
	holdDays    = 2
	silentMS    = 4 * 24 * 3600 * 1000
	announcedMS = 24 * 3600 * 1000
)

// Sighting is what is known of a parcel's way.
type Sighting struct {
	Status  Status
	AtMS    int64 // when it was last seen, or closed
	Checked bool
	UntilOn civil.Date // of the pick-up point; 0 when not known
	Slot    visit.Slot
	Moves   int
	Claimed bool // somebody follows its damage or its loss in a claim
}

// Risks are why somebody has to look after a parcel now.
func Risks(s Sighting, today civil.Date, nowMS int64) (out []Risk) {
	add := func(is bool, r Risk) {
		if is {
			out = append(out, r)
		}
	}
	add(s.Status == Lost && !s.Claimed, Missing)
	add(s.Status == Damaged && !s.Claimed, Broken)
	if s.Status.Over() {
		return out
	}
	add(s.Status == SentBack, CameBack)
	away := s.Status.Away()
	add(s.Status == NotFound, Unfound)
	add(s.Moves >= visit.AlertMoves, MovedOften)
	add(s.Status == AtPoint && s.UntilOn.Known() && today+holdDays >= s.UntilOn, HoldEnds)
	add(s.Status == AtPoint && !s.Checked && nowMS-s.AtMS > announcedMS, Announced)
	add(away && s.Status != AtPoint && s.Status != NotFound && nowMS-s.AtMS > silentMS, Silent)
	add(s.Slot.ToMS != 0 && nowMS > s.Slot.ToMS, SlotPassed)
	return out
}
