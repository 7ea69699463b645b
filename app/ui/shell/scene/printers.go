package scene

import (
	"etabli/app/present"
	"etabli/app/present/sample"
)

// printers are the print queue and the printers in their situations.
func printers() []Scene {
	all := on(present.PrintersScreen)
	return []Scene{
		{Name: "printers", Shop: sample.Printing, Route: all, Act: printsRow(present.QueueScope, 1)},
		{Name: "printers-longest", Shop: sample.LongestPrints, Route: all, Act: printsRow(present.QueueScope, 0)},
		{Name: "printer", Shop: sample.Printing, Route: all, Act: printsRow(present.PrintersScope, 0)},

		{Name: "printers-empty", Shop: sample.Empty, Route: all, Plain: true},
		{Name: "printers-error", Shop: sample.Broken, Route: all, Plain: true},
		{Name: "printers-doubt", Shop: sample.Printing, Route: all, Act: printsRow(present.QueueScope, 0), Plain: true},
		{Name: "printers-out", Shop: sample.Printing, Route: all, Act: printsRow(present.PrintedScope, 0), Plain: true},
		{Name: "printers-found", Shop: sample.Printing, Route: all, Act: printsRow(present.FoundScope, 0), Plain: true},
		{Name: "printer-install", Shop: sample.Printing, Route: all, Act: installed, Plain: true},
		{Name: "printer-preview", Shop: sample.Typical, Route: file(2), Act: press("preview"), Plain: true},
		{Name: "printer-profile", Shop: sample.Printing, Route: all, Act: profiled, Plain: true},
	}
}

// printsRow opens a line of a part.
func printsRow(s present.Scope, i int) func(d *Desk) {
	return func(d *Desk) {
		d.Events().Prints.ScopeChosen(s)
		d.Events().Prints.RowChosen(i)
	}
}

func installed(d *Desk) {
	printsRow(present.FoundScope, 0)(d)
	d.Events().Prints.PrimaryPressed()
}

func profiled(d *Desk) {
	printsRow(present.PrintersScope, 0)(d)
	d.Events().Prints.ActionPressed("printer.profile")
}
