package fold

import (
	"slices"
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/task"
	"etabli/app/domain/visit"
	"etabli/storage/journal"
)

// The fields of visits.
const (
	FieldSlot    = "slot" // from and to, Unix milliseconds, one a line
	FieldStaff   = "staff"
	FieldVan     = "van"
	FieldSkill   = "skill"
	FieldArea    = "area"
	FieldFor     = "for"
	FieldUnder   = "under"
	FieldMinutes = "minutes"
	FieldParts   = "parts"  // a list, in CBOR
	FieldPlace   = "place"  // private
	FieldDoor    = "door"   // private: codes
	FieldReport  = "report" // the facts of the report
	FieldDone    = "done"   // private: words of the report
	FieldChecked = "checked"
	FieldNext    = "next" // what follows a visit that did not take place
	FieldAbsent  = "absent"
	// FieldAnnounced is what the customer was told that an absence costs, in cents.
	FieldAnnounced = "announced"
	FieldTaken     = "taken" // the file of the device that was taken away
	FieldLate      = "late"  // minutes
	// SumMoves counts the changes of slot.
	SumMoves = "moves"
)

var visitKinds = kinds{
	kind.VisitPlanned:    {visitPlanned},
	kind.VisitMoved:      {visitMoved},
	kind.VisitStepped:    {visitStepped},
	kind.VisitCancelled:  {visitCancelled},
	kind.VisitAbsent:     {visitAbsent},
	kind.VisitLate:       {visitLate},
	kind.VisitDayMoved:   {visitDayMoved},
	kind.VisitChecked:    {visitChecked},
	kind.VisitTookDevice: {visitTookDevice},
	kind.VisitReported:   {visitReported},
}

func visitPlanned(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.PlannedFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return followedUp(e, x, err)
	}
	x.become(string(visit.Planned))
	x.setKnown(FieldSite, f.Site)
	x.set(FieldSlot, slotText(f.Slot))
	x.setKnown(FieldStaff, f.Staff)
	x.setKnown(FieldVan, f.Van)
	x.setKnown(FieldSkill, f.Skill)
	x.setKnown(FieldArea, f.Area)
	x.set(FieldFor, string(f.For))
	x.setKnown(FieldUnder, string(f.Under))
	if f.Minutes != 0 {
		x.set(FieldMinutes, strconv.Itoa(f.Minutes))
	}
	if len(f.Parts) > 0 {
		if err := x.setFacts(FieldParts, f.Parts); err != nil {
			return err
		}
	}
	setCents(x, f.AbsentCents)
	x.setPrivate(FieldPlace, a, e, journal.File)
	x.setPrivate(FieldDoor, a, e, journal.Passcode)
	links(a, x)
	return nil
}

// ForgetsDoor tells whether the keys of a visit's door codes are to go: it is over.
func (s *State) ForgetsDoor() bool { return visit.Status(s.Status).Over() }

// setCents notes what the customer was told that an absence costs; nothing said changes
// nothing.
func setCents(x *effects, cents int64) {
	if cents != 0 {
		x.set(FieldAnnounced, strconv.FormatInt(cents, 10))
	}
}

func visitMoved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.MovedFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return followedUp(e, x, err)
	}
	if f.Slot != (visit.Slot{}) {
		x.set(FieldSlot, slotText(f.Slot))
		x.add(SumMoves, 1)
		x.became(string(visit.Planned))
	}
	setCents(x, f.AbsentCents)
	x.setKnown(FieldStaff, f.Staff)
	x.setKnown(FieldVan, f.Van)
	return nil
}

func visitStepped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.SteppedFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return followedUp(e, x, err)
	}
	x.move = &transition{to: string(f.To), outcome: f.Reason}
	return nil
}

func visitCancelled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.CancelledFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return followed(a, e, x, f.Follow, err)
	}
	x.move = &transition{to: string(visit.Cancelled), outcome: f.Reason}
	return x.setFacts(FieldNext, f.Next)
}

// followed is the task that somebody has of a visit that did not take place.
func followed(a *act, e journal.Entity, x *effects, f visit.FollowUp, err error) error {
	if err != nil || !is(e, kind.Task) {
		return err
	}
	x.become(string(task.Open))
	x.set(FieldOn, f.On)
	x.setKnown(FieldSite, f.Site)
	x.setKnown(FieldWhy, f.Why)
	x.setPrivate(FieldWhat, a, e, journal.File)
	links(a, x)
	return nil
}

// followedUp ends the task that somebody had of a visit: it has a slot again.
func followedUp(e journal.Entity, x *effects, err error) error {
	if err == nil && is(e, kind.Task) {
		x.become(string(task.Done))
	}
	return err
}

func visitAbsent(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.AbsentFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return followed(a, e, x, f.Follow, err)
	}
	x.become(string(visit.Absent))
	if err := x.setFacts(FieldAbsent, f); err != nil {
		return err
	}
	return x.setFacts(FieldNext, f.Next)
}

func visitLate(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.LateFacts](a)
	if err == nil && is(e, kind.Visit) {
		x.set(FieldLate, strconv.Itoa(f.Minutes))
	}
	return err
}

// visitDayMoved gives each visit of a day its new place. Whoever went on with
// one meanwhile stands beside it in "À vérifier".
func visitDayMoved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.DayMovedFacts](a)
	i := slices.Index(a.entry.Header.Entities, e) - 1
	if err != nil || !is(e, kind.Visit) || i < 0 || i >= len(f.To) {
		return err
	}
	to := f.To[i]
	x.became(string(visit.Planned))
	x.set(FieldStaff, to.Staff)
	x.setKnown(FieldVan, to.Van)
	if to.Slot != (visit.Slot{}) {
		x.set(FieldSlot, slotText(to.Slot))
		x.add(SumMoves, 1)
	}
	return nil
}

func visitChecked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.CheckedFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return err
	}
	return x.setFacts(FieldChecked, f.Points)
}

func visitTookDevice(a *act, e journal.Entity, x *effects) error {
	_, err := facts[visit.TakenFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return err
	}
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Repair) {
			x.set(FieldTaken, other.ID.String())
		}
	}
	return nil
}

func visitReported(a *act, e journal.Entity, x *effects) error {
	f, err := facts[visit.ReportedFacts](a)
	if err != nil || !is(e, kind.Visit) {
		return err
	}
	x.move = &transition{to: string(f.Result), outcome: string(f.Result)}
	if len(f.Pictures) > 0 || f.Unsigned != "" {
		x.move.to = string(visit.Signed)
	}
	x.setPrivate(FieldDone, a, e, journal.File)
	return x.setFacts(FieldReport, f)
}

// setFacts writes a field that holds facts.
func (x *effects) setFacts(name string, value any) error {
	raw, err := journal.MarshalFacts(value)
	x.set(name, string(raw))
	return err
}

func slotText(s visit.Slot) string {
	return strconv.FormatInt(s.FromMS, 10) + "\n" + strconv.FormatInt(s.ToMS, 10)
}
