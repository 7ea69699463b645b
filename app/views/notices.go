package views

import (
	"etabli/app/domain/message"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// SaysItself is what a shop says to customers by itself, and when it keeps quiet.
type SaysItself struct {
	Quiet   message.Quiet
	Notices map[message.Event]message.NoticeFacts
}

// SaysItself answers what a shop says by itself; one that set nothing says
// nothing, and keeps the usual quiet hours.
func (v *Views) SaysItself(r storage.Reader, site string) (SaysItself, error) {
	out := SaysItself{Quiet: message.UsualQuiet(), Notices: map[message.Event]message.NoticeFacts{}}
	s, err := siteState(r, SiteID(site))
	if err != nil {
		return out, err
	}
	if saved := s.Value(fold.FieldQuiet); saved != "" {
		var f message.QuietFacts
		if err := journal.UnmarshalFacts([]byte(saved), &f); err != nil {
			return out, err
		}
		out.Quiet = f.Quiet()
	}
	for _, event := range s.Group(fold.GroupNotice) {
		var f message.NoticeFacts
		if err := journal.UnmarshalFacts([]byte(s.Value(fold.GroupNotice+event)), &f); err != nil {
			return out, err
		}
		out.Notices[message.Event(event)] = f
	}
	return out, nil
}
