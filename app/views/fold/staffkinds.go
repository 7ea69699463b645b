package fold

import (
	"strings"

	"etabli/app/domain/calendar"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/storage/journal"
)

// The fields of shops and staff beside those that are saved as a whole. Records
// have a path: "qualified/fluids", "away/2026-11-23".
const (
	FieldCalendar  = "calendar" // the facts of the calendar
	FieldTargets   = "targets"  // the facts of the times of answer
	FieldPIN       = "pin"      // private
	FieldGive      = "give"
	FieldTake      = "take"
	FieldSites     = "sites"
	GroupQualified = "qualified/"
	GroupAway      = "away/"
)

// none is the value of a record that was taken away.
const none = "-"

var staffKinds = kinds{
	kind.CalendarSaved: {calendarSaved},
	kind.AnswerTargets: {targetsSaved},
	kind.PINSet:        {pinSet},
	kind.RightsSet:     {rightsSet},
	kind.Qualified:     {qualified},
	kind.Away:          {awayOn},
}

func calendarSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[calendar.SavedFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	value, err := journal.MarshalFacts(f)
	x.set(FieldCalendar, string(value))
	return err
}

func targetsSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.TargetsFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	value, err := journal.MarshalFacts(f)
	x.set(FieldTargets, string(value))
	return err
}

func pinSet(a *act, e journal.Entity, x *effects) error {
	f, err := facts[staff.PINFacts](a)
	switch {
	case err != nil || !is(e, kind.Staff):
		return err
	case f.Cleared:
		x.set(FieldPIN, "")
	default:
		x.setPrivate(FieldPIN, a, e, journal.Contact)
	}
	return nil
}

func rightsSet(a *act, e journal.Entity, x *effects) error {
	f, err := facts[staff.RightsFacts](a)
	if err == nil && is(e, kind.Staff) {
		x.set(FieldGive, joined(f.Give))
		x.set(FieldTake, joined(f.Take))
		x.set(FieldSites, repair.JoinList(f.Sites))
	}
	return err
}

func qualified(a *act, e journal.Entity, x *effects) error {
	f, err := facts[staff.QualifiedFacts](a)
	if err != nil || !is(e, kind.Staff) {
		return err
	}
	if f.Gone {
		f.Until = none
	}
	x.set(GroupQualified+f.Code, f.Until)
	return nil
}

// awayOn writes the last day, the reason and who stands in, one a line.
func awayOn(a *act, e journal.Entity, x *effects) error {
	f, err := facts[staff.AbsentFacts](a)
	if err != nil || !is(e, kind.Staff) {
		return err
	}
	value := none
	if !f.Back {
		value = repair.JoinList([]string{f.To, f.Reason, f.Substitute})
	}
	x.set(GroupAway+f.From, value)
	return nil
}

// Records are the values of a group of fields by name, without those that were
// taken away.
func (s *State) Records(group string) map[string]string {
	out := map[string]string{}
	for _, name := range s.Group(group) {
		if v := s.Value(group + name); v != none {
			out[name] = v
		}
	}
	return out
}

func joined[T ~string](list []T) string {
	var b strings.Builder
	for i, item := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(string(item))
	}
	return b.String()
}
