package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// dispute is a route to a claim.
func dispute(n byte) present.Route {
	return present.Route{Screen: present.ClaimsScreen, Open: sample.ID(n)}
}

// claims are the claims in their situations.
func claims() []Scene {
	all := on(present.ClaimsScreen)
	return []Scene{
		{Name: "claims", Shop: sample.Typical, Route: dispute(120)},
		{Name: "claims-longest", Shop: sample.Longest, Route: dispute(123), Act: claimsIn(present.RefundsScope)},
		{Name: "claim-decide", Shop: sample.Typical, Route: dispute(121), Act: claimed("claim.decide")},

		{Name: "claims-empty", Shop: sample.Empty, Route: all, Plain: true},
		{Name: "claims-error", Shop: sample.Broken, Route: dispute(120), Plain: true},
		{Name: "claim-offered", Shop: sample.Typical, Route: dispute(122), Act: claimsIn(present.ProposedScope), Plain: true},
		{Name: "claim-refund", Shop: sample.Typical, Route: dispute(123), Act: claimsIn(present.RefundsScope), Plain: true},
		{Name: "claim-refused", Shop: sample.Typical, Route: dispute(124), Act: claimsIn(present.ToDecideScope), Plain: true},
		{Name: "claim-executed", Shop: sample.Typical, Route: dispute(123), Act: claimed("claim.executed"), Plain: true},
		{Name: "claim-new", Shop: sample.Typical, Route: all, Act: claimAbout(1), Plain: true},
	}
}

func claimed(action string) func(d *Desk) {
	return func(d *Desk) { d.Events().Claims.ActionPressed(action) }
}

func claimsIn(s present.Scope) func(d *Desk) {
	return func(d *Desk) { d.Events().Claims.ScopeChosen(s) }
}

// claimAbout begins a claim about a file.
func claimAbout(n byte) func(d *Desk) {
	return func(d *Desk) { d.Go(present.Route{Screen: present.ClaimsScreen, Repair: sample.ID(n)}) }
}
