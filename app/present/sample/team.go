package sample

import (
	"context"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// Team is a shop with several people: one has no PIN, one is away, one has left.
func Team() *Shop {
	s := Typical()
	today := civil.At(Now.UnixMilli(), Zone)
	person := func(n byte, initials, name, role string) views.Staff {
		return views.Staff{ID: ID(n), Initials: initials, Display: name, Role: role, Site: "LIL", HasPIN: true, May: (staff.Person{Role: role}).Has()}
	}
	s.People = append(s.People, person(71, "YL", "Yann L.", staff.Technician), person(72, "IM", "Inès M.", staff.Counter), person(73, "PC", "Paul C.", staff.Accountant))
	s.People[0].HasPIN = false
	s.People[1].Sites, s.People[1].May = []string{"ROU"}, append(s.People[1].May, staff.Plan)
	s.People[1].Qualified = []views.Qualification{{Code: staff.Electrical}, {Code: staff.Fluids, Until: today.AddDays(31)}, {Code: "horlogerie"}}
	s.People[1].Away = []views.Absence{{From: today.AddDays(9), To: today.AddDays(16), Reason: "leave"}}
	s.People[2].Away = []views.Absence{{From: today.AddDays(-1), To: today.AddDays(4), Reason: "sick"}}
	s.People[3].HasPIN = false
	return s
}

// FindStaff implements present.Teaming.
func (s *Shop) FindStaff(_ context.Context, words string) (out []views.Staff, err error) {
	for _, p := range s.People {
		if strings.Contains(strings.ToLower(p.Display), strings.ToLower(words)) {
			out = append(out, p)
		}
	}
	return out, s.unread()
}

// Member implements present.Teaming.
func (s *Shop) Member(_ context.Context, id present.ID) (views.Staff, error) {
	for _, p := range s.People {
		if p.ID == id {
			return p, s.unread()
		}
	}
	return views.Staff{}, fault.New(fault.NotFound, "id", "what", "staff")
}

// SaveStaff implements present.Teaming.
func (s *Shop) SaveStaff(context.Context, service.Call, *service.StaffInput) (service.Result, error) {
	return service.Result{}, s.unread()
}

// SetRights implements present.Teaming.
func (s *Shop) SetRights(context.Context, service.Call, *service.RightsInput) (service.Result, error) {
	return service.Result{}, s.unread()
}

// Qualify implements present.Teaming.
func (s *Shop) Qualify(context.Context, service.Call, *service.QualifyInput) (service.Result, error) {
	return service.Result{}, s.unread()
}

// BeAway implements present.Teaming.
func (s *Shop) BeAway(context.Context, service.Call, *service.AwayInput) (service.Result, error) {
	return service.Result{}, s.unread()
}
