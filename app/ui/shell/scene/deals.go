package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/shell"
)

func open(s present.Screen, n byte) present.Route {
	return present.Route{Screen: s, Open: sample.ID(n)}
}

// dealing does something on one of the pages about what was agreed with others.
func dealing(of func(shell.Events) interface{ ActionPressed(string) }, action string) func(d *Desk) {
	return func(d *Desk) { of(d.Events()).ActionPressed(action) }
}

func ofContract(e shell.Events) interface{ ActionPressed(string) } { return e.Contracts }
func ofAccount(e shell.Events) interface{ ActionPressed(string) }  { return e.Accounts }
func ofThird(e shell.Events) interface{ ActionPressed(string) }    { return e.Thirds }

// deals are contracts, accounts and third parties in their situations.
func deals() []Scene {
	contracts, accounts, thirds := present.ContractsScreen, present.AccountsScreen, present.ThirdsScreen
	return []Scene{
		{Name: "contracts", Shop: sample.Typical, Route: open(contracts, 160)},
		{Name: "contracts-longest", Shop: sample.Longest, Route: open(contracts, 160)},
		{Name: "accounts", Shop: sample.Typical, Route: open(accounts, 3)},
		{Name: "accounts-longest", Shop: sample.Longest, Route: open(accounts, 180)},
		{Name: "thirds", Shop: sample.Typical, Route: open(thirds, 190)},
		{Name: "thirds-longest", Shop: sample.Longest, Route: open(thirds, 190)},

		{Name: "contracts-empty", Shop: sample.Empty, Route: on(contracts), Plain: true},
		{Name: "contracts-error", Shop: sample.Broken, Route: open(contracts, 160), Plain: true},
		{Name: "contract-overdue", Shop: sample.Typical, Route: open(contracts, 163), Act: func(d *Desk) { d.Events().Contracts.ScopeChosen(present.PayBackScope) }, Plain: true},
		{Name: "contract-new", Shop: sample.Typical, Route: on(contracts), Act: dealing(ofContract, "contract.new"), Plain: true},
		{Name: "contract-use", Shop: sample.Typical, Route: open(contracts, 160), Act: usedUp, Plain: true},
		{Name: "contract-end", Shop: sample.Typical, Route: open(contracts, 160), Act: dealing(ofContract, "contract.end"), Plain: true},

		{Name: "accounts-empty", Shop: sample.Empty, Route: on(accounts), Plain: true},
		{Name: "accounts-error", Shop: sample.Broken, Route: open(accounts, 3), Plain: true},
		{Name: "account-near", Shop: sample.Typical, Route: open(accounts, 170), Plain: true},
		{Name: "account-new", Shop: sample.Typical, Route: on(accounts), Act: dealing(ofAccount, "account.new"), Plain: true},
		{Name: "account-abroad", Shop: sample.Typical, Route: on(accounts), Act: func(d *Desk) {
			dealing(ofAccount, "account.new")(d)
			d.Events().Accounts.SheetTyped("scheme", "abroad")
		}, Plain: true},
		{Name: "invoice-overdue", Shop: sample.Typical, Route: open(accounts, 180), Act: listed(present.BilledScope), Plain: true},
		{Name: "invoice-step", Shop: sample.Typical, Route: open(accounts, 181), Act: dealing(ofAccount, "invoice.step"), Plain: true},
		{Name: "debt-overdue", Shop: sample.Typical, Route: on(accounts), Act: owing, Plain: true},

		{Name: "thirds-empty", Shop: sample.Empty, Route: on(thirds), Plain: true},
		{Name: "thirds-error", Shop: sample.Broken, Route: open(thirds, 190), Plain: true},
		{Name: "recourse-answer", Shop: sample.Typical, Route: open(thirds, 191), Act: dealing(ofThird, "recourse.authorise"), Plain: true},
		{Name: "recourse-new", Shop: sample.Typical, Route: on(thirds), Act: dealing(ofThird, "recourse.new"), Plain: true},
		{Name: "sendout-overdue", Shop: sample.Typical, Route: open(thirds, 195), Act: third(present.BatchesScope), Plain: true},
		{Name: "sendout-open", Shop: sample.Typical, Route: open(thirds, 196), Act: third(present.BatchesScope), Plain: true},
		{Name: "back", Shop: sample.Typical, Route: open(thirds, 198), Act: third(present.ReturnsScope), Plain: true},
		{Name: "cores", Shop: sample.Typical, Route: open(thirds, 8), Act: third(present.CoresScope)},
		{Name: "cores-longest", Shop: sample.Longest, Route: open(thirds, 8), Act: third(present.CoresScope), Plain: true},
		{Name: "cores-empty", Shop: sample.Empty, Route: on(thirds), Act: third(present.CoresScope), Plain: true},
		{Name: "cores-error", Shop: sample.Broken, Route: open(thirds, 8), Act: third(present.CoresScope), Plain: true},
		{Name: "core-settle", Shop: sample.Typical, Route: open(thirds, 8), Act: coreBilled, Plain: true},
		{Name: "cores-supplier", Shop: sample.Typical, Route: on(thirds), Act: func(d *Desk) {
			third(present.CoresScope)(d)
			d.Events().Thirds.RowChosen(2)
		}, Plain: true},
		{Name: "bonus", Shop: sample.Typical, Route: open(thirds, 200), Act: third(present.BonusesScope)},
	}
}

// coreBilled asks what becomes of an old device that is billed.
func coreBilled(d *Desk) {
	third(present.CoresScope)(d)
	d.Events().Thirds.ActionPressed("core.settle")
	d.Events().Thirds.SheetTyped("state", "invoiced")
}

// usedUp counts a use of which the term gives no more.
func usedUp(d *Desk) {
	c := d.Events().Contracts
	c.ActionPressed("contract.use")
	c.SheetTyped("what", "call_out")
	c.SheetSubmitted()
}

func listed(s present.Scope) func(d *Desk) {
	return func(d *Desk) { d.Events().Accounts.ScopeChosen(s) }
}

func third(s present.Scope) func(d *Desk) {
	return func(d *Desk) { d.Events().Thirds.ScopeChosen(s) }
}

// owing opens what is owed the longest.
func owing(d *Desk) {
	a := d.Events().Accounts
	a.ScopeChosen(present.OwedScope)
	a.RowChosen(0)
}
