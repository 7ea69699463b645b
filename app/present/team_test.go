package present_test

import (
	"context"
	"testing"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/site"
	"etabli/app/domain/staff"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// crew is a fake of a team. A command notes itself; refuse is what it answers.
type crew struct {
	*shop
	people []views.Staff
	found  []string
	did    []any
	refuse error
}

func (c *crew) note(in any) (service.Result, error) {
	if c.refuse != nil {
		return service.Result{}, c.refuse
	}
	c.did = append(c.did, in)
	return service.Result{Data: views.Staff{ID: id(99)}}, nil
}

func (c *crew) Staff(context.Context) ([]views.Staff, error) { return c.people, c.refuse }
func (c *crew) FindStaff(_ context.Context, words string) ([]views.Staff, error) {
	c.found = append(c.found, words)
	return []views.Staff{{ID: id(5), Display: "Marc D.", Role: "counter", Site: "LIL", Gone: true}}, nil
}

func (c *crew) Member(_ context.Context, who present.ID) (views.Staff, error) {
	for _, p := range c.people {
		if p.ID == who {
			return p, nil
		}
	}
	return views.Staff{ID: who, Display: "Marc D.", Role: "counter", Site: "LIL", Gone: true}, c.refuse
}

func (c *crew) SaveStaff(_ context.Context, _ service.Call, in *service.StaffInput) (service.Result, error) {
	return c.note(in)
}

func (c *crew) SetPIN(_ context.Context, _ service.Call, in *service.SetPINInput) (service.Result, error) {
	return c.note(in)
}

func (c *crew) SetRights(_ context.Context, _ service.Call, in *service.RightsInput) (service.Result, error) {
	return c.note(in)
}

func (c *crew) Qualify(_ context.Context, _ service.Call, in *service.QualifyInput) (service.Result, error) {
	return c.note(in)
}

func (c *crew) BeAway(_ context.Context, _ service.Call, in *service.AwayInput) (service.Result, error) {
	return c.note(in)
}

// teamShown is what the page of the team shows.
type teamShown struct {
	list present.ListState
	one  present.Detail
}

// leads runs a test on the page of a team of two: Nadia, and Yann who is away
// from 10 January 2000.
func leads(t *testing.T, test func(b *bench, c *crew, p *present.Team, s *teamShown)) {
	t.Helper()
	onBench(t, func(t *testing.T, b *bench) {
		first := civil.At(time.Date(2000, 1, 10, 0, 0, 0, 0, time.UTC).UnixMilli(), time.UTC)
		c := &crew{shop: newShop(t), people: []views.Staff{
			{ID: id(1), Initials: "NB", Display: "Nadia B.", Role: "manager", Site: "LIL", HasPIN: true, May: staff.Rights()},
			{ID: id(2), Initials: "YL", Display: "Yann L.", Role: "technician", Site: "LIL", May: (staff.Person{Role: "technician"}).Has(),
				Away: []views.Absence{{From: first, To: first.AddDays(4), Reason: "leave"}}},
		}}
		c.sites = []views.Site{{SavedFacts: site.SavedFacts{Code: "LIL", Name: "Lille"}}, {SavedFacts: site.SavedFacts{Code: "ROU", Name: "Roubaix"}}}
		s := &teamShown{}
		p := present.NewTeam(b.env, c, func(present.TeamState) {}, func(l present.ListState) { s.list = l }, func(d present.Detail) { s.one = d })
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		test(b, c, p, s)
	})
}

// answer fills the open sheet in and submits it.
func answer(b *bench, p *present.Team, fields ...string) {
	for i := 0; i < len(fields); i += 2 {
		p.SheetTyped(fields[i], fields[i+1])
	}
	p.SheetSubmitted()
	b.pass(time.Second)
}

func last[T any](t *testing.T, c *crew) T {
	t.Helper()
	if len(c.did) == 0 {
		t.Fatal("nothing was done")
	}
	in, ok := c.did[len(c.did)-1].(T)
	if !ok {
		t.Fatalf("it did %T", c.did[len(c.did)-1])
	}
	return in
}

func TestATeamListsWhoWorksAndWhatMattersToday(t *testing.T) {
	leads(t, func(b *bench, _ *crew, p *present.Team, s *teamShown) {
		if s.list.Total != 2 || p.Row(0).Customer != "Responsable · Lille" || p.Row(1).Chip.Text != "sans code" {
			t.Fatalf("it lists %+v and %+v", p.Row(0), p.Row(1))
		}
		p.RowChosen(1)
		if b.routes[0] != (present.Route{Screen: present.TeamScreen, Open: id(2)}) {
			t.Fatalf("a line leads to %v", b.routes)
		}
		p.Show(b.routes[0])
		b.settle()
		if s.one.Title != "Yann L." || s.one.Primary.ID != "team.edit" || len(s.one.Cards) != 4 {
			t.Errorf("it shows %+v", s.one)
		}
	})
}

func TestSomebodyIsAddedWithRoleAndShop(t *testing.T) {
	leads(t, func(b *bench, c *crew, p *present.Team, s *teamShown) {
		p.PrimaryPressed() // nobody is chosen: what the page offers
		answer(b, p)
		if s.one.Sheet.Fields[0].Error == "" || len(c.did) != 0 {
			t.Fatalf("without a name it shows %+v", s.one.Sheet)
		}
		answer(b, p, "display", " Inès M. ", "role", "workshop", "site", "ROU")
		in := last[*service.StaffInput](t, c)
		if in.ID != nil || in.Display != "Inès M." || in.Role != "workshop" || in.Site != "ROU" {
			t.Errorf("it saves %+v", in)
		}
		if len(b.routes) != 1 || b.routes[0].Open != id(99) {
			t.Errorf("then it opens %v", b.routes)
		}
	})
}

func TestRightsAreWhatDiffersFromTheRole(t *testing.T) {
	leads(t, func(b *bench, c *crew, p *present.Team, _ *teamShown) {
		p.Show(present.Route{Screen: present.TeamScreen, Open: id(2)})
		b.settle()
		p.ActionPressed("team.rights")
		answer(b, p, "rights", "front\nbench\nanswer\nstock\nplan", "sites", "ROU")
		in := last[*service.RightsInput](t, c)
		if len(in.Give) != 1 || in.Give[0] != staff.Plan || len(in.Take) != 1 || in.Take[0] != staff.Cash || len(in.Sites) != 1 {
			t.Errorf("it says %+v", in)
		}
	})
}

func TestAPINIsTypedTwiceOrForgotten(t *testing.T) {
	leads(t, func(b *bench, c *crew, p *present.Team, s *teamShown) {
		p.Show(present.Route{Screen: present.TeamScreen, Open: id(1)})
		b.settle()
		p.ActionPressed("team.pin")
		answer(b, p, "pin", "4071", "again", "4072")
		if s.one.Sheet.Fields[1].Error == "" || len(c.did) != 0 {
			t.Fatalf("two PINs show %+v", s.one.Sheet)
		}
		answer(b, p, "again", "4071")
		if in := last[*service.SetPINInput](t, c); in.ID != id(1) || in.PIN != "4071" {
			t.Errorf("it sets %+v", in)
		}
		p.ActionPressed("team.forget")
		b.settle()
		if in := last[*service.SetPINInput](t, c); in.PIN != "" {
			t.Errorf("it forgets %+v", in)
		}
	})
}

func TestWhoLeavesIsAskedAboutAndFoundByNameLater(t *testing.T) {
	leads(t, func(b *bench, c *crew, p *present.Team, s *teamShown) {
		p.Show(present.Route{Screen: present.TeamScreen, Open: id(2)})
		b.settle()
		p.ActionPressed("team.gone")
		if len(c.did) != 0 || s.one.Sheet.Title != "Yann L. quitte l’équipe" {
			t.Fatalf("it asks %+v", s.one.Sheet)
		}
		answer(b, p)
		if in := last[*service.StaffInput](t, c); !in.Gone || in.Display != "Yann L." || in.Role != "technician" {
			t.Errorf("it saves %+v", in)
		}
		p.Typed("marc")
		b.pass(time.Second)
		if len(c.found) == 0 || s.list.Total != 1 || p.Row(0).Chip.Text != "a quitté l’équipe" {
			t.Fatalf("it finds %+v", p.Row(0))
		}
		p.Show(present.Route{Screen: present.TeamScreen, Open: id(5)})
		b.settle()
		p.PrimaryPressed()
		b.settle()
		if in := last[*service.StaffInput](t, c); in.Gone || *in.ID != id(5) {
			t.Errorf("who comes back is saved as %+v", in)
		}
	})
}

func TestAnAbsenceIsNotedWithWhoStandsInAndLifted(t *testing.T) {
	leads(t, func(b *bench, c *crew, p *present.Team, s *teamShown) {
		p.Show(present.Route{Screen: present.TeamScreen, Open: id(2)})
		b.settle()
		p.ActionPressed("team.away")
		answer(b, p, "from", "03/02/2000", "reason", "sick", "substitute", id(1).String())
		in := last[*service.AwayInput](t, c)
		if in.From != "2000-02-03" || in.To != in.From || in.Reason != "sick" || *in.Substitute != id(1) {
			t.Errorf("it notes %+v", in)
		}
		p.ActionPressed(s.one.Cards[3].Lines[0].Open)
		answer(b, p)
		if in := last[*service.AwayInput](t, c); !in.Back || in.From != "2000-01-10" {
			t.Errorf("it lifts %+v", in)
		}
	})
}

func TestATeamThatCannotBeReadSaysSo(t *testing.T) {
	leads(t, func(b *bench, c *crew, p *present.Team, s *teamShown) {
		c.refuse = errDisk
		c.watcher(nil)
		p.Typed("x")
		p.Typed("")
		b.pass(time.Second)
		if s.list.Notice.Retry == "" {
			t.Fatalf("it shows %+v", s.list)
		}
		c.refuse = nil
		p.RetryPressed()
		b.pass(time.Second)
		if !s.list.Notice.IsZero() || s.list.Total != 2 {
			t.Errorf("then %+v", s.list)
		}
	})
}
