package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// sent is a route to a parcel.
func sent(n byte) present.Route {
	return present.Route{Screen: present.ParcelsScreen, Open: sample.ID(n)}
}

// parcels are the parcels in their situations.
func parcels() []Scene {
	all := on(present.ParcelsScreen)
	return []Scene{
		{Name: "parcels", Shop: sample.Typical, Route: sent(130)},
		{Name: "parcels-longest", Shop: sample.Longest, Route: sent(132), Act: parcelsIn(present.AwayScope)},

		{Name: "parcel-return", Shop: sample.Returning, Route: sent(134), Act: cameBack},

		{Name: "parcels-empty", Shop: sample.Empty, Route: all, Plain: true},
		{Name: "parcels-error", Shop: sample.Broken, Route: sent(130), Plain: true},
		{Name: "parcel-announced", Shop: sample.Typical, Route: sent(131), Act: parcelsIn(present.AtRiskScope), Plain: true},
		{Name: "parcel-slot", Shop: sample.Typical, Route: sent(132), Act: posted("parcel.slot"), Plain: true},
		{Name: "parcel-new", Shop: sample.Typical, Route: all, Act: parcelFor(1), Plain: true},
		{Name: "parcel-late", Shop: sample.Typical, Route: sent(132), Act: askedLate, Plain: true},
	}
}

// cameBack notes that what a customer sent has arrived, by the number that is read on it.
func cameBack(d *Desk) {
	p := d.Events().Parcels
	p.ScopeChosen(present.AwayScope)
	p.ActionPressed("parcel.see")
	p.SheetTyped("to", "parcel_received")
	p.SheetTyped("by", "us")
}

func posted(action string) func(d *Desk) {
	return func(d *Desk) { d.Events().Parcels.ActionPressed(action) }
}

func parcelsIn(s present.Scope) func(d *Desk) {
	return func(d *Desk) { d.Events().Parcels.ScopeChosen(s) }
}

// parcelFor begins a parcel for a file.
func parcelFor(n byte) func(d *Desk) {
	return func(d *Desk) { d.Go(present.Route{Screen: present.ParcelsScreen, Repair: sample.ID(n)}) }
}

// askedLate prices what was asked for when the parcel had been closed.
func askedLate(d *Desk) {
	p := d.Events().Parcels
	p.ActionPressed("parcel.late")
	p.SheetTyped("cents", "49")
	p.SheetSubmitted()
}
