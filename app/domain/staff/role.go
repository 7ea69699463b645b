package staff

import (
	"slices"

	"etabli/app/domain/fault"
)

// The roles.
const (
	Counter     = "counter"
	Technician  = "technician"
	Manager     = "manager"
	Hotline     = "hotline"
	Workshop    = "workshop" // who says who does what today
	Storekeeper = "storekeeper"
	Accountant  = "accountant"
)

// Roles lists the roles.
func Roles() []string {
	return []string{Counter, Technician, Manager, Hotline, Workshop, Storekeeper, Accountant}
}

// Right is something that not everybody may do.
type Right string

// The rights. What needs none of them, everybody may do.
const (
	Front    Right = "front"    // take in, hand back, customers and their answers
	Bench    Right = "bench"    // diagnose and repair
	Answer   Right = "answer"   // messages and calls
	Plan     Right = "plan"     // move other people's visits and tasks
	Stock    Right = "stock"    // receive, move and count goods
	Cash     Right = "cash"     // take and give back money
	Override Right = "override" // go past a rule, by name and with a reason
	Merge    Right = "merge"    // join two customers and part them again
	Manage   Right = "manage"   // staff, rights, hours, settings
	Figures  Right = "figures"  // what is about people rather than devices
)

// Rights lists the rights.
func Rights() []Right {
	return []Right{Front, Bench, Answer, Plan, Stock, Cash, Override, Merge, Manage, Figures}
}

// rightsOf is what each role may do. A small shop is run by people who do
// everything, so a role leaves out only what surprises when it is done.
var rightsOf = map[string][]Right{
	Counter:     {Front, Bench, Answer, Stock, Cash, Merge},
	Technician:  {Front, Bench, Answer, Stock, Cash},
	Hotline:     {Front, Answer, Plan, Merge},
	Workshop:    {Front, Bench, Answer, Plan, Stock, Cash, Override, Merge},
	Storekeeper: {Stock},
	Accountant:  {Cash, Figures},
	Manager:     {Front, Bench, Answer, Plan, Stock, Cash, Override, Merge, Manage, Figures},
}

// Person is what decides about rights: the role, and what was said beside it.
type Person struct {
	Role  string
	Site  string
	Give  []Right
	Take  []Right
	Sites []string
	Gone  bool
}

// The faults of who may do what.
const (
	NoRight   fault.Code = "no_right"   // args: name, right
	WrongSite fault.Code = "wrong_site" // args: name, site
	LeftUs    fault.Code = "staff_gone" // args: name
)

// Check refuses what a person may not do at a site. Faults: staff_gone,
// wrong_site, no_right.
func (p Person) Check(name, site string, r Right) error {
	switch {
	case p.Gone:
		return fault.New(LeftUs, "staff", "name", name)
	case !p.WorksAt(site):
		return fault.New(WrongSite, "staff", "name", name, "site", site)
	case !p.May(r):
		return fault.New(NoRight, "staff", "name", name, "right", string(r))
	}
	return nil
}

// May tells whether a person may do something. What was taken goes before what
// was given, and both before the role. No right at all is everybody's.
func (p Person) May(r Right) bool {
	switch {
	case r == "":
		return true
	case slices.Contains(p.Take, r):
		return false
	case slices.Contains(p.Give, r):
		return true
	}
	return slices.Contains(rightsOf[p.Role], r)
}

// WorksAt tells whether a person works at a site.
func (p Person) WorksAt(site string) bool {
	return p.Site == site || slices.Contains(p.Sites, site)
}

// Has lists what a person may do, in the order of Rights.
func (p Person) Has() []Right {
	return slices.DeleteFunc(Rights(), func(r Right) bool { return !p.May(r) })
}
