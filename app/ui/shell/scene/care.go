package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/ui/shell"
)

func ofCatalogue(e shell.Events) interface{ ActionPressed(string) } { return e.Catalogue }
func ofPreorder(e shell.Events) interface{ ActionPressed(string) }  { return e.Preorders }
func ofCare(e shell.Events) interface{ ActionPressed(string) }      { return e.Care }
func ofPerson(e shell.Events) interface{ ActionPressed(string) }    { return e.People }

// caring are the catalogue, customers' orders, what is taken care of beside repairs,
// and what people ask about their data.
func caring() []Scene {
	goods, orders, care, private := present.CatalogueScreen, present.PreordersScreen, present.CareScreen, present.PrivacyScreen
	run := sample.Run(sample.Typical)
	devices, wired := present.DevicesScreen, sample.Run(sample.Wired)
	return []Scene{
		{Name: "catalogue", Shop: sample.Typical, Route: on(goods), Act: func(d *Desk) { d.Events().Catalogue.RowChosen(1) }},
		{Name: "preorders", Shop: sample.Typical, Route: open(orders, 220)},
		{Name: "care", Shop: sample.Typical, Route: open(care, 210)},
		{Name: "surveys", Shop: sample.Typical, Route: open(care, 7), Act: cared(present.SurveysScope, "")},
		{Name: "privacy", Shop: run, Route: open(private, 230)},
		{Name: "devices", Shop: wired, Route: on(devices), Act: func(d *Desk) { d.Events().Devices.RowChosen(1) }},
		{Name: "devices-pair", Shop: wired, Route: on(devices), Act: pairs},

		{Name: "catalogue-empty", Shop: sample.Empty, Route: on(goods), Plain: true},
		{Name: "catalogue-error", Shop: sample.Broken, Route: on(goods), Plain: true},
		{Name: "catalogue-longest", Shop: sample.Longest, Route: on(goods), Act: func(d *Desk) { d.Events().Catalogue.RowChosen(0) }, Plain: true},
		{Name: "catalogue-price", Shop: sample.Typical, Route: on(goods), Act: func(d *Desk) {
			d.Events().Catalogue.RowChosen(0)
			dealing(ofCatalogue, "catalogue.price")(d)
		}, Plain: true},

		{Name: "preorders-empty", Shop: sample.Empty, Route: on(orders), Plain: true},
		{Name: "preorders-error", Shop: sample.Broken, Route: open(orders, 220), Plain: true},
		{Name: "preorders-longest", Shop: sample.Longest, Route: open(orders, 220), Plain: true},
		{Name: "preorders-overdue", Shop: sample.Typical, Route: open(orders, 222), Act: func(d *Desk) { d.Events().Preorders.ScopeChosen(present.LookedScope) }, Plain: true},
		{Name: "preorder-back", Shop: sample.Typical, Route: open(orders, 222), Act: dealing(ofPreorder, "preorder.back"), Plain: true},
		{Name: "preorder-new", Shop: sample.Typical, Route: on(orders), Act: dealing(ofPreorder, "preorder.new"), Plain: true},

		{Name: "care-empty", Shop: sample.Empty, Route: on(care), Plain: true},
		{Name: "care-error", Shop: sample.Broken, Route: open(care, 210), Plain: true},
		{Name: "care-longest", Shop: sample.Longest, Route: open(care, 210), Plain: true},
		{Name: "care-recall", Shop: sample.Typical, Route: open(care, 213), Act: func(d *Desk) { d.Events().Care.ScopeChosen(present.RecallsScope) }, Plain: true},
		{Name: "care-review", Shop: sample.Typical, Route: open(care, 214), Act: func(d *Desk) { d.Events().Care.ScopeChosen(present.ReviewsScope) }, Plain: true},
		{Name: "surveys-empty", Shop: sample.Empty, Route: on(care), Act: cared(present.SurveysScope, ""), Plain: true},
		{Name: "surveys-error", Shop: sample.Broken, Route: open(care, 7), Act: cared(present.SurveysScope, ""), Plain: true},
		{Name: "surveys-longest", Shop: sample.Longest, Route: open(care, 7), Act: cared(present.SurveysScope, ""), Plain: true},
		{Name: "survey-unwell", Shop: sample.Typical, Route: open(care, 7), Act: cared(present.SurveysScope, "care.unwell"), Plain: true},
		{Name: "survey-asking", Shop: sample.Typical, Route: open(care, 7), Act: cared(present.SurveysScope, "care.asking"), Plain: true},
		{Name: "care-new", Shop: sample.Typical, Route: on(care), Act: dealing(ofCare, "care.incident"), Plain: true},

		{Name: "privacy-empty", Shop: sample.Run(sample.Empty), Route: on(private), Plain: true},
		{Name: "privacy-erase", Shop: run, Route: open(private, 230), Act: dealing(ofPerson, "people.erase"), Plain: true},
		{Name: "privacy-where", Shop: wired, Route: open(private, 231), Plain: true},
		{Name: "devices-self", Shop: wired, Route: on(devices), Act: func(d *Desk) { d.Events().Devices.RowChosen(0) }, Plain: true},
		{Name: "devices-stick", Shop: wired, Route: on(devices), Act: func(d *Desk) {
			d.Events().Devices.RowChosen(0)
			d.Events().Devices.ActionPressed("devices.stick")
		}, Plain: true},
		{Name: "devices-moves", Shop: sample.Run(sample.Sent), Route: on(devices), Act: func(d *Desk) { d.Events().Devices.RowChosen(0) }, Plain: true},
		{Name: "devices-move", Shop: sample.Run(sample.Sent), Route: on(devices), Act: func(d *Desk) {
			d.Events().Devices.RowChosen(0)
			d.Events().Devices.ActionPressed("devices.move")
		}, Plain: true},
		{Name: "devices-away", Shop: run, Route: on(devices), Act: func(d *Desk) { d.Events().Devices.RowChosen(0) }, Plain: true},
		{Name: "devices-error", Shop: sample.Run(sample.Unread), Route: on(devices), Plain: true},
		{Name: "devices-longest", Shop: sample.Run(sample.WiredLongest), Route: on(devices), Act: func(d *Desk) { d.Events().Devices.RowChosen(1) }, Plain: true},
		{Name: "devices-revoked", Shop: wired, Route: on(devices), Act: func(d *Desk) {
			d.Events().Devices.ScopeChosen(present.AwayDevices)
			d.Events().Devices.RowChosen(0)
		}, Plain: true},
		{Name: "devices-revoke", Shop: wired, Route: on(devices), Act: func(d *Desk) {
			d.Events().Devices.RowChosen(1)
			d.Events().Devices.ActionPressed("devices.revoke")
			d.Events().Devices.SheetSubmitted()
		}, Plain: true},
		{Name: "privacy-gone", Shop: run, Route: open(private, 231), Act: func(d *Desk) { d.Events().People.ScopeChosen(present.ErasingScope) }, Plain: true},
	}
}

// cared shows a part of the care, and begins an act there.
func cared(part present.Scope, act string) func(d *Desk) {
	return func(d *Desk) {
		d.Events().Care.ScopeChosen(part)
		if act != "" {
			d.Events().Care.ActionPressed(act)
		}
	}
}

// pairs asks for the code of a new device.
func pairs(d *Desk) {
	d.Events().Devices.ActionPressed("devices.pair")
	d.Events().Devices.SheetSubmitted()
}
