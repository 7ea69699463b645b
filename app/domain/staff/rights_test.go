package staff_test

import (
	"errors"
	"slices"
	"testing"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
)

func TestRightsComeFromTheRoleUnlessSomebodySaidOtherwise(t *testing.T) {
	for _, c := range []struct {
		who   staff.Person
		right staff.Right
		want  bool
	}{
		{staff.Person{Role: staff.Counter}, staff.Front, true},
		{staff.Person{Role: staff.Counter}, staff.Manage, false},
		{staff.Person{Role: staff.Counter, Give: []staff.Right{staff.Manage}}, staff.Manage, true},
		{staff.Person{Role: staff.Manager, Take: []staff.Right{staff.Cash}}, staff.Cash, false},
		{staff.Person{Role: staff.Manager, Take: []staff.Right{staff.Cash}, Give: []staff.Right{staff.Cash}}, staff.Cash, false},
		{staff.Person{Role: staff.Technician}, staff.Figures, false},
		{staff.Person{Role: "nobody"}, staff.Front, false},
		{staff.Person{Role: "nobody"}, "", true},
	} {
		if got := c.who.May(c.right); got != c.want {
			t.Errorf("%+v %s: %v", c.who, c.right, got)
		}
	}
	if has := (staff.Person{Role: staff.Manager}).Has(); !slices.Equal(has, staff.Rights()) {
		t.Errorf("a manager has %v", has)
	}
	for _, role := range staff.Roles() {
		if role != staff.Storekeeper && role != staff.Accountant && !(staff.Person{Role: role}).May(staff.Answer) {
			t.Errorf("%s may not answer a customer", role)
		}
	}
}

func TestPeopleWorkWhereTheyWereSent(t *testing.T) {
	p := staff.Person{Site: "LIL", Sites: []string{"ROU"}}
	if !p.WorksAt("LIL") || !p.WorksAt("ROU") || p.WorksAt("PAR") {
		t.Error("sites are not told apart")
	}
}

func TestRightsThatContradictThemselvesAreRefused(t *testing.T) {
	for _, c := range []struct {
		facts staff.RightsFacts
		field string
	}{
		{staff.RightsFacts{Give: []staff.Right{"fly"}}, "give.0"},
		{staff.RightsFacts{Give: []staff.Right{staff.Cash}, Take: []staff.Right{staff.Cash}}, "take.0"},
		{staff.RightsFacts{Sites: []string{"LIL", "lille"}}, "sites.1"},
	} {
		var f *fault.Error
		if err := staff.CheckRights(c.facts); !errors.As(err, &f) || f.Field != c.field {
			t.Errorf("%+v: got %v, want a fault of %s", c.facts, err, c.field)
		}
	}
}

func on(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse("on", s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAnExpiredQualificationRefusesTheAssignment(t *testing.T) {
	has := []staff.Qualification{{Code: staff.Fluids, Until: on(t, "2026-11-30")}, {Code: "phones"}}
	for _, c := range []struct {
		code, on    string
		refused     bool
		soon, holds bool
	}{
		{staff.Fluids, "2026-11-30", false, true, true},
		{staff.Fluids, "2026-12-01", true, true, false},
		{staff.Fluids, "2026-10-01", false, true, true},
		{staff.Fluids, "2026-09-30", false, false, true},
		{staff.Gas, "2026-09-30", true, false, true},
		{"phones", "2099-01-01", false, true, false},
		{"", "2026-09-30", false, false, true},
	} {
		err := staff.Qualified("Yann L.", c.code, has, on(t, c.on))
		var f *fault.Error
		if errors.As(err, &f) != c.refused || (f != nil && f.Code != staff.Unqualified && f.Code != staff.Lapsed) {
			t.Errorf("%s on %s: %v", c.code, c.on, err)
		}
		if has[0].EndsSoon(on(t, c.on)) != c.soon || has[0].Holds(on(t, c.on)) != c.holds {
			t.Errorf("on %s the certificate holds %v, ends soon %v", c.on, has[0].Holds(on(t, c.on)), has[0].EndsSoon(on(t, c.on)))
		}
	}
}

func TestAbsencesCoverTheirDays(t *testing.T) {
	list := []staff.Absence{{From: on(t, "2026-11-23"), To: on(t, "2026-11-24"), Reason: "sick"}}
	for day, want := range map[string]bool{"2026-11-22": false, "2026-11-23": true, "2026-11-24": true, "2026-11-25": false} {
		if _, away := staff.AwayOn(list, on(t, day)); away != want {
			t.Errorf("on %s away is %v", day, away)
		}
	}
	for field, f := range map[string]staff.AbsentFacts{
		"from": {To: "2026-11-24", Reason: "sick"}, "to": {From: "2026-11-24", To: "2026-11-23", Reason: "sick"},
		"reason": {From: "2026-11-24", To: "2026-11-24", Reason: "grippe"},
	} {
		var got *fault.Error
		if err := staff.CheckAbsent(f); !errors.As(err, &got) || got.Field != field {
			t.Errorf("got %v, want a fault of %s", err, field)
		}
	}
}
