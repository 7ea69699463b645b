package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// loan is a route to a loan or a unit.
func loan(n byte) present.Route {
	return present.Route{Screen: present.LoansScreen, Open: sample.ID(n)}
}

// loans are the loans and the pool in their situations.
func loans() []Scene {
	all := on(present.LoansScreen)
	return []Scene{
		{Name: "loans", Shop: sample.Typical, Route: loan(90)},
		{Name: "loans-longest", Shop: sample.Longest, Route: loan(91)},
		{Name: "loan-issue", Shop: sample.Typical, Route: loan(82), Act: lend("loan.issue")},
		{Name: "loan-return", Shop: sample.Typical, Route: loan(90), Act: lend("loan.return")},

		{Name: "loans-list", Shop: sample.Typical, Route: all, Plain: true},
		{Name: "loans-empty", Shop: sample.Empty, Route: all, Plain: true},
		{Name: "loans-error", Shop: sample.Broken, Route: loan(90), Plain: true},
		{Name: "loan-overdue", Shop: sample.Typical, Route: loan(91), Act: scope(present.LateScope), Plain: true},
		{Name: "loan-asked", Shop: sample.Typical, Route: loan(92), Act: scope(present.PrepScope), Plain: true},
		{Name: "loan-back", Shop: sample.Typical, Route: loan(93), Act: scope(present.PrepScope), Plain: true},
		{Name: "loan-check", Shop: sample.Typical, Route: loan(83), Act: lend("loaner.check"), Plain: true},
		{Name: "loan-pool", Shop: sample.Typical, Route: loan(82), Act: scope(present.PoolScope), Plain: true},
		{Name: "loan-for", Shop: sample.Typical, Route: present.Route{Screen: present.LoansScreen, Repair: sample.ID(2)}, Plain: true},
	}
}

func lend(action string) func(d *Desk) {
	return func(d *Desk) { d.Events().Loans.ActionPressed(action) }
}

func scope(s present.Scope) func(d *Desk) {
	return func(d *Desk) { d.Events().Loans.ScopeChosen(s) }
}
