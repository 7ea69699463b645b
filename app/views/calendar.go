package views

import (
	"etabli/app/domain/calendar"
	"etabli/app/domain/message"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// SiteID names a shop by its code.
func SiteID(code string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("site", code))
}

// Calendar is when a shop is open, and how soon it means to answer.
type Calendar struct {
	calendar.SavedFacts
	Site    string          `json:"site"`
	Zone    string          `json:"zone"`
	Usual   bool            `json:"usual,omitempty"` // nobody saved one: these are usual hours
	Targets message.Targets `json:"answer_minutes"`

	Hours calendar.Calendar `json:"-"`
}

// Calendar answers the calendar of a shop; of one that saved none, usual hours.
func (v *Views) Calendar(r storage.Reader, site string) (Calendar, error) {
	l, err := newLook(r)
	if err != nil {
		return Calendar{}, err
	}
	return l.calendar(site)
}

func (l *look) calendar(site string) (Calendar, error) {
	out := Calendar{Site: site, Usual: true, SavedFacts: calendar.SavedFacts{Week: calendar.UsualWeek()}}
	zone, err := l.zone(site)
	if err != nil {
		return out, err
	}
	out.Zone = zone.String()
	s, err := l.site(SiteID(site))
	if err != nil {
		return out, err
	}
	out.Targets = message.Targets{}
	for _, c := range message.Channels() {
		out.Targets[c] = out.Targets.Of(c)
	}
	if err := savedHours(s, &out); err != nil {
		return out, err
	}
	out.Hours, err = out.SavedFacts.Calendar(zone)
	return out, err
}

func savedHours(s *fold.State, into *Calendar) error {
	if saved := s.Value(fold.FieldCalendar); saved != "" {
		into.Usual, into.SavedFacts = false, calendar.SavedFacts{}
		if err := journal.UnmarshalFacts([]byte(saved), &into.SavedFacts); err != nil {
			return err
		}
	}
	var f message.TargetsFacts
	if saved := s.Value(fold.FieldTargets); saved != "" {
		if err := journal.UnmarshalFacts([]byte(saved), &f); err != nil {
			return err
		}
	}
	for c, n := range f.Minutes {
		into.Targets[c] = n
	}
	return nil
}
