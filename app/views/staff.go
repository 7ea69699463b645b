package views

import (
	"errors"
	"maps"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Staff is a member of staff.
type Staff struct {
	ID        journal.EntityID `json:"id"`
	Initials  string           `json:"initials"`
	Display   string           `json:"display"`
	Role      string           `json:"role"`
	Site      string           `json:"site"`
	Sites     []string         `json:"sites,omitempty"` // beside their own
	Gone      bool             `json:"gone,omitempty"`
	May       []staff.Right    `json:"may,omitempty"`
	HasPIN    bool             `json:"has_pin,omitempty"`
	Qualified []Qualification  `json:"qualified,omitempty"`
	Away      []Absence        `json:"away,omitempty"`
}

// Qualification is a skill or a qualification of somebody.
type Qualification struct {
	Code  string     `json:"code"`
	Until civil.Date `json:"until,omitzero"`
}

// Absence is a stretch of days on which somebody does not work.
type Absence struct {
	From       civil.Date       `json:"from"`
	To         civil.Date       `json:"to"`
	Reason     string           `json:"reason"`
	Substitute journal.EntityID `json:"substitute,omitzero"`
}

// Person is what decides about the rights of a member of staff.
func (s Staff) Person() staff.Person {
	give := s.May // what a role gives is in it
	return staff.Person{Role: s.Role, Site: s.Site, Sites: s.Sites, Gone: s.Gone, Give: give, Take: missing(give)}
}

func missing(has []staff.Right) []staff.Right {
	return slices.DeleteFunc(staff.Rights(), func(r staff.Right) bool { return slices.Contains(has, r) })
}

// Qualifications are those of a member of staff as the domain judges them.
func (s Staff) Qualifications() []staff.Qualification {
	out := make([]staff.Qualification, len(s.Qualified))
	for i, q := range s.Qualified {
		out[i] = staff.Qualification{Code: q.Code, Until: q.Until}
	}
	return out
}

// AwayOn is the absence that covers a day, if one does.
func (s Staff) AwayOn(on civil.Date) (Absence, bool) {
	i := slices.IndexFunc(s.Away, func(a Absence) bool { return on >= a.From && on <= a.To })
	if i < 0 {
		return Absence{}, false
	}
	return s.Away[i], true
}

func staffOf(id journal.EntityID, s *fold.State) Staff {
	out := Staff{
		ID: id, Initials: s.Value(fold.FieldInitials), Display: s.Value(fold.FieldDisplay),
		Role: s.Value(fold.FieldRole), Site: s.Value(fold.FieldSite), Gone: s.Value(fold.FieldGone) != "",
		Sites: repair.SplitList(s.Value(fold.FieldSites)),
	}
	out.May = staff.Person{Role: out.Role, Give: rightsIn(s, fold.FieldGive), Take: rightsIn(s, fold.FieldTake)}.Has()
	if pin := s.Shown(fold.FieldPIN); pin != nil {
		out.HasPIN = pin.Box != nil
	}
	qualified := s.Records(fold.GroupQualified)
	for _, code := range slices.Sorted(maps.Keys(qualified)) {
		out.Qualified = append(out.Qualified, Qualification{Code: code, Until: dateIn(qualified[code])})
	}
	away := s.Records(fold.GroupAway)
	for _, from := range slices.Sorted(maps.Keys(away)) {
		parts := append(repair.SplitList(away[from]), "", "", "")
		a := Absence{From: dateIn(from), To: dateIn(parts[0]), Reason: parts[1]}
		_ = a.Substitute.UnmarshalText([]byte(parts[2])) // what is no id names nobody
		out.Away = append(out.Away, a)
	}
	return out
}

func rightsIn(s *fold.State, field string) []staff.Right {
	var out []staff.Right
	for _, r := range repair.SplitList(s.Value(field)) {
		out = append(out, staff.Right(r))
	}
	return out
}

// dateIn reads a day that was checked before it was written; what a broken
// device sent is no day.
func dateIn(s string) civil.Date {
	d, err := civil.Parse("date", s)
	if err != nil {
		return civil.None
	}
	return d
}

// Staff answers the members of staff who are not gone, by name.
func (v *Views) Staff(r storage.Reader) ([]Staff, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	members, err := l.placed(kind.Staff, listPresent, 0)
	if err != nil {
		return nil, err
	}
	ids := make([]journal.EntityID, len(members))
	for i, m := range members {
		ids[i] = m.ID
	}
	return l.team(ids)
}

// FindStaff answers the members of staff, gone ones too, whose names hold the
// words of a query.
func (v *Views) FindStaff(r storage.Reader, query string) ([]Staff, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	ids, err := l.found(kind.Staff, query, MaxHits)
	if err != nil {
		return nil, err
	}
	return l.team(ids)
}

func (l *look) team(ids []journal.EntityID) ([]Staff, error) {
	out := make([]Staff, 0, len(ids))
	for _, id := range ids {
		s, err := l.state(kind.Staff, id)
		if err != nil {
			return nil, err
		}
		out = append(out, staffOf(id, s))
	}
	return out, nil
}

// Member answers one member of staff, gone ones too; storage.ErrNotFound when
// this store does not know them.
func (v *Views) Member(r storage.Reader, id journal.EntityID) (Staff, error) {
	l, err := newLook(r)
	if err != nil {
		return Staff{}, err
	}
	s, err := l.state(kind.Staff, id)
	if err != nil {
		return Staff{}, err
	}
	return staffOf(id, s), nil
}

// PIN answers what checks somebody's PIN; the empty box when nobody set one or
// it cannot be opened here.
func (v *Views) PIN(r storage.Reader, id journal.EntityID) (staff.PINBox, error) {
	l, err := newLook(r)
	if err != nil {
		return staff.PINBox{}, err
	}
	s, err := l.whole(kind.Staff, id)
	if errors.Is(err, storage.ErrNotFound) {
		return staff.PINBox{}, nil
	}
	var box staff.PINBox
	if err == nil {
		l.private(s, fold.FieldPIN, &box)
	}
	return box, err
}

// listPresent holds the members of staff who are not gone, by name.
const listPresent = "present"

var staffShape = shape{
	places: func(s *fold.State) []place {
		name := s.Value(fold.FieldDisplay)
		if name == "" || s.Value(fold.FieldGone) != "" {
			return nil
		}
		return []place{{List: listPresent, Sort: keyText(name)}}
	},
	texts: func(o *opener) []string { return []string{o.value(fold.FieldDisplay), o.value(fold.FieldInitials)} },
}
