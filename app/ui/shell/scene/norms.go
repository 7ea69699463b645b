package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// norms are what the shop goes by, and the count of the customers' devices.
func norms() []Scene {
	page, count := on(present.NormsScreen), on(present.CustodyScreen)
	typical := sample.Run(sample.Typical)
	return []Scene{
		{Name: "norms", Shop: typical, Route: page, Act: norm(present.NoticesScope, 3)},
		{Name: "custody", Shop: sample.Typical, Route: count, Act: counted},

		{Name: "norms-carriers", Shop: typical, Route: page, Act: norm(present.CarriersScope, 0), Plain: true},
		{Name: "letterhead", Shop: typical, Route: page, Act: norm(present.HeadScope, 0)},
		{Name: "letterhead-edit", Shop: typical, Route: page, Act: func(d *Desk) {
			norm(present.HeadScope, 0)(d)
			d.Events().Norms.ActionPressed("head.edit")
		}},
		{Name: "norms-amounts", Shop: typical, Route: page, Act: norm(present.AmountsScope, 0), Plain: true},
		{Name: "norms-law", Shop: typical, Route: page, Act: norm(present.LawScope, 3), Plain: true},
		{Name: "norms-empty", Shop: sample.Run(sample.Empty), Route: page, Act: norm(present.CarriersScope, -1), Plain: true},
		{Name: "norms-unknown", Shop: typical, Route: page, Act: func(d *Desk) { d.Events().Norms.Typed("licorne") }, Plain: true},
		{Name: "carrier-new", Shop: typical, Route: page, Act: func(d *Desk) { d.Events().Norms.ActionPressed("carrier.new") }, Plain: true},
		{Name: "custody-empty", Shop: sample.Empty, Route: count, Plain: true},
		{Name: "custody-error", Shop: sample.Broken, Route: count, Plain: true},
		{Name: "custody-saved", Shop: sample.Typical, Route: count, Act: func(d *Desk) {
			counted(d)
			d.Events().Custody.ActionPressed("custody.save")
		}, Plain: true},
	}
}

// norm opens a line of a part of what the shop goes by.
func norm(s present.Scope, line int) func(d *Desk) {
	return func(d *Desk) {
		n := d.Events().Norms
		n.ScopeChosen(s)
		n.RowChosen(line)
	}
}

// counted scans two devices, something that should not be here, and a code of
// nobody.
func counted(d *Desk) {
	c, shop := d.Events().Custody, sample.Typical()
	for _, code := range []string{shop.Repairs[0].Number, shop.Repairs[2].Number, shop.Repairs[5].Number, "356938035643809"} {
		c.Scanned(code)
	}
}
